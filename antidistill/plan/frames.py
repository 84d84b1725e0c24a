"""The patterns of `phrases.toml` that tell frames: scales, examples, quotations, labels, and what
points to them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from antidistill.counts import number_in, numbered
from antidistill.plan.phrases import pattern, source


def counted_cell(text: str) -> re.Match[str] | None:
    """The number with which the first cell of a table's row counts it, as the group 'number'."""
    return pattern("counted_cell").match(text)


def counting_mark(text: str) -> re.Match[str] | None:
    """The mark by which a part counts itself among others ('A.', 'b)', '（三）', '④'): groups
    'open', 'mark' and 'close'."""
    return pattern("counting_mark").match(text)


def names_letter(text: str) -> bool:
    """Whether a text calls something by a letter alone ('see C')."""
    return pattern("letter_alone").search(text) is not None


def acts_upon_it(text: str) -> bool:
    """Whether a sentence opens with an act upon what was named before ('Pair it with …')."""
    return pattern("acts_upon").match(text) is not None


def is_moment(text: str) -> bool:
    """Whether a cell says when, and no more: '12:00', 'T-14 (2 weeks before)', '周一', 'Day 2'."""
    return _moment().fullmatch(text.strip()) is not None


@cache
def _moment() -> re.Pattern[str]:
    one = source("moment")
    return re.compile(source("moments").replace("MOMENT", f"(?:{one})"), re.IGNORECASE)


def another_one(text: str) -> tuple[str, int, str] | None:
    """(noun, where the words that count on end, what counts the first) where a sentence opens with
    one more of its kind: 'Another way', '另一种方法'."""
    match = pattern("another").match(text)
    if match is None:
        return None
    new = "One " if match["en"] else f"一{match['measure']}"
    return match["en"] or match["zh"], match.end("counts" if match["en"] else "han"), new


def pointed_above(text: str) -> tuple[str, int, int] | None:
    """(noun, start, end) of the words by which a noun points to what was said further up."""
    match = pattern("from_above").search(text)
    return (match["noun"], *match.span("above")) if match else None


def is_setting_up(text: str) -> bool:
    """Whether a sentence only leads up to what is told behind it: 'Back to our example.'"""
    return pattern("sets_up").match(text) is not None


def is_subordinate(text: str) -> bool:
    """Whether a sentence opens with what makes it the first half of one ('Once …')."""
    return pattern("subordinate").match(text) is not None


def goes_on_then(text: str) -> bool:
    """Whether a sentence is the second half of the one before it ('Only then …')."""
    return pattern("then").match(text) is not None


def needs_more(text: str) -> bool:
    """Whether a text ends in a verb that says nothing without the time or measure behind it ('The
    day ends', 'Limit the pool')."""
    return pattern("needs_more").search(text) is not None


def is_false_stop(text: str) -> bool:
    """Whether a text ends in an abbreviation whose stop ends no sentence."""
    return pattern("false_stop").search(text) is not None


@lru_cache(maxsize=1 << 14)
def pointed_out(text: str) -> tuple[str, int, int] | None:
    """(word for it, start, end) where a sentence points to a table or diagram beside it."""
    match = pattern("pointed_out").search(text)
    if match is None or match.lastgroup is None:
        return None
    return match[match.lastgroup].lower(), *match.span()


@lru_cache(maxsize=1 << 14)
def these_many(text: str) -> tuple[tuple[int, int, int], ...]:
    """(number, start, end) of each number in a sentence that counts what was listed before: 'these
    three', '以上四点'."""
    found = numbered(source("these_many")).finditer(text)
    return tuple((number_in(match["number"]), *match.span("number")) for match in found)


def is_band(text: str) -> bool:
    """Whether a text opens with a band of a scale: '< 30', '30–40 %', '80分以上'."""
    return pattern("band").match(text) is not None


def gives_points(text: str) -> bool:
    """Whether a list or table says what gives how many points: several '+20', '10 points'."""
    return len(pattern("points_given").findall(text)) > 1


@lru_cache(maxsize=1 << 14)
def pointed_figures(text: str) -> tuple[int, int] | None:
    """The clause of a sentence that speaks of figures further down ('time estimates below are …'),
    with what ties it to the words before it."""
    match = pattern("figures_below").search(text)
    return match.span() if match else None


def is_comparison(text: str) -> bool:
    """Whether an item opens with a comparison that does not say of what: 'If < 3: …'."""
    return pattern("comparison").match(text) is not None


def is_notice(text: str) -> bool:
    """Whether a sentence is labelled as a notice: '注意：', 'Warning:'."""
    return pattern("notice").match(text) is not None


def is_preparation(text: str) -> bool:
    """Whether a sentence only says where to go or what to look up, and what is done there is to
    follow."""
    return pattern("prepares").match(text) is not None


def is_condition_alone(text: str) -> bool:
    """Whether a sentence is a condition and no more, so that the next one says what then holds."""
    return pattern("condition_alone").match(text) is not None


def is_exception(text: str) -> bool:
    """Whether a sentence only says where the one before it does not hold."""
    return pattern("exception").search(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line only says what a picture is or where it is from: 'Source: …', '图 3：…'."""
    return pattern("caption").match(text) is not None


def points_at_picture(text: str) -> bool:
    """Whether a sentence says what is seen in the picture beside it: 'The figure above shows …'."""
    return pattern("points_at_picture").match(text) is not None


def is_sample_label(text: str) -> bool:
    """Whether a heading or label announces sample messages."""
    return pattern("sample_label").search(text) is not None


def is_example_label(text: str) -> bool:
    """Whether a heading or label says that an example follows."""
    return pattern("example_label").search(text) is not None


def opens_quoted(text: str) -> bool:
    """Whether a text opens with words in quotation marks."""
    return pattern("quoted").match(text) is not None


def label_of(text: str) -> str:
    """The words before the colon that open a text, in lower case; '' if none do."""
    match = pattern("label").match(text)
    return match[1].strip().lower() if match else ""
