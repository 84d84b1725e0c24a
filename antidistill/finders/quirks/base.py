"""What the quirk components share: the mark they leave on a Doc, and how words go from a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

Seer = Callable[["Doc"], Iterable["Quirk"]]


@dataclass(frozen=True, slots=True)
class Quirk:
    """One habit, as offsets in `Doc.text`."""

    start: int
    end: int
    rule: str
    """'family/what'."""
    note: str
    neutral: str | None
    """What to write in its place; '' when it simply goes; None when there is no neutral form."""
    confidence: float = 0.8
    habit: str = ""
    """What it is counted as when it counts only above a usual rate, else ''."""
    usual: float = 0.0
    """That rate per 1,000 characters in the language at large; 0 when `[usual]` of the data has it
    for technical prose, by `habit`."""


@lru_cache(maxsize=16)
def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy puts together anew at each call."""
    return doc.text


def component(see: Seer) -> Callable[[Doc], Doc]:
    """A spaCy component that keeps what `see` sees in `doc._.quirks` and, widened to whole tokens,
    in `doc.spans["quirk"]`."""
    return lambda doc: _marked(doc, tuple(see(doc)))


def extend() -> None:
    """Give every Doc a place for its quirks and for the habits of who wrote it."""
    from spacy.tokens import Doc

    if not Doc.has_extension("quirks"):
        Doc.set_extension("quirks", default=())
        Doc.set_extension("own_habits", default=())


def _marked(doc: Doc, quirks: tuple[Quirk, ...]) -> Doc:
    if not quirks and "quirk" in doc.spans:
        return doc
    doc._.quirks = (*doc._.quirks, *quirks)
    spans = (doc.char_span(q.start, q.end, label=q.rule, alignment_mode="expand") for q in quirks)
    doc.spans["quirk"] = [*doc.spans.get("quirk", ()), *(s for s in spans if s is not None)]
    return doc


def dropped(
    text: str, start: int, end: int, rule: str, note: str, **more: float | str
) -> Iterator[Quirk]:
    """The quirk of words that simply go, with the comma or space that goes with them and the
    capital that the next word then needs; all of a sentence that is nothing else."""
    start, end, neutral = without(text, start, end)
    if re.search(r"\w", text[:start] + neutral + text[end:]):
        yield Quirk(start, end, rule, note, neutral, **more)  # type: ignore[arg-type]
    elif re.search(r"\w", text):
        yield Quirk(0, len(text), rule, note, None, **more)  # type: ignore[arg-type]


_BEFORE = re.compile(r"(?<!\s)\s*(?:[,，、]\s*)?\Z")
_AFTER = re.compile(r"\s*[,，、:：]?\s*")
_STOP = re.compile(r"\s*[.。!！?？;；)）\"”」』]|\s*\Z")


def without(text: str, start: int, end: int) -> tuple[int, int, str]:
    """What has to be replaced, and by what, so that `[start, end)` is gone from the sentence and
    its commas, spaces and capitals are as they should be."""
    before = _BEFORE.search(text, 0, start)
    left = before.start() if before else start
    if not text[:left].strip(" \t\"'“「『(（*_>-"):
        return _from_the_start(text, start, end)
    if _STOP.match(text, end):
        return left, end, ""
    after = _AFTER.match(text, end)
    right = after.end() if after else end
    commas = [sign for sign in text[left:start] + text[end:right] if sign in ",，、:："]
    if len(commas) >= 2 or not commas:
        return left, right, " " if " " in text[left:start] + text[end:right] else ""
    return left, right, commas[0] + (" " if commas[0] in ",:" else "")


def _from_the_start(text: str, start: int, end: int) -> tuple[int, int, str]:
    after = _AFTER.match(text, end)
    right = after.end() if after else end
    if text[start : start + 1].isupper() and text[right : right + 1].islower():
        return start, right + 1, text[right].upper()
    return start, right, ""


_EDGE = re.compile(r"(?<![\s\"'“(（*_>-])[\s\"'“(（*_>-]*\Z")


def apart(text: str, start: int, end: int) -> bool:
    """Whether the words stand at the start before a comma, between commas, or at the end after
    one."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    opens = not _EDGE.sub("", text[:start]).strip() or before[-1:] in ",，;；—–-(（"
    return (opens and (after[:1] in ",，:：!！.。)）" or not after)) or (
        before[-1:] in ",，(（—–" and after[:1] in ("", ".", "。", "!", "！", ")", "）", ",", "，")
    )
