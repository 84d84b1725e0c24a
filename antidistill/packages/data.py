"""JSON files of a package: values only; names, sources and what a person is like."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from antidistill.document import Block, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.errors import UnreadableInput
from antidistill.finding import Finding, Kind
from antidistill.formats.encoding import language_of
from antidistill.hosts import json_text
from antidistill.hosts.json_text import Clean, Value
from antidistill.message import said
from antidistill.result import Result
from antidistill.span import Span

_SOURCES = frozenset({"knowledge_sources", "created_from", "sources", "source_files"})
"""Keys under which a distiller keeps which files and chats it has read."""

_AUTHORS = frozenset({"author", "authors", "contributors", "license", "licence", "copyright"})
"""Keys of authorship and licence, which nobody changes."""

Renamed = Callable[[str], str]
"""A string without the names that are withheld in it."""
Masks = Callable[[str], Sequence[Edit]]
"""Edits that mask private values in a text of code."""


def generalised(
    name: str, data: bytes, clean: Clean, renamed: Renamed, masks: Masks, *, traits: bool
) -> Result:
    """The copy of a JSON file; UnreadableInput when it is none."""
    try:
        text = data.decode("utf-8")
        # half a character can be escaped in JSON, and no text can hold it
        json.dumps(json.loads(text.removeprefix("\ufeff")), ensure_ascii=False).encode()
    except (ValueError, RecursionError) as fault:
        raise UnreadableInput(
            said("{name}: it is no valid JSON; repair it, or take it out", name=name)
        ) from fault
    found = json_text.values(text)
    authors = [v.span for v in found if _AUTHORS & {k.lower() for k in v.keys}]
    edits = list(_sources(found))
    _add(edits, (_named(e, renamed) for e in json_text.edits(text, clean, traits=traits)), authors)
    for value in found:
        new = renamed(value.text)
        if new != value.text:
            _add(edits, [_instead(value.span, new, "a person's name", "role")], authors)
    inside = [v.span for v in found]
    _add(edits, (e for e in masks(text) if any(e.span in s for s in inside)), authors)
    edits = _described(found, edits)
    edits = _without_hollows(text, found, edits)
    prose = " ".join(v.text for v in found)
    document = Document(text, _code(text), language_of(prose), name)
    told = tuple(
        Finding(Kind.CRITICAL, span, "packages/author", 1.0, "authorship or licence")
        for span in authors
    )
    return Result(document, apply_edits(text, edits), tuple(edits), told, 1.0)


def _add(edits: list[Edit], more: Iterable[Edit], authors: Sequence[Span]) -> None:
    """Those of `more` that are in nobody's way."""
    for edit in more:
        if not any(edit.span.overlaps(s) for s in (*authors, *(e.span for e in edits))):
            edits.append(edit)


def _code(text: str) -> tuple[Block, ...]:
    whole = Span(0, len(text))
    return (Block(Form.CODE, _lines(text), whole, info="json"),)


def _lines(text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text))


def _named(edit: Edit, renamed: Renamed) -> Edit:
    """An edit whose new value holds no withheld name either."""
    new = renamed(json.loads(edit.new))
    return Edit(
        edit.span, json.dumps(new, ensure_ascii=False), edit.because, edit.kind, edit.action
    )


def _instead(span: Span, new: str, because: str, action: str) -> Edit:
    return Edit(span, json.dumps(new, ensure_ascii=False), because, Kind.PERSON, action)


def _sources(found: Sequence[Value]) -> Iterator[Edit]:
    """What a distiller has read, emptied."""
    for value in found:
        if value.keys and value.keys[-1] in _SOURCES and value.text:
            yield Edit(value.span, '""', "which files were read", Kind.CONTEXT, "left out")


def _described(found: Sequence[Value], edits: Sequence[Edit]) -> list[Edit]:
    """The edits with the name beside it in the place of an emptied description of a plugin or
    skill: one without a description is not offered to anybody."""
    names = {v.keys[:-1]: v.text for v in found if v.keys and v.keys[-1] == "name"}
    about = {v.span: names.get(v.keys[:-1], "") for v in found if v.keys[-1:] == ("description",)}
    return [
        replace(e, new=json.dumps(about[e.span], ensure_ascii=False))
        if e.new == '""' and about.get(e.span)
        else e
        for e in edits
    ]


def _without_hollows(text: str, found: Sequence[Value], edits: Sequence[Edit]) -> list[Edit]:
    """The edits with lists whose strings are all emptied as empty lists."""
    new = {e.span: e for e in edits}
    out = list(edits)
    for _, group in groupby(found, key=lambda v: v.keys):
        run = list(group)
        inside = _list_inside(text, run)
        mine = [new.get(v.span) for v in run]
        first = mine[0]
        if inside is not None and first and all(e and e.new == '""' for e in mine):
            out = [e for e in out if e.span not in inside]
            out.append(replace(first, span=inside, new=""))
    return sorted(out, key=lambda e: e.span)


def _list_inside(text: str, run: Sequence[Value]) -> Span | None:
    """What is between the brackets of a list that holds these values and no others."""
    start, end = run[0].span.start, run[-1].span.end
    left, right = text[:start].rstrip(), text[end:].lstrip()
    if left[-1:] != "[" or right[:1] != "]":
        return None
    return Span(len(left), len(text) - len(right))
