"""A person who is known by a role from elsewhere: no cell says the role beside the role."""

from __future__ import annotations

import pytest

from antidistill import nlp
from antidistill.finders import find
from antidistill.formats import markdown
from antidistill.reading import OwnWords

TABLED = (
    "| 姓名 | 职务 |\n| --- | --- |\n| 周砚秋 | 主管 |\n| 李娜 | 出纳 |\n",
    "| Name | Role |\n| --- | --- |\n| Maria Lopez | Planner |\n| Tom Reed | Clerk |\n",
)
TOLD = ("找周砚秋签字。", "Ask Maria Lopez to sign.")
OWN = OwnWords(aliases=(("周砚秋", "主管"), ("Maria Lopez", "planner")))


def _wordings(text: str) -> set[str | None]:
    reading = nlp.read(markdown.read(text.encode(), "sample.md"), OWN)
    return {f.neutral for f in find(reading) if f.span.of(text) in ("周砚秋", "Maria Lopez")}


@pytest.mark.parametrize("text", TABLED)
def test_a_row_says_a_role_once(text: str) -> None:
    assert _wordings(text) == {None}


@pytest.mark.parametrize("text", TOLD)
def test_a_sentence_has_the_role(text: str) -> None:
    assert _wordings(text) <= {"主管", "planner", "the planner"}
