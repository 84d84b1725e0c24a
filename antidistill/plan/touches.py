"""Edits inside a unit that stays: roles, neutral wordings, phrases cut, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from antidistill.document import Atom, AtomKind, Document, Form
from antidistill.edit import Edit
from antidistill.finding import Finding, Kind
from antidistill.mode import Action, Mode
from antidistill.plan.code import in_code
from antidistill.plan.phrases import (
    ends_badly,
    measured_before,
    speaks,
    starts_badly,
    without_conclusion,
)
from antidistill.plan.touched import Touches, joined
from antidistill.plan.units import Unit
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
_LESS = frozenset({Kind.CONTEXT, Kind.NORM})
"""What tells less than a broken sentence does."""
_NAMES = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM})
_DASH = re.compile(r"[ \t]*[—–:：-]+[ \t]*")
_TIE = 8
"""Characters in which the opening of a conclusion and its commas have room."""
_BRACKETS = ("()", "（）", "[]", "【】", "「」", "“”", '""', "''", "《》")
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
        if mode.action(f.kind, part) is not Action.KEEP
        and not (f.kind is Kind.NORM and f.cut is None and f.neutral is None)
        and not _is_hint(f)
    ]
    block = document.blocks[unit.block]
    if block.form is Form.CODE:
        return in_code(document, block, wanted, mode, part)
    edits: list[Edit] = []
    stuck: Finding | None = None
    atoms = block.atoms
    for finding in wanted:
        edit = edit_for(document, finding, mode.action(finding.kind, part), atoms)
        if edit is None and block.form in (Form.HEADING, Form.FIELD) and finding.kind in _NAMES:
            edit = _tidy(document, Edit(finding.span, "", finding.note, finding.kind, "role"))
        if (
            edit is not None
            and not edit.new
            and block.form is Form.FIELD
            and unit.span in edit.span
        ):
            edit = replace(edit, span=unit.span, new=_no_value(document, unit))
        if edit is None:
            if not any(finding.span in e.span for e in edits):
                stuck = stuck or finding
        else:
            edits = joined(edits, edit)
    if block.form is Form.CELL and any(e.kind in _FIGURES and not e.new for e in edits):
        stuck = stuck or next(f for f in wanted if f.kind in _FIGURES)
    edits = _without_wreckage(document, unit, edits)
    if any(e.kind is Kind.QUIRK and not e.new and _mutes(document, unit, e) for e in edits):
        stuck = stuck or next(f for f in wanted if f.kind is Kind.QUIRK)
    if any(e.kind is Kind.PERSON and not e.new for e in edits) and _PRONOUN.search(unit.text):
        stuck = stuck or next(f for f in wanted if f.kind is Kind.PERSON)
    taken = sum(len(e.span) - len(e.new) for e in edits if not e.new.strip() and e.kind not in _OWN)
    if edits and len(unit.span) - taken < _LEAST * len(unit.span):
        stuck = stuck or next(iter(wanted))
    return Touches(tuple(edits), stuck)


def _is_hint(finding: Finding) -> bool:
    """Whether a finding with no edit of its own is too unsure to take its whole sentence along."""
    bare = finding.cut is None and finding.neutral is None
    return bare and finding.kind not in _NAMES and finding.confidence < _SURE


def _no_value(document: Document, unit: Unit) -> str:
    """What YAML has for no value, bare or inside quotation marks."""
    before = document.text[unit.span.start - 1 : unit.span.start]
    return "-" if before in ("'", '"') else "~"


def _without_wreckage(document: Document, unit: Unit, edits: list[Edit]) -> list[Edit]:
    """The edits without those reasons, and figures of the firm's rules, whose cut would leave a
    broken sentence: they tell less than a broken sentence does."""
    for edit in [e for e in edits if e.kind in _LESS and not e.new]:
        text = unit.span.of(document.text)
        left = text[: edit.span.start - unit.span.start]
        right = text[edit.span.end - unit.span.start :]
        if is_wreck(left, right, unit.speech):
            edits = [e for e in edits if e is not edit]
    return edits


def _mutes(document: Document, unit: Unit, edit: Edit) -> bool:
    """Whether a cut takes what somebody says and leaves that they say it, or half a sentence."""
    left = document.text[unit.span.start : edit.span.start]
    right = document.text[edit.span.end : unit.span.end]
    return speaks(left) or is_wreck(left, right, unit.speech) or ends_badly(left.rstrip())


def is_wreck(left: str, right: str, speech: Speech) -> bool:
    """Whether what stands before and behind a cut is no sentence: it lost the colon that announces
    a list, begins or ends with a conjunction, or answers a reason that is gone."""
    rest = (left + right).strip()
    return bool(
        (speech is Speech.LEAD_IN and not rest.endswith((":", "：")))
        or ends_badly(rest.rstrip(" .。:："))
        or (not left.strip() and starts_badly(right.strip(" ,，")))
    )


def edit_for(
    document: Document, finding: Finding, action: Action, atoms: tuple[Atom, ...]
) -> Edit | None:
    """The edit that withholds `finding` and leaves its sentence whole; None if there is none."""
    done = _SOUGHT[action]
    if link := _link_at(finding.span, atoms):
        return _unlinked(document, link, finding)
    if finding.neutral is not None:
        span = _with_ticks(finding, atoms)
        if not _whole_atoms(span, atoms):
            return None
        verb = "masked" if _in_code(span, atoms) and span == finding.span else done
        return _tidy(document, Edit(span, finding.neutral, finding.note, finding.kind, verb))
    if finding.cut is not None and _whole_atoms(finding.cut, atoms):
        return _tidy(document, Edit(finding.cut, "", finding.note, finding.kind, "trimmed"))
    return None


def _link_at(span: Span, atoms: tuple[Atom, ...]) -> Atom | None:
    """The link whose address (not text) the finding is about."""
    return next(
        (
            a
            for a in atoms
            if a.target is not None
            and (span in a.target or a.target in span)
            and a.kind in (AtomKind.LINK, AtomKind.IMAGE)
            and not a.inner.overlaps(span)
        ),
        None,
    )


def _unlinked(document: Document, link: Atom, finding: Finding) -> Edit:
    """A link into the house loses its address, and keeps its words."""
    words = link.inner.of(document.text)
    return Edit(link.span, words, finding.note, finding.kind, "unlinked")


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


def _tidy(document: Document, edit: Edit) -> Edit:
    """Take one of the two spaces, and the doubled or orphaned comma, that a cut would leave."""
    if edit.new:
        return edit
    text, start, end = document.text, edit.span.start, edit.span.end
    if edit.kind is Kind.CONTEXT:
        end += without_conclusion(text[end : end + _TIE])
    if edit.kind in _FIGURES:
        start -= measured_before(text[max(0, start - _TIE * 2) : start])
    while text[start - 1 : start] + text[end : end + 1] in _BRACKETS:
        start, end = start - 1, end + 1
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if not text[:start].rsplit("\n", 1)[-1].strip(" \t#>*-"):
        dash = _DASH.match(text, end)
        end = dash.end() if dash else end + (after == " ")
    elif before == " " and (after in " ,.;:!?)，。；：！？）" or after in "\r\n"):
        start -= 1
    elif after == " " and before in "(（":
        end += 1
    if before in "，、" and after in "，。；、！？\n":
        start -= 1
    return Edit(Span(start, end), "", edit.because, edit.kind, edit.action)


def capitalised(document: Document, unit: Unit, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """`edits`, with a capital put back where a cut took the beginning of an English sentence."""
    first = next((e for e in edits if e.span.start <= unit.span.start and not e.new), None)
    if first is None or first.span.end >= unit.span.end:
        return edits
    rest = document.text[first.span.end : unit.span.end]
    lead = re.match(r"[\s,;:，；：]*", rest)
    skip = lead.end() if lead else 0
    at = first.span.end + skip
    letter = document.text[at] if at < unit.span.end else ""
    if not (letter.islower() and not unit.text[:1].islower()):
        return edits
    if any(e.span.start <= at < e.span.end for e in edits if e is not first):
        return edits
    whole = Edit(
        Span(first.span.start, at + 1), letter.upper(), first.because, first.kind, first.action
    )
    return tuple(whole if e is first else e for e in edits)
