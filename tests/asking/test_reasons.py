"""Why a line is withheld: what a distiller would take there, and in which words."""

from __future__ import annotations

from antidistill.asking.reasons import LEARNED, reason
from antidistill.finders import learned
from antidistill.finding import Kind
from tests.asking.documents import sheet_of

TEXT = """# Order service

Owner: Marta Kowalska (orders), second line: platform team.

- Look at the connection pool before anything else, because it is nearly always the culprit.
- Check when the last release went out.
"""


def test_the_note_of_what_was_learnt_is_known() -> None:
    assert learned._NOTE == LEARNED


def test_what_was_learnt_is_said_by_its_kind() -> None:
    assert reason(LEARNED, Kind.JUDGEMENT, ()) != LEARNED
    assert (
        reason("a figure that somebody chose", Kind.QUANTITY, ()) == "a figure that somebody chose"
    )


def test_words_are_told_where_they_are_few() -> None:
    assert reason("a name", Kind.PERSON, ["⟦person 1⟧"]) == "a name: ⟦person 1⟧"
    assert reason("a name", Kind.PERSON, list("abcd")) == "a name"
    assert reason("a name", Kind.PERSON, [" "]) == "a name"


def test_a_plan_tells_the_words_as_they_are_shown() -> None:
    lines = {ln.text[:5]: ln for ln in sheet_of(TEXT).open() if ln.why}
    owner = lines["Owner"]
    assert owner.why == "the name of a person: ⟦person 1⟧"
    assert ":" not in lines["Look "].why
