"""Punctuation as a habit: doubled marks, exclamations, dots, tildes; capitals and lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from antidistill.finders.phrases import table
from antidistill.finders.quirks.base import Quirk, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DOUBLED = re.compile(r"[!！]{2,}|[?？]{2,}|(?:[!！][?？]|[?？][!！])[!！?？]*")
_SINGLE = re.compile(r"(?<![!！?？\w])?[!！](?![!！?？=\[\w])")
_DOTS = re.compile(r"(?:…+|\.{3,}|。{2,})(?=\s|[)）”」\"]|\Z|[\u4e00-\u9fff，])")
_TILDE = re.compile(r"(?<=[\u4e00-\u9fff\w])[~～]+(?=[\s。！!，,)）]|\Z)")
_CAPITALS = re.compile(r"(?<![\w`/.-])[A-Z][A-Z'’]*(?:[ ][A-Z][A-Z'’]+)*(?![\w`(/-])")


def punctuation(doc: Doc) -> Iterator[Quirk]:
    """Doubled marks always; single exclamations, dots and tildes above the usual rate."""
    text = text_of(doc)
    for match in _DOUBLED.finditer(text):
        if _is_gap(text, match):
            continue
        one = _plain(match.group())
        yield Quirk(*match.span(), "punctuation/doubled", "doubled marks", one, 0.85)
    for match in _SINGLE.finditer(text):
        if match.end() == len(text.rstrip()) or text[match.end() : match.end() + 1] in ' )）”」"':
            stop = "。" if match.group() == "！" else "."
            yield Quirk(
                *match.span(),
                "punctuation/exclamation",
                "exclamation marks",
                stop,
                0.7,
                "exclamation",
            )
    for match in _DOTS.finditer(text):
        last = not text[match.end() :].strip(' )）”」"')
        stop = ("。" if re.search(r"[\u4e00-\u9fff]", text) else ".") if last else ""
        # dots for what else there is take the comma before them along
        start = len(text[: match.start()].rstrip(" ,，、")) if last else match.start()
        yield Quirk(start, match.end(), "punctuation/dots", "trailing dots", stop, 0.7, "ellipsis")
    for match in _TILDE.finditer(text):
        stop = "。" if match.end() == len(text.rstrip()) else ""
        if len(match.group()) > 1:
            yield Quirk(*match.span(), "punctuation/doubled", "doubled marks", stop, 0.85)
            continue
        yield Quirk(*match.span(), "punctuation/tilde", "tildes", stop, 0.8, "tilde")


def _is_gap(text: str, marks: re.Match[str]) -> bool:
    """Whether question marks stand where a word would: 'the host is ???' leaves it open."""
    alone = not text[: marks.start()] or text[marks.start() - 1].isspace()
    return alone and not marks.group().strip("?？")


def _plain(marks: str) -> str:
    asks = any(sign in marks for sign in "?？")
    wide = any(sign in marks for sign in "！？")
    if asks:
        return "？" if wide else "?"
    return "。" if wide else "."


def capitals(doc: Doc) -> Iterator[Quirk]:
    """Words written in capitals to shout; not where the words of RFC 2119 are meant. Those that
    only give a rule its force are a habit of their own."""
    text = text_of(doc)
    data = table("quirks")["capitals"]
    force, shouted = frozenset(data["force"]), frozenset(data["en"])
    if text.isupper():
        return
    for match in _CAPITALS.finditer(text):
        words = match.group().replace("’", "'").split()
        if words and all(word in shouted or word in force for word in words):
            low = match.group().lower()
            neutral = low.capitalize() if not text[: match.start()].strip(" *_\"'“") else low
            habit = "force" if all(word in force for word in words) else "capitals"
            yield Quirk(*match.span(), "capitals/word", data["note"], neutral, 0.75, habit)


def lower_start(doc: Doc) -> Iterator[Quirk]:
    """A sentence with a full stop that starts in lower case."""
    text = text_of(doc)
    if re.match(r"[a-z]+[ ,']", text) and re.search(r"[.!?]\s*\Z", text) and len(text.split()) > 3:
        yield Quirk(
            0,
            1,
            "case/lower start",
            "sentences that start in lower case",
            text[0].upper(),
            0.6,
            "lower_start",
        )


def particles(doc: Doc) -> Iterator[Quirk]:
    """Sentence-final particles that carry a personal tone."""
    note = table("quirks")["particles"]["note"]
    signs = "|".join(sorted(table("quirks")["particles"]["zh"], key=len, reverse=True))
    for match in re.finditer(
        rf"(?<=[\u4e00-\u9fff])(?:{signs})+(?=[，,。.!！?？~～…;；)）”」]|\s*\Z)", text_of(doc)
    ):
        if not _part_of_a_word(text_of(doc), match.start(), match.end()):
            yield Quirk(*match.span(), "particles/final", note, "", 0.75)


_WORDS = (
    "干嘛",
    "点滴",
    "水滴",
    "安哥拉",
    "哈哈",
    "埃塞俄比亚",
    "西雅图",
    "咖啡吧",
    "网吧",
    "啊哈",
    "惊讶",
)


def _part_of_a_word(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 2) : end]
    return any(around.endswith(word) for word in _WORDS)
