"""An answer with all that the guard measures it against, and what its author may be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import partial
from itertools import pairwise
from pathlib import Path

from antidistill.asking.bands import named_band
from antidistill.asking.compose import Composed
from antidistill.asking.cuts import said_anyway, without_reason
from antidistill.asking.masks import OPEN
from antidistill.asking.opened import Opened
from antidistill.asking.own_lines import is_fewer, own_lines
from antidistill.asking.vocabulary import knows
from antidistill.engines.local.likeness import content
from antidistill.finding import Kind
from antidistill.guard.claim import Claim, Judges
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
    text = without_links(composed.sheet, answer.text or "")
    own = own_of(composed, line, text) if line.place == "code" else []
    told = without_links(composed.sheet, "\n".join((opened.otherwise, opened.spare, *own)))
    hidden = (s for s, shown in masks.local.items() if shown in line.text)
    secret = [s for s in hidden if not _says(s, told, stays)]
    return Claim(
        text=text,
        may=opened.may,
        place=opened.passage.slot.place,
        language=composed.sheet.language,
        band=_band(composed, opened, line),
        original=_original(composed, opened, line),
        shown=_shown(composed, line),
        milder="" if opened.may is May.MEND else told,
        sources="\n".join(
            (*(wording(s, folders) for s in answer.sources), *_cases(composed, opened))
        ),
        stays=stays,
        others=tuple(t for k, t in composed.shown.items() if k != line.id and len(t) > 20),
        withheld=(*masks.hidden, *secret),
        seen="\n".join(_seen(composed)),
        bland="\n".join(own_words(composed, opened, text, stays)),
        first=_first(composed, line) if line.id in composed.quotes else "",
        announces=_announces(composed.sheet, line.id, left_out),
    )


def _band(composed: Composed, opened: Opened, line: Line) -> tuple[int, int]:
    """Fewest and most characters: as they were told, and more where none were."""
    if opened.may is May.MEND:
        return 2, 2 * len(line.text) + 20
    if line.id not in composed.quotes:
        return line.band
    least, most = named_band(len(_first(composed, line)), composed.sheet.language)
    return min(least, line.band[0]), max(most, line.band[1])


def without_links(sheet: Sheet, text: str) -> str:
    """`text` without the stand-ins of links: they are no words of it."""
    for link in sheet.carried:
        text = text.replace(link, "")
    return text


def own_of(composed: Composed, line: Line, text: str) -> list[str]:
    """The lines of an answer that the command block has, as the model saw it."""
    return own_lines(_first(composed, line), text, composed.quotes.get(line.id, ()))


def is_less(composed: Composed, line: Line, text: str) -> bool:
    """Whether an answer is its command block, as the model saw it, with less of it."""
    if any(pattern_of(term).search(text) for term in composed.masks.hidden) or OPEN in text:
        return False
    return is_fewer(_first(composed, line), text, composed.quotes.get(line.id, ()))


def _shown(composed: Composed, line: Line) -> str:
    """What is shown of a line; of a command block that was named as a whole, what was."""
    rest = composed.ranks[line.id].telling
    named = line.place == "code" and line.id in composed.quotes
    return _first(composed, line) if named and not rest else line.text


def _first(composed: Composed, line: Line) -> str:
    """A line as the model saw it."""
    return next((ln.text for ln in composed.seen.lines() if ln.id == line.id), line.text)


def _seen(composed: Composed) -> Iterator[str]:
    """All lines that the model was shown, and what stays of them where some were named."""
    yield from (ln.text for ln in composed.sheet.lines())
    if composed.first is not None:
        yield from (ln.text for ln in composed.first.lines() if ln.id not in composed.quotes)


def _says(word: str, *texts: str) -> bool:
    """Whether one of the texts has a name or figure, as a whole."""
    return any(pattern_of(word).search(text) for text in texts)


def _cases(composed: Composed, opened: Opened) -> tuple[str, ...]:
    """The sample cases that were sent: material as any, for what may read anew."""
    return composed.sheet.cases if opened.may is May.REPLACE else ()


def bland(text: str, language: str) -> str:
    """The runs of words of a text, line by line, that hold hardly a word of content: everybody who
    writes the language has them, so they are no wording of somebody's."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    runs = (" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))
    return "\n".join(r for r in runs if _tells_nothing(r, language))


def own_words(composed: Composed, opened: Opened, text: str, stays: str) -> Iterator[str]:
    """What an answer may have of its line though that is withheld: runs that tell nothing or stand
    in the copy anyway, and a line that gives a reason without that."""
    language = composed.sheet.language
    yield bland(text, language)
    yield from said_anyway(text, stays, language)
    shown = composed.shown[opened.passage.id]
    if opened.passage.kind is Kind.CONTEXT and without_reason(shown, text):
        yield text


def _tells_nothing(run: str, language: str) -> bool:
    return not _MEASURED.search(run) and len(content(run, language)) < _TELLING


def _original(composed: Composed, opened: Opened, line: Line) -> str:
    """What public craft may not say again. A vaguer line is measured by all of its words, a command
    block by what was named in it and by what the model was not shown."""
    if opened.may is not May.REPLACE or not opened.telling:
        return opened.passage.text
    if line.place != "code":
        return opened.telling
    seen = {ln.strip() for ln in _first(composed, line).splitlines()}
    hidden = (ln for ln in opened.passage.text.splitlines() if ln.strip() not in seen)
    return "\n".join((opened.telling, *hidden))


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
