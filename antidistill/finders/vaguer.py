"""A sentence about a person, made vaguer: degree words, figures, second halves and asides go."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.wording import Change, Wording
from antidistill.reading import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

Tells = Callable[[str], bool]

_PAIRED = re.compile(r"\s*(?:——|—|–|(?<=\s)-(?=\s))[^—–。；;]+(?:——|—|–|(?<=\s)-(?=\s))\s*")
_DASH = re.compile(
    r"\s*(?:——|(?<=\s)[—–-](?=\s)|—)(?![^（(]*[)）])[^。；;]+?(?=[。；;.]?\s*\Z|[；;])"
)
_STOPPED = re.compile(r"[。.!！?？][\"”」』]\s*\Z")
"""A quotation that ends the sentence has its stop inside."""
_ASIDE = re.compile(r"\s*(?:（[^（）]*）|\([^()]*\))")
_SECOND = re.compile(r"\s*[；;].+?(?=[。.]?\s*\Z)")
_SAID = re.compile(r"(?<!\s)\s*(?:[：:，,]\s*)?[“\"「][^”\"」]*[”\"」](?=[。.]?\s*\Z)")
"""The words that somebody is quoted with at the end of a sentence."""
_FIGURE = re.compile(
    r"(?:\d+|[一二两三四五六七八九十几]+)\s*个?(?:多|来)?(?:字|次|遍|小时|分钟|天|周|月|年|岁|行|条|秒|点|句|页|轮)(?!话)|"
    r"(?:\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a few|several))"
    r"[ -](?:words?|lines?|"
    r"hours?|minutes?|days?|weeks?|times?|sentences?|characters?|paragraphs?|pages?)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[，,]\s*")
_OPEN_ENDED = re.compile(
    r"(?:如果|若|当|只要|一旦|除非|因为|虽然)[^，,]*\Z|(?:时|的时候|之前|以前|后|的话)\Z|^\s*(?:if|when|unless|once|because|although|while)\b",
    re.IGNORECASE,
)
_HANGS = re.compile(r"^(?:否则|不然|再|然后|就|才|也|都|and then|then|otherwise)", re.IGNORECASE)


def vaguer(
    sentence: Sentence,
    *,
    few: bool = True,
    tells: Tells = lambda _: False,
    gone: Sequence[tuple[int, int]] = (),
) -> tuple[Change, ...]:
    """What has to change so that the sentence tells less and is still true and whole. `few`: of
    more than two clauses the others go, and asides and second halves too; `tells`: which clauses go
    before all others; `gone`: what is cut already. What comes out has nothing left that would
    change; () when nothing has to, or nothing would be left."""
    wording = Wording(sentence.text)
    for start, end in sorted(gone, reverse=True):
        wording.replace(start, end, "")
    if few:
        _asides(wording)
    _dashes(wording)
    if few:
        _second(wording)
    _without(wording, tells)
    _without(wording, lambda clause: _FIGURE.search(clause) is not None)
    if few:
        _clauses(wording)
    _degrees(wording, sentence.doc)
    return wording.changes() if says(wording.text) else ()


def _asides(wording: Wording) -> None:
    if says(_ASIDE.sub("", wording.text)):
        wording.sub(_ASIDE, "")


def _dashes(wording: Wording) -> None:
    for match in reversed(list(_PAIRED.finditer(wording.text))):
        wide = HAN.search(wording.text) is not None
        wording.replace(*match.span(), "，" if wide else ", ")
    last = _DASH.search(wording.text)
    if last and says(wording.text[: last.start()]):
        stop = _STOPPED.search(last.group())
        wide = HAN.search(wording.text) is not None
        wording.replace(*last.span(), ("。" if wide else ".") if stop else "")


def _second(wording: Wording) -> None:
    match = _SECOND.search(wording.text)
    if match is None or not says(wording.text[: match.start()]):
        return
    edge = _edges().search(match.group())
    if edge is None or _edges().search(wording.text[: match.start()]):
        wording.replace(*match.span(), "")
    elif said := _SAID.search(wording.text, match.start() + edge.end()):
        wording.replace(*said.span(), "")


@cache
def _edges() -> re.Pattern[str]:
    words = table("edges")
    latin = "|".join(words["en"])
    return re.compile(f"{'|'.join(words['zh'])}|\\b(?:{latin})\\b", re.IGNORECASE)


def _without(wording: Wording, goes: Tells) -> None:
    """Clauses of that kind go where another one stays."""
    while True:
        parts = _parts(wording.text)
        going = [p for p in parts[1:] if goes(wording.text[slice(*p)])]
        if not going or not _cut(wording, parts, going[-1]):
            return


def _clauses(wording: Wording) -> None:
    """Of more than two clauses those behind the second go, if the second can end the sentence."""
    while len(parts := _parts(wording.text)) > 2:
        if not _cut(wording, parts, parts[-1]):
            return


def _cut(wording: Wording, parts: list[tuple[int, int]], part: tuple[int, int]) -> bool:
    """Cut one clause with the comma before it; False where the rest would hang in the air."""
    text, at = wording.text, parts.index(part)
    before, behind = (
        text[slice(*parts[at - 1])],
        text[slice(*parts[at + 1])] if at + 1 < len(parts) else "",
    )
    lead = before.rsplit("：", 1)[-1].rsplit(":", 1)[-1]
    if (not behind and _OPEN_ENDED.search(lead.strip())) or _HANGS.match(behind.strip()):
        return False
    if not says(text[: parts[at - 1][1]]):
        return False
    wording.replace(parts[at - 1][1], part[1], "")
    return True


def _parts(text: str) -> list[tuple[int, int]]:
    """The clauses between commas outside quotation marks, without the stop at the end."""
    end = len(text.rstrip(" 。.!！?？"))
    starts, out = 0, []
    for match in _JOINT.finditer(text, 0, end):
        if _within_marks(text, match.start()):
            continue
        out.append((starts, match.start()))
        starts = match.end()
    return [*out, (starts, end)]


def _within_marks(text: str, at: int) -> bool:
    before = text[:at]
    opened = sum(before.count(a) - before.count(b) for a, b in ("“”", "「」", "（）", "()", "『』"))
    return opened > 0 or before.count('"') % 2 == 1


def _degrees(wording: Wording, doc: Doc | None) -> None:
    """Words of degree go or become weaker; 'never answers' becomes 'does not answer'."""
    degrees = table("degrees")
    zh = HAN.search(wording.text) is not None
    if not zh:
        _nevers(wording, doc)
    for word, new in degrees["zh" if zh else "en"].items():
        if zh:
            wording.sub(re.compile(word), new)
        else:
            _weaken(wording, word, new)


def _weaken(wording: Wording, word: str, new: str) -> None:
    """Put a weaker English word, or none, in the place of each that fits; a sentence keeps its
    capital."""
    whole = rf"(?<![A-Za-z'’-]){word}(?![A-Za-z'’-])"
    if new:
        wording.sub(re.compile(whole, re.IGNORECASE), new)
        return
    first = re.match(rf"{whole}\s+(\w)", wording.text, re.IGNORECASE)
    if first:
        wording.replace(*first.span(), first.group(1).upper())
    wording.sub(re.compile(rf"\s+{whole}", re.IGNORECASE), "")


_NEVER = re.compile(
    r"(?<!when )(?<!ever )\bnever ((?!ever\b|again\b|before\b)[a-z]+(?<!ed)(?<!ing)(?<!en))\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|must) never\b", re.IGNORECASE
)


def _nevers(wording: Wording, doc: Doc | None) -> None:
    wording.sub(_AUXILIARY, r"\1 not")
    verbs = {t.lower_: t.lemma_ for t in doc or () if t.pos_ == "VERB"}
    for match in reversed(list(_NEVER.finditer(wording.text))):
        verb = match.group(1)
        if verb.lower() not in verbs:
            continue
        third = verb.endswith("s") and not verb.endswith("ss")
        denied = "does not" if third else "do not"
        capital = denied[0].upper() + denied[1:] if match.group()[0] == "N" else denied
        wording.replace(*match.span(), f"{capital} {verbs[verb.lower()] if third else verb}")


def says(text: str) -> bool:
    """Whether `text` has words enough for a sentence about somebody."""
    return len(HAN.findall(text)) >= 3 or len(re.findall(r"[A-Za-z][A-Za-z'’-]*", text)) >= 2
