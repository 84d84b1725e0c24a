"""What of a withheld line an answer of a language model still says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.guard.base import Problem
from antidistill.guard.claim import Claim, Judges
from antidistill.guard.leaks import HAN, WORDS, Withheld, leak_problems
from antidistill.guard.outbound import pattern_of
from antidistill.sheet import May
from antidistill.span import Span

_NOWHERE = Span(0, 0)
_SHARE = {May.VAGUER: 0.5, May.MEND: 0.7}
"""Share of an answer's content words that must be the line's own."""
_SAME = 0.72
"""Share from which public craft says what the line said, unless the plan would let that stand."""
_TOLD, _LONG = 0.34, 0.5
"""Share of the line's content words, or of its length, from which an answer made of its words says
what it said."""
_HALF = 0.5
_CODE = re.compile(r"`[^`]+`")
_FREE = {"en": 2, "zh": 4}
"""Content words that may be new whatever their share: short lines have few words."""
_ROW = {
    "en": f"at most {WORDS - 1} words in a row as they stood",
    "zh": f"at most {HAN - 1} characters in a row as they stood",
}
_LINE = 20
"""Characters from which a line of commands stands there twice."""
_LOOSER = {"en": 1.0, "zh": 0.7}
"""Pairs of characters share less than words do: a word cut from the middle changes two of them."""


def leaks_said(claim: Claim) -> Iterator[Problem]:
    """Names, values and runs of words that are withheld, and what other lines say already."""
    if any(t for t in claim.withheld if pattern_of(t).search(claim.text)):
        yield Problem("leak", "a withheld name, value or figure is in it")
    allowed = "\n".join((claim.stays, claim.milder, claim.sources, claim.bland))
    if claim.may is May.MEND:
        allowed = f"{allowed}\n{claim.shown}"
    wordings = tuple((t, _NOWHERE) for t in (claim.original,))
    for problem in leak_problems(
        Withheld((), wordings, "", allowed, ()), claim.text, claim.sources
    ):
        words = f" ({_run(claim, allowed)!r})" if claim.place != "code" else ""
        yield Problem("leak", f"{problem.message}{words}: {_ROW[claim.language]}")
    shown = claim.text
    if claim.place == "code":
        had = f"{claim.shown}\n{claim.original}\n{claim.milder}"
        own_lines = {ln.strip() for ln in had.splitlines()}
        shown = "\n".join(ln for ln in shown.splitlines() if ln.strip() not in own_lines)
    if claim.place == "code":
        said = {ln.strip() for ln in shown.splitlines() if len(ln.strip()) > _LINE}
        if said and any(said & {ln.strip() for ln in o.splitlines()} for o in claim.others):
            yield Problem("repeat", "it says in the same words what another line says")
        return
    for other in claim.others:
        own = Withheld((), ((other, _NOWHERE),), "", f"{claim.shown}\n{claim.original}", ())
        if next(leak_problems(own, shown, claim.sources), None):
            yield Problem("repeat", "it says in the same words what another line says")
            return


def _run(claim: Claim, allowed: str) -> str:
    """The words of an answer that stood in the line in a row: its author wrote them himself."""
    unit, size = (r"[\u4e00-\u9fff]", HAN) if claim.language == "zh" else (r"[A-Za-z0-9]+", WORDS)
    places = [m.span() for m in re.finditer(unit, claim.text)]
    told = Withheld((), ((claim.original, _NOWHERE),), "", allowed, ())
    for first, last in zip(places, places[size - 1 :], strict=False):
        words = claim.text[first[0] : last[1]]
        if next(leak_problems(told, words, claim.sources), None) is not None:
            return words
    return claim.text


def likeness_problems(claim: Claim, judges: Judges) -> Iterator[Problem]:
    """An answer that says what the line said, or tells what that did not."""
    share = judges.shared(claim.text, claim.original)
    if claim.may is May.REPLACE and claim.place != "code":
        mild = judges.shared(claim.text, claim.milder) if claim.milder else 0.0
        if share >= _SAME and mild < share - 0.05 and _says_it(claim, judges):
            yield Problem("leak", "it says the withheld thing in nearly the same words")
    elif (
        claim.may in _SHARE
        and share < _SHARE[claim.may] * _LOOSER[claim.language]
        and judges.strange(claim.text, claim.original) > _FREE[claim.language]
    ):
        yield Problem(
            "invention", "it tells things that the line did not tell: only fewer of its own"
        )


def _says_it(claim: Claim, judges: Judges) -> bool:
    """Whether what an answer shares with the line is enough to say what that said: 'the pool' is
    its object, 'the pool before anything else' its trick."""
    long = len(claim.text) >= _LONG * len(claim.original)
    told = judges.shared(claim.original, claim.text)
    if any(_bare(name) not in _bare(claim.original) for name in _CODE.findall(claim.text)):
        # it names another thing: what it tells is about that, unless it says half of the line
        return told >= _HALF
    return long or told >= _TOLD


def _bare(text: str) -> str:
    return re.sub(r"[`\s]", "", text).lower()
