"""`audit`: pairs of copies and originals, exit codes, forms of the report."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from antidistill.errors import Exit
from tests.cli.fakes import call, tree

OLD = "# Lag\n\nAsk Anna first.\n\nOil the wheel.\n"
CLEAN = "# Lag\n\nAsk the owner first.\n\nOil the wheel.\n"


def put(folder: Path, place: str, text: str) -> Path:
    """A file below the folder."""
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clean_copy_is_done(work: Path) -> None:
    put(work, "notes.md", OLD), put(work, "handover/notes.md", CLEAN)
    before = tree(work)
    found = call("audit", "handover/notes.md", "--against", "notes.md")
    assert found.exit_code == Exit.DONE, found.output
    assert "Nothing leaked, nothing broke, nothing is newly suspicious." in found.stdout
    assert tree(work) == before


@pytest.mark.parametrize("folder", [".", "notes.md"])
def test_the_original_is_found_by_name(work: Path, folder: str) -> None:
    put(work, "notes.md", OLD), put(work, "handover/notes.md", CLEAN)
    found = call("audit", "--json", "handover/notes.md", "--against", folder)
    told = json.loads(found.stdout)
    assert told["exposure"] == {"before": 40, "after": 0}
    assert told["alarming"] is False
    assert {s["id"] for s in told["signs"]} >= {f"S{n}" for n in range(1, 10)}
    assert told["scores"]["confidence"] == "none"


def test_the_two_swapped_are_told(work: Path) -> None:
    put(work, "notes.md", OLD), put(work, "handover/notes.md", CLEAN)
    found = call("audit", "notes.md", "--against", "handover/notes.md")
    assert found.exit_code == Exit.WOULD_CHANGE
    assert "It gives away more than its original: are the two swapped" in found.stdout


def test_a_leaking_copy_is_not_taken_for_the_original(work: Path) -> None:
    put(work, "notes.md", OLD), put(work, "handover/notes.md", f"{CLEAN}\nAsk [REDACTED].\n")
    found = call("audit", "handover/notes.md", "--against", "notes.md")
    assert found.exit_code == Exit.WOULD_CHANGE
    assert "swapped" not in found.stdout


def test_a_tag_fails(work: Path) -> None:
    (
        put(work, "notes.md", OLD),
        put(work, "handover/notes.md", CLEAN.replace("the owner", "[REDACTED]")),
    )
    found = call("audit", "handover/notes.md", "--against", "notes.md")
    assert found.exit_code == Exit.WOULD_CHANGE
    assert "tag: a tag in the place of a name" in found.stdout
    assert "now line 3" in found.stdout


def test_a_telling_name_fails_only_where_it_is_new(work: Path) -> None:
    put(work, "notes.md", OLD), put(work, "handover/notes.cleaned.md", CLEAN)
    fresh = call("audit", "handover/notes.cleaned.md", "--against", "notes.md")
    assert fresh.exit_code == Exit.WOULD_CHANGE
    assert "detectors look for such names" in fresh.stdout
    put(work, "notes.cleaned.md", OLD)
    same = call("audit", "handover/notes.cleaned.md", "--against", "notes.cleaned.md")
    assert same.exit_code == Exit.DONE, same.output


def test_alone_it_says_that_nothing_can_be_new(work: Path) -> None:
    put(work, "notes.md", OLD)
    found = call("audit", "notes.md")
    assert found.exit_code == Exit.DONE
    assert "without --against OLD nobody can say what is new" in found.stdout


def test_several_are_compared_with_one_another(work: Path) -> None:
    for name in ("a.md", "b.md"):
        put(work, name, OLD), put(work, f"handover/{name}", CLEAN)
    found = call("audit", "handover", "--against", ".", "--json")
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [r["file"] for r in rows[:2]] == ["handover/a.md", "handover/b.md"]
    assert rows[2]["documents"] == 2
    assert set(rows[2]) == {"version", "documents", "figures", "clusters", "alarms", "alarming"}


def test_one_that_cannot_be_read_does_not_stop_the_others(work: Path) -> None:
    put(work, "a.md", OLD), put(work, "handover/a.md", CLEAN)
    (work / "handover/b.md").write_bytes(b"\x00\x01\x02\xff")
    found = call("audit", "handover", "--against", ".")
    assert found.exit_code == Exit.PARTLY_FAILED
    assert "handover/a.md" in found.stdout
    assert "b.md" in found.stderr


WRONG = [
    (("handover/a.md", "--against", "nowhere.md"), "there is no such file or folder"),
    (("handover", "--against", "a.md"), "one file for 2 copies"),
    (("handover/a.md", "--against", "empty"), "no file in it is called like"),
    (("handover/a.md", "--force"), "--force is about the page"),
    (("handover/a.md", "--html", "p.html", "--json"), "--html stands alone"),
    (("handover/a.md", "--against", "a.md", "--html", "handover/p.html"), "must not lie in"),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=[" ".join(w) for w, _ in WRONG])
def test_what_cannot_be_is_said(work: Path, words: tuple[str, ...], message: str) -> None:
    put(work, "a.md", OLD), put(work, "handover/a.md", CLEAN), put(work, "handover/b.md", CLEAN)
    (work / "empty").mkdir()
    before = tree(work)
    found = call("audit", *words)
    assert found.exit_code == Exit.USAGE
    assert message in found.stderr
    assert tree(work) == before


def test_the_page_is_whole_and_its_owners(work: Path) -> None:
    (
        put(work, "notes.md", OLD),
        put(work, "handover/notes.md", CLEAN.replace("the owner", "[REDACTED]")),
    )
    found = call("audit", "handover/notes.md", "--against", "notes.md", "--html", "page.html")
    assert found.exit_code == Exit.WOULD_CHANGE
    assert "keep it as carefully" in found.stderr
    page = work / "page.html"
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Content-Security-Policy" in text
    assert "[REDACTED]" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "<script" not in text
    again = call("audit", "handover/notes.md", "--against", "notes.md", "--html", "page.html")
    assert again.exit_code == Exit.USAGE


def test_markup_in_a_document_stays_text(work: Path) -> None:
    put(work, "a.md", OLD), put(work, "handover/a.md", CLEAN + "\n<b onclick=x>[REDACTED]</b>\n")
    call("audit", "handover/a.md", "--against", "a.md", "--html", "page.html")
    assert "<b onclick" not in (work / "page.html").read_text(encoding="utf-8")
