"""What of a line that stays tells more than an ordinary step does: a reason, an exception, what a
sign means, what comes first, a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from antidistill.asking.masks import Masks
from antidistill.asking.nameable import covers
from antidistill.asking.spare import blanked
from antidistill.asking.vocabulary import is_prose
from antidistill.finders.ruled import Ruled
from antidistill.finders.rules import bank
from antidistill.finding import Finding, Kind
from antidistill.message import said
from antidistill.plan.units import Unit
from antidistill.reading import Reading
from antidistill.span import Overlapping, Span

_FILE = "tells"
_RULES = Ruled("tells", Kind.PROCEDURE, _FILE)
_FIGURE = said("a figure that somebody chose")
_HAN, _LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]+")
_HANS = 7
_COMMENT = re.compile(r"\s*(?:#|//|--|;)\s*(?=\S)")
_QUOTES = tuple("\"'“‘「『")
_VERSION = re.compile(
    r"^\W*[^\W\d]{1,8}[ ]?\d{1,2}\s?[:：、]|"
    r"[`「“\"]?\b[vV]?\d+(?:\.\w+)+\+?|\b[vV]\d+\b|[\w-]*[A-Za-z]\d[\w-]*|<[^<>]*>|\]\([^()]*\)"
)
"""Numbers that are part of a name or an address."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a line tells."""

    findings: tuple[Finding, ...]
    """Its words, by place."""
    figure: bool
    """Whether it has a figure beside these words."""
    whole: bool
    """Whether all of it tells that."""

    @property
    def cuts(self) -> tuple[Finding, ...]:
        """Those of the words that can go."""
        return tuple(f for f in self.findings if f.cut is not None)

    @property
    def because(self) -> str:
        """What it tells, in a few words."""
        return self.findings[0].note if self.findings else _FIGURE

    def words(self, text: str) -> tuple[str, ...]:
        """The words, where they are not all of the line; `text` is the document's."""
        return () if self.whole else tuple(f.span.of(text) for f in self.findings)


@dataclass(slots=True)
class Tells:
    """One document."""

    reading: Reading
    _found: Overlapping[Finding] | None = None

    def of(self, unit: Unit, cut: Iterable[Span] = ()) -> Told | None:
        """What a sentence tells, beside what is `cut` out of it; None for what any manual would
        say."""
        if unit.sentence is None:
            return None
        if self._found is None:
            self._found = Overlapping((f.span, f) for f in _found(self.reading))
        gone = list(cut)
        source = self.reading.document.text
        here = [
            f
            for f in self._found.at(unit.span)
            if not any(f.span in s for s in gone) and source[f.span.start - 1] not in _QUOTES
        ]
        cuts = [f for f in here if f.cut is not None]
        found = [f for f in here if not any(f is not c and c.cut and f.span in c.cut for c in cuts)]
        words = (f.span for f in found if f.cut is not None)
        text = blanked(unit.span.of(source), unit.span, [*gone, *words])
        figure = has_figure(text, self.reading.language)
        whole = any(f.cut is None and covers(f, unit) for f in found)
        return Told(tuple(found), figure, whole) if found or figure else None


def _found(reading: Reading) -> Iterator[Finding]:
    shown = {f"{_FILE}/{rule.id}" for rule in bank(_FILE).rules if rule.cover == "words"}
    for finding in _RULES.find(reading):
        yield replace(finding, cut=None) if finding.rule in shown else finding


def has_figure(text: str, language: str) -> bool:
    """Whether a text has a figure that is no version, no number of a part and no state."""
    bare = _VERSION.sub(" ", text)
    return Masks(language).figures(bare) != bare


def telling_lines(code: str) -> Iterator[int]:
    """The lines of a command block that are comments or sentences and tell something."""
    for number, line in enumerate(code.split("\n")):
        comment = _COMMENT.match(line)
        words = line[comment.end() :] if comment else line.strip()
        if words and (comment or _is_said(words)) and _hits(words):
            yield number


def _is_said(words: str) -> bool:
    """Whether a line is a sentence, perhaps with a path or a flag in it."""
    return is_prose(words) or len(_HAN.findall(words)) > max(_HANS, len(_LATIN.findall(words)))


def _hits(words: str) -> bool:
    look = bank(_FILE).look(words)
    return any(True for rule in look.rules for _ in look.hits(rule))


def without_lines(code: str, numbers: Sequence[int]) -> str:
    """A command block without these lines; '' where only words that announce them are left."""
    lines = code.split("\n")
    left = [ln for at, ln in enumerate(lines) if at not in set(numbers)]
    first = next((at for at, ln in enumerate(lines) if ln.strip()), 0)
    heads = first in numbers and lines[first].rstrip().endswith((":", "："))
    prose = [ln for ln in left if ln.strip()]
    if heads and all(_is_said(ln.strip()) for ln in prose):
        return ""
    said_more = [ln for ln in prose if not ln.rstrip().endswith((":", "："))]
    return "\n".join(left) if said_more else ""
