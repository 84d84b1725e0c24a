"""Which answers of a language model may stand, and why the others may not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from antidistill.asking.claims import (
    claimed,
    is_less,
    measures,
    own_of,
    own_words,
    without_links,
    without_secrets,
)
from antidistill.asking.compose import Composed
from antidistill.asking.markup import carried, indent_of, outdented, with_mark
from antidistill.asking.opened import Opened
from antidistill.asking.room import is_counted, is_cut, most
from antidistill.asking.strangers import strangers
from antidistill.document import Document
from antidistill.engines.base import Refusal
from antidistill.guard.answers import answer_problems
from antidistill.manual.known import normal
from antidistill.passage import Rewrite
from antidistill.sheet import Line, May, Part

_FULL = "too many lines of its section read wholly anew: cut this one, or leave it out"
_FEW, _SHARE = 2, 0.1
"""Lines that stay and that an answer may leave out: so many, or this share of them."""


@dataclass(slots=True)
class Judge:
    """The answers to one sheet."""

    composed: Composed
    document: Document
    stays: str
    """Text of the document outside what is withheld, and the manual's entries that were sent."""
    folders: tuple[Path, ...]
    marked: bool = True
    """Whether the document's format has Markdown's marks; a Word file has not."""
    taken: dict[str, Rewrite] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    dropped: int = 0
    _lines: dict[str, Line] = field(default_factory=dict)
    _room: dict[str, Part] = field(default_factory=dict)
    """The sections of the lines that are counted in them."""

    def __post_init__(self) -> None:
        self._lines = {line.id: line for line in self.composed.sheet.open()}
        parts = (p for p in self.composed.seen.parts if p.anew is not None)
        self._room = {ln.id: p for p in parts for ln in p.lines if is_counted(ln)}

    def hear(self, answers: Iterable[Rewrite]) -> list[Refusal]:
        """Take the answers that may stand; what is wrong with the others. Answers for lines that
        nobody asked about are passed over: the caller tells stale ones."""
        given = {a.passage: a for a in answers if a.passage in self.composed.ranks}
        fresh = {k: self._tidied(a) for k, a in given.items() if k not in self.taken}
        words = {k: a.text for k, a in fresh.items() if a.text and given[k].text is not None}
        texts = {k: t for k, t in words.items() if self._place(k) != "code"}
        refused = []
        unknown = strangers(self.composed, self.stays, texts)
        left_out = {k for k, a in fresh.items() if self._leaves_out(a)}
        left_out |= {k for k, a in self.taken.items() if self._leaves_out(a)}
        for key, answer in fresh.items():
            opened = self.composed.ranks[key]
            if given[key].text is None and opened.may is not May.MEND:
                # what was promised is nobody's to judge
                self.taken[key] = answer
                continue
            found = next(self._problems(opened, answer, unknown, left_out), None)
            if found is not None:
                check, reason = found
                refused.append(
                    Refusal(key, answer.text or "", check, without_secrets(self.composed, reason))
                )
            elif not self._is_idle(key, answer):
                self.taken[key] = self._restored(answer)
                self.said.add(normal(answer.text or ""))
            elif answer.text is not None:
                self.taken[key] = Rewrite(key, None, alone=True, held=True)
        return refused

    def missing(self, asked: Set[str]) -> list[Refusal]:
        """The lines that must have an answer and have none, of those that were `asked` about."""
        return [
            Refusal(o.passage.id, "", "missing", "no answer was given for it")
            for o in self.composed.ranks.values()
            if o.may is not May.MEND and o.passage.id in asked - self.taken.keys()
        ]

    def _tidied(self, answer: Rewrite) -> Rewrite:
        """The answer as it is judged: stand-ins as they were given, without marks that the format
        has not, and only with sources that were offered."""
        offered = {m.id for m in self.composed.seen.material}
        sources = tuple(s for s in answer.sources if s in offered)
        text = answer.text
        if text is None:
            return self.composed.ranks[answer.passage].null()
        if not self.marked:
            text = re.sub(r"`|\*\*", "", text)
        if self._place(answer.passage) == "code":
            unit = self.composed.ranks[answer.passage].unit
            text = outdented(text.strip("\n"), indent_of(self.document.text, unit))
        else:
            text = with_mark(text.strip(), self.composed.shown[answer.passage])
        return replace(answer, text=text, sources=sources, alone=True, held=True)

    def _restored(self, answer: Rewrite) -> Rewrite:
        """The answer as it is written: with the links that it carried, and with the half pairs of
        marks that its line has."""
        if not answer.text:
            return answer
        text = answer.text
        for shown, target in self.composed.sheet.carried.items():
            text = text.replace(shown, target)
        unit = self.composed.ranks[answer.passage].unit
        return replace(answer, text=carried(self.document, unit, text))

    @staticmethod
    def _leaves_out(answer: Rewrite) -> bool:
        """Whether nothing of a line is left with this answer."""
        return answer.text == ""

    def _place(self, key: str) -> str:
        return self.composed.ranks[key].passage.slot.place

    def _is_idle(self, key: str, answer: Rewrite) -> bool:
        """Whether an answer for a line that stays says what stands there, and would stand there
        without it."""
        opened = self.composed.ranks[key]
        if opened.may is not May.MEND:
            return False
        if answer.text is None:
            return True
        return self._says_the_same(key, answer) and self._lines[key].goes is None

    def _says_the_same(self, key: str, answer: Rewrite) -> bool:
        """Whether an answer for a line that stays is that line."""
        stays = self.composed.ranks[key].may is May.MEND
        return stays and normal(answer.text or "") == normal(self.composed.shown[key])

    def _problems(
        self, opened: Opened, answer: Rewrite, unknown: Mapping[str, str], left_out: Set[str]
    ) -> Iterator[tuple[str, str]]:
        key = opened.passage.id
        if answer.text is None or self._says_the_same(key, answer):
            return
        if answer.text == "":
            if opened.may is May.MEND and not self._may_drop():
                yield "mend", "the line stays: too many lines that stay were left out"
            return
        repeats = opened.may is not May.MEND and self._place(key) != "cell"
        if repeats and normal(answer.text) in self.said:
            yield "repeat", "another answer says the same"
        if self._place(key) == "code" and is_less(self.composed, self._lines[key], answer.text):
            return
        claim = claimed(self.composed, opened, answer, self.stays, self.folders, left_out)
        judges = measures(self.composed.sheet.language, self.folders)
        for problem in answer_problems(claim, judges):
            yield problem.check, problem.message
        if key in unknown:
            yield "invention", unknown[key]
        room = self._room.get(key)
        if room is not None and self._is_anew(key, answer) and self._anew(room) >= most(room):
            yield "room", _FULL

    def fewer(self, answers: Mapping[str, Rewrite]) -> dict[str, Rewrite]:
        """Those of the answers of another engine for which the sections have room beside the ones
        that were taken, in their order."""
        out: dict[str, Rewrite] = {}
        for key, answer in answers.items():
            room = self._room.get(key)
            said = [k for k in out if room is not None and self._room.get(k) is room]
            if room is None or self._anew(room) + len(said) < (room.anew or 0):
                out[key] = answer
        return out

    def crowded(self) -> Iterator[tuple[str, int, int]]:
        """Sections with more lines that read wholly anew than the model was told: their headings,
        how many there are, how many there were to be."""
        for part in {id(p): p for p in self._room.values()}.values():
            count = self._anew(part)
            if count > (part.anew or 0):
                yield part.heading, count, part.anew or 0

    def _anew(self, part: Part) -> int:
        """How many lines of a section read wholly anew by the answers that were taken."""
        here = (k for k, r in self._room.items() if r is part and k in self.taken)
        return sum(self._is_anew(k, self.taken[k]) for k in here)

    def _is_anew(self, key: str, answer: Rewrite) -> bool:
        """Whether an answer is worded wholly anew, and not its line cut."""
        opened = self.composed.ranks[key]
        own = (opened.passage.text, opened.otherwise)
        return bool(answer.text) and not is_cut(
            answer.text or "", own, self.composed.sheet.language
        )

    def own_of(self, key: str, text: str) -> str:
        """What an answer may have of the words of its line, or of its command block."""
        if self._place(key) == "code":
            return "\n".join(own_of(self.composed, self._lines[key], text))
        opened = self.composed.ranks[key]
        return "\n".join(own_words(self.composed, opened, text, self.stays))

    def _may_drop(self) -> bool:
        stays = sum(o.may is May.MEND for o in self.composed.ranks.values())
        self.dropped += 1
        return self.dropped <= max(_FEW, _SHARE * stays)


def staying(composed: Composed) -> str:
    """All text that an answer may take words from: what stays as it is shown, and the manual's."""
    lines = [ln.text for ln in composed.sheet.lines() if ln.may in (None, May.MEND, May.NAME)]
    heads = [p.heading for p in composed.sheet.parts]
    entries = [m.text for m in composed.seen.material]
    said = without_links(composed.sheet, "\n".join((*lines, *heads, *entries)))
    return "\n".join((said, *composed.sheet.carried.values()))
