"""Vaults to test with. Making one with a passphrase takes seconds, so there is one for all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from antidistill.vault import OpenVault, Vault, create
from antidistill.vault.sealing import new_identity, recipient_of
from antidistill.vault.store import RECIPIENT
from tests.cli.conftest import home, work

__all__ = ["home", "work"]

PASSPHRASE = "seven blue lamps at noon"


def quick(folder: Path) -> OpenVault:
    """A vault without a passphrase, which only its recovery line opens."""
    identity = new_identity()
    folder.mkdir(parents=True)
    (folder / RECIPIENT).write_text(recipient_of(identity))
    return OpenVault(Vault(folder), identity)


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    """An empty vault, open."""
    return quick(tmp_path / "vault")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> OpenVault:
    """A vault as `vault init` makes it, under PASSPHRASE; not to be changed."""
    return create(Vault(tmp_path_factory.mktemp("data") / "vault"), PASSPHRASE)


@pytest.fixture
def locked(whole: OpenVault, tmp_path: Path) -> Vault:
    """A copy of that vault to work with."""
    return Vault(Path(shutil.copytree(whole.vault.folder, tmp_path / "locked")))
