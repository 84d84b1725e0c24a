"""The commands that only look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .fakes import call, tree


@pytest.fixture(autouse=True)
def notes(work: Path) -> Path:
    file = work / "notes.md"
    file.write_text("# Lag\n\nAsk Anna.\n")
    return file


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        ((), "3 │ Ask [-Anna-]{+the owner+}.\n    └ person · by role: a person's name\n"),
        (("--side-by-side",), "≠ 3 Ask the owner.\n"),
        (("-u",), "-Ask Anna.\n+Ask the owner.\n"),
        (("--json",), '"old":"Anna","new":"the owner"'),
    ],
)
def test_preview_shows_and_writes_nothing(args: tuple[str, ...], shown: str, work: Path) -> None:
    before = tree(work)
    found = call("preview", *args, "notes.md")
    assert found.exit_code == 0
    assert shown in found.stdout
    assert found.stderr == ""
    assert tree(work) == before


def test_preview_writes_the_page_that_was_asked_for(work: Path) -> None:
    found = call("preview", "--html", "page.html", "notes.md")
    assert found.exit_code == 0
    assert found.stdout == ""
    assert found.stderr == "page.html: holds the original text; keep it as carefully\n"
    assert sorted(tree(work)) == ["notes.md", "page.html"]
    assert "<ins" in (work / "page.html").read_text(encoding="utf-8")


def test_the_page_is_for_its_owner_alone(work: Path) -> None:
    call("preview", "--html", "page.html", "notes.md")
    assert (work / "page.html").stat().st_mode & 0o077 == 0


def test_the_page_replaces_another_only_when_forced(work: Path) -> None:
    (work / "page.html").write_text("an old page")
    assert call("preview", "--html", "page.html", "--force", "notes.md").exit_code == 0
    assert "<ins" in (work / "page.html").read_text(encoding="utf-8")


def test_a_page_without_any_document_is_not_written(work: Path) -> None:
    (work / "notes.md").write_text("REFUSE\n")
    assert call("preview", "--html", "page.html", "notes.md").exit_code == 4
    assert sorted(tree(work)) == ["notes.md"]


def test_preview_of_standard_input() -> None:
    found = call("preview", "-", stdin=b"Ask Anna.\n")
    assert found.exit_code == 0
    assert "[-Anna-]{+the owner+}" in found.stdout


def test_preview_goes_on_after_a_fault(work: Path) -> None:
    (work / "bad.md").write_text("REFUSE\n")
    found = call("preview", "bad.md", "notes.md")
    assert found.exit_code == 5
    assert "the owner" in found.stdout
    assert found.stderr.count("\n") == 1


def test_scan_tells_what_gives_most_away(work: Path) -> None:
    before = tree(work)
    found = call("scan", "notes.md")
    assert found.exit_code == 0
    assert found.stderr == ""
    assert found.stdout == (
        "notes.md · exposure 40 of 100\n"
        "1 finding that a distiller would take.\n"
        "1 × person\n"
        "\nBy section\n"
        "  Lag ████░░░░░░  40\n"
        "\nWhat tells most\n"
        "  3 Anna\n"
        "    └ person → P12\n"
        "\nWhat a distiller asks for and gets here\n"
        "  P12 identity: names, firm, level, type    1  line 3\n"
        "\nperson (1)\n"
        "  3  persons/name  Anna — a person's name\n\n"
    )
    assert tree(work) == before


def test_scan_says_plainly_when_there_is_nothing(work: Path) -> None:
    (work / "notes.md").write_text("All known.\n")
    assert call("scan", "notes.md").stdout == (
        "notes.md · exposure 0 of 100\n"
        "Nothing here is yours alone: there is nothing to withhold.\n\n"
    )


def test_scan_for_programs() -> None:
    found = json.loads(call("scan", "--json", "notes.md").stdout)
    assert found["exposure"] == {
        "score": 40,
        "reasons": ["1 × person"],
        "sections": [{"path": ["Lag"], "score": 40}],
        "telling": [
            {
                "start": 11,
                "end": 15,
                "line": 3,
                "text": "Anna",
                "kinds": ["person"],
                "targets": ["P12"],
            }
        ],
        "heat": [],
    }
    assert found["targets"] == [
        {
            "id": "P12",
            "name": "identity: names, firm, level, type",
            "findings": 1,
            "lines": [3],
        }
    ]
    assert found["findings"] == [
        {
            "kind": "person",
            "rule": "persons/name",
            "start": 11,
            "end": 15,
            "line": 3,
            "text": "Anna",
            "standing": "guidance",
            "confidence": 0.9,
            "because": "a person's name",
        }
    ]


def test_every_key_of_a_scan_is_documented() -> None:
    from antidistill.reports import scan_json

    found = json.loads(call("scan", "--json", "notes.md").stdout)
    rows = (found["exposure"], found["findings"][0], found["exposure"]["telling"][0])
    keys = {key for row in (found, *rows, found["targets"][0]) for key in row}
    assert all(key in (scan_json.__doc__ or "") for key in keys)


def test_scan_writes_the_page_that_was_asked_for(work: Path) -> None:
    found = call("scan", "--html", "page.html", "notes.md")
    assert found.exit_code == 0
    assert found.stdout == ""
    assert found.stderr == "page.html: holds the original text; keep it as carefully\n"
    assert "Anna" in (work / "page.html").read_text(encoding="utf-8")
    assert (work / "page.html").stat().st_mode & 0o077 == 0
    assert call("scan", "--html", "page.html", "notes.md").exit_code == 2
    assert call("scan", "--html", "page.html", "--force", "notes.md").exit_code == 0


def test_scan_for_code_hosts(work: Path) -> None:
    (work / "more.md").write_text("Ask Anna too.\n")
    found = json.loads(call("scan", "--sarif", "notes.md", "more.md").stdout)
    results = found["runs"][0]["results"]
    assert [r["ruleId"] for r in results] == ["persons/name", "persons/name"]


@pytest.mark.parametrize(
    "args", [("--json", "--sarif"), ("--html", "x.html", "--json"), ("--force",)]
)
def test_forms_of_a_scan_that_do_not_go_together(args: tuple[str, ...]) -> None:
    assert call("scan", *args, "notes.md").exit_code == 2


def test_scan_of_several_goes_on_after_a_fault(work: Path) -> None:
    (work / "bad.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    found = call("scan", "--json", "bad.md", "notes.md")
    assert found.exit_code == 5
    named = [json.loads(line)["file"] for line in found.stdout.splitlines()]
    assert named == ["bad.md", "notes.md"]
