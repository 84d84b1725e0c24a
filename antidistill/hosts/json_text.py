"""The texts in a JSON file, such as the description of a person that a distiller keeps beside
their skill: values only, every other byte stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.span import Span

Clean = Callable[[str, str], tuple[Edit, ...]]
"""Name and text of a document to the edits that generalise it."""

TRAITS = frozenset({
    "mbti", "gender", "zodiac", "level", "personality", "culture", "impression", "catchphrases",
    "tags", "traits", "style", "age", "birthday", "hometown", "company",
})  # fmt: skip
"""Keys under which a distiller keeps what a person is like."""
NAMES = frozenset({"name", "display_name", "full_name", "nickname"})
"""Keys of a person's name, in a file about one person."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]')
_COLON = re.compile(r"\s*:")
PROSE = re.compile(r"[\u4e00-\u9fff]{4,}|[^\W\d]+[ ,;]+[^\W\d]+[ ,;]+[^\W\d]+")
"""A few words, or a few Han characters: no date, identifier or path."""


@dataclass(frozen=True, slots=True)
class Value:
    """A string value in a JSON text."""

    span: Span
    """With its quotes."""
    text: str
    keys: tuple[str, ...]
    """The keys above it."""


def edits(text: str, clean: Clean, *, traits: bool) -> tuple[Edit, ...]:
    """The edits that generalise the values of a JSON text: prose as a document of its own, what a
    person is like emptied when `traits` are withheld. () when it is no JSON."""
    found = values(text)
    out: list[Edit] = []
    prose: list[Value] = []
    role = _role(found)
    for value in found:
        keys = {key.lower() for key in value.keys}
        if not value.text:
            continue
        if role is not None and value.keys and value.keys[-1] in NAMES and len(value.keys) == 1:
            out.append(_instead(value, role, Kind.PERSON, "a person's name", "role"))
        elif traits and keys & TRAITS:
            out.append(_instead(value, "", Kind.TRAIT, "what a person is like", "left out"))
        elif "role" not in keys and PROSE.search(value.text):
            prose.append(value)
    made = sorted((*out, *_cleaned(prose, clean)), key=lambda e: e.span)
    return tuple(edit for edit in made if edit.span.of(text) != edit.new)


def _role(found: Sequence[Value]) -> str | None:
    """The role that a file about one person gives them, '' when it gives none; None when it is no
    such file."""
    keys = {key.lower() for value in found for key in value.keys}
    if not keys & (TRAITS - {"tags", "style", "company", "level", "age"}):
        return None
    roles = (v.text for v in found if v.keys and v.keys[-1].lower() in ("role", "title", "job"))
    return next(roles, "")


def _instead(value: Value, new: str, kind: Kind, because: str, action: str) -> Edit:
    return Edit(value.span, json.dumps(new, ensure_ascii=False), because, kind, action)


def values(text: str) -> tuple[Value, ...]:
    """The string values of a JSON text, without its keys; () when it is no JSON."""
    try:
        json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return ()
    return tuple(_walk(text))


def _walk(text: str) -> Iterator[Value]:
    """In a list the key above it goes on to hold; in an object each value has its own."""
    above: list[tuple[str, str]] = []
    key = ""
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark[0] == '"':
            if _COLON.match(text, token.end()):
                key = json.loads(mark)
            else:
                keys = (*(k for _, k in above), key)
                yield Value(Span(*token.span()), json.loads(mark), tuple(k for k in keys if k))
        elif mark in "[{":
            above.append((mark, key))
            key = ""
        elif mark in "]}":
            key = above.pop()[1]
        elif above and above[-1][0] == "{":
            key = ""


def _cleaned(prose: Sequence[Value], clean: Clean) -> Iterator[Edit]:
    """The values that are sentences, changed or emptied."""
    for at, text, first in paragraphs([("", value.text) for value in prose], clean):
        new = json.dumps(text, ensure_ascii=False)
        yield Edit(prose[at].span, new, first.because, first.kind, first.action)


def paragraphs(prose: Sequence[tuple[str, str]], clean: Clean) -> Iterator[tuple[int, str, Edit]]:
    """Texts as paragraphs of one document, each behind what makes it a heading or an item there,
    which are changed or emptied one by one: the number of each that changes, what it says then, and
    the first edit to it."""
    starts, at = [], 0
    for mark, text in prose:
        starts.append(at + len(mark))
        at += len(mark) + len(text) + 2
    made = clean("notes.md", "\n\n".join(m + t for m, t in prose) + "\n") if prose else ()
    for number, ((_, text), start) in enumerate(zip(prose, starts, strict=True)):
        inside = Span(start, start + len(text))
        mine = [e for e in made if e.span.overlaps(inside) or e.span in inside]
        if mine:
            yield number, _within(text, start, mine), mine[0]


def _within(text: str, start: int, made: Sequence[Edit]) -> str:
    out: list[str] = []
    done = 0
    for edit in made:
        first = max(edit.span.start - start, done)
        last = min(edit.span.end - start, len(text))
        out += text[done:first], edit.new.strip("\n")
        done = max(last, first)
    return "".join((*out, text[done:])).strip()
