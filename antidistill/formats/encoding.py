"""Bytes to text and back, without losing one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.errors import OutputFault, UnreadableInput, UsageFault
from antidistill.message import said

MAX_BYTES = 5_000_000
"""Above this a parse takes more than some seconds and hundreds of megabytes."""
MAX_LINE = 1_000_000
"""Characters; longer lines are embedded pictures or data, and too long for the language models."""

MOST_CELLS = 200_000
"""In the tables of one file; each takes about a kilobyte while it is looked at."""


def refuse_cells(number: int) -> None:
    """UnreadableInput when a file has more table cells than anybody fills in."""
    if number > MOST_CELLS:
        raise UnreadableInput(
            said("it has more than {most:,} table cells; split it", most=MOST_CELLS)
        )


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what is needed to make the same bytes of it again."""

    text: str
    codec: str
    """Name of the Python codec; never one that adds a byte order mark by itself."""
    bom: bytes = b""


BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: its little-endian mark begins with the other's."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text in `data`; UnreadableInput when it is binary, too large, or in a code that cannot
    be told with confidence. `encoding` names the code and overrides the guess."""
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            said(
                "it is larger than {most} MB; split it into smaller files",
                most=MAX_BYTES // 1_000_000,
            )
        )
    found = _named(data, encoding) if encoding else _detected(data)
    _refuse_unsafe(found.text)
    return found


def encode(text: str, codec: str = "utf-8", bom: bytes = b"") -> bytes:
    """The bytes of `text`; OutputFault when the document's code lacks one of its characters."""
    try:
        return bom + text.encode(codec)
    except UnicodeEncodeError as fault:
        char = fault.object[fault.start]
        raise OutputFault(
            said(
                "the new text has the character {char!r} (U+{code:04X}), which the "
                "document's encoding {codec} lacks; save the document as UTF-8 and run "
                "again",
                char=char,
                code=ord(char),
                codec=codec,
            )
        ) from None


def _named(data: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        raise UsageFault(
            said(
                "--encoding {encoding}: no such encoding; try utf-8, gb18030, big5 or utf-16",
                encoding=encoding,
            )
        ) from None
    bom, codec = _mark(data, codec)
    text = _strictly(data, codec, bom)
    if text is None:
        raise UnreadableInput(
            said(
                "it is not {encoding} text; leave --encoding out or name another", encoding=encoding
            )
        )
    return Decoded(text, codec, bom)


def _mark(data: bytes, codec: str) -> tuple[bytes, str]:
    """The byte order mark that `data` starts with, if it fits `codec`, and the codec without it."""
    codec = codec.replace("_", "-")
    wide = codec.removesuffix("-sig")
    for mark, name in BOMS:
        if data.startswith(mark) and (name == wide or name.startswith(f"{wide}-")):
            return mark, name
    return b"", f"{wide}-le" if wide in ("utf-16", "utf-32") else wide


def _strictly(data: bytes, codec: str, bom: bytes = b"") -> str | None:
    """`data` decoded, if that is possible and gives the same bytes back."""
    body = data[len(bom) :]
    try:
        text = body.decode(codec)
        return text if text.encode(codec) == body else None
    except (UnicodeError, LookupError):
        return None


def _detected(data: bytes) -> Decoded:
    for mark, codec in BOMS:
        if data.startswith(mark):
            text = _strictly(data, codec, mark)
            if text is None:
                raise UnreadableInput(
                    said("it starts as {codec} but is damaged further on", codec=codec)
                )
            return Decoded(text, codec, mark)
    if b"\0" in data:
        return _wide(data)
    text = _strictly(data, "utf-8")
    return Decoded(text, "utf-8") if text is not None else _legacy(data)


_ASCII_TEXT = frozenset((9, 10, 13, *range(32, 127)))
_MOSTLY = 0.95
PLAIN_TEXT = re.compile(
    r"[\t\n\r -~\u00a0-\u024f\u2010-\u203f\u20ac\u2190-\u21ff\u2500-\u25ff"
    r"\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]"
)
"""Characters that documents in English and Chinese are made of."""


def _wide(data: bytes) -> Decoded:
    """UTF-16 without a mark: the byte order under which it reads as text and the other does not.
    A stray NUL in plain ASCII is no UTF-16, nor is what has no space and no line end."""
    plain = sum(byte in _ASCII_TEXT for byte in data)
    if plain > _MOSTLY * (len(data) - data.count(0)) and data.count(0) < len(data) / 4:
        raise UnreadableInput("it is binary, not text; if it is text, name its --encoding")
    scores = []
    for codec in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, codec)
        share = len(PLAIN_TEXT.findall(text)) / len(text) if text else 0.0
        ends = len(re.findall("[ \n]", text)) if text else 0
        scores.append((share, ends, codec, text or ""))
    best, other = sorted(scores, reverse=True)
    if best[0] < 0.97 or not best[1] or (other[0] > 0.9 and other[1] >= best[1]):
        raise UnreadableInput("it is binary, not text; if it is text, name its --encoding")
    return Decoded(best[3], best[2])


