"""What holds for every finding, whatever the text."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antidistill.errors import BrokenData
from antidistill.finders import phrases
from antidistill.finders.clauses import balanced, clause_end, clause_start, removable
from antidistill.finders.phrases import phrase
from antidistill.finders.quirks.base import without
from antidistill.finders.rule import rule_of
from antidistill.finders.rules import bank
from antidistill.finders.sections import is_persona, of_path
from antidistill.nlp import read
from antidistill.span import Span
from tests.finders.meaning.test_cases import MODULES, document, groups

SENTENCES = sorted({s for _, _, _, sentences, _ in groups() for s in sentences})
FILES = (
    "critical",
    "pitfalls",
    "judgements",
    "incidents",
    "contexts",
    "networks",
    "network_people",
    "norms",
    "traits",
    "telling",
)
WORDS = st.lists(
    st.sampled_from(
        [
            "because",
            "，",
            "、",
            "(",
            ")",
            "（",
            "）",
            "因为",
            "it",
            "fails",
            "don't",
            ",",
            ".",
            "。",
            "**",
            "`x`",
            "否则",
            "会挂",
            "the",
            "report",
            "must",
            " ",
            "— ",
            "within 5 days",
            "!!",
            "啦",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(SENTENCES), WORDS), max_size=5), st.booleans())
def test_findings_are_whole_and_repeatable(parts: list[str], items: bool) -> None:
    text = "".join(f"- {p}\n" if items else f"{p}\n\n" for p in parts)
    reading = read(document(text), analyse=False)
    for module in MODULES.values():
        finder = importlib.import_module(f"antidistill.finders.{module}").FINDER
        found = list(finder.find(reading))
        assert found == list(finder.find(reading))
        for finding in found:
            assert 0 <= finding.span.start < finding.span.end <= len(text)
            assert 0 < finding.confidence <= 1
            assert finding.note
            assert finding.note not in text
            if finding.cut is not None:
                _leaves_something(reading.document.text, finding.cut, reading.sentences)


def _leaves_something(text: str, cut: Span, sentences: object) -> None:
    assert 0 <= cut.start < cut.end <= len(text)
    assert isinstance(sentences, tuple)
    around = next(s for s in sentences if s.span.overlaps(cut))
    rest = text[around.span.start : cut.start] + text[cut.end : around.span.end]
    assert rest.strip()


@given(WORDS, st.data())
def test_what_is_removable_leaves_balanced_brackets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = removable(text, start, end)
    if found is not None:
        assert 0 <= found[0] <= found[1] <= len(text)
        assert balanced(text[: found[0]] + text[found[1] :])


@given(WORDS, st.integers(0, 60))
def test_clauses_stay_inside_the_sentence(text: str, at: int) -> None:
    at = min(at, len(text))
    assert 0 <= clause_start(text, at) <= at <= clause_end(text, at) <= len(text)


@given(WORDS, st.data())
def test_dropping_words_touches_only_their_surroundings(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right, neutral = without(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)
    assert len(neutral) <= 2


@pytest.mark.parametrize("file", FILES)
def test_every_phrase_compiles_and_matches_what_its_needed_words_promise(file: str) -> None:
    for rule in bank(file).rules:
        for part in (rule.phrases, rule.also, rule.unless):
            for one in (phrase(p) for group in part.values() for p in group):
                list(one.spans("nothing of the kind"))
                assert all(need == need.lower() and need for need in one.needs)


@pytest.mark.parametrize("file", FILES)
def test_ids_of_rules_are_their_own(file: str) -> None:
    ids = [rule.id for rule in bank(file).rules]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("never ... because", "Never do it here because it hurts", "Never do it here because"),
        ("restart*", "restarted twice", "restarted"),
        ("(a|the) trap", "This is the trap.", "the trap"),
        ("wait (for|) it", "wait it out", "wait it"),
        ("in # days", "in five days", "in five days"),
        ("p#", "a P0 alert", "P0"),
        ("^note", "Note well", "Note"),
        ("don't", "don’t", "don’t"),
        ("别..重启", "千万别直接重启", "别直接重启"),
        ("通(个)?气", "先通气", "通气"),
    ],
)
def test_phrases_match(source: str, text: str, found: str) -> None:
    assert [text[a:b] for a, b in phrase(source).spans(text)] == [found]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("trap", "trapped in traps"),
        ("never ... because", "Never do it; because"),
        ("restart", "restarted"),
        ("别重启", "特别重启"),
        ("^note", "a note"),
        ("会$", "会不会来"),
    ],
)
def test_phrases_do_not_match(source: str, text: str) -> None:
    assert list(phrase(source).spans(text)) == []


@pytest.mark.parametrize("source", ["(a|b", "...", "", "#"])
def test_what_is_no_phrase_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"no phrase|bracket"):
        phrase(source)


def test_a_rule_with_an_unknown_key_is_refused() -> None:
    entry = {"id": "x", "note": "n", "confidence": 0.5, "en": ["a word"], "colour": "red"}
    with pytest.raises(BrokenData, match="colour"):
        rule_of("test", 0, entry)


@pytest.mark.parametrize(
    ("path", "positions"),
    [
        (("Runbook", "Gotchas"), {"experience", "lived"}),
        (("手册", "踩坑记录"), {"experience", "lived"}),
        (("Best practices", "Sending"), set()),
        (("Plant manual", "Chemical safety"), {"safety"}),
        (("手册", "隐私合规"), {"legal", "norm"}),
    ],
)
def test_positions(path: tuple[str, ...], positions: set[str]) -> None:
    assert positions <= of_path(path)
    if not positions:
        assert of_path(path) == frozenset()


PERSONA_ZH = """# 小王

## Layer 0：核心性格

急。

## Layer 1：身份

MBTI

## Layer 2：表达风格

口头禅：「行」
"""
PERSONA_EN = """# Mia

## Catchphrases

"Sure"

## Under pressure

Goes silent. Pet peeves: calls. Speaking style: dry.
"""
WORK = """# 小王 — Work

## 职责范围

你负责支付。

## 经验知识库

- 先看日志
"""
NETWORK_LAYERS = "# Runbook\n\n## Layer 2 switch\n\nRestart it.\n"


@pytest.mark.parametrize(
    ("text", "persona"),
    [(PERSONA_ZH, True), (PERSONA_EN, True), (WORK, False), (NETWORK_LAYERS, False)],
)
def test_persona_is_told_by_layout(text: str, persona: bool) -> None:
    assert is_persona(read(document(text), analyse=False)) is persona


def test_data_is_read_once() -> None:
    assert phrases.table("critical") is phrases.table("critical")
