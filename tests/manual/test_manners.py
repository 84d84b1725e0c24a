"""What is said of a person in the place of what tells them from all others."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from antidistill.engines import Brief, LocalEngine
from antidistill.finding import Kind, Standing
from antidistill.guard.wording import fog
from antidistill.manual import wording
from antidistill.manual.entries import Entry
from antidistill.manual.known import is_known
from antidistill.manual.manners import Manner, manners, sayings, told_of
from antidistill.manual.topic import Both
from antidistill.manual.wordings import wording as said_by
from antidistill.passage import Passage, Slot
from antidistill.reading import Speech
from antidistill.span import Span
from tests.things.tables import Case, cases

HERE = Path(__file__).parent


def _passage(text: str, at: int = 0) -> Passage:
    return Passage(
        id=f"p{at}",
        text=text,
        span=Span(at, at + len(text)),
        kind=Kind.TRAIT,
        standing=Standing.RECORD,
        slot=Slot(Speech.FACT, "person", full_stop=True, capital=True, length=len(text)),
        group=f"person {at}",
        path=("Layer 4",),
        before="",
        after="",
    )


def _answers(texts: list[str], language: str, seed: int = 0) -> list[str | None]:
    passages = [_passage(text, at) for at, text in enumerate(texts)]
    brief = Brief(language, "Persona", "\n".join(texts), seed)
    return [a.text for a in LocalEngine().rewrite(passages, brief)]


@pytest.mark.parametrize("case", cases(HERE / "manners.toml", "case"), ids=lambda c: c["text"])
def test_a_sentence_about_a_person(case: Case) -> None:
    wanted = case["says"].split("|") if case["says"] else [None]
    got = {_answers([case["text"]], case["language"], seed)[0] for seed in range(8)}
    assert got <= set(wanted)
    assert all(g is None or g != case["text"] for g in got)


def test_nothing_is_said_twice_of_a_person() -> None:
    first, second = _answers(["He is silent at noon.", "He is silent in the evening."], "en")
    assert first is not None and second is None


@pytest.mark.parametrize(
    ("first", "second", "language", "says"),
    [
        (
            "She puts off anything that comes as a slide deck.",
            "She passes work on to the trainee.",
            "en",
            "She does not take on every job that comes along.",
        ),
        ("方案书来了她先拖两天。", "她不想做的活都甩给实习生。", "zh", "她不是什么活都愿意接。"),
    ],
)
def test_no_portrait_is_vague_in_the_same_words_twice(
    first: str, second: str, language: str, says: str
) -> None:
    for seed in range(8):
        one, other = _answers([first, second], language, seed)
        assert one is not None and other == says


def test_a_broader_manner_does_not_step_in_for_one_that_would_repeat_its_words() -> None:
    first, second = _answers(["方案书来了先拖两天。", "当面开口要钱的一个人扛，沉默不说话。"], "zh")
    assert first is not None and second is None


@pytest.mark.parametrize("manner", manners(), ids=lambda m: m.id)
def test_lines_are_said_in_both_languages_and_hold_of_everybody(manner: Manner) -> None:
    for line in manner.lines:
        for language, text in (("en", told_of(line, "you", "en")), ("zh", line.zh)):
            assert not list(fog(text)), text
            assert not re.search(r"\d|always|never|总是|从不|一律|绝不", text), text
            entry = Entry("manners", "manners[0]", "statements", Both(text, text))
            faults = [m for of, m in wording.problems(entry) if of == language]
            assert faults == []


def test_verbs_follow_the_subject() -> None:
    line = Both("{is} late and {has} a plan, {does} not rush and {pushes} on.", "会晚一点。")
    assert told_of(line, "they", "en") == "They are late and have a plan, do not rush and push on."
    assert told_of(line, "i", "en").startswith("I am late and have")
    assert told_of(line, "", "en").startswith("Is late and has")
    assert told_of(line, "to", "en").startswith("Be late and have")
    assert told_of(line, "她", "zh") == "她会晚一点。"


def test_what_is_said_is_public_afterwards() -> None:
    assert all(is_known(text) for text in sayings())
    assert is_known("被催：不喜欢被一直催。") and is_known("Upwards: pick what to report.")
    assert not is_known("被催：把手机放进抽屉。")


def test_every_mark_leads_to_its_wording() -> None:
    for manner in manners():
        for number, line in enumerate(manner.lines):
            assert line.zh in said_by(f"manual/manners/{manner.id}/{number}")
    assert said_by("manual/manners/quiet/99") == "" == said_by("manual/manners/nobody/0")


@pytest.mark.parametrize(
    ("text", "language", "opens"),
    [
        ("You keep the second screen for the parrot at all times.", "en", "You "),
        ("Keep the second screen for the parrot at all times.", "en", ""),
        ("She keeps the second screen for the parrot at all times.", "en", None),
        ("你把第二块屏幕一直留给鹦鹉看，谁说都没用。", "zh", "你"),
        ("第二块屏幕一直留给鹦鹉看，谁说都没用。", "zh", ""),
        ("她把第二块屏幕一直留给鹦鹉看，谁说都没用。", "zh", None),
    ],
)
def test_a_rule_gives_way_to_how_anybody_of_the_trade_does_it(
    text: str, language: str, opens: str | None
) -> None:
    about = "on-call alerts of Kubernetes pods, incidents, pager. 值班告警、故障、Kubernetes 集群。"
    brief = Brief(language, "On-call 值班", about, 0)
    rule = replace(_passage(text), standing=Standing.GUIDANCE, kind=Kind.JUDGEMENT)
    (answer,) = LocalEngine().rewrite([rule], brief)
    if opens is None:
        assert answer.text is None
        return
    assert answer.text is not None and answer.text.startswith(opens)
    assert "/persona/" in answer.sources[0] and is_known(answer.text)
    (record,) = LocalEngine().rewrite([replace(rule, standing=Standing.RECORD)], brief)
    assert record.text is None
