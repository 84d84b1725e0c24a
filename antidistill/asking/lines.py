"""The lines of a document as a language model gets to see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from antidistill.asking.bands import band
from antidistill.asking.hints import own_words, tells
from antidistill.asking.markup import halves, indent_of, outdented
from antidistill.asking.masks import Masks, without_brackets
from antidistill.asking.opened import Opened
from antidistill.asking.places import group_of, is_intricate, is_trimmed
from antidistill.asking.reasons import reason
from antidistill.asking.silent import touched
from antidistill.asking.vocabulary import is_private
from antidistill.asking.wide import UNSEEN, Opening
from antidistill.document import AtomKind, Form
from antidistill.finders.public import is_public_in_any_case
from antidistill.finding import Finding, Kind
from antidistill.guard.answers import addresses_a_program
from antidistill.plan.passages import passage_for
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Section
from antidistill.sheet import Goes, Line, May, Part
from antidistill.span import Overlapping, Span, merged

_TARGET = re.compile(
    r"(?<=\]\()<[^<>\n]*>|(?<=\]\()[^()\s⟦⟧]+(?:\([^()\s]*\)[^()\s]*)?(?=[)\s])|<?https?://[^\s<>⟦⟧)）]+>?"
)
_LINE_END = re.compile(r"[ \t]*\r?\n[ \t>]*")
_HIDDEN = re.compile(r"\bhidden\b|display:\s*none|visibility:\s*hidden|font-size:\s*0", re.I)
_ALL = 0.75
"""Share of a line from which a finding is about all of it, as in the plan's verdicts."""
_FIELDS = frozenset({"title", "name", "description", "summary"})


