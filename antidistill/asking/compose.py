"""A document as a language model gets to see it: whole sections, stand-ins in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from antidistill.asking.among import cut_figures, marked, with_remarks
from antidistill.asking.leaning import with_leaning
from antidistill.asking.lines import Maker
from antidistill.asking.masks import TERMS, Masks, without_brackets
from antidistill.asking.opened import Opened
from antidistill.asking.room import with_room
from antidistill.asking.wide import Opening
from antidistill.document import Document, Form
from antidistill.finding import Finding, Kind
from antidistill.mode import Action, Mode
from antidistill.plan.named import replaceable
from antidistill.plan.passages import passage_for
from antidistill.sheet import Material, Part, Sheet
from antidistill.span import Overlapping

_LEAST_SECRET = 3
_SURE = 0.5
_LEAST_COMMENT = 6
_COUNT = 3
"""Digits of a number that counts: '10' behind one flag is another 10 behind the next."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A sheet, and what is needed to judge the answers to it."""

    sheet: Sheet
    shown: dict[str, str]
    """What each line with an id showed."""
    ranks: dict[str, Opened]
    """The open lines by id."""
    masks: Masks
    named: Mapping[str, int] = field(default_factory=dict)
    """The units of the lines that may be named as telling, by id."""
    first: Sheet | None = None
    """What the model saw, where this is a later plan of the same document."""
    quotes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that it named as telling, by line."""

    @property
    def seen(self) -> Sheet:
        """The sheet that the model saw."""
        return self.first or self.sheet


def composed(
    opening: Opening,
    findings: Sequence[Finding],
    mode: Mode,
    instructions: str,
    material: tuple[Material, ...] = (),
    cases: tuple[str, ...] = (),
    known: Masks | None = None,
) -> Composed:
    """The sheet of a document. Everything withheld has its stand-in before anything else. `known`
    are the stand-ins of an earlier sheet of the same document: they mean the same in this one."""
    document = opening.draft.document
    masks = known or Masks(document.language)
    _hide(masks, document, findings, mode, opening.draft.part)
    named = [f for f in findings if f.kind in TERMS]
    heads = "\n".join(document.content(b) for b in document.blocks if b.form is Form.HEADING)
    told = Overlapping((f.span, f) for f in _told(opening, findings, mode))
    maker = Maker(opening, masks, without_brackets(document.text), named, heads, told=told)
    made = [(s, p) for s in opening.draft.reading.sections if (p := maker.part(s)) is not None]
    parts = tuple(
        with_leaning(
            with_room(
                with_remarks(marked(part, masks.local, cut_figures(opening, s))), mode.found.written
            ),
            document.language,
        )
        for s, part in made
    )
    title = next((p.heading for p in parts if p.heading), "")
    shown = {line.id: line.text for part in parts for line in part.lines if line.id}
    sheet = Sheet(
        document.language,
        mode.name,
        title,
        instructions,
        parts,
        material,
        cases,
        tuple(sorted(_withheld(masks, document, parts, maker.kept))),
        dict(masks.carried),
    )
    answered = {line.id for line in sheet.open()}
    ranks = {o.passage.id: o for o in opening.lines if o.passage.id in answered}
    units = {passage_for(opening.draft, u).id: u for u in sorted(opening.nameable)}
    return Composed(sheet, shown, ranks, masks, {k: u for k, u in units.items() if k in shown})


def _told(opening: Opening, findings: Sequence[Finding], mode: Mode) -> Iterator[Finding]:
    """What the mode does not keep, and was surely seen."""
    part = opening.draft.part
    for finding in sorted(findings, key=lambda f: f.span):
        sure = finding.confidence >= _SURE and finding.kind is not Kind.CRITICAL
        if sure and mode.treats(finding, part) is not Action.KEEP:
            yield finding


def _hide(
    masks: Masks, document: Document, findings: Sequence[Finding], mode: Mode, part: str
) -> None:
    """Give every withheld name and value its stand-in. A plain word or a count that only says
    something in one command is no name elsewhere."""
    for finding in replaceable(document, findings, mode, part):
        word = finding.span.of(document.text).strip()
        if finding.kind not in TERMS or mode.treats(finding, part) is Action.KEEP:
            continue
        if len(word) > 1 and (finding.rule == "own/withhold" or not _plain(finding, word)):
            masks.term(finding, word)


def _plain(finding: Finding, word: str) -> bool:
    if finding.kind.value != "argument" or not word.isascii():
        return False
    return word.isalpha() or (word.isdigit() and len(word) <= _COUNT)


def _withheld(
    masks: Masks, document: Document, parts: Sequence[Part], kept: Sequence[str]
) -> Iterator[str]:
    """The strings that no request may hold."""
    yield from masks.hidden
    said = "\n".join((*kept, *(p.heading for p in parts)))
    yield from (s for s in masks.local if len(s) >= _LEAST_SECRET and s not in said)
    for block in document.blocks:
        if block.form is Form.COMMENT:
            text = " ".join(document.content(block).split())
            if len(text) >= _LEAST_COMMENT and text not in said:
                yield text
