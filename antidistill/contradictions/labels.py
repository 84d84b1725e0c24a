"""A label spelt two ways: SEV1 and SEV-1, OrderSync and order-sync, GitHub and Github."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from antidistill.contradictions.base import Contradiction
from antidistill.contradictions.words import table
from antidistill.document import AtomKind, Block, Form
from antidistill.message import said
from antidistill.reading import Reading
from antidistill.span import Span

_EDGE = r"(?<![A-Za-z0-9_./@#:-])"
_NUMBERED = re.compile(
    _EDGE + r"([A-Z][A-Za-z]{0,7})([ -]?)(\d{1,2})(?![A-Za-z0-9_%]|[.:/-]\d| ?[%°])"
)
_NAME = re.compile(
    _EDGE + r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*(?![A-Za-z0-9_@]|\.[A-Za-z0-9]|/\w|:/)"
)
_SHORTEST = 4
_ORDINARY = frozenset(
    {"step", "phase", "chapter", "part", "section", "figure", "table", "page", "week", "day", "in"}
    | {"quarter", "version", "option", "item", "note", "task", "the", "of", "at", "by", "on", "to"}
)
"""Words before a number that are no label."""


@dataclass(frozen=True, slots=True)
class _Seen:
    words: str
    place: Span


_Labels = Iterator[tuple[int, int, str, str]]
"""(start, end, what all spellings have in common, spelling)."""


def look(reading: Reading) -> Iterator[Contradiction]:
    """One for each label of which the text has two spellings."""
    yield from _told(_grouped(reading, _numbered))
    names = _grouped(reading, _names)
    yield from _told({k: g for k, g in names.items() if any(_is_composed(s.words) for s in g)})
    yield from _variants(reading)


def _told(groups: Mapping[str, list[_Seen]]) -> Iterator[Contradiction]:
    for many in groups.values():
        spellings: dict[str, list[_Seen]] = {}
        for one in many:
            spellings.setdefault(_without_first_case(one.words), []).append(one)
        if len(spellings) < 2:
            continue
        usual, *rest = sorted(spellings.values(), key=lambda g: (-len(g), g[0].place))
        for other in rest:
            yield _spelt(other[0], usual[0])


def _without_first_case(words: str) -> str:
    """SendResult is a class and sendResult one of them."""
    return words[:1].upper() + words[1:]


def _spelt(other: _Seen, usual: _Seen) -> Contradiction:
    return Contradiction(
        "label",
        (other.place, usual.place),
        said("'{other}' here, '{usual}' elsewhere", other=other.words, usual=usual.words),
    )


def _grouped(reading: Reading, see: Callable[[str], _Labels]) -> dict[str, list[_Seen]]:
    groups: dict[str, list[_Seen]] = {}
    for sentence in reading.sentences:
        block = reading.block(sentence)
        if block.form in (Form.FIELD, Form.HTML, Form.COMMENT, Form.LINK_DEFINITION):
            continue
        if block.form is Form.HEADING and sentence.text.isupper():
            continue
        for start, end, key, words in see(sentence.text):
            span = sentence.source(start, end)
            if not _in_code(block, span):
                groups.setdefault(key, []).append(_Seen(words, span))
    return groups


def _in_code(block: Block, span: Span) -> bool:
    solid = (AtomKind.CODE, AtomKind.AUTOLINK, AtomKind.MATH, AtomKind.HTML)
    return any(
        a.span.overlaps(span) and (a.kind in solid or (a.target is not None and span in a.target))
        for a in block.atoms
    )


def _numbered(text: str) -> _Labels:
    """SEV1, SEV-1 and Sev 1 are one label."""
    for match in _NUMBERED.finditer(text):
        stem, sign, number = match.groups()
        if stem.lower() in _ORDINARY or (sign == " " and len(stem) == 1):
            continue
        yield *match.span(), f"{stem.lower()}{number}", f"{stem}{sign}{number}"


def _names(text: str) -> _Labels:
    """Names with a capital, and composed ones in any case."""
    for match in _NAME.finditer(text):
        words = match[0]
        if len(words) >= _SHORTEST and not words.isupper() and not _is_plain(words):
            yield *match.span(), re.sub(r"[-_]", "", words).lower(), words


def _is_plain(words: str) -> bool:
    return words.islower() and "-" not in words and "_" not in words


def _is_composed(words: str) -> bool:
    """Whether a spelling is a name's for sure: a capital or an underscore inside."""
    return re.search(r"[a-z][A-Z]|[A-Za-z]_[A-Za-z]", words) is not None


def _variants(reading: Reading) -> Iterator[Contradiction]:
    """Pairs of spellings that the data knows."""
    for row in table()["labels"]["variants"]:
        seen = [_first(reading, row[key]) for key in ("other", "usual")]
        if seen[0] is not None and seen[1] is not None:
            yield _spelt(seen[0], seen[1])


def _first(reading: Reading, word: str) -> _Seen | None:
    edges = (_EDGE, r"(?![A-Za-z0-9_-])") if word.isascii() else ("", "")
    found = re.compile(re.escape(word).join(edges), re.IGNORECASE)
    for sentence in reading.sentences:
        for match in found.finditer(sentence.text):
            span = sentence.source(*match.span())
            if not _in_code(reading.block(sentence), span):
                return _Seen(match[0], span)
    return None
