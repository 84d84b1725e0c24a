"""One answer of a language model on its own: it is never trusted, whatever it was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.guard.base import Problem
from antidistill.guard.blanks_said import blank_slots, vague_amounts
from antidistill.guard.claim import Claim, Judges
from antidistill.guard.figures_said import invented_figures
from antidistill.guard.form_said import form_problems, length_problems
from antidistill.guard.given_away import signs
from antidistill.guard.leaks_said import leaks_said, likeness_problems
from antidistill.guard.names_said import names_in
from antidistill.guard.wording import fog, foreign
from antidistill.manual.fog import fog_in
from antidistill.sheet import May

_LINK = re.compile(r"\]\(([^)\s]*)[^)]*\)")
_ARTICLE = re.compile(r"\b(?:the|an?)\s+", re.IGNORECASE)
_CITED = frozenset({"obligations", "stories"})
"""What an answer may tell, in words of its own, where an entry that it cites tells such a thing."""


def answer_problems(claim: Claim, judges: Judges) -> Iterator[Problem]:
    """What is wrong with an answer, with a reason that its author can act on."""
    yield from form_problems(claim)
    if claim.place != "code":
        yield from foreign(claim.text, claim.language)
        own = _own_fog(claim)
        yield from (p for p in fog(claim.text) if p.message not in own)
    yield from (Problem("fog", reason) for reason in _blanks(claim))
    yield from length_problems(claim)
    yield from _said(claim)
    yield from _invented(claim, judges)
    yield from leaks_said(claim)
    yield from likeness_problems(claim, judges)


def addresses_a_program(text: str) -> bool:
    """Whether a line of a document talks to the program that reads it."""
    return signs("programs").search(text) is not None


def _blanks(claim: Claim) -> Iterator[str]:
    if claim.place == "code":
        yield from blank_slots(claim.text, f"{claim.seen}\n{claim.sources}")
    elif claim.may is not May.MEND:
        yield from vague_amounts(claim.text, f"{claim.shown}\n{claim.milder}", claim.original)


def _said(claim: Claim) -> Iterator[Problem]:
    reasons = {
        "meta": "it speaks of the task",
        "programs": "it speaks to a program",
        "dangers": "it tells the reader to do something dangerous that the line did not tell",
        "obligations": "a duty of the firm that the line did not have",
        "stories": "it tells something that happened, or a reason, that the line did not tell",
    }
    for name, reason in reasons.items():
        told = claim.sources + ("" if name in ("meta", "programs") else claim.shown)
        said = [m.group() for m in signs(name).finditer(claim.text)]
        if name in _CITED and signs(name).search(claim.sources):
            continue
        if any(not _has(told if " " in s else f"{told}\n{claim.seen}", s) for s in said):
            yield Problem("invention" if name not in ("meta", "programs") else "form", reason)


def _has(told: str, words: str) -> bool:
    """Whether somebody said these words, in the singular or the plural."""
    return words.lower().removesuffix("s") in told.lower()


def _invented(claim: Claim, judges: Judges) -> Iterator[Problem]:
    known = f"{claim.shown}\n{claim.sources}"
    code, public = claim.place == "code", claim.may is May.REPLACE
    for reason in invented_figures(claim.text, known, claim.seen, counted=code, public=public):
        yield Problem("invention", reason)
    for target in _LINK.findall(claim.text):
        if target not in claim.stays and target not in known:
            yield Problem("invention", "a link that the line did not have")
    own = f"{claim.shown}\n{claim.milder}\n{claim.first}".lower()
    seen = claim.seen.lower()
    for name in names_in(claim.text, claim.place, claim.language):
        bare = name.strip("`").lower()
        if claim.may is May.VAGUER and bare not in own and bare not in seen:
            # what is so may not be said of a thing that the document does not have, be it one that
            # everybody knows
            yield Problem(
                "invention", f"{name!r} is not in the document: only fewer of its own words"
            )
        elif not judges.knows(name, claim):
            yield Problem(
                "invention", f"{name!r} is neither in the document nor in the material nor public"
            )


def _own_fog(claim: Claim) -> frozenset[str]:
    """Filler that the line has itself, or the document as a saying of its own ('Stop and Follow
    Process'): an answer may keep it."""
    stays = _ARTICLE.sub("", claim.stays.lower())
    said = (p for p in fog_in(claim.text) if _ARTICLE.sub("", p.lower()) in stays)
    own = " . ".join((claim.shown, *said))
    return frozenset(p.message for p in fog(own))
