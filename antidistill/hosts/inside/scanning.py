"""Where the comments and strings of source code are, by a table of languages; nothing is parsed but
these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.span import Span

FILE = Path(__file__).with_name("languages.toml")
_BETWEEN = re.compile(r"\s*[+.\\]?\s*")
"""Between two strings that are one text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A comment or a string."""

    sort: str
    """'line', 'block', 'long' or 'short'."""
    span: Span
    mark: str
    """What opens it."""
    body: Span
    alone: bool
    """Whether nothing stands before it on its line."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the table says of one."""

    line: tuple[str, ...] = ()
    block: tuple[tuple[str, str], ...] = ()
    long: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    prefixes: str = ""
    doubled: bool = False


def language_of(suffix: str) -> Language:
    """The language of a file by the end of its name; one with '#' and quotation marks when it is
    not in the table."""
    return next((one for ends, one in _languages() if suffix in ends), _languages()[-1][1])


def parts(text: str, language: Language) -> Iterator[Part]:
    """Its comments and strings, in order."""
    for found in _pattern(language).finditer(text):
        sort = found.lastgroup or ""
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        yield Part(
            sort,
            Span(*found.span()),
            found[f"{sort}_mark"],
            Span(*found.span(f"{sort}_body")),
            not line.strip(),
        )


def groups(text: str, language: Language) -> Iterator[list[Part]]:
    """The same; comments on lines that follow one another, and strings that are written as one,
    together."""
    group: list[Part] = []
    for part in parts(text, language):
        if group and not _goes_on(text, group[-1], part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _goes_on(text: str, one: Part, other: Part) -> bool:
    between = text[one.span.end : other.span.start]
    if one.sort == other.sort == "line":
        same = _column(text, one) == _column(text, other) and one.mark == other.mark
        return one.alone and other.alone and same and between.count("\n") == 1
    if one.sort == other.sort == "short":
        return bool(_BETWEEN.fullmatch(between)) and one.mark == other.mark
    return False


def _column(text: str, part: Part) -> int:
    return part.span.start - text.rfind("\n", 0, part.span.start) - 1


@cache
def _languages() -> tuple[tuple[frozenset[str], Language], ...]:
    rows = toml.shipped(FILE)["language"]
    return tuple((frozenset(row["suffixes"]), _language(row)) for row in rows)


def _language(row: Mapping[str, Any]) -> Language:
    return Language(
        tuple(row.get("line", ())),
        tuple((opens, ends) for opens, ends in row.get("block", ())),
        tuple(row.get("long", ())),
        tuple(row.get("quotes", ())),
        row.get("prefixes", ""),
        row.get("doubled", False),
    )


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """All of them; whichever begins first in the text is one."""
    kinds = [_block(language.block)] if language.block else []
    if language.line:
        kinds.append(
            rf"(?P<line>(?<![^\s;{{}}()\],])(?P<line_mark>(?:{_any(language.line)})[/!#;%-]*)"
            r"(?P<line_body>[^\n]*))"
        )
    before = rf"(?:(?<!\w)[{language.prefixes}]{{1,2}})?" if language.prefixes else ""
    if language.long:
        kinds.append(
            rf"(?P<long>(?P<long_mark>{before}(?P<_l>{_any(language.long)}))"
            r"(?P<long_body>(?:\\[\s\S]|(?!(?P=_l))[^\\])*)(?P=_l))"
        )
    if language.quotes:
        inner = r"(?:(?P=_s){2}|(?!(?P=_s))[^\n])*" if language.doubled else (
            r"(?:\\[^\n]|(?!(?P=_s))[^\\\n])*"
        )  # fmt: skip
        kinds.append(
            rf"(?P<short>(?P<short_mark>{before}(?P<_s>{_any(language.quotes)}))"
            rf"(?P<short_body>{inner})(?P=_s))"
        )
    return re.compile("|".join(kinds))


def _block(pairs: Sequence[tuple[str, str]]) -> str:
    opens = _any([one for one, _ in pairs])
    ends = _any([end for _, end in pairs])
    return rf"(?P<block>(?P<block_mark>{opens})(?P<block_body>[\s\S]*?)(?:{ends}|\Z))"


def _any(marks: Sequence[str]) -> str:
    return "|".join(re.escape(one) for one in marks)
