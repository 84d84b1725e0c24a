"""An answer with all that the guard measures it against, and what its author may be told."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import partial
from itertools import pairwise
from pathlib import Path

from antidistill.asking.compose import Composed
from antidistill.asking.vocabulary import knows
from antidistill.asking.wide import Opened
from antidistill.engines.local.likeness import content
from antidistill.guard.answers import Claim, Judges
from antidistill.guard.leaks import WORDS
from antidistill.guard.outbound import pattern_of
from antidistill.manual.wordings import wording
from antidistill.passage import Rewrite
from antidistill.sheet import Line, May, Sheet

_TELLING = 3
"""Content words from which a run of words is somebody's wording."""
_MEASURED = re.compile(r"\d|\b(?:second|minute|hour|day|week|month|year|quarter|time|percent)s?\b")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def claimed(
    composed: Composed,
    opened: Opened,
    answer: Rewrite,
    stays: str,
    folders: tuple[Path, ...],
    left_out: Set[str],
) -> Claim:
    """The claim that an answer makes. Links that it carries through count as their words alone:
    the address behind a stand-in is nobody's to measure. `left_out` are the lines that go."""
    line = next(ln for ln in composed.sheet.open() if ln.id == opened.passage.id)
    masks = composed.masks
    text = answer.text or ""
    for link in composed.sheet.carried:
        text = text.replace(link, "")
    told = f"{opened.otherwise}\n{opened.spare}"
    own = [s for s in masks.local if s in opened.passage.text and s not in told]
    return Claim(
        text=text,
        may=opened.may,
        place=opened.passage.slot.place,
        language=composed.sheet.language,
        band=line.band if opened.may is not May.MEND else (2, 2 * len(line.text) + 20),
        original=_original(opened),
        shown=line.text,
        milder="" if opened.may is May.MEND else f"{opened.otherwise}\n{opened.spare}",
        sources="\n".join(
            (*(wording(s, folders) for s in answer.sources), *_cases(composed, opened))
        ),
        stays=stays,
        others=tuple(t for k, t in composed.shown.items() if k != line.id and len(t) > 20),
        withheld=(*masks.hidden, *own),
        seen="\n".join(ln.text for ln in composed.sheet.lines()),
        bland=bland(text, composed.sheet.language),
        announces=_announces(composed.sheet, line.id, left_out),
    )


def _cases(composed: Composed, opened: Opened) -> tuple[str, ...]:
    """The sample cases that were sent: material as any, for what may read anew."""
    return composed.sheet.cases if opened.may is May.REPLACE else ()


def bland(text: str, language: str) -> str:
    """The runs of words of a text, line by line, that hold hardly a word of content: everybody who
    writes the language has them, so they are no wording of somebody's."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    runs = (" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))
    return "\n".join(r for r in runs if _tells_nothing(r, language))


def _tells_nothing(run: str, language: str) -> bool:
    return not _MEASURED.search(run) and len(content(run, language)) < _TELLING


def _original(opened: Opened) -> str:
    """What public craft may not say again. A vaguer line is measured by all of its words."""
    replaced = opened.may is May.REPLACE and opened.telling
    return opened.telling if replaced else opened.passage.text


def measures(language: str, folders: tuple[Path, ...]) -> Judges:
    """The measures that know the language."""

    def shared(text: str, other: str) -> float:
        mine = content(text, language)
        return len(mine & content(other, language)) / len(mine) if mine else 1.0

    def strange(text: str, other: str) -> int:
        return len(content(text, language) - content(other, language))

    return Judges(shared, strange, partial(knows, folders))


def without_secrets(composed: Composed, reason: str) -> str:
    """A reason as the author of the answer may read it: what it quotes shows no word, figure or
    address that is withheld, even one that the author guessed."""
    masks = composed.masks
    hidden = {**masks.hidden, **masks.local, **{v: k for k, v in masks.carried.items()}}
    longest = sorted(hidden, key=len, reverse=True)

    def quoted(match: re.Match[str]) -> str:
        out = match.group()
        for word in longest:
            out = pattern_of(word).sub(lambda _, new=hidden[word]: new, out)  # type: ignore[misc]
        return out

    return _QUOTED.sub(quoted, reason)


def _announces(sheet: Sheet, key: str, left_out: Set[str]) -> bool:
    """Whether a command block, list or table stands right behind a line, to be announced."""
    for part in sheet.parts:
        for line, behind in pairwise(part.lines):
            if line.id == key:
                return behind.id not in left_out and _opens_block(line, behind)
    return False


def _opens_block(line: Line, behind: Line) -> bool:
    """Whether `behind` begins a command block, or a list or table that `line` is no part of."""
    if behind.place == "code":
        return line.place != "code"
    return behind.group.startswith(("list", "table")) and behind.group != line.group
