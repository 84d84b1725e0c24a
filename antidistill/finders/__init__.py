"""The finders there are, and what they see together."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from antidistill import nlp
from antidistill.document import Document
from antidistill.finders.base import Finder
from antidistill.finders.citations import cited
from antidistill.finders.comments import commented
from antidistill.finders.decided import by_position
from antidistill.finders.employers import RULE as EMPLOYER
from antidistill.finders.learned import judged
from antidistill.finders.quirks.mentions import mentions
from antidistill.finders.roles import stated_roles
from antidistill.finders.sampled import without_samples
from antidistill.finders.sections import is_persona
from antidistill.finders.spread import spread
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading
from antidistill.span import Overlapping, Span

MODULES = (
    "critical",
    "known",
    "public",
    "secrets",
    "persons",
    "systems",
    "entities",
    "arguments",
    "quantities",
    "pitfalls",
    "incidents",
    "judgements",
    "context",
    "network",
    "norms",
    "traits",
    "procedures",
    "quirks",
)
"""Each module of this package that holds a `FINDER`."""

_SAYS = frozenset(
    {
        Kind.PITFALL,
        Kind.JUDGEMENT,
        Kind.INCIDENT,
        Kind.CONTEXT,
        Kind.TRAIT,
        Kind.QUIRK,
        Kind.NETWORK,
    }
)
"""What a sentence says as a whole."""
_CRAFT = frozenset({Kind.JUDGEMENT, Kind.PITFALL, Kind.INCIDENT})
_NAMES = frozenset({Kind.PERSON, Kind.SYSTEM, Kind.CUSTOMER, Kind.ARGUMENT})


def finders() -> tuple[Finder, ...]:
    """All finders, loaded."""
    return tuple(importlib.import_module(f"{__name__}.{m}").FINDER for m in MODULES)


def find(reading: Reading) -> tuple[Finding, ...]:
    """All findings of a document, by place: what the rules and the trained model see together, in
    its sentences and in the comments of its code."""
    found = seen(reading)
    kept = by_position(found, judged(reading, found))
    kept += commented(
        reading,
        lambda document: nlp.read(document, reading.own),
        lambda aside: judged(aside, seen(aside)),
    )
    spoken = Overlapping((f.span, f) for f in kept if not f.rule.startswith(_FIGURES))
    if is_persona(reading):
        kept = [f for f in kept if not _is_of_a_habit(f, spoken)]
    kept = [_as_its_sentence(f, spoken) for f in kept]
    unique = dict.fromkeys(kept)
    return tuple(sorted(unique, key=lambda f: (f.span, f.kind.value, f.rule)))


def seen(reading: Reading) -> list[Finding]:
    """What the rules see: what is public or the user's to keep taken off, what the user withholds
    put in, names found wherever they stand."""
    raw = [f for finder in finders() for f in finder.find(reading)]
    public = [f.span for f in raw if f.kind is Kind.PUBLIC]
    known = Overlapping((span, span) for span in public)
    keep = {w.lower() for w in reading.own.keep}
    kept = [f for f in raw if not _protected(reading, f, known, keep)]
    kept = _without_word_lists(reading, _without_citations(reading, kept))
    kept = without_samples(reading, kept)
    ruled = [f for f in kept if not f.rule.startswith(_MODEL)]
    ruled += _worded_alike(reading, _withheld_by_user(reading), ruled)
    ruled += spread(reading.document, ruled, public)
    named = list(_new([f for f in kept if f.rule.startswith(_MODEL)], ruled))
    again = spread(reading.document, [*ruled, *named], public) if named else ()
    return [*ruled, *named, *again]


def _worded_alike(
    reading: Reading, own: Iterable[Finding], found: Sequence[Finding]
) -> Iterator[Finding]:
    """The user's own terms; where one is a person, with that person's wording: the role with its
    article, and none in a table whose row says the role already."""
    roles = {f.span: f.neutral for f in found if f.kind is Kind.PERSON and f.neutral}
    blocks = reading.document.blocks
    tabled = [blocks[s.block].span for s in stated_roles(reading) if s.sentence < 0]
    for finding in own:
        if finding.neutral and any(finding.span in span for span in tabled):
            yield replace(finding, neutral=None)
        elif finding.neutral:
            yield replace(finding, neutral=roles.get(finding.span, finding.neutral))
        else:
            yield finding


def _without_word_lists(reading: Reading, found: list[Finding]) -> list[Finding]:
    """The findings without those in lists of words and in what a part about wording shows: nobody's
    craft, whatever the words say. Names and critical text are looked for there all the same."""
    listed = mentions(reading).listed
    if not listed:
        return found
    spans = [reading.document.blocks[i].span for i in sorted(listed)]
    return [f for f in found if f.kind not in _SAYS or not any(f.span in s for s in spans)]


def _without_citations(reading: Reading, found: list[Finding]) -> list[Finding]:
    """The findings without the names in references to what was published."""
    spans = list(cited(reading))
    if not spans:
        return found
    return [f for f in found if f.kind not in _NAMES or not any(f.span in s for s in spans)]


def _new(named: Sequence[Finding], ruled: Sequence[Finding]) -> Iterator[Finding]:
    """The names of the trained model that stand where no rule sees a name or value."""
    taken = Overlapping((f.span, f) for f in ruled if f.kind in _VALUES)
    return (f for f in named if not taken.at(f.span))


_MODEL = "entities/"
_VALUES = frozenset({*_NAMES, Kind.SECRET, Kind.PUBLIC})
_RULED = 0.5
"""From this confidence on a sentence is a rule of the firm, and so are its figures."""
_FIGURES = "quantities/"


_HABITS = frozenset({Kind.TRAIT, Kind.QUIRK})


def _is_of_a_habit(finding: Finding, spoken: Overlapping[Finding]) -> bool:
    """Whether a figure only says how somebody behaves ('answers within five minutes'): it stays or
    goes with the habit."""
    return finding.rule.startswith(_FIGURES) and any(
        f.kind in _HABITS and f.confidence >= _RULED and finding.span in (f.cut or f.span)
        for f in spoken.at(finding.span)
    )


def _as_its_sentence(finding: Finding, spoken: Overlapping[Finding]) -> Finding:
    """A figure takes the kind of its sentence: in a formal rule the firm chose it, in what somebody
    learned by doing the job that person did, wherever the sentence stands."""
    if not finding.rule.startswith(_FIGURES) or finding.kind not in (Kind.QUANTITY, Kind.NORM):
        return finding
    inside = [f for f in spoken.at(finding.span) if finding.span in f.span]
    norm = max((f.confidence for f in inside if f.kind is Kind.NORM), default=0.0)
    craft = max((f.confidence for f in inside if f.kind in _CRAFT), default=0.0)
    if finding.kind is Kind.NORM and craft > max(norm, 0.5):
        note = "a figure that somebody chose"
        return replace(finding, kind=Kind.QUANTITY, standing=Standing.GUIDANCE, note=note)
    if finding.kind is Kind.NORM or norm < _RULED or craft >= norm:
        return finding
    return replace(finding, kind=Kind.NORM, standing=Standing.NORM, note="a figure of a rule")


def _protected(
    reading: Reading, finding: Finding, public: Overlapping[Span], keep: Set[str]
) -> bool:
    if finding.kind not in _NAMES:
        return False
    words = finding.span.of(reading.document.text).strip().lower()
    if words in keep:
        return True
    if finding.rule == EMPLOYER:
        # everybody knows the firm, but not that this person works there
        return False
    return finding.kind is not Kind.PERSON and any(
        finding.span in p and len(finding.span) <= len(p) for p in public.at(finding.span)
    )


def _withheld_by_user(reading: Reading) -> Iterator[Finding]:
    aliases = dict(reading.own.aliases)
    for term in sorted({*reading.own.withhold, *aliases}):
        for span in places(reading.document, term):
            yield Finding(
                Kind.CUSTOMER,
                span,
                "own/withhold",
                1.0,
                "you asked to withhold it",
                neutral=aliases.get(term),
            )


def places(document: Document, term: str) -> Iterable[Span]:
    """Where `term` stands in the document: Latin words whole, whatever their case."""
    from antidistill.finders.spread import occurrences

    return occurrences(document.text, term)
