"""Scripts and settings of a package: masked, as a skeleton, or a stub, by how strict a mode is."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Any

from antidistill import toml
from antidistill.document import Block, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.errors import UnreadableInput
from antidistill.finding import Finding, Kind
from antidistill.formats.encoding import decode
from antidistill.formats.origin import Origin
from antidistill.message import said
from antidistill.mode import Action, Mode
from antidistill.packages.skeleton import LICENCE, skeleton
from antidistill.result import Result
from antidistill.span import Span

Look = Callable[[Document], Sequence[Finding]]
"""What is found in a document."""
Reword = Callable[[Sequence[str]], list[str]]
"""Comments as a generalised copy has them, '' for those that go."""

_ALWAYS = frozenset({Kind.SECRET, Kind.PERSON, Kind.ARGUMENT})
_NAMED = frozenset({Kind.SYSTEM, Kind.CUSTOMER})
_SURE = 0.5
_TOLD = "own/withhold"
"""The rule of what other files withhold; its wording comes from there."""


class Depth(Enum):
    """How much of a script stays."""

    MASKED = "masked"
    SKELETON = "skeleton"
    STUB = "stub"


def depth(mode: Mode) -> Depth:
    """How much of a script a mode leaves: one that keeps judgement keeps the script, one that
    replaces procedures leaves a stub."""
    if mode.action(Kind.PROCEDURE) is not Action.KEEP:
        return Depth.STUB
    if mode.action(Kind.JUDGEMENT) is not Action.KEEP:
        return Depth.SKELETON
    return Depth.MASKED


def read(name: str, data: bytes, language: str) -> Document:
    """A script as one block of code; UnreadableInput when it is no text."""
    try:
        decoded = decode(data)
    except UnreadableInput as fault:
        raise UnreadableInput(said("{name}: {fault}", name=name, fault=fault)) from fault
    text = decoded.text
    pieces = tuple(
        Span(m.start(), m.end()) for m in re.finditer(r"[^\r\n]*(?=\r?\n)|[^\r\n]+", text)
    )
    info = PurePosixPath(name).suffix.lstrip(".")
    block = Block(Form.CODE, pieces or (Span(0, 0),), Span(0, len(text)), info=info)
    return Document(text, (block,), language, name, Origin(replace(decoded, text="")))


def generalised(
    document: Document, mode: Mode, look: Look, reword: Reword, *, only_mask: bool
) -> Result:
    """The copy of a script or, with `only_mask`, of a settings file."""
    wanted = Depth.MASKED if only_mask else depth(mode)
    found = tuple(look(document))
    if wanted is Depth.MASKED:
        masked = _masked(document, mode, found)
        if masked is not None:
            return masked
        wanted = Depth.SKELETON
    written = _written(document.name)
    lines = skeleton(document.text, written, _said(document.language), reword) if (
        wanted is Depth.SKELETON) else None  # fmt: skip
    new = lines if lines is not None else _stub(document, written)
    note = "what a script does is craft"
    edit = Edit(Span(0, len(document.text)), new, note, Kind.PROCEDURE, "left out")
    result = Result(document, new, (edit,), found, 0.0)
    return _masked_again(result, mode, look)


def _masked(document: Document, mode: Mode, found: Sequence[Finding]) -> Result | None:
    """The script with private values masked; None when that breaks it."""
    for upper in (False, True):
        edits = tuple(_masks(document, mode, found, upper=upper))
        text = apply_edits(document.text, edits)
        if not _breaks(document.name, document.text, text):
            return Result(document, text, edits, tuple(found), 1.0)
    return None


def masks(document: Document, mode: Mode, found: Sequence[Finding]) -> list[Edit]:
    """Edits that mask the private values in a block of code."""
    return list(_masks(document, mode, found, upper=False))


def _masks(
    document: Document, mode: Mode, found: Sequence[Finding], *, upper: bool
) -> Iterator[Edit]:
    taken = 0
    for f in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        if not _is_private(f, mode) or f.span.start < taken or not f.span.of(document.text).strip():
            continue
        taken = f.span.end
        yield Edit(f.span, _placeholder(f, upper=upper), f.note, f.kind, "masked")


def _is_private(finding: Finding, mode: Mode) -> bool:
    if finding.confidence < _SURE:
        return False
    if finding.kind in _ALWAYS:
        return mode.action(finding.kind) is not Action.KEEP or finding.kind is Kind.ARGUMENT
    if finding.rule == _TOLD:
        return True
    return finding.kind in _NAMED and mode.action(finding.kind) is not Action.KEEP


def _placeholder(finding: Finding, *, upper: bool) -> str:
    neutral = finding.neutral or ""
    if finding.rule == _TOLD and neutral and not upper:
        bare = neutral.isascii() and not re.match(r"(?i)(?:the|an?|our|my)\s", neutral)
        return f"the {neutral}" if bare else neutral
    inner = re.fullmatch(r"<([\w -]+)>", neutral)
    name = inner.group(1) if inner else str(_table()["placeholder"][finding.kind.value]).lower()
    if upper:
        return re.sub(r"\W+", "_", name).upper()
    return neutral if inner else f"<{name}>"


def _masked_again(result: Result, mode: Mode, look: Look) -> Result:
    """A skeleton, with what is private in its own lines masked."""
    bare = replace(result.document, text=result.text, blocks=_block(result.text))
    masked = _masked(bare, mode, tuple(look(bare)))
    if masked is None or masked.text == result.text:
        return result
    edit = replace(result.edits[0], new=masked.text)
    return replace(result, edits=(edit,), text=masked.text)


def _block(text: str) -> tuple[Block, ...]:
    pieces = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text))
    return (Block(Form.CODE, pieces or (Span(0, 0),), Span(0, len(text))),)


def _breaks(name: str, old: str, new: str) -> bool:
    return name.endswith(".py") and _parses(old) and not _parses(new)


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


def stubbed(document: Document) -> Result:
    """A script of which nothing may stay but that it has to be supplied."""
    new = _stub(document, _written(document.name))
    note = "what a script does is craft"
    edit = Edit(Span(0, len(document.text)), new, note, Kind.PROCEDURE, "left out")
    return Result(document, new, (edit,), (), 0.0)


def _stub(document: Document, written: Mapping[str, Any]) -> str:
    """The first line of a program, its licence, and that it has to be supplied."""
    said = str(_table()["said"][document.language])
    lines = document.text.splitlines()
    kept = [lines[0]] if lines and lines[0].startswith("#!") else []
    mark = str(written["comment"])
    kept += (s for s in lines[:40] if s.strip().startswith(mark) and LICENCE.search(s))
    return "\n".join([*kept, str(written["stub"]).replace("{said}", said)]) + "\n"


def _said(language: str) -> str:
    return str(_table()["part"][language])


def _written(name: str) -> Mapping[str, Any]:
    suffix = PurePosixPath(name).suffix.lower()
    rows: Sequence[Mapping[str, Any]] = _table()["language"]
    return next((r for r in rows if suffix in r["suffixes"]), rows[-1])


def _table() -> Mapping[str, Any]:
    return toml.shipped(Path(__file__).with_name("scripts.toml"))
