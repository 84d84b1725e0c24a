"""The document between plan and edits: which units stay, go, or read anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from antidistill.document import CONTAINERS, Block, Document, Form
from antidistill.edit import Edit
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.reading import Reading

_ALONE_WORDS, _ALONE_HAN = 8, 16
"""From this length on an item can stand without the words that announced it, or its neighbours."""


@dataclass(slots=True)
class Draft:
    """The one mutable thing of a run: verdicts become states here, coherence changes them."""

    reading: Reading
    units: Sequence[Unit]
    verdicts: list[Verdict]
    part: str = ""
    """What `part_of` says of the document."""
    gone: set[int] = field(default_factory=set)
    """Units that are left out."""
    new: dict[int, str] = field(default_factory=dict)
    """Units that read anew."""
    removed: dict[int, str] = field(default_factory=dict)
    """Blocks that go as a whole, with the reason."""
    barred: set[int] = field(default_factory=set)
    """Units that a check of the guard was about: they do not come back."""
    dropped: set[int] = field(default_factory=set)
    """Units that an answer left out in so many words: they do not come back either."""
    held: set[int] = field(default_factory=set)
    """Units that stay by an answer given with the whole document in view: none goes because of its
    neighbours."""
    returned: set[int] = field(default_factory=set)
    """Units that came back only so that their section says enough: an engine may write there."""
    sources: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Where the new text of a unit comes from."""
    _units_of: dict[int, list[int]] = field(default_factory=dict)
    _children: dict[int, list[int]] = field(default_factory=dict)
    _within: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _blocks: Sequence[Block] = ()

    def __post_init__(self) -> None:
        self._blocks = self.document.blocks
        for unit in self.units:
            self._units_of.setdefault(unit.block, []).append(unit.index)
        for index, block in enumerate(self.document.blocks):
            self._children.setdefault(block.parent, []).append(index)
        self.gone |= {i for i, v in enumerate(self.verdicts) if v.fate is Fate.OUT}

    @property
    def document(self) -> Document:
        """The document that is drafted."""
        return self.reading.document

    def state(self) -> tuple[object, ...]:
        """All that the steps of coherence change."""
        return set(self.gone), dict(self.new), dict(self.removed), list(self.verdicts)

    def units_of(self, block: int) -> list[int]:
        """Indices of the units of one leaf."""
        return self._units_of.get(block, [])

    def children(self, block: int) -> list[int]:
        """Indices of the blocks directly inside a container, -1 for the top level."""
        return self._children.get(block, [])

    def before(self, block: int) -> list[int]:
        """The block right before one in the same container; [] if it is the first."""
        siblings = self.children(self.document.blocks[block].parent)
        at = bisect_left(siblings, block)
        return siblings[max(at - 1, 0) : at]

    def behind(self, block: int) -> list[int]:
        """The block right behind one in the same container; [] if it is the last."""
        siblings = self.children(self.document.blocks[block].parent)
        at = bisect_left(siblings, block)
        return siblings[at + 1 : at + 2]

    def leaves(self, block: int) -> Iterator[int]:
        """Indices of the leaves in a block (itself, if it is one)."""
        if self._blocks[block].form not in CONTAINERS:
            yield block
        for child in self.children(block):
            yield from self.leaves(child)

    def within(self, block: int) -> tuple[int, ...]:
        """Indices of all units in a block."""
        found = self._within.get(block)
        if found is None:
            found = tuple(u for leaf in self.leaves(block) for u in self.units_of(leaf))
            self._within[block] = found
        return found

    def stands(self, block: int) -> bool:
        """Whether something of the block is still there."""
        at = block
        while self.removed and at >= 0:
            if at in self.removed:
                return False
            at = self._blocks[at].parent
        return self._holds(block)

    def _holds(self, block: int) -> bool:
        """The same of a block around which nothing is removed."""
        form = self._blocks[block].form
        if form not in CONTAINERS:
            units = self._units_of.get(block)
            return not units or not self.gone.issuperset(units)
        if form is Form.ITEM and self._headless(block):
            return False
        children = self._children.get(block)
        if not children:
            return True
        return any(child not in self.removed and self._holds(child) for child in children)

    def _headless(self, item: int) -> bool:
        """An item whose own words are gone goes with what hangs on it, unless that is critical."""
        children = self.children(item)
        if not children or self._blocks[children[0]].form is not Form.PARAGRAPH:
            return False
        own = self.units_of(children[0])
        if not own or not self.gone.issuperset(own):
            return False
        return not any(self.is_fixed(u) for u in self.within(item))

    def is_fixed(self, unit: int) -> bool:
        """Whether a unit stays whatever goes around it."""
        return self.verdicts[unit].critical or unit in self.held

    def drop(self, unit: int) -> None:
        """Leave a unit out, unless an answer holds it."""
        if unit in self.held:
            return
        self.gone.add(unit)
        self.new.pop(unit, None)

    def keep_trimmed(self, unit: int) -> None:
        """Let a unit stay in the milder form that its verdict has for it."""
        if not self._may_return(unit):
            return
        verdict = self.verdicts[unit]
        self.gone.discard(unit)
        self.new.pop(unit, None)
        milder = verdict.trimmed or ()
        self.verdicts[unit] = replace(verdict, fate=Fate.KEEP, touches=milder)

    def _may_return(self, unit: int) -> bool:
        return unit not in self.barred and unit not in self.dropped

    def can_stay(self, unit: int) -> bool:
        """Whether a unit that is gone could be let stay: nothing in it is withheld that only the
        whole sentence takes out."""
        verdict = self.verdicts[unit]
        able = verdict.trimmed is not None or verdict.fate is Fate.KEEP
        return able and self._may_return(unit)

    def let_stay(self, unit: int) -> None:
        """Let a unit that is gone stay, if it can: as it was meant to, or milder."""
        if self.verdicts[unit].fate is Fate.KEEP and self._may_return(unit):
            self.gone.discard(unit)
        elif self.can_stay(unit):
            self.keep_trimmed(unit)

    def reword(self, unit: int, start: int, end: int, new: str, because: str) -> None:
        """Put `new` in the place of a few words of a unit's sentence (offsets in its plain text)
        where no other edit stands; critical text stays as it is."""
        sentence, verdict = self.units[unit].sentence, self.verdicts[unit]
        if sentence is not None:
            place = sentence.source(start, end)
            self.touch(unit, Edit(place, new, because, verdict.kind, "repaired"))

    def touch(self, unit: int, edit: Edit) -> None:
        """Add an edit inside a unit where no other one stands; critical text stays as it is."""
        verdict = self.verdicts[unit]
        others = (*verdict.touches, *(verdict.trimmed or ()))
        if verdict.critical or any(e.span.overlaps(edit.span) for e in others):
            return
        touches = tuple(sorted((*verdict.touches, edit), key=lambda e: e.span))
        trimmed = verdict.trimmed
        if unit in self.new:
            trimmed = tuple(sorted((*(trimmed or ()), edit), key=lambda e: e.span))
        self.verdicts[unit] = replace(verdict, touches=touches, trimmed=trimmed)

    def remove(self, block: int, because: str) -> bool:
        """Leave a block out with all that is in it; False, and nothing done, if that holds critical
        text or what an answer holds."""
        if any(self.is_fixed(u) for u in self.within(block)):
            return False
        self.removed[block] = because
        for unit in self.within(block):
            self.drop(unit)
        return True

    def bring_back(self, block: int) -> None:
        """Let a block that went as a whole be there again; its units come back by themselves."""
        at = block
        while at >= 0:
            self.removed.pop(at, None)
            at = self.document.blocks[at].parent

    def text_of(self, unit: int) -> str:
        """How a unit reads now, as plain text; '' if it is gone."""
        if unit in self.gone:
            return ""
        return self.new.get(unit, self.units[unit].text)

    def says_much(self, block: int) -> bool:
        """Whether what is left of a block is long enough to stand alone."""
        text = " ".join(self.text_of(u) for u in self.within(block))
        han = sum("\u4e00" <= c <= "\u9fff" for c in text)
        return han >= _ALONE_HAN or len(text.split()) >= _ALONE_WORDS

    def left_of(self, unit: int) -> str:
        """The source of a unit with its verdict's edits, or what it reads anew."""
        if unit in self.new:
            return self.new[unit]
        text, span = self.document.text, self.units[unit].span
        at, out = span.start, []
        for edit in self.verdicts[unit].touches:
            out += [text[at : max(at, edit.span.start)], edit.new]
            at = max(at, edit.span.end)
        return "".join([*out, text[at : span.end]])
