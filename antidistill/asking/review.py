"""What a language model says of the lines that the finders left: which of it may count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

from antidistill.asking.compose import Composed
from antidistill.asking.located import is_most, located, located_in_code
from antidistill.asking.masks import TERMS
from antidistill.asking.nameable import covers, tells
from antidistill.asking.named_terms import NOTE, SURELY, named_terms, tears
from antidistill.asking.own_lines import without_comments
from antidistill.asking.quoted import Taken, bare, rest_of, unit_goes, untorn
from antidistill.asking.wide import Opening
from antidistill.finders.clauses import says_something
from antidistill.finding import COMMENTS, READING, Finding, Kind, Standing
from antidistill.mode import Action, Mode
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech
from antidistill.result import Turned
from antidistill.sheet import May, Named

CHECK = "found"
"""The check by which an entry is turned down."""
BLOCK = "the quoted words cannot go alone: give the block without them as the text"
TORN = "no sentence is left without the quoted words: quote a clause of it, or give a text"
THIN = "too little of its section would be left: give a text for the line"
_NEVER = frozenset({Kind.CRITICAL, Kind.PUBLIC, Kind.PLAIN})
_GUIDANCE = frozenset(
    {Kind.PITFALL, Kind.JUDGEMENT, Kind.PROCEDURE, Kind.QUANTITY, Kind.ARGUMENT, Kind.QUIRK}
)
_TALES = frozenset({Kind.INCIDENT, Kind.CONTEXT, Kind.TRAIT, Kind.NETWORK})
_SURE = 0.5
_SURE_RULE = 0.75
"""From which on a rule of the firm is one, whatever a model calls it."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a model named, as far as it may count."""

    findings: tuple[Finding, ...] = ()
    entries: tuple[Named, ...] = ()
    """Those that the findings were made of."""
    turned: tuple[Turned, ...] = ()
    answers: tuple[Named, ...] = ()
    """Those with a text for a line that is withheld anyway: answers in another form."""
    torn: frozenset[str] = frozenset()
    """Lines of which some words were quoted that cannot go alone, and that got no text."""


