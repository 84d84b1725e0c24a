"""What holds for every finding of the exact finders, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.document import AtomKind, Block
from antidistill.edit import Edit, apply_edits
from antidistill.finders.addresses import addresses_in
from antidistill.finders.amounts import amounts
from antidistill.finders.clauses import balanced, whole
from antidistill.finders.commands import commands
from antidistill.finders.public import is_public, public_spans
from antidistill.finders.reachable import ways
from antidistill.finders.secrets import is_placeholder
from antidistill.finding import Finding
from antidistill.reading import Reading
from antidistill.span import Span

from .samples import NAMES, finder, read, table

FINDERS = ("persons", "systems", "arguments", "secrets", "quantities", "public")
TEXTS = sorted({row["text"] for name in NAMES for row in table(name).get("row", ())})
MARKED = [
    "Ask **Patricia Lopez**, our *office manager*, within **two days**.",
    "Ask [Patricia](https://docs.google.com/document/d/1) about `user-center` (5 minutes).",
    "*Patricia* and **Tomasz** wait for **5 minutes**.",
    "找**张伟**确认，**24 小时内**答复（约 5 分钟）。",
    "> Ping *Maria* at maria@acme.dev\n> within an hour.",
    "- Owner: **Grace Kim**\n- Backup: _Tom Reed_",
    "| Name | Role |\n|---|---|\n| **Anita Rao** | *Office Manager* |",
]


def everything(reading: Reading) -> list[Finding]:
    return [f for name in FINDERS for f in finder(name).find(reading)]


def is_whole(block: Block, span: Span) -> bool:
    """Whether a span takes markup whole, or stands inside one address, title or code span."""
    inside = [p for a in block.atoms for p in (a.target, a.title) if p is not None]
    inside += [a.inner for a in block.atoms if a.kind is AtomKind.CODE]
    return any(span in place for place in inside) or whole(block, span) is not None


@pytest.mark.parametrize("text", TEXTS + MARKED)
def test_findings_stand_in_the_text_and_tear_no_markup(text: str) -> None:
    reading = read(text)
    for finding in everything(reading):
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert 0 < finding.confidence <= 1
        assert finding.rule.split("/")[0] in FINDERS
        blocks = [b for b in reading.document.blocks if b.pieces and finding.span in b.extent]
        assert blocks
        assert is_whole(blocks[-1], finding.span)
        if finding.cut is not None:
            assert finding.cut.overlaps(finding.span)
            assert whole(blocks[-1], finding.cut) == finding.cut


@pytest.mark.parametrize("text", TEXTS + MARKED)
def test_a_cut_leaves_brackets_and_spaces_in_order(text: str) -> None:
    for finding in everything(read(text)):
        if finding.cut is None or not balanced(text):
            continue
        rest = apply_edits(text, [Edit(finding.cut, "", "")])
        assert balanced(rest)
        assert not re.search(r"\S {2,}\S|[（(]\s*[)）]|，，|,,|，。| [,.]", rest)


@pytest.mark.parametrize("text", TEXTS + MARKED)
def test_a_neutral_wording_has_its_article(text: str) -> None:
    for finding in everything(read(text)):
        if finding.neutral is None:
            continue
        new = apply_edits(text, [Edit(finding.span, finding.neutral, "")])
        assert not re.search(r"\b(the|a|an|our) (the|a|an|our)\b", new, re.IGNORECASE)
        assert not re.search(r"\ba [aeio]|\ban [bcdfgjkpqtvwyz]", finding.neutral, re.IGNORECASE)
        assert finding.span.of(text) not in finding.neutral


@pytest.mark.parametrize("text", TEXTS + MARKED)
def test_findings_are_the_same_every_time(text: str) -> None:
    reading = read(text)
    assert everything(reading) == everything(reading)


WORDS = st.text(
    st.sampled_from("abcXYZ 0123456789.,:/@-%$~五天小时次（）()，。<>'\"`|;&\\\n=_#*"), max_size=60
)


@given(WORDS)
def test_amounts_are_apart_and_in_order(text: str) -> None:
    done = 0
    for amount in amounts(text):
        assert done <= amount.start < amount.end <= len(text)
        assert 0 <= amount.hedge <= amount.start
        done = amount.end


@given(WORDS)
def test_words_of_a_command_stand_where_they_say(text: str) -> None:
    for command in commands(text):
        assert command
        for word in command:
            assert text[word.start : word.end] == word.text


@given(WORDS, st.booleans())
def test_addresses_and_ways_stand_in_the_text(text: str, code: bool) -> None:
    for found in (*addresses_in(text), *ways(text, code)):
        assert 0 <= found.start < found.end <= len(text)


@given(WORDS)
def test_public_spans_are_public(text: str) -> None:
    for start, end in public_spans(text):
        assert is_public(text[start:end])


@given(st.from_regex(r"\A<[a-z -]{1,12}>\Z"))
def test_angle_brackets_are_placeholders(value: str) -> None:
    assert is_placeholder(value)


@given(st.text(max_size=30))
def test_asking_for_any_word_is_safe(term: str) -> None:
    assert is_public(term) in (True, False)


def test_spans_of_a_name_over_markup_are_widened() -> None:
    text = MARKED[0]
    spans = [f.span for f in finder("persons").find(read(text))]
    assert all(whole(read(text).document.blocks[0], s) == s for s in spans)
    assert Span(6, 20).of(text) == "Patricia Lopez"
