"""Sealing and restoring, and what happens to a vault that is damaged."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antidistill.errors import OutputFault, VaultFault
from antidistill.vault import RECORD, Entry, OpenVault, Vault, create, export
from antidistill.vault.entry import file_name
from antidistill.vault.sealing import new_identity
from antidistill.vault.store import IDENTITY, RECIPIENT

from .conftest import PASSPHRASE, quick

POSIX = pytest.mark.skipif(os.name != "posix", reason="no permissions of this sort here")


@settings(
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=5000), name=st.text(max_size=40), folder=st.text(max_size=40))
def test_five_hundred_files_come_back_byte_for_byte(
    opened: OpenVault, data: bytes, name: str, folder: str
) -> None:
    number = opened.vault.seal(data, name, folder=folder)
    entry, restored = opened.opened(number)
    assert restored == data
    assert (entry.name, entry.folder, entry.size) == (name, folder, len(data))
    opened.vault.forget(number)


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe\0", b"x" * 3_000_000], ids=len)
def test_files_of_all_sizes(opened: OpenVault, data: bytes) -> None:
    assert opened.restore(opened.vault.seal(data, "x")) == data


def test_the_passphrase_opens_what_was_sealed_without_it(locked: Vault) -> None:
    number = locked.seal(b"text", "notes.md")
    assert locked.unlocked(PASSPHRASE).restore(number) == b"text"


def test_the_recovery_line_opens_it_too(locked: Vault, whole: OpenVault) -> None:
    number = locked.seal(b"text", "notes.md")
    assert locked.recovered(f" {whole.identity.lower()}\n").restore(number) == b"text"


def test_a_wrong_passphrase(locked: Vault) -> None:
    with pytest.raises(VaultFault, match=r"passphrase is wrong .* --recovery"):
        locked.unlocked("seven blue lamps at moon")


def test_a_lost_passphrase_and_lost_key_files_lose_nothing(locked: Vault, whole: OpenVault) -> None:
    number = locked.seal(b"text", "notes.md")
    (locked.folder / IDENTITY).unlink()
    (locked.folder / RECIPIENT).unlink()
    with pytest.raises(VaultFault, match="there are sealed entries"):
        create(locked, "x")
    with pytest.raises(VaultFault, match="opens none of the entries"):
        OpenVault(locked, new_identity()).lock("x")
    locked.recovered(whole.identity).lock("another one")
    assert locked.exists
    assert locked.unlocked("another one").restore(number) == b"text"


def test_the_recovery_line_of_another_vault(locked: Vault) -> None:
    with pytest.raises(VaultFault, match="another vault"):
        locked.recovered(new_identity())
    with pytest.raises(VaultFault, match="no recovery line"):
        locked.recovered("AGE-SECRET-KEY-1")


def test_without_a_vault_nothing_is_sealed(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "none")
    for ask in (lambda: vault.seal(b"", "x"), lambda: vault.unlocked("x")):
        with pytest.raises(VaultFault, match="antidistill vault init"):
            ask()
    assert not vault.folder.exists()


def test_a_second_vault_in_the_place_of_the_first(locked: Vault) -> None:
    with pytest.raises(VaultFault, match="already"):
        create(locked, "x")


def test_every_flipped_bit_is_noticed(opened: OpenVault) -> None:
    number = opened.vault.seal(b"text", "notes.md")
    file = opened.vault.folder / number
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(VaultFault, match=rf"^{number[:8]}: (damaged|sealed with another key)"):
            opened.restore(number)


def test_every_truncation_is_noticed(opened: OpenVault) -> None:
    number = opened.vault.seal(b"text", "notes.md")
    file = opened.vault.folder / number
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        with pytest.raises(VaultFault, match=rf"^{number[:8]}: damaged"):
            opened.restore(number)


def test_one_damaged_entry_does_not_hide_the_others(opened: OpenVault) -> None:
    first = opened.vault.seal(b"1", "a.md", kind=RECORD)
    (opened.vault.folder / ("0" * 32)).write_bytes(b"nothing")
    found = dict(opened.entries())
    assert isinstance(found[first], Entry)
    assert isinstance(found["0" * 32], VaultFault)


def test_a_damaged_recipient_seals_nothing(opened: OpenVault) -> None:
    recipient = opened.vault.folder / RECIPIENT
    key = recipient.read_text().strip()
    recipient.write_text(key[:-1] + ("p" if key.endswith("q") else "q"))
    with pytest.raises(VaultFault, match=r"damaged, so nothing was sealed"):
        opened.vault.seal(b"", "x")
    assert opened.vault.ids() == ()
    opened.vault.recovered(opened.identity)


def test_an_entry_for_somebody_else(opened: OpenVault, tmp_path: Path) -> None:
    other = quick(tmp_path / "other")
    number = other.vault.seal(b"text", "x")
    (opened.vault.folder / number).write_bytes(other.vault.blob(number))
    with pytest.raises(VaultFault, match="another key"):
        opened.restore(number)


def test_nothing_can_be_read_from_outside(opened: OpenVault) -> None:
    number = opened.vault.seal(b"the blue valve", "valve.md", folder="/home/anna/plant")
    blob = opened.vault.blob(number)
    assert not any(word in blob for word in (b"valve", b"anna", b"original", b"2026"))
    assert {p.name for p in opened.vault.folder.iterdir()} == {RECIPIENT, number}


@POSIX
def test_only_its_owner_may_look(opened: OpenVault) -> None:
    folder = opened.vault.folder
    folder.chmod(0o755)
    old = os.umask(0)
    try:
        number = opened.vault.seal(b"", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / number).stat().st_mode) == 0o600


@POSIX
def test_the_keys_are_the_owners_too(whole: OpenVault) -> None:
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in whole.vault.folder.iterdir()}
    assert modes[IDENTITY] == modes[RECIPIENT] == 0o600


def test_ids_may_be_shortened(opened: OpenVault) -> None:
    for name in ("ab12" + "0" * 28, "ab13" + "0" * 28):
        (opened.vault.folder / name).write_bytes(b"")
    assert opened.vault.find(" AB12") == "ab12" + "0" * 28
    for wrong, told in {"ab1": "no such entry", "ffff": "no such entry", "": "no such"}.items():
        with pytest.raises(VaultFault, match=told):
            opened.vault.find(wrong)
    (opened.vault.folder / ("ab12" + "1" * 28)).write_bytes(b"")
    with pytest.raises(VaultFault, match="2 entries begin so"):
        opened.vault.find("ab12")


def test_a_file_in_the_place_of_the_vault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputFault, match="cannot be used as a vault"):
        OpenVault(Vault(tmp_path / "file"), new_identity()).lock("x")


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "notes.md": "notes.md",
        "../../.ssh/authorized_keys": "authorized_keys",
        "C:\\Windows\\x.md": "x.md",
        "/etc/passwd": "passwd",
        "..": "restored",
        "": "restored",
        "a\0b": "restored",
    }.items(),
)
def test_an_entry_names_a_file_and_no_path(name: str, expected: str) -> None:
    assert file_name(Entry(name)) == expected


def test_an_export_opens_like_the_vault_itself(opened: OpenVault, tmp_path: Path) -> None:
    (opened.vault.folder / IDENTITY).write_bytes(b"locked")
    number = opened.vault.seal(b"text", "x")
    stick = Vault(tmp_path / "stick")
    assert export(opened.vault, stick.folder) == 1
    assert stick.recovered(opened.identity).restore(number) == b"text"
    opened.vault.seal(b"more", "y")
    assert export(opened.vault, stick.folder) == 1
    other = quick(tmp_path / "other")
    with pytest.raises(VaultFault, match="another vault"):
        export(opened.vault, other.vault.folder)
