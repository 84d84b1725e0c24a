"""Amounts that somebody's experience or the firm's rules fixed: thresholds, durations, sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from antidistill.document import Form
from antidistill.finders import excerpts
from antidistill.finders.amount import Amount, Trim
from antidistill.finders.amounts import amounts
from antidistill.finders.clauses import whole
from antidistill.finders.comment_amounts import in_comments
from antidistill.finders.defining import definitions
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.phrases import HAN, table
from antidistill.finders.sections import positions, says
from antidistill.finders.structure import is_grade, is_structure, scale
from antidistill.finders.tables import Cell, cells
from antidistill.finders.trims import trim
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading
from antidistill.span import Span

_LABEL = re.compile(r"\A[\s>*_-]*([^:：|]{1,40})[:：]")
_DOCUMENT_DATE = re.compile(
    r"created|updated|modified|last[ -](?:change|review|edit)|effective|version|date|copyright|"
    r"创建|更新|修订|版本|日期|生效|编写",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\s*(?:(?:last )?(?:updated|created|revised|reviewed)\b|v?\d+\.\d+\b.*\d{4}-\d\d)", re.I
)
_NORM_PLACES = frozenset({"norm", "schedule", "definition", "contact"})


@dataclass(frozen=True, slots=True)
class QuantityFinder:
    """Kind `quantity` in prose, checks and heuristics; kind `norm` where the position says so."""

    name: str = "quantities"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each value; `cut` is the phrase that can go with it."""
        where = positions(reading)
        grid = cells(reading)
        levels = scale(reading.document)
        defining = frozenset(definitions(reading.document))
        for excerpt in excerpts.prose(reading):
            if _is_date_of_document(reading, excerpt):
                continue
            if excerpt.block in grid and _is_default(grid[excerpt.block]):
                continue
            kind = _kind(excerpt, where[excerpt.block], grid)
            if excerpt.block in defining:
                kind = Kind.NORM
            for amount in amounts(excerpt.text) or _bare(excerpt, grid):
                if _is_day_in_title(reading, excerpt, amount, grid, where[excerpt.block]):
                    continue
                loose = not excerpt.in_code(amount.start, amount.end)
                if loose and not is_structure(excerpt.text, amount):
                    planned = excerpt.block in grid and _is_planned(grid[excerpt.block], excerpt)
                    planned = planned and "incident" not in where[excerpt.block]
                    graded = excerpt.block in levels or is_grade(excerpt.text, amount)
                    sort = Kind.NORM if planned or graded else kind
                    yield _finding(reading, excerpt, amount, sort, where[excerpt.block])
        for excerpt in excerpts.snippets(reading):
            yield from in_comments(excerpt)


_WHEN = frozenset({"时间", "时间点", "日程", "time", "when"})
_POINT = re.compile(
    r"\d{1,2}[:：]\d{2}|\d{1,2}\s?月|[上中下]旬|\d{1,2}/\d{1,2}|[星周]期?[一二三四五六日天]"
)


def _is_planned(cell: Cell, excerpt: Excerpt) -> bool:
    """Whether a cell of a plan says when: points in time under 'Time', not how long."""
    header = cell.header.strip("*_` :：").lower()
    return not cell.is_header and header in _WHEN and _POINT.search(excerpt.text) is not None


_DAYS = frozenset({"clock", "date", "weekday"})
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _is_day_in_title(
    reading: Reading,
    excerpt: Excerpt,
    amount: Amount,
    grid: Mapping[int, Cell],
    here: frozenset[str],
) -> bool:
    """Whether a heading or the header of a column says on what day or at what hour something is
    done: the firm's schedule, and no title is whole without it. One with a year tells of the past,
    and so does one that is nothing else, and any in a report of an incident."""
    cell = grid.get(excerpt.block)
    title = reading.document.blocks[excerpt.block].form is Form.HEADING
    if amount.rule not in _DAYS or not (title or (cell and cell.is_header)):
        return False
    rest = excerpt.text[: amount.start] + excerpt.text[amount.end :]
    named = cell is not None or re.search(r"[^\W\d]{2}", rest) is not None
    return named and "incident" not in here and not _YEAR.search(excerpt.text)


_TIMES = frozenset({"duration", "clock", "date", "weekday"})
_BARE = re.compile(r"\s*[<>≤≥~≈]?\s*(\d+(?:[.,]\d+)*)\s*")


def _bare(excerpt: Excerpt, grid: Mapping[int, Cell]) -> tuple[Amount, ...]:
    """The number that is all that a table cell holds, unless it only counts the rows."""
    cell = grid.get(excerpt.block)
    match = _BARE.fullmatch(excerpt.text)
    if cell is None or match is None or cell.is_header or cell.column == 0:
        return ()
    if not _is_chosen(cell):
        return ()
    return (Amount(match.start(1), match.end(1), "cell", 0.6, match.start(1)),)


