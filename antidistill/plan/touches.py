"""Edits inside a unit that stays: roles, neutral wordings, phrases cut, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from antidistill.document import Atom, AtomKind, Document, Form
from antidistill.edit import Edit
from antidistill.finding import READING, Finding, Kind
from antidistill.mode import Action, Mode
from antidistill.plan.code import in_code
from antidistill.plan.measures import without_measure
from antidistill.plan.phrases import pattern
from antidistill.plan.tidying import line_before, tidied
from antidistill.plan.touched import Touches, joined
from antidistill.plan.units import Unit
from antidistill.plan.unlinking import link_at, unlinked
from antidistill.plan.wreckage import (
    LESS,
    alike,
    lacks_noun,
    mutes,
    opens_or_closes,
    without_lone_conditions,
    without_wreckage,
)
from antidistill.reading import Speech
from antidistill.span import Span

_SOUGHT = {
    Action.LEAVE_OUT: "trimmed",
    Action.REPLACE: "trimmed",
    Action.FIGURES_OUT: "trimmed",
    Action.ROLE: "role",
    Action.SMOOTH: "smoothed",
    Action.MASK: "masked",
}
_FIGURES = frozenset({Kind.QUANTITY, Kind.NORM})
"""Whose cut changes the meaning of a table cell: 'over 500' becomes every amount."""
_MASKED = frozenset({Kind.ARGUMENT, Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM})
_PLACEHOLDER = re.compile(r"<[a-z][a-z-]*(?:-\d+)?>")
_NAMES = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM})
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAMED_HAN, _NAMED_WORDS = 4, 2
_ACT_HAN, _ACT_WORDS = 6, 4
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Yy]our|[Tt]heir|[Aa]n?)(?: [A-Z][a-z]+){1,3} $")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b|[他她]", re.IGNORECASE)
_OWN = frozenset({Kind.QUIRK, Kind.TRAIT})
"""Whose finders see to it that a cut leaves a whole sentence, however short."""
_SURE = 0.6
"""Below this confidence what no edit can take out stays with its sentence."""
_LEAST = 0.35
"""A sentence that loses more than all but this share of itself says nothing any more."""


def touches(
    document: Document, unit: Unit, found: Iterable[Finding], mode: Mode, part: str
) -> Touches:
    """Edits for all findings inside `unit` that `mode` does not keep."""
    wanted = [
        f
        for f in sorted(found, key=lambda f: (f.span.start, -f.span.end))
        if mode.treats(f, part) is not Action.KEEP
        and not (f.kind is Kind.NORM and f.cut is None and f.neutral is None)
        and not _is_hint(f)
        and not _is_own_count(document, unit, f)
    ]
    block = document.blocks[unit.block]
    if block.form is Form.CODE:
        return in_code(document, block, wanted, mode, part)
    edits: list[Edit] = []
    held: list[Finding] = []
    atoms = block.atoms
    for finding in wanted:
        edit = edit_for(document, finding, mode.treats(finding, part), atoms)
        if edit is None and block.form in (Form.HEADING, Form.FIELD) and finding.kind in _NAMES:
            edit = tidied(document, Edit(finding.span, "", finding.note, finding.kind, "role"))
        if (
            edit is not None
            and not edit.new
            and block.form is Form.FIELD
            and unit.span in edit.span
        ):
            edit = replace(edit, span=unit.span, new=_no_value(document, unit))
        if edit is None:
            if not any(finding.span in e.span for e in edits):
                held.append(finding)
        else:
            edits = joined(edits, edit)
    for finding in held:
        edits = without_measure(document, unit, edits, finding)
    figures = block.form is Form.CELL and any(e.kind in _FIGURES and not e.new for e in edits)
    edits = without_lone_conditions(document, unit, without_wreckage(document, unit, edits))
    edits = alike(document, edits, wanted)
    stuck = next((f for f in held if not any(f.span in e.span for e in edits)), None)
    if figures:
        stuck = stuck or next(f for f in wanted if f.kind in _FIGURES)
    if any(e.kind is Kind.QUIRK and mutes(document, unit, e) for e in edits):
        stuck = stuck or next(f for f in wanted if f.kind is Kind.QUIRK)
    if any(e.kind is Kind.TRAIT and lacks_noun(document, unit, e) for e in edits):
        stuck = stuck or next(f for f in wanted if f.kind is Kind.TRAIT)
    if any(e.kind is Kind.PERSON and not e.new for e in edits) and _PRONOUN.search(unit.text):
        stuck = stuck or next(f for f in wanted if f.kind is Kind.PERSON)
    if _says_only_masks(document, unit, edits):
        stuck = stuck or next(f for f in wanted if f.kind in _MASKED)
    words = (e for e in edits if e.kind not in _OWN and e.action != "unlinked")
    taken = sum(len(e.span) - len(e.new) for e in words if not e.new.strip())
    # who quoted the clause has read what is left
    read = any(f.rule == READING and f.cut is not None for f in wanted)
    little = len(unit.span) - taken < _LEAST * len(unit.span) and not _acts(document, unit, edits)
    if edits and not read and little and not _only_asides(document, unit, edits):
        stuck = stuck or next(iter(wanted))
    return Touches(tuple(edits), stuck)


def _says_only_masks(document: Document, unit: Unit, edits: Sequence[Edit]) -> bool:
    """Whether a line would say nothing but a placeholder, with or without a label before it:
    'Board: `https://<host>`'."""
    form = document.blocks[unit.block].form
    masks = [e for e in edits if e.kind in _MASKED and _PLACEHOLDER.search(e.new)]
    if not masks or form is not Form.PARAGRAPH or unit.speech is Speech.STEP:
        return False
    left, at = "", unit.span.start
    for edit in sorted(edits, key=lambda e: e.span):
        left += document.text[at : edit.span.start] + (edit.new if edit not in masks else "")
        at = max(at, edit.span.end)
    left += document.text[at : unit.span.end]
    return not re.search(r"\w", re.sub(r"\A[^:：]{0,40}[:：]", "", re.sub(r"\w+://", "", left)))


def _acts(document: Document, unit: Unit, edits: Iterable[Edit]) -> bool:
    """Whether a step only loses its long reason at its end, and what stays says what to do."""
    if unit.speech is not Speech.STEP or any(e.new or e.kind is not Kind.CONTEXT for e in edits):
        return False
    left = document.text[unit.span.start : min(e.span.start for e in edits)]
    return len(_HAN.findall(left)) >= _ACT_HAN or len(left.split()) >= _ACT_WORDS


def _only_asides(document: Document, unit: Unit, edits: Iterable[Edit]) -> bool:
    """Whether nothing but brackets with figures goes, behind words that name something."""
    asides = all(
        not e.new and e.kind in _FIGURES and _ASIDE.fullmatch(e.span.of(document.text))
        for e in edits
    )
    left = document.text[unit.span.start : min(e.span.start for e in edits)]
    named = len(_HAN.findall(left)) >= _NAMED_HAN or len(left.split()) >= _NAMED_WORDS
    return asides and (named or _names_item(document, unit, left))


def _names_item(document: Document, unit: Unit, words: str) -> bool:
    """Whether words at the start of a list's item name a thing: '- siRNA'."""
    block = document.blocks[unit.block]
    item = block.parent >= 0 and document.blocks[block.parent].form is Form.ITEM
    opens = item and unit.span.start <= block.span.start + 2
    return opens and unit.speech is not Speech.STEP and len(words.strip()) > 1


