"""Ordinary steps that tell something: how they read without that. A language model is asked about
them; what is proposed here stands when it has nothing better."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from math import floor

from antidistill.asking.markup import indent_of, outdented
from antidistill.asking.masks import without_figures
from antidistill.asking.silent import is_code, touched
from antidistill.asking.spare import blanked
from antidistill.asking.telling import Tells, Told, telling_lines, without_lines
from antidistill.document import AtomKind, Form
from antidistill.edit import Edit
from antidistill.finders.clauses import says_something
from antidistill.finding import Kind
from antidistill.message import said
from antidistill.mode import Action, Mode
from antidistill.plan.draft import Draft
from antidistill.plan.tidying import capitalised, tidied
from antidistill.plan.touched import joined
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.reading import Speech

_NOTES = said("notes in a command block that tell something")
_HANGING = re.compile(
    r"(?:[,;]\s*(?:if|when|unless)\b[^,;.]*|[，,；;](?:如果|若|假如|要是|一旦)[^，,；;。.]*)(?=[。.]?\s*$)"
)
"""A condition at the end whose consequence was cut."""
_CONDITION = re.compile(
    r"(?:if|when|unless|once)\b[^,;:]*|(?:如果|若|假如|要是|一旦)[^，,；;：:]*", re.IGNORECASE
)
_WORD, _HAN = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[\u4e00-\u9fff]")
_WORDS, _HANS = 3, 5
"""Words and Han characters that a step has at least."""
_LEAST = 4
"""Steps that a procedure keeps."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step that tells something."""

    text: str | None
    """How it reads without that; '' where it is left out, None where it has to stay as it is."""
    because: str
    words: str = ""
    """The words that tell it, a line for each, where they are not all of the step or block."""
    spare: str = ""
    """What else it says, with a line feed in the place of each of them."""
    still: bool = False
    """Whether `text`, or the step as it is, tells something nevertheless."""


def proposals(
    draft: Draft, silent: Draft, standing: Set[int], code: Mapping[int, str], mode: Mode
) -> dict[int, Proposal]:
    """The `standing` steps and command blocks that tell something, by unit. `silent` is the draft
    when nobody answers, `code` how its command blocks read."""
    if mode.action(Kind.PROCEDURE, draft.part) is not Action.REPLACE:
        return {}
    tells, gone = Tells(draft.reading), Counter[int]()
    out: dict[int, Proposal] = {}
    for unit in draft.units:
        if is_code(draft, unit.index):
            made = _of_code(draft, silent, unit, code)
        else:
            step = unit.index in standing - draft.gone and _is_step(draft, unit)
            cut = (e.span for e in silent.verdicts[unit.index].touches)
            told = tells.of(unit, cut) if step else None
            made = _of_step(draft, silent, unit, told) if told else None
        if made is not None and made.text == "":
            section = draft.reading.section_of(unit.block).first
            if _leads(draft, unit) or gone[section] >= _room(draft, silent, section, mode):
                made = replace(made, text=None, still=True)
            else:
                gone[section] += 1
        if made is not None:
            out[unit.index] = made
    return out


def telling(
    draft: Draft, verdicts: Sequence[Verdict], stays: Iterable[int], mode: Mode
) -> dict[int, Told]:
    """What the lines tell that `stays`, by unit: a model is pointed to them. A figure alone is no
    sign of it: most of them are the firm's."""
    if mode.action(Kind.PROCEDURE, draft.part) is not Action.REPLACE:
        return {}
    tells = Tells(draft.reading)
    told = {u: tells.of(draft.units[u], (e.span for e in verdicts[u].touches)) for u in stays}
    return {u: one for u, one in told.items() if one is not None and one.findings}


def _of_step(draft: Draft, silent: Draft, unit: Unit, told: Told) -> Proposal | None:
    text = draft.document.text
    rest = blanked(unit.span.of(text), unit.span, (f.cut or f.span for f in told.findings))
    rest = without_figures(rest) if told.figure else rest
    spare = rest if not told.whole and says_something(rest) else ""
    words = "\n".join(f.span.of(text) for f in told.findings) if spare else ""
    shorter = "" if told.whole else _shorter(draft, silent.verdicts[unit.index], unit, told)
    same = shorter.strip() == touched(draft, unit, silent.verdicts[unit.index]).strip()
    still = told.figure or len(told.cuts) < len(told.findings)
    if same and not still:
        return None
    return Proposal(None if same else shorter, told.because, words, spare, still and shorter != "")


def _shorter(draft: Draft, verdict: Verdict, unit: Unit, told: Told) -> str:
    """The step without the words that tell something, and without a condition that lost what
    follows from it; '' where no step would be left."""
    edits = list(verdict.touches)
    for finding in told.cuts:
        cut = Edit(finding.cut or finding.span, "", finding.note, Kind.CONTEXT, "trimmed")
        edits = joined(edits, tidied(draft.document, cut))
    cuts = tuple(sorted(edits, key=lambda e: e.span))
    made = replace(verdict, touches=capitalised(draft.document, unit, cuts))
    text = touched(draft, unit, made)
    if not _HANGING.search(unit.text):
        text = _HANGING.sub("", text)
    return text if _stands_alone(text) else ""


def _stands_alone(text: str) -> bool:
    """Whether a step is one without the words that were cut: more than a condition."""
    words, han = len(_WORD.findall(text)), len(_HAN.findall(text))
    return (words >= _WORDS or han >= _HANS) and _CONDITION.fullmatch(text.strip()) is None


def _of_code(draft: Draft, silent: Draft, unit: Unit, code: Mapping[int, str]) -> Proposal | None:
    """A command block that stays without its notes that tell something."""
    verdict = silent.verdicts[unit.index]
    if unit.index not in code or verdict.critical or verdict.fate is not Fate.KEEP:
        return None
    shown = outdented(code[unit.index], indent_of(draft.document.text, unit))
    telling = list(telling_lines(shown))
    if not telling:
        return None
    lines = shown.split("\n")
    text = without_lines(shown, telling)
    words = "\n".join(lines[n].strip() for n in telling) if text else ""
    return Proposal(text, _NOTES, words, text)


def _is_step(draft: Draft, unit: Unit) -> bool:
    """Whether a line is more than a label or what announces others, and is all seen."""
    atoms = draft.document.blocks[unit.block].atoms
    if any(a.kind is AtomKind.HTML and a.span.overlaps(unit.span) for a in atoms):
        return False
    return unit.speech not in (Speech.LEAD_IN, Speech.LABEL) and not unit.text.rstrip(
        " *_"
    ).endswith((":", "："))


def _leads(draft: Draft, unit: Unit) -> bool:
    """Whether others hang on a step: it opens an item with more in it, or a paragraph."""
    parent = draft.document.blocks[unit.block].parent
    if parent < 0 or draft.document.blocks[parent].form is not Form.ITEM:
        return False
    children = draft.children(parent)
    others = [u for u in draft.within(parent) if u != unit.index and u not in draft.gone]
    return children[:1] == [unit.block] and bool(others)


def _room(draft: Draft, silent: Draft, section: int, mode: Mode) -> int:
    """How many steps of a section may be left out: a procedure keeps most of them, four at least
    where it had them."""
    here = [
        u.index
        for u in draft.units
        if draft.reading.section_of(u.block).first == section
        and draft.document.blocks[u.block].form is not Form.HEADING
        and u.index not in silent.gone
    ]
    return min(floor(len(here) * (1 - mode.found.section)), max(len(here) - _LEAST, len(here) // 3))
