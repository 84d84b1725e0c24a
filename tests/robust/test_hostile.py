"""Hostile input: bounded, refused or handled; nothing of it steers a terminal or runs in a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from antidistill.errors import UnreadableInput
from antidistill.finders.clauses import _LEAD
from antidistill.finders.quirks.base import _BEFORE
from antidistill.finders.roles import _LABEL
from antidistill.formats.markdown import Markdown
from antidistill.guard.leaks import Withheld, leak_problems
from antidistill.nlp.split import sentences
from antidistill.span import Span
from tests.cli.fakes import call, tree
from tests.fuzz.targets import TARGETS, attempt

FOUND = Path(__file__).parents[1] / "fuzz" / "found"
MANY = 20_000

DISGUISES = {
    "a zero-width space": "Lind\u200bqvist",
    "a soft hyphen": "Lind\u00adqvist",
    "a word joiner": "Lind\u2060qvist",
    "direction marks": "\u202aLindqvist\u202c",
    "Cyrillic letters": "Lіndqvіst",
    "wide letters": "Ｌｉｎｄｑｖｉｓｔ",
    "entities": "Lind&#113;vist",
    "percent codes": "Lind%71vist",
    "markup": "Lind**q**vist",
}
HARMLESS = ("Lindquist", "Lind qvist", "Lindqvistson", "林奎", "&amp; so on", "Линдквист")


def leaks(text: str) -> bool:
    """Whether the guard finds the withheld name in a text."""
    gone = Withheld((("Lindqvist", Span(0, 9)),), (), "", "", ())
    return any(leak_problems(gone, f"Ask {text} for it.", ""))


@pytest.mark.parametrize("name", DISGUISES.values(), ids=DISGUISES.keys())
def test_a_withheld_name_survives_in_no_disguise(name: str) -> None:
    assert leaks(name)


@pytest.mark.parametrize("name", HARMLESS)
def test_another_name_is_no_leak(name: str) -> None:
    assert not leaks(name)


BACKTRACKING = {
    "spaces before a cut": (_BEFORE, " " * MANY + "x"),
    "marks before a clause": (_LEAD, ", " * MANY + "x"),
    "a label of one long word": (_LABEL, "a" * MANY + "!"),
}


@pytest.mark.parametrize(("pattern", "text"), BACKTRACKING.values(), ids=BACKTRACKING.keys())
def test_a_pattern_does_not_try_every_way(pattern: re.Pattern[str], text: str) -> None:
    """Before they were mended, each of these ran for minutes or hours."""
    found = pattern.search(text)
    assert found is None or not found.group()


ROWS = ("." * MANY, "?!" * MANY, "a.) " * MANY, "A b. " * MANY, "中" * MANY, "(" * MANY + ". ")


@pytest.mark.parametrize("text", ROWS, ids=lambda text: text[:4])
def test_no_sentence_is_longer_than_anybody_writes(text: str) -> None:
    spans = sentences(text)
    assert max(map(len, spans)) <= 2_000
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())


DEEP = {
    "JSON lists": b"[" * 3_000,
    "JSON objects": b'{"a":' * 3_000,
    "TOML lists": b"a = " + b"[" * 3_000,
    "front matter": b"---\na: " + b"[" * 3_000 + b"]" * 3_000 + b"\n---\n\nText.\n",
    "an event's name is a list": b'{"hook_event_name": [1], "tool_name": "Shell"}',
    "no UTF-8": b"id = 'a'\n\xff\xfe",
}


@pytest.mark.parametrize("data", DEEP.values(), ids=DEEP.keys())
@pytest.mark.parametrize("target", [t for t in TARGETS if t != "page.html"])
def test_what_is_nested_without_end_is_told_in_our_own_words(target: str, data: bytes) -> None:
    attempt(target, data)


@pytest.mark.parametrize("path", sorted(p for p in FOUND.rglob("*") if p.is_file()), ids=str)
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    attempt(path.parent.name, path.read_bytes())


def test_a_document_of_a_hundred_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableInput, match="larger than"):
        Markdown().read(b"a" * 100_000_000, "notes.md")


STEERING = ("a\x1b[2J\x1b]0;owned\x07.md", "b\r\x1b[1A.md", "c\u202egpj.md", "d\x9b31m.md")
_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("name", STEERING, ids=ascii)
@pytest.mark.parametrize(
    "words", [(), ("preview",), ("scan",), ("--check",), ("preview", "--side-by-side")]
)
def test_a_file_name_does_not_steer_the_terminal(
    work: Path, name: str, words: tuple[str, ...]
) -> None:
    (work / name).write_text("Anna \x1b]0;x\x07 keeps the key.\n", encoding="utf-8")
    done = call(*words, name)
    assert not _STEERS.search(done.stdout + done.stderr)
    assert not _STEERS.search(call(*words, f"missing-{name}").stderr)


def test_a_page_runs_no_script(work: Path) -> None:
    name = "<img src=x onerror=alert(1)>.md"
    evil = "Anna </div><script>alert(1)</script> [x](javascript:alert(1)) \"onload='x\n"
    (work / name).write_text(evil, encoding="utf-8")
    assert call("preview", "--html", "page.html", name).exit_code == 0
    page = (work / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<img" not in page
    assert "default-src 'none'" in page


def test_a_folder_of_links_leads_nowhere(work: Path) -> None:
    outside = work.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("Anna\n")
    (work / "docs").mkdir()
    (work / "docs" / "a.md").write_text("Anna\n")
    (work / "docs" / "link.md").symlink_to(outside / "secret.md")
    (work / "docs" / "around").symlink_to(work, target_is_directory=True)
    assert call("-o", "out", "docs").exit_code == 0
    assert sorted(k for k in tree(work) if k.startswith("out")) == ["out/docs/a.md"]
    assert (outside / "secret.md").read_text() == "Anna\n"


def test_an_output_that_is_a_link_is_not_written_through(work: Path) -> None:
    (work / "a.md").write_text("Anna\n")
    (work / "handover").mkdir()
    (work / "handover" / "a.md").symlink_to(work / "elsewhere.md")
    assert call("a.md").exit_code == 2
    assert not (work / "elsewhere.md").exists()


@pytest.mark.parametrize("there", [True, False], ids=["there", "dangling"])
def test_a_forced_output_that_is_a_link_is_replaced_itself(work: Path, there: bool) -> None:
    (work / "a.md").write_text("Anna\n")
    (work / "handover").mkdir()
    if there:
        (work / "elsewhere.md").write_text("not ours\n")
    (work / "handover" / "a.md").symlink_to(work / "elsewhere.md")
    assert call("--force", "a.md").exit_code == 0
    assert not (work / "handover" / "a.md").is_symlink()
    assert (work / "elsewhere.md").exists() == there
    assert not there or (work / "elsewhere.md").read_text() == "not ours\n"
