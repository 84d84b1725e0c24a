"""One answer of a language model on its own: it is never trusted, whatever it was asked."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from antidistill.guard.base import Problem
from antidistill.guard.figures_said import invented_figures
from antidistill.guard.leaks import HAN, WORDS, Withheld, leak_problems
from antidistill.guard.names_said import names_in
from antidistill.guard.outbound import pattern_of
from antidistill.guard.wording import fog, foreign
from antidistill.sheet import May
from antidistill.span import Span

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NOWHERE = Span(0, 0)
_STAND_IN = re.compile(r"[⟦⟧]")
_MARKER = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d+[.)、]\s?|>\s|\||```)")
_TAG = re.compile(
    r"</?(?:script|style|iframe|img|a|div|span|p|br|h\d|[uod]l|li|d[td]|table|t[rdh]|b|i|u|s|em|"
    r"strong|font|center|su[bp]|small|big|mark|kbd|code|pre|details|summary|!--)\b[^>]*>?|<!--",
    re.I,
)
_LINK = re.compile(r"\]\(([^)\s]*)[^)]*\)")
_PAIRS = (("(", ")"), ("（", "）"), ("[", "]"), ("“", "”"), ("「", "」"), ("《", "》"))
_SHARE = {May.VAGUER: 0.5, May.MEND: 0.7}
"""Share of an answer's content words that must be the line's own."""
_SAME = 0.72
"""Share from which public craft says what the line said, unless the plan would let that stand."""
_TOLD, _LONG = 0.34, 0.5
"""Share of the line's content words, or of its length, from which an answer made of its words says
what it said."""
_FREE = {"en": 2, "zh": 4}
"""Content words that may be new whatever their share: short lines have few words."""
_ROW = {
    "en": f"at most {WORDS - 1} words in a row as they stood",
    "zh": f"at most {HAN - 1} characters in a row as they stood",
}
_CITED = frozenset({"obligations", "stories"})
"""What an answer may tell, in words of its own, where an entry that it cites tells such a thing."""
_LOOSER = {"en": 1.0, "zh": 0.7}
"""Pairs of characters share less than words do: a word cut from the middle changes two of them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer, and all that it is measured against."""

    text: str
    may: May
    place: str
    language: str
    band: tuple[int, int]
    original: str
    """Plain text of the line."""
    shown: str
    """What the model saw of it."""
    milder: str
    """How the program itself would trim it: runs of these words are no leak."""
    sources: str
    """What the entries say that the answer names."""
    stays: str
    """Text of the document that stays."""
    others: tuple[str, ...]
    """The other lines of the document: an answer that repeats one says something twice."""
    withheld: tuple[str, ...]
    """Names and values that must not be found."""
    seen: str = ""
    """All that the model was shown of the document: what is named there is no invention."""
    bland: str = ""
    """Runs of the line's words that tell nothing: 'if they request it and you'."""
    announces: bool = False
    """Whether a list, table or command block stands right behind the line."""


@dataclass(frozen=True, slots=True)
class Judges:
    """Measures that know the language, from the layers above."""

    shared: Callable[[str, str], float]
    """Share (0 to 1) of the first text's content words that the second has too."""
    strange: Callable[[str, str], int]
    """How many content words of the first text the second does not have."""
    knows: Callable[[str, Claim], bool]
    """Whether a name, identifier or command comes from the document, the manual or the public."""


def answer_problems(claim: Claim, judges: Judges) -> Iterator[Problem]:
    """What is wrong with an answer, with a reason that its author can act on."""
    yield from _form(claim)
    if claim.place != "code":
        yield from foreign(claim.text, claim.language)
        yield from (p for p in fog(claim.text) if p.message not in _own_fog(claim))
    yield from _length(claim)
    yield from _said(claim)
    yield from _invented(claim, judges)
    yield from _leaks(claim)
    yield from _likeness(claim, judges)


def addresses_a_program(text: str) -> bool:
    """Whether a line of a document talks to the program that reads it."""
    return _patterns("programs").search(text) is not None


def _form(claim: Claim) -> Iterator[Problem]:
    text, code = claim.text, claim.place == "code"
    if not text.strip():
        yield Problem("form", "an empty answer")
    if _STAND_IN.search(text):
        yield Problem("form", "a stand-in in ⟦ ⟧ is left in it: say it without")
    if "```" in text or any(ord(c) < 32 and c not in "\n\t" for c in text):
        yield Problem("form", "a code fence or a control character in it")
    if code:
        return
    if "\n" in text.strip():
        yield Problem("form", "a line break: it is one line")
    if _MARKER.match(text) and not _MARKER.match(claim.shown):
        yield Problem("form", "it begins with a list, heading or table mark")
    if _TAG.search(re.sub(r"`[^`]*`", "", text)) and not _TAG.search(claim.shown):
        yield Problem("form", "it holds HTML")
    if "|" in re.sub(r"`[^`]*`", "", text) and claim.place == "cell":
        yield Problem("form", "a | inside a cell")
    if text.count("`") % 2 or text.count("**") % 2:
        yield Problem("form", "unpaired ` or **")
    if any(
        text.count(a) != text.count(b) and claim.shown.count(a) == claim.shown.count(b)
        for a, b in _PAIRS
    ):
        yield Problem("form", "unpaired brackets or quotation marks")
    had, has = (t.rstrip().endswith((":", "：")) for t in (claim.shown, text))
    if has != had and has != claim.announces:
        yield Problem("form", "what announces something ends in a colon, nothing else does")


def _length(claim: Claim) -> Iterator[Problem]:
    least, most = claim.band
    size = len(claim.text.strip())
    if not least <= size <= most:
        yield Problem("length", f"{size} characters: {least} to {most} are asked")


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
        said = [m.group() for m in _patterns(name).finditer(claim.text)]
        if name in _CITED and _patterns(name).search(claim.sources):
            continue
        if any(not _has(told if " " in s else f"{told}\n{claim.seen}", s) for s in said):
            yield Problem("invention" if name not in ("meta", "programs") else "form", reason)


def _has(told: str, words: str) -> bool:
    """Whether somebody said these words, in the singular or the plural."""
    return words.lower().removesuffix("s") in told.lower()


def _invented(claim: Claim, judges: Judges) -> Iterator[Problem]:
    known = f"{claim.shown}\n{claim.sources}"
    code = claim.place == "code"
    for reason in invented_figures(claim.text, known, claim.seen, counted=code):
        yield Problem("invention", reason)
    for target in _LINK.findall(claim.text):
        if target not in claim.stays and target not in known:
            yield Problem("invention", "a link that the line did not have")
    own, seen = f"{claim.shown}\n{claim.milder}".lower(), claim.seen.lower()
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


def _leaks(claim: Claim) -> Iterator[Problem]:
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
        own_lines = {ln.strip() for ln in f"{claim.shown}\n{claim.original}".splitlines()}
        shown = "\n".join(ln for ln in shown.splitlines() if ln.strip() not in own_lines)
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


def _likeness(claim: Claim, judges: Judges) -> Iterator[Problem]:
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
    return long or judges.shared(claim.original, claim.text) >= _TOLD


@cache
def _patterns(name: str) -> re.Pattern[str]:
    data = tomllib.loads((Path(__file__).parent / "answers.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{p})" for p in data[name]["patterns"]), re.IGNORECASE)


def _own_fog(claim: Claim) -> frozenset[str]:
    """Filler that the line has itself: it may keep it."""
    return frozenset(p.message for p in fog(claim.shown))