ONE_BYTE = re.compile(rb"[\x00-\x7f\x85\x91-\x97\x99\xa0\xa9\xae\xb0\xb7]*")
"""ASCII with the curly quotes, dashes, dots and signs that all Windows code pages share."""
FREQUENT = frozenset(
    "的一是不了在有人我他这個个们中来上大为和国地到以说时要就出会可也你对生能而子得于下自之年过发后"
    "作用道行所然家种事成方多经法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从"
    "這們來為國說時會對於過發後種經學現當沒動還進樣開從無與機關點問應將間並數據處請檢查数据处请检查"
)
"""Characters frequent in both scripts; a wrong code gives Han characters too, but not these."""
ENOUGH = 12
"""Han characters below which no statistics hold."""


def _legacy(data: bytes) -> Decoded:
    """A code of before Unicode, if what it gives is plausible and the others do not.

    Statistics over all bytes (charset-normalizer) named the wrong code, or none, for a good part
    of documents that mix Chinese with commands and markup; the share of frequent characters does
    not: it is a fifth and more in the right code and next to nothing in the wrong one.
    """
    if ONE_BYTE.fullmatch(data) and not re.search(rb"[\x80-\xff]{3}", data):
        return Decoded(data.decode("cp1252"), "cp1252")
    fits = [codec for codec in ("gb18030", "big5") if _is_chinese(data, codec)]
    if len(fits) != 1:
        raise UnreadableInput(
            "its encoding cannot be told with confidence; name it with --encoding "
            "(gb18030, big5, cp1252, …) or save it as UTF-8"
        )
    return Decoded(data.decode(fits[0]), fits[0])


def _is_chinese(data: bytes, codec: str) -> bool:
    """Whether `data` in that code is Chinese as people write it."""
    text = _strictly(data, codec)
    han = HAN.findall(text) if text else []
    return len(han) >= ENOUGH and sum(char in FREQUENT for char in han) >= 0.08 * len(han)


def _refuse_unsafe(text: str) -> None:
    if "\0" in text:
        raise UnreadableInput("it has NUL characters, so it is binary or damaged, not text")
    longest = max(re.split(r"[\r\n]", text), key=len)
    if len(longest) > MAX_LINE:
        number = text.count("\n", 0, text.index(longest)) + 1
        raise UnreadableInput(
            said(
                "line {number} has {longest_count:,} characters (an embedded picture?); "
                "move that into a file of its own",
                number=number,
                longest_count=len(longest),
            )
        )


FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
NO_PROSE = re.compile(r"`[^`\n]+`|https?://\S+")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str:
    """'zh' when more than a fifth of the letters outside code are Han characters, else 'en'."""
    letters = han = 0
    for line in _outside_fences(text):
        prose = NO_PROSE.sub(" ", line)
        letters += len(LETTER.findall(prose))
        han += len(HAN.findall(prose))
    return "zh" if han > letters / 5 else "en"


def _outside_fences(text: str) -> Iterator[str]:
    """The lines that stand in no fenced code."""
    opened = ""
    for line in re.split(r"[\r\n]+", text):
        fence = FENCE.match(line)
        if opened:
            closed = fence and fence["fence"].startswith(opened) and not line[fence.end() :].strip()
            opened = "" if closed else opened
        elif fence:
            opened = fence["fence"]
        else:
            yield line