def _is_hint(finding: Finding) -> bool:
    """Whether a finding with no edit of its own is too unsure to take its whole sentence along."""
    bare = finding.cut is None and finding.neutral is None
    return bare and finding.kind not in _NAMES and finding.confidence < _SURE


def _is_own_count(document: Document, unit: Unit, finding: Finding) -> bool:
    """Whether a figure says how many steps or parts a heading has below it: no threshold."""
    heading = document.blocks[unit.block].form is Form.HEADING
    if not heading or finding.kind not in _FIGURES:
        return False
    behind = document.text[finding.span.start : unit.span.end]
    return pattern("own_count").match(behind) is not None


def _no_value(document: Document, unit: Unit) -> str:
    """What YAML has for no value, bare or inside quotation marks."""
    before = document.text[unit.span.start - 1 : unit.span.start]
    return "-" if before in ("'", '"') else "~"


def edit_for(
    document: Document, finding: Finding, action: Action, atoms: tuple[Atom, ...]
) -> Edit | None:
    """The edit that withholds `finding` and leaves its sentence whole; None if there is none."""
    done = _SOUGHT[action]
    if link := link_at(finding.span, atoms):
        return unlinked(document, link, finding)
    if finding.neutral is not None:
        span = _with_ticks(finding, atoms)
        if not _whole_atoms(span, atoms):
            return None
        verb = "masked" if _in_code(span, atoms) and span == finding.span else done
        neutral = _without_article(line_before(document.text, span.start), finding.neutral)
        return tidied(document, Edit(span, neutral, finding.note, finding.kind, verb))
    if finding.cut is not None and _whole_atoms(finding.cut, atoms):
        if finding.kind not in LESS and opens_or_closes(finding.cut.of(document.text)):
            return None
        return tidied(document, Edit(finding.cut, "", finding.note, finding.kind, "trimmed"))
    return None


def _without_article(before: str, neutral: str) -> str:
    """A role without its article where the document's own stands before it, with other words:
    'the Social Media' + 'the coordinator'."""
    bare = neutral.removeprefix("the ")
    return bare if bare != neutral and _ARTICLE.search(before) else neutral


def _in_code(span: Span, atoms: tuple[Atom, ...]) -> bool:
    return any(a.kind is AtomKind.CODE and span in a.span for a in atoms)


def _with_ticks(finding: Finding, atoms: tuple[Atom, ...]) -> Span:
    """The span, with its backticks where words take the place of a name in code type."""
    if finding.neutral is None or finding.neutral.startswith("<"):
        return finding.span
    whole = (a.span for a in atoms if a.kind is AtomKind.CODE and a.inner == finding.span)
    return next(whole, finding.span)


def _whole_atoms(span: Span, atoms: tuple[Atom, ...]) -> bool:
    """Whether an edit of `span` takes each piece of markup whole, or stays inside its words."""
    return all(a.span in span or not a.span.overlaps(span) or span in a.inner for a in atoms)