@dataclass(slots=True)
class Reviewer:
    """One document, with what was named in it so far."""

    opening: Opening
    composed: Composed
    mode: Mode
    findings: Sequence[Finding]
    _gone: set[int] = field(default_factory=set)
    """Units that were named."""
    _bare: Counter[int] = field(default_factory=Counter)
    """Of a section (its first block): units that were named and got no text."""
    _torn: set[tuple[str, str]] = field(default_factory=set)
    """As in `Review.torn`, with the words that were quoted."""
    _less: dict[str, Named] = field(default_factory=dict)
    """Command blocks that may read anew, without the comments that were named in them."""

    def review(self, named: Sequence[Named]) -> Review:
        """The entries in their order: the first ones are taken where not all may count. Entries for
        lines of which nobody was told are passed over."""
        taken: Taken = []
        turned: list[Turned] = []
        answers: list[Named] = []
        known = {ln.id for ln in self.composed.sheet.lines() if ln.id}
        for entry in named:
            if entry.line not in known:
                continue
            less = self._less_of(entry)
            made = self._found(entry) if less is None else less
            if isinstance(made, str):
                turned.append(Turned(entry.line, CHECK, made, True))
            elif entry.line in self._less:
                continue
            elif made:
                taken.append((entry, made))
            else:
                answers.append(entry)
        answers += self._less.values()
        taken, other = untorn(taken, self._torn)
        turned += (Turned(e.line, CHECK, TORN, True) for e in other)
        entries = tuple(e for e, _ in taken)
        torn = {line for line, _ in self._torn} & {e.line for e in entries}
        torn -= {e.line for e in entries if (e.line, e.quote) not in self._torn}
        found = tuple(f for _, of_one in taken for f in of_one)
        return Review(found, entries, tuple(turned), tuple(answers), frozenset(torn))

    def _found(self, entry: Named) -> list[Finding] | str:
        """The findings of an entry, or why there are none; [] for a text to a line that is withheld
        already: that is an answer."""
        index = self.composed.named.get(entry.line)
        if index is None:
            opened = self.composed.ranks.get(entry.line)
            if opened is None or opened.may is May.MEND:
                return _ANNOUNCES
            return [] if entry.text is not None else _WITHHELD
        kinds = self.kinds()
        if entry.kind not in kinds:
            return f"the kind is none of those that this mode changes: {', '.join(kinds)}"
        shown = self.composed.shown[entry.line]
        if not entry.quote.strip() or bare(entry.quote) not in bare(shown):
            return "the quoted words do not stand in that line"
        unit, kind = self.opening.draft.units[index], Kind(entry.kind)
        if unit.speech is Speech.LEAD_IN and (
            entry.text == "" or (entry.text is None and is_most(entry.quote, shown))
        ):
            return _ANNOUNCES
        made = self._names(unit, kind, entry) if kind in TERMS else [self._of(unit, kind, entry)]
        return made if isinstance(made, str) else self._within(made, entry)

    def _less_of(self, entry: Named) -> list[Finding] | None:
        """[] for a comment in a command block that may read anew: the block without it and those
        that were named before is its answer."""
        opened = self.composed.ranks.get(entry.line)
        code = opened is not None and opened.passage.slot.place == "code"
        if not code or entry.line in self.composed.named or entry.text is not None:
            return None
        known = self._less.get(entry.line)
        quotes = [*(known.quote.split("\n") if known else ()), entry.quote]
        text = without_comments(self.composed.shown[entry.line], quotes)
        if text is None:
            return None
        self._less[entry.line] = Named(entry.line, entry.kind, "\n".join(quotes), text)
        return []

    def kinds(self) -> tuple[str, ...]:
        """The kinds that the mode changes, as a model may name them."""
        part = self.opening.draft.part
        return tuple(
            k.value
            for k in Kind
            if k not in _NEVER and self.mode.action(k, part) is not Action.KEEP
        )

    def _of(self, unit: Unit, kind: Kind, entry: Named) -> Finding:
        """A finding about the quoted words if they can go alone, else, and where the line gets a
        text, about all of it."""
        draft, standing = self.opening.draft, self._standing(unit, kind)
        if entry.text is None and unit.sentence is None:
            comment = located_in_code(draft.document, unit, entry.quote)
            if comment is not None:
                rule = f"{COMMENTS}{READING}"
                return Finding(kind, comment.span, rule, SURELY, NOTE, standing, comment.cut)
        elif entry.text is None:
            place = located(draft.reading, unit, entry.quote)
            if place is not None and place.cut is not None:
                return Finding(kind, place.span, READING, SURELY, NOTE, standing, place.cut)
        shown = self.composed.shown[entry.line]
        if entry.text is None and (
            not is_most(entry.quote, shown) or says_something(rest_of(shown, [entry.quote]))
        ):
            self._torn.add((entry.line, entry.quote))
        # of a rule of the firm that gets no text only the figures go
        rule = f"{READING}/figures" if kind is Kind.NORM and entry.text is None else READING
        return Finding(kind, unit.span, rule, SURELY, NOTE, standing)

    def _standing(self, unit: Unit, kind: Kind) -> Standing:
        """That of the kind, but where a finder has surely seen a rule of the firm, or a record."""
        whole = [f for f in self.findings if f.span.overlaps(unit.span) and covers(f, unit)]
        seen = {f.kind for f in whole if f.confidence >= _SURE}
        rule = any(f.kind is Kind.NORM and f.confidence >= _SURE_RULE for f in whole)
        if rule or kind is Kind.NORM:
            return Standing.NORM
        free = kind in _GUIDANCE and not seen & _TALES
        return Standing.GUIDANCE if free else Standing.RECORD

    def _names(self, unit: Unit, kind: Kind, entry: Named) -> list[Finding] | str:
        """The findings of a name or value; where it gets a text, of its line too."""
        found = named_terms(self.opening, kind, entry.quote)
        source = self.opening.draft.document.text
        if entry.text is None and any(tears(source, f) for f in found if isinstance(f, Finding)):
            return BLOCK
        if not isinstance(found, str) and entry.text is not None:
            own = Kind.PITFALL if kind is Kind.ARGUMENT else Kind.INCIDENT
            found.append(Finding(own, unit.span, READING, SURELY, NOTE, self._standing(unit, own)))
        return found or "it is withheld already wherever it stands"

    def _within(self, made: list[Finding], entry: Named) -> list[Finding] | str:
        """The findings if the bounds of the mode leave room for them."""
        draft = self.opening.draft
        units = {u.index: u for u in draft.units for f in made if f.span.overlaps(u.span)}
        new = [u for i, u in units.items() if i not in self._gone]
        if len(self._gone) + len(new) > self._most():
            return "more was named than this mode lets go: name what tells most first"
        whole = [u for u in new if any(unit_goes(f, u) for f in made)] if not entry.text else []
        bare = Counter(draft.reading.section_of(u.block).first for u in whole)
        for section, count in bare.items():
            stays = self._stays(section)
            room = floor(len(stays) * (1 - self.mode.found.section))
            if self._bare[section] + count > room:
                return THIN
        self._bare.update(bare)
        self._gone.update(u.index for u in new)
        return made

    def _most(self) -> int:
        """How many lines may be named."""
        return ceil(self.mode.found.spare * len(self._stays()))

    def _stays(self, section: int | None = None) -> list[Unit]:
        """Lines that stay as they are, of one section or of all."""
        draft, out = self.opening.draft, []
        for unit in draft.units:
            verdict = self.opening.verdicts[unit.index]
            here = section is None or draft.reading.section_of(unit.block).first == section
            as_it_is = verdict.fate is Fate.KEEP and unit.index not in self.opening.figured
            if here and as_it_is and tells(draft, unit):
                out.append(unit)
        return out


_WITHHELD = "it is withheld already: answer it"
_ANNOUNCES = "it is public, a label, or only announces others: name those"


def is_term(entry: Named) -> bool:
    """Whether an entry names a name or value, which goes wherever it stands."""
    return entry.kind in {k.value for k in TERMS}


def spread(review: Review) -> Iterator[Named]:
    """One entry for each line that was named, the first text that one of them gives."""
    by_line: dict[str, Named] = {}
    for entry in review.entries:
        known = by_line.get(entry.line)
        if known is None or (known.text is None and entry.text is not None):
            by_line[entry.line] = entry
    yield from by_line.values()
