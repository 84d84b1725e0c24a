"""The scorer: what counts as found, what as false, and that full marks and none are possible."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import toml
from antidistill.finding import Finding, Kind, Standing
from antidistill.span import Span
from tests.bench.find import tables
from tests.bench.find.agreement import kappa
from tests.bench.find.marks import Mark, gold_marks, main_kind, marks_of, overlap
from tests.bench.find.scores import Scores
from tests.bench.find.ways import Keywords
from tests.labelled.records import (
    SPLITS,
    Label,
    Labelled,
    LabelledDocument,
    files,
    load,
    rows,
)
from tests.labelled.units import Unit

CASES = toml.parsed(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]
OWN = [p for split in SPLITS for p in files(split) if "text" in rows(p)[0]]


def _unit(text: str) -> Unit:
    return Unit(1, text, tuple(range(len(text) + 1)))


def _label(text: str, said: Sequence[str]) -> Label:
    kind, words, standing = said
    start = 0 if words == "*" else text.index(words)
    end = len(text) if words == "*" else start + len(words)
    return Label(Kind(kind), start, end, Standing(standing))


def _finding(text: str, said: dict[str, Any]) -> Finding:
    label = _label(text, (said["kind"], said["words"], said.get("standing", "guidance")))
    cut = None
    if "cut" in said:
        at = text.index(said["cut"])
        cut = Span(at, at + len(said["cut"]))
    place = Span(label.start, label.end)
    return Finding(
        label.kind, place, "rule", said.get("confidence", 0.8), standing=label.standing, cut=cut
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    labelled = Labelled(_unit(text), tuple(_label(text, s) for s in case["gold"]))
    document = LabelledDocument("d", Path(), "develop", "en", None, (labelled,))  # type: ignore[arg-type]
    (marks,) = marks_of(document, [_finding(text, f) for f in case["found"]])
    scores = Scores()
    scores.add(labelled, marks)
    for kind, wanted in case["expect"].items():
        tally = scores.spans[Kind(kind)]
        got = {name: getattr(tally, name) for name in wanted}
        assert got == wanted, kind
    assert main_kind(marks, labelled.unit).value == case["sentence"]


def _own() -> list[LabelledDocument]:
    read = (load(path, None, analyse=False) for path in OWN)
    return [document for document in read if document is not None]


def test_repeating_the_labels_gets_full_marks_and_saying_nothing_none() -> None:
    told, silent = Scores(), Scores()
    for document in _own():
        for labelled in document.units:
            told.add(labelled, gold_marks(labelled))
            silent.add(labelled, [])
    all_told, all_silent = tables.withheld(told), tables.withheld(silent)
    assert (all_told.precision, all_told.recall, all_told.f(2)) == (1.0, 1.0, 1.0)
    assert all_told.exact == all_told.gold == all_told.standing
    assert tables.right(told) == 1.0
    assert (all_silent.recall, all_silent.f(2)) == (0.0, 0.0)


def test_the_tables_name_every_kind_and_both_languages() -> None:
    results = {language: Scores() for language in tables.LANGUAGES}
    for document in _own():
        for labelled in document.units:
            results[document.language].add(labelled, gold_marks(labelled))
    shown = "\n".join([*tables.spans(results), *tables.sentences(results)])
    assert all(kind.value in shown for kind in Kind)
    assert " en " in shown and " zh " in shown


def test_the_keyword_list_takes_the_sentence_and_masks_by_pattern() -> None:
    way = Keywords()
    found = way._unit(_unit("The root cause of the outage was in on-call-tool."))
    assert {(m.kind, m.place[0]) for m in found} == {(Kind.INCIDENT, 0), (Kind.SYSTEM, 36)}
    assert way._unit(_unit("The garden is green.")) == []


RANGES = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda r: (r[0], r[0] + r[1]))


@given(RANGES, RANGES)
def test_overlap_is_a_share_and_the_same_from_both_sides(
    one: tuple[int, int], two: tuple[int, int]
) -> None:
    assert overlap(one, two) == overlap(two, one)
    assert 0.0 <= overlap(one, two) <= 1.0
    assert (overlap(one, two) == 1.0) == (one == two)
    assert overlap(one, one) == 1.0


def test_kappa_of_known_tables() -> None:
    same = [(Kind.NORM, Kind.NORM), (Kind.TRAIT, Kind.TRAIT)]
    assert kappa(same) == 1.0
    assert kappa([(Kind.NORM, Kind.TRAIT), (Kind.TRAIT, Kind.NORM)]) == -1.0
    # 20 + 15 agree of 50, chance 0.5 (the table of Cohen's textbook example)
    pairs = [(Kind.NORM, Kind.NORM)] * 20 + [(Kind.NORM, Kind.TRAIT)] * 5
    pairs += [(Kind.TRAIT, Kind.NORM)] * 10 + [(Kind.TRAIT, Kind.TRAIT)] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_marks_outside_the_unit_are_none_of_its() -> None:
    unit = Unit(1, "abc", (10, 11, 12, 13))
    labelled = Labelled(unit, ())
    document = LabelledDocument("d", Path(), "develop", "en", None, (labelled,))  # type: ignore[arg-type]
    outside = [
        Finding(Kind.NORM, Span(0, 10), "r", 0.9),
        Finding(Kind.NORM, Span(13, 20), "r", 0.9),
    ]
    assert marks_of(document, outside) == [[]]
    assert marks_of(document, [Finding(Kind.NORM, Span(0, 11), "r", 0.9)]) == [
        [Mark(Kind.NORM, (0, 1), Standing.GUIDANCE, 0.9, None, "r")]
    ]
