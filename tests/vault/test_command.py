"""`vault`, `--in-place` and `--keep-record` as a person uses them."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from antidistill.vault import OpenVault
from tests.cli.fakes import call, full_disk, tools, tree

from .conftest import PASSPHRASE, quick

TEXT = "Ask Anna about the blue valve.\n"


@pytest.fixture
def mine(home: Path) -> OpenVault:
    """A vault in the user's data folder."""
    return quick(home / "data" / "vault")


@pytest.fixture
def notes(work: Path) -> Path:
    file = work / "notes.md"
    file.write_text(TEXT)
    return file


def _open(mine: OpenVault, *args: str) -> Result:
    return call("vault", *args, "--recovery", stdin=f"{mine.identity}\n".encode())


def test_in_place_and_back(mine: OpenVault, notes: Path, work: Path) -> None:
    notes.chmod(0o640)
    found = call("--in-place", "notes.md")
    assert found.exit_code == 0
    (number,) = mine.vault.ids()
    assert found.stderr == (
        "notes.md, in place: 50 % of sentences kept; 1 by role\n"
        f"  its original is in the vault: {number[:8]}\n"
    )
    assert tree(work) == {"notes.md": b"Ask the owner about the blue valve.\n"}
    assert os.name != "posix" or stat.S_IMODE(notes.stat().st_mode) == 0o640
    back = _open(mine, "restore", number[:6], "--back")
    assert back.exit_code == 0, back.stderr
    assert tree(work) == {"notes.md": TEXT.encode()}
    assert {mine.restore(n) for n in mine.vault.ids()} == {
        TEXT.encode(),
        b"Ask the owner about the blue valve.\n",
    }


def test_back_makes_a_file_that_is_gone(mine: OpenVault, notes: Path) -> None:
    call("--in-place", "notes.md")
    notes.unlink()
    assert _open(mine, "restore", "--all", "--back").exit_code == 0
    assert notes.read_text() == TEXT
    assert len(mine.vault.ids()) == 1


def test_in_place_without_a_vault(notes: Path, work: Path) -> None:
    found = call("--in-place", "notes.md")
    assert found.exit_code == 2
    assert "antidistill vault init" in found.stderr
    assert tree(work) == {"notes.md": TEXT.encode()}
    assert notes.exists()


def test_what_does_not_change_is_not_sealed(mine: OpenVault, notes: Path) -> None:
    notes.write_text("Nothing here.\n")
    found = call("--in-place", "--keep-record", "notes.md")
    assert found.stderr == "notes.md: nothing to generalise\n"
    assert mine.vault.ids() == ()


def test_check_touches_nothing(mine: OpenVault, notes: Path) -> None:
    assert call("--in-place", "--keep-record", "--check", "notes.md").exit_code == 1
    assert notes.read_text() == TEXT
    assert mine.vault.ids() == ()


@pytest.mark.parametrize("text", ["REFUSE Anna\n", "CRASH Anna\n", "BREAK Anna\n"])
def test_a_run_that_fails_leaves_the_file_alone(mine: OpenVault, notes: Path, text: str) -> None:
    notes.write_text(text)
    assert call("--in-place", "notes.md").exit_code > 1
    assert notes.read_text() == text
    assert mine.vault.ids() == ()


def test_a_document_that_changes_meanwhile_is_left_alone(mine: OpenVault, notes: Path) -> None:
    given = tools()

    def meddling(*args: object) -> object:
        notes.write_text("Anna wrote something new.\n")
        return given.generalise(*args)  # type: ignore[arg-type]

    found = call("--in-place", "notes.md", using=replace(given, generalise=meddling))  # type: ignore[arg-type]
    assert found.exit_code == 3
    assert "it changed while it was read" in found.stderr
    assert notes.read_text() == "Anna wrote something new.\n"
    assert mine.vault.ids() == ()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--in-place", "-o", "out", "notes.md"), "two places"),
        (("--in-place", "-"), "no place of its own"),
        (("vault", "restore", "abcd"), "-o DIR, or --back"),
        (("vault", "restore", "--back"), "name the entries"),
        (("vault", "restore", "abcd", "--back", "--force"), "sealed"),
        (("vault", "forget", "abcd"), "no such entry"),
        (("vault", "show", "abcd"), "no such entry"),
    ],
)
def test_what_cannot_be(mine: OpenVault, notes: Path, args: tuple[str, ...], told: str) -> None:
    assert mine.vault.exists
    found = call(*args, stdin=b"Anna\n")
    assert found.exit_code == 2
    assert told in found.stderr
    assert notes.read_text() == TEXT


