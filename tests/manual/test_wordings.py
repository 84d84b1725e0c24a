"""What stands behind the marks by which an answer cites the manual."""

from __future__ import annotations

import pytest

from antidistill.manual.load import heads, topic
from antidistill.manual.wordings import wording

LISTS = ("causes", "traps", "decisions", "checks", "defaults", "statements", "samples", "commands")


@pytest.mark.parametrize("kind", LISTS)
def test_every_entry_that_can_be_cited_has_a_wording(kind: str) -> None:
    marks = [
        f"manual/{head.id}/{kind}/{at}"
        for head in heads()
        for at in range(len(getattr(topic(head.path), kind)))
    ]
    assert marks
    assert [mark for mark in marks if not wording(mark).strip()] == []


def test_a_default_says_its_figure_in_both_languages() -> None:
    head = next(h for h in heads() if topic(h.path).defaults)
    said = topic(head.path).defaults[0].say
    assert wording(f"manual/{head.id}/defaults/0") == f"{said.en}\n{said.zh}"


def test_what_the_manual_does_not_have_has_none() -> None:
    assert wording("manual/no-such-topic/traps/0") == ""
