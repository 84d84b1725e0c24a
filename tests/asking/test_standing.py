"""Steps that stay anyway are no questions; a section says how many of its lines may read anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.sheet import Line
from tests.asking.documents import run, sheet_of

DOCUMENTS = toml.parsed((Path(__file__).parent / "standing.toml").read_text(encoding="utf-8"))
documents = pytest.mark.parametrize("told", DOCUMENTS["document"], ids=lambda d: d["name"])
ANEW = (
    "Open the latency graph of the service.",
    "Compare the versions of the nodes.",
    "Read the log of the gateway.",
    "List the pods that are not ready.",
    "Look up the last release in the channel.",
)
TRAPS = """# Order service

## Traps

- Never restart all nodes at once: the cache is cold and db-7.corp.internal falls over.
- Look at the connection pool before anything else, because it is nearly always the culprit.
- Never trust the green tick in the dashboard: it only looks at the first node.
- Never drain the queue by hand, or the nightly job books every order twice.
- Look at the certificate first, because nine times out of ten it has expired.
- Page the driver. The yard has two gates. The gates close at night. The list of drivers is there.
- The vans stand in the yard. The keys hang in the office. The office has two doors.
"""


@documents
def test_what_may_be_done_with_each_line(told: dict[str, Any]) -> None:
    lines = list(sheet_of(told["text"], "heavy").lines())
    for words, may in told["may"]:
        line = next(ln for ln in lines if ln.text.startswith(words))
        assert (line.may.value if line.may else "") == may, words


@documents
def test_how_many_lines_of_a_section_may_read_anew(told: dict[str, Any]) -> None:
    parts = {p.heading: p.anew for p in sheet_of(told["text"], "heavy").parts}
    assert {k: n for k, n in parts.items() if n is not None} == dict(told["anew"])


@documents
def test_nobody_counts_in_medium(told: dict[str, Any]) -> None:
    assert {p.anew for p in sheet_of(told["text"]).parts} == {None}


def test_a_step_that_stays_stays_without_an_answer_and_takes_one() -> None:
    text = DOCUMENTS["document"][0]["text"]
    nothing = run(text, lambda _: False, "heavy")[0]
    assert "1. Open the release page and pick the branch.\n" in nothing.text

    def told(line: Line) -> str | bool:
        return "Open the release page." if line.text.startswith("Open") else False

    mended = run(text, told, "heavy")[0]
    assert "1. Open the release page.\n" in mended.text
    assert mended.tally is not None and mended.tally.mended == 1


def test_lines_far_beyond_the_number_are_refused() -> None:
    left = iter(ANEW)
    _, model = run(TRAPS, lambda ln: next(left, False) if ln.may == "replace" else False, "heavy")
    part = next(p for p in model.sheets[0].parts if p.heading == "Traps")
    assert part.anew == 1
    assert {r.answer for r in model.refused if r.check == "room"} == set(ANEW[3:])


def test_lines_that_are_cut_are_not_counted() -> None:
    def told(line: Line) -> str | bool:
        if line.may != "replace":
            return False
        return line.text.split(",")[0].split(":")[0].rstrip(".") + "."

    refused = run(TRAPS, told, "heavy")[1].refused
    assert [r.answer for r in refused if r.check == "room"] == []