@lru_cache(maxsize=1 << 12)
def _is_chosen(cell: Cell) -> bool:
    """Whether the header says that somebody fixed the numbers below it: 'Threshold', '上限'."""
    words = table("units")["columns"]["chosen"]
    return _is_norm_table(cell) or _heads(cell.header, words)


@lru_cache(maxsize=1 << 12)
def _is_default(cell: Cell) -> bool:
    """Whether the header says that the product came with the value, or that it is a number of a
    thing and no amount: 'Default', '端口'."""
    return not cell.is_header and _heads(cell.header, table("units")["columns"]["given"])


def _is_date_of_document(reading: Reading, excerpt: Excerpt) -> bool:
    block = reading.document.blocks[excerpt.block]
    label = _LABEL.match(excerpt.text)
    told = block.info if block.form is Form.FIELD else label.group(1) if label else ""
    return bool(_DOCUMENT_DATE.search(told) or _CHANGE.match(excerpt.text))


def _kind(excerpt: Excerpt, here: frozenset[str], grid: Mapping[int, Cell]) -> Kind:
    """Position decides: rows of a norm table and sections of rules are norms, if the sentence does
    not call the figure a rule of thumb."""
    if excerpt.block in grid and _is_norm_table(grid[excerpt.block]):
        return Kind.NORM
    if says(excerpt.text, table("positions")["heuristic"]):
        return Kind.QUANTITY
    label = _LABEL.match(excerpt.text)
    if (label and _is_norm_label(label.group(1))) or _TERM.search(excerpt.text):
        return Kind.NORM
    return Kind.NORM if here & _NORM_PLACES else Kind.QUANTITY


_TERM = re.compile(
    r"[（(](?:[^（）()\d]{0,8}\d+\s?(?:个?工作日|个?小时|分钟|天|日|周)[之以]?内[^（）()]{0,8}"
    r"|[^()]{0,24}\bwithin \d+ ?(?:h|hours?|min(?:utes)?|(?:working |business )?days?)\b"
    r"[^()]{0,16})"
    r"[）)][\s*_:：]*\Z"
)
"""The term of what a heading or an item names: '轻微违规（72 小时内处理）',
'Medium (within 2 days)'."""


@lru_cache(maxsize=1 << 12)
def _is_norm_label(words: str) -> bool:
    columns = table("positions")["columns"]
    return any(_heads(words, columns[name]) for name in ("norm", "schedule"))


@lru_cache(maxsize=1 << 12)
def _is_norm_table(cell: Cell) -> bool:
    columns = table("positions")["columns"]
    return any(_heads(h, columns[n]) for h in cell.headers for n in ("norm", "schedule", "contact"))


def _heads(header: str, words: Mapping[str, list[str]]) -> bool:
    """Whether a header is one of the words or ends in it."""
    bare = re.sub(r"[\s*_`()（）:：]+\Z", "", re.sub(r"[(（].*", "", header)).lower().strip("*_` ")
    latin = any(bare == w or bare.endswith(" " + w) for w in words["en"])
    return latin or any(bare.endswith(w) for w in words["zh"])


def _finding(
    reading: Reading, excerpt: Excerpt, amount: Amount, kind: Kind, here: frozenset[str]
) -> Finding:
    sentence = excerpt.sentence
    norm = kind is Kind.NORM
    found = Finding(
        kind,
        excerpt.source(amount.start, amount.end),
        f"quantities/{amount.rule}",
        amount.confidence,
        "a figure in a rule of the firm" if norm else "a figure that somebody chose",
        Standing.NORM if norm else Standing.GUIDANCE,
    )
    if "incident" in here:
        found = replace(found, standing=Standing.RECORD, note="a figure of what happened")
    trimmed = trim(excerpt.text, amount, sentence.doc if sentence else None)
    span = _cut(reading, excerpt, trimmed)
    if norm and trimmed and amount.rule not in _TIMES and not _in_brackets(excerpt.text, trimmed):
        # a rule of the firm without its measure would be another rule
        return found
    if norm and trimmed and _is_short(excerpt.text, trimmed):
        return found
    if trimmed is not None and trimmed.new and span is not None:
        # a rule of the firm keeps its figure rather than get other words
        return found if norm else replace(found, span=span, neutral=trimmed.new)
    return replace(found, cut=span)


_LEAST_WORDS = 5
"""English words that a rule needs to say more than that something is done."""


def _is_short(text: str, trimmed: Trim) -> bool:
    rest = text[: trimmed.start] + text[trimmed.end :]
    words = re.findall(r"[A-Za-z][\w'’-]*", rest)
    return HAN.search(rest) is None and len(words) < _LEAST_WORDS


def _in_brackets(text: str, trimmed: Trim) -> bool:
    return text[trimmed.start : trimmed.end].strip()[:1] in tuple("(（[【")


def _cut(reading: Reading, excerpt: Excerpt, trimmed: Trim | None) -> Span | None:
    if trimmed is None or trimmed.start >= trimmed.end:
        return None
    span = excerpt.source(trimmed.start, trimmed.end)
    return whole(reading.document.blocks[excerpt.block], span)


FINDER = QuantityFinder()
