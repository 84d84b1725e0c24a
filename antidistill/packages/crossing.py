"""What one file of a package withholds and another still says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from antidistill.finders.everywhere import everywhere
from antidistill.finders.spread import is_distinct, occurrences
from antidistill.finding import Finding, Kind
from antidistill.mode import Action, Mode
from antidistill.result import Result

_NAMED = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM, Kind.ARGUMENT})
_SAID = frozenset({Kind.PITFALL, Kind.INCIDENT, Kind.JUDGEMENT, Kind.CONTEXT, Kind.NETWORK})
_SURE = 0.5
_LATIN, _HAN = 4, 2
"""Characters that a name needs before it is looked for in another file."""
_SAME = 16
"""Characters, without punctuation, from which a sentence that stands twice is no coincidence."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that a file withholds."""

    term: str
    neutral: str | None
    """What stands in its place there, in that file's language."""
    language: str
    family: bool = False
    """Whether it is only the second half of a name, which may be a word of its own as well."""


def names_gone(result: Result, mode: Mode) -> Mapping[str, Gone]:
    """Names and values that are no longer in the copy of one file."""
    document = result.document
    found: dict[str, Gone] = {}
    terms = [(f, f.span.of(document.text).strip()) for f in result.findings]
    counted = [(f, term) for f, term in terms if _counts(f, term, mode)]
    left = everywhere(result.text, {term for _, term in counted})
    for finding, term in counted:
        if not left[term]:
            neutral = finding.neutral if not (finding.neutral or "<").startswith("<") else None
            found.setdefault(term, Gone(term, neutral, document.language))
            family = _FULL_NAME.fullmatch(term) if finding.kind is Kind.PERSON else None
            if family is not None and not _says_family(result.text, family[1]):
                found.setdefault(family[1], Gone(family[1], neutral, document.language, True))
    return found


_FULL_NAME = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z]\.)*(?: [a-z]{2,3})? ([A-Z][a-z'’-]{3,})")


def says(text: str, gone: Gone) -> bool:
    """Whether a text says it; of a family name only where it can be nothing else."""
    if gone.family:
        return _says_family(text, gone.term)
    return any(occurrences(text, gone.term))


def _says_family(text: str, name: str) -> bool:
    """Whether a name stands inside a sentence, and nowhere in lower case as a word does."""
    inside = re.search(rf"(?<=[a-z,;] ){re.escape(name)}(?![\w-])", text)
    return inside is not None and not re.search(rf"\b{re.escape(name.lower())}\b", text)


def _counts(finding: Finding, term: str, mode: Mode) -> bool:
    least = _LATIN if term.isascii() else _HAN
    return (
        finding.kind in _NAMED
        and finding.confidence >= _SURE
        and mode.treats(finding) is not Action.KEEP
        and len(term) >= least
        and "\n" not in term
        and not term.isdigit()
        and (finding.kind is not Kind.ARGUMENT or not term.isalpha())
        and is_distinct(finding, term)
    )


def sentences_gone(result: Result) -> frozenset[str]:
    """Sentences, by their bare letters, that are no longer in the copy because of what they say."""
    text = result.document.text
    left = _bare(result.text)
    lines = (
        _bare(line)
        for e in result.edits
        if e.kind in _SAID and e.action in ("left out", "manual")
        for line in e.span.of(text).splitlines()
    )
    return frozenset(b for b in lines if len(b) >= _SAME and b not in left)


def names_left(gone: Mapping[str, Gone], result: Result) -> Iterator[Gone]:
    """Those of `gone` that the copy of another file still says, but for what its own critical text
    says or everybody knows."""
    document = result.document
    free = " ".join(
        f.span.of(document.text) for f in result.findings if f.kind in (Kind.CRITICAL, Kind.PUBLIC)
    )
    for term, one in gone.items():
        if says(result.text, one) and not any(occurrences(free, term)):
            yield one


def sentences_left(gone: frozenset[str], result: Result) -> Iterator[str]:
    """The lines of another file, without their marks, whose copy still says a sentence of `gone`,
    be it trimmed."""
    left = {
        b
        for bare in map(_bare, result.text.splitlines())
        if len(bare) >= _SAME
        for b in gone
        if b in bare or bare in b
    }
    document = result.document
    for block in document.blocks if left else ():
        for piece in block.pieces:
            line = piece.of(document.text).strip()
            bare = _bare(line)
            if len(bare) >= _SAME and any(b in bare or bare in b for b in left):
                yield line


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