@dataclass(slots=True)
class Maker:
    """One walk over a document."""

    opening: Opening
    masks: Masks
    text: str
    """The document's, of the same length, without forged stand-ins."""
    named: Sequence[Finding]
    """Names and values, those too that the plan leaves where their line stays."""
    heads: str = ""
    """The headings, line by line."""
    told: Overlapping[Finding] = field(default_factory=lambda: Overlapping(()))
    """What the mode does not keep, surely seen."""
    kept: list[str] = field(default_factory=list)

    def part(self, section: Section) -> Part | None:
        """A section; None when nothing of it can be seen."""
        draft = self.opening.draft
        heading, level, lines = "", 0, []
        opened = self.opening.by_unit()
        for block in range(section.first, section.end):
            form = draft.document.blocks[block].form
            if form in UNSEEN or draft.document.blocks[block].info == "delimiter":
                continue
            if block == section.heading:
                units = [draft.units[u] for u in draft.units_of(block)]
                heading = " ".join(self._shown(u, withheld=False) for u in units)
                level = draft.document.blocks[block].level
                continue
            begun = False
            for index in draft.units_of(block):
                line = self._line(draft.units[index], opened.get(index))
                if line is not None:
                    line = replace(line, tells=tells(self.opening, index, line, self._seen))
                    trimmed = line.may in (May.MEND, May.NAME) and is_trimmed(self.opening, index)
                    lines.append(replace(line, trimmed=trimmed, continues=begun))
                    begun = True
        head = draft.units_of(section.heading)[:1] if section.heading >= 0 else []
        goes = self.opening.goes.get(head[0]) if head else None
        return Part(heading, level, tuple(lines), goes) if heading or lines else None

    def _line(self, unit: Unit, opened: Opened | None) -> Line | None:
        draft = self.opening.draft
        block = draft.document.blocks[unit.block]
        if block.form is Form.FIELD and opened is None and block.info not in _FIELDS:
            return None
        passage = opened.passage if opened else passage_for(draft, unit.index)
        group = group_of(draft, unit, passage.group)
        verdict = self.opening.verdicts[unit.index]
        figured = unit.index in self.opening.figured
        withheld = (verdict.fate is not Fate.KEEP or figured) and not verdict.critical
        stays = opened.otherwise if opened else ""
        if stays and opened and opened.may is not May.MEND and block.form is Form.CODE:
            # commands that stay unless they are answered are shown as the copy has them
            shown, withheld = self._otherwise(opened), False
        else:
            shown = self._shown(unit, withheld=withheld, stays=stays)
        if not withheld:
            self.kept.append(shown)
        if addresses_a_program(shown):
            return Line(self.masks.new("note"), passage.slot.place, group=group)
        place = passage.slot.place
        label = self._masked(unit.label.strip()) if unit.label else ""
        goes = self.opening.goes.get(unit.index)
        step = Kind.PROCEDURE.value if unit.index in self.opening.standing else ""
        if opened is None or (opened.may is May.MEND and is_intricate(draft.document, unit)):
            goes = Goes.ALWAYS if goes is Goes.UNANSWERED else goes
            if unit.index not in self.opening.nameable:
                return Line(shown, place, label, group, goes=goes)
            return Line(shown, place, label, group, passage.id, May.NAME, step, goes=goes)
        otherwise = None if opened.may is May.MEND else self._otherwise(opened)
        mend = opened.may is May.MEND
        words = [self._seen(w) for w in opened.telling.split("\n") if w]
        words = [w for w in words if w in shown] or list(self._words(unit, shown, passage.kind))
        return Line(
            shown,
            place,
            label,
            group,
            passage.id,
            opened.may,
            step if mend else passage.kind.value,
            reason(opened.because, passage.kind, words),
            band(opened.may, len(unit.text), place, self.masks.language),
            otherwise,
            goes if mend or goes is not Goes.ALWAYS else None,
            own=own_words(opened, shown, self._seen),
        )

    def _otherwise(self, opened: Opened) -> str:
        """How a line reads without an answer, as far as it may be told."""
        if opened.passage.slot.place != "code":
            return self._masked(opened.otherwise)
        indent = "" if opened.proposed else indent_of(self.text, opened.unit)
        code = outdented(opened.otherwise, indent)
        lines = (self._command_line(ln) for ln in without_brackets(code).split("\n"))
        return self.masks.scrubbed("\n".join(lines))

    def _command_line(self, line: str) -> str:
        """A line of commands that stay unless they are answered; of what is nobody else's, that it
        is there."""
        return self.masks.command(line) if is_private(line) else line

    def _words(self, unit: Unit, shown: str, kind: Kind) -> Iterator[str]:
        """The words that a line is withheld for, as shown, where they are not all of it."""
        found = [f for f in self.told.at(unit.span) if f.kind is kind]
        if any(len(f.span) >= _ALL * len(unit.span) for f in found):
            return
        for span in merged(f.span for f in found if f.span in unit.span):
            words = self._seen(span.of(self.text))
            if words in shown:
                yield words

    def _shown(self, unit: Unit, *, withheld: bool, stays: str = "") -> str:
        """A line as it may be seen. Figures and code of a withheld one are hidden unless `stays`,
        what the plan would leave of it, has them."""
        code = self.opening.draft.document.blocks[unit.block].form is Form.CODE
        source = unit.span.of(self.text)
        if withheld and code:
            return self.masks.command(source)
        if code and unit.index in self.opening.code:
            # as the copy has it, without stand-ins that the document forged
            made = without_brackets(self.opening.code[unit.index])
            return self.masks.scrubbed(outdented(made, indent_of(self.text, unit)))
        cuts = sorted(self._cuts(unit, stays if withheld else None), key=lambda c: c[0])
        out: list[str] = []
        done = unit.span.start
        for span, new in cuts:
            if span.start >= done:
                out += self.text[done : span.start], new
                done = span.end
        out.append(self.text[done : unit.span.end])
        text = "".join(out)
        if code:
            return self.masks.scrubbed(outdented(text, indent_of(self.text, unit)))
        text = self._masked(text)
        return self.masks.figures(text, stays, self.heads) if withheld else text

    def _cuts(self, unit: Unit, stays: str | None) -> Iterator[tuple[Span, str]]:
        """What of a line is not shown as it stands: its edits if it stays (`stays` is None), tags,
        hidden words, and the code in a withheld one."""
        withheld = stays is not None
        verdict = self.opening.verdicts[unit.index]
        for edit in () if withheld or verdict.critical else verdict.touches:
            if edit.span in unit.span:
                yield edit.span, edit.new
        for finding in self.named if withheld else ():
            word = finding.span.of(self.text)
            if finding.span in unit.span and self._is_own(word) and word not in (stays or ""):
                yield finding.span, self._named(finding, word)
        tags = []
        for atom in self.opening.draft.document.blocks[unit.block].atoms:
            if atom.span not in unit.span:
                continue
            if atom.kind is AtomKind.HTML:
                tags.append(atom.span)
                yield atom.span, ""
            elif atom.kind is AtomKind.CODE and withheld:
                words = atom.inner.of(self.text)
                hidden = self._is_own(words) and words not in (stays or "")
                yield atom.inner, self.masks.command(words) if hidden else words
        if withheld:
            opening, closing = halves(self.opening.draft.document, unit)
            yield from ((mark, "") for mark in (*opening, *closing) if mark not in tags)
        for first, last in pairwise(tags):
            if _HIDDEN.search(first.of(self.text)):
                yield Span(first.start, last.end), self.masks.new("note")

    def _named(self, finding: Finding, word: str) -> str:
        """What is shown for a name in a withheld line: the same as elsewhere, if it is hidden there
        too."""
        known = self.masks.hidden.get(word.strip().lower())
        return known or self.masks.inside(word, finding.kind.value)

    def _is_own(self, code: str) -> bool:
        """Whether a name or code in a withheld line is withheld too: it is neither a public word
        nor found in what stays."""
        if is_public_in_any_case(code):
            return False
        draft = self.opening.draft
        verdicts = self.opening.verdicts
        return not any(
            code in u.text and code in touched(draft, u, verdicts[u.index])
            for u in draft.units
            if verdicts[u.index].fate is Fate.KEEP
        )

    def _seen(self, words: str) -> str:
        """Words of the document as a withheld line shows them."""
        return self.masks.shown(self._masked(words))

    def _masked(self, text: str) -> str:
        joint = "" if self.masks.language == "zh" else " "
        text = _TARGET.sub(lambda m: self._linked(m.group()), _LINE_END.sub(joint, text))
        return self.masks.scrubbed(text)

    def _linked(self, target: str) -> str:
        """The stand-in of an address; one that says something withheld cannot be carried."""
        bare = target.strip("<>")
        if self.masks.scrubbed(bare) != bare:
            return self.masks.inside(bare, "link")
        return target.replace(bare, self.masks.link(bare)) if bare else target
