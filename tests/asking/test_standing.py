"""Steps that stay anyway are no questions; a section says how many of its lines may read anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.asking import prepare
from antidistill.asking.judging import Judge, staying
from antidistill.asking.markup import with_mark
from antidistill.engines import Brief
from antidistill.finders import find
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.nlp import read
from antidistill.passage import Rewrite
from antidistill.sheet import Line, May, line_record
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


@documents
def test_material_is_offered_for_what_may_be_written(told: dict[str, Any]) -> None:
    sheet = sheet_of(told["text"], "heavy")
    asked = sum(ln.may == "replace" for ln in sheet.open())
    assert sum(len(m.text) for m in sheet.material) <= 700 * asked


def test_a_pointer_stays_and_other_details_go() -> None:
    text = DOCUMENTS["document"][-1]["text"]
    sheet = sheet_of(text, "heavy")
    told = {ln.text.split()[0]: ln for ln in sheet.open()}
    assert told["See"].may is May.MEND
    assert not told["Never"].otherwise
    copy = run(text, lambda _: None, "heavy")[0].text
    assert "See the [flaky test](#flaky-test) section." in copy


def test_steps_that_stay_are_told_from_other_lines() -> None:
    lines = list(sheet_of(DOCUMENTS["document"][0]["text"], "heavy").lines())
    kinds = {ln.text.split()[0]: line_record(ln).get("kind") for ln in lines}
    assert (kinds["Open"], kinds["Never"]) == ("procedure", "pitfall")
    plain = list(sheet_of("# Yard\n\nThe office has two doors.\n", "heavy").lines())
    assert "kind" not in line_record(plain[0])


def test_a_line_that_lost_words_may_be_mended_wherever_it_stands() -> None:
    text = "# Press\n\nThe press takes paper. Open the press (after 20 minutes) with the key.\n"
    lines = {ln.text: (ln.may, ln.trimmed) for ln in sheet_of(text).lines()}
    assert lines["Open the press with the key."] == (May.MEND, True)
    assert lines["The press takes paper."] == (May.NAME, False)


def test_a_mark_that_is_text_stays() -> None:
    assert with_mark("摇匀", "+  摇匀，静置") == "+  摇匀"
    assert with_mark("+ 摇匀", "+  摇匀，静置") == "+ 摇匀"
    assert with_mark("Shake it", "-80 degrees is cold") == "Shake it"
    assert with_mark("", "+  摇匀") == ""


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
    result, model = run(
        TRAPS, lambda ln: next(left, False) if ln.may == "replace" else False, "heavy"
    )
    part = next(p for p in model.sheets[0].parts if p.heading == "Traps")
    assert part.anew == 1
    assert {r.answer for r in model.refused if r.check == "room"} == set(ANEW[3:])
    # more than the model was told, even where they are taken, is told
    assert result.tally is not None and result.tally.crowded == (("Traps", 3, 1),)


def test_the_local_engine_fills_no_more_than_the_section_has_room_for() -> None:
    reading = read(format_for("n.md").read(TRAPS.encode(), "n.md"))
    made = prepare(reading, find(reading), load("heavy"), lambda _: Brief("en", "", "", 0)).composed
    asked = [ln.id for ln in made.sheet.open() if ln.may == "replace"]
    told = {k: Rewrite(k, text, alone=True) for k, text in zip(asked, ANEW, strict=False)}
    judge = Judge(made, reading.document, staying(made), ())
    assert list(judge.fewer(told)) == asked[:1]
    assert judge.hear([told[asked[0]]]) == []
    assert judge.fewer({k: told[k] for k in asked[1:]}) == {}


def test_lines_that_are_cut_are_not_counted() -> None:
    def told(line: Line) -> str | bool:
        if line.may != "replace":
            return False
        return line.text.split(",")[0].split(":")[0].rstrip(".") + "."

    result, model = run(TRAPS, told, "heavy")
    assert [r.answer for r in model.refused if r.check == "room"] == []
    assert result.tally is not None and result.tally.crowded == ()