def test_a_record_is_kept_and_shown(mine: OpenVault, notes: Path, work: Path) -> None:
    found = call("--keep-record", "notes.md")
    assert found.exit_code == 0, found.stderr
    assert set(tree(work)) == {"notes.md", "handover/notes.md"}
    assert notes.read_text() == TEXT
    (number,) = mine.vault.ids()
    shown = _open(mine, "show", number)
    assert "record" in shown.stderr
    assert (
        "## person (1)\n\n- line 1: a person's name\n\n  > Anna\n\n  now:\n\n  > the owner\n"
        in (shown.stdout)
    )


def test_a_record_that_cannot_be_sealed_stops_the_copy(
    mine: OpenVault, notes: Path, work: Path
) -> None:
    (mine.vault.folder / "recipient.txt").write_text("nothing")
    found = call("--keep-record", "notes.md")
    assert found.exit_code == 2
    assert "nothing was sealed" in found.stderr
    assert set(tree(work)) == {"notes.md"}
    assert notes.exists()


def test_a_full_disk_of_the_copy_is_told_as_ever(mine: OpenVault, notes: Path) -> None:
    found = call("notes.md", using=replace(tools(), write=full_disk))
    assert (found.exit_code, mine.vault.ids()) == (3, ())
    assert notes.read_text() == TEXT


def test_list_tells_all_only_when_open(mine: OpenVault, notes: Path) -> None:
    call("--in-place", "notes.md")
    (number,) = mine.vault.ids()
    closed = call("vault", "list", "--closed").stdout
    assert number[:8] in closed
    assert "notes" not in closed
    assert f"original  {notes}" in _open(mine, "list").stdout
    found = json.loads(_open(mine, "list", "--json").stdout)
    assert (found["id"], found["name"], found["size"]) == (number, "notes.md", len(TEXT))


def test_a_damaged_entry_is_told_and_the_others_listed(mine: OpenVault, notes: Path) -> None:
    call("--in-place", "notes.md")
    (mine.vault.folder / ("0" * 32)).write_bytes(b"nothing")
    found = _open(mine, "list")
    assert found.exit_code == 2
    assert "00000000: damaged" in found.stderr
    assert str(notes) in found.stdout


def test_restore_does_not_overwrite(mine: OpenVault, notes: Path, work: Path) -> None:
    call("--in-place", "notes.md")
    (number,) = mine.vault.ids()
    assert _open(mine, "restore", number, "-o", "out").exit_code == 0
    again = _open(mine, "restore", number, "-o", "out")
    assert again.exit_code == 2
    assert "exists" in again.stderr
    (work / "out" / "notes.md").write_text("other")
    assert _open(mine, "restore", number, "-o", "out/notes.md", "--force").exit_code == 0
    assert (work / "out" / "notes.md").read_text() == TEXT
    assert _open(mine, "restore", number, "-o", "-").stdout == TEXT
    assert notes.read_text() != TEXT


def test_forget_asks_first(mine: OpenVault) -> None:
    number = mine.vault.seal(b"text", "x")
    assert "--yes" in call("vault", "forget", number).stderr
    assert mine.vault.ids() == (number,)
    assert call("vault", "forget", number[:8], "--yes").exit_code == 0
    assert mine.vault.ids() == ()


def test_a_vault_beside_the_documents_is_warned_of(work: Path, notes: Path) -> None:
    made = quick(work / "vault")
    found = call("--in-place", "--vault", "vault", "notes.md")
    assert found.exit_code == 0
    assert "warning: the vault is inside the repository" in found.stderr
    assert "where your documents are" in found.stderr
    assert len(made.vault.ids()) == 1
    assert notes.exists()


def test_init_and_a_life_with_the_passphrase(work: Path, notes: Path, home: Path) -> None:
    secret = f"{PASSPHRASE}\n".encode()
    made = call("vault", "init", stdin=secret)
    assert made.exit_code == 0, made.stderr
    assert made.stdout.startswith("AGE-SECRET-KEY-1")
    assert PASSPHRASE not in made.output
    assert call("--in-place", "notes.md").exit_code == 0
    assert str(notes) in call("vault", "list", stdin=secret).stdout
    assert "already" in call("vault", "init", stdin=secret).stderr
    again = call("vault", "recovery", "--recovery", stdin=made.stdout.encode())
    assert again.stdout == made.stdout
    assert "nothing came" in call("vault", "list").stderr
    assert (home / "data" / "vault" / "identity.age").read_bytes().startswith(b"age-encryption")
    assert tree(work).keys() == {"notes.md"}
