"""What the manual says word for word: such sentences are public wherever they stand."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from functools import cache
from pathlib import Path

from antidistill import ready
from antidistill.manual.fog import tables
from antidistill.manual.load import PERSONA, heads
from antidistill.manual.manners import sayings

_STRING = re.compile(r'= "([^"\\\n]*(?:\\.[^"\\\n]*)*)"(?:$|,| \})', re.MULTILINE)
_LINES = re.compile(r"= (?:\"\"\"|''')\n?(.*?)(?:\"\"\"|''')", re.DOTALL)
_LITERAL = re.compile(r"= '([^'\n]*)'$", re.MULTILINE)

_PRODUCT = re.compile(r"^[*`]*[A-Z][\w.+-]{1,20}[*`]*(?:：|: )")
_TOWARDS = re.compile(r"^[^:：→。.!?]{1,24}(?:[:：]|→)\s*")
"""'Upwards: …', '被催 → …': what stays before a line about a person."""


def is_known(text: str, folders: tuple[Path, ...] = ()) -> bool:
    """Whether `text` is an entry of the manual, whatever its case and the stop at its end, also
    with the name of its product before it ('Redis: …'), as it is written among other things, or
    what holds of nearly everybody."""
    bare = _PRODUCT.sub("", text)
    if normal(text) in _wordings(folders) or normal(bare) in _wordings(folders):
        return True
    return normal(text) in _said() or normal(_TOWARDS.sub("", text)) in _said()


@cache
def _said() -> frozenset[str]:
    """The normal forms of what can be said of nearly everybody."""
    ours = {*sayings(), *_guidance()}
    return frozenset(normal(s) for s in ours)


def _guidance() -> Iterator[str]:
    """The persona lines of the trades, as they are put to somebody."""
    for line in _STRING.findall(PERSONA.read_text(encoding="utf-8")):
        yield f"You {line[:1].lower()}{line[1:]}" if line.isascii() else f"你{line}"


def normal(text: str) -> str:
    """`text` without case, spaces, code marks and the stop at its end, in the mainland's words:
    how entries are compared."""
    bare = re.sub(r"\s+", " ", re.sub(r"[`*]", "", text)).strip(" .。").lower()
    return _taiwan().sub(lambda m: _words()[m.group()], bare)


@cache
def _taiwan() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words())))


@cache
def _words() -> dict[str, str]:
    """Words and characters that differ from region to region, and those of the mainland."""
    table = tables()["traditional"]
    return {**table["words"], **table["alike"]}


class _Kept:
    """A set of strings as a sorted array of their hashes, which is there as soon as it is read."""

    def __init__(self, hashes: array[int]) -> None:
        self._hashes = hashes

    def __contains__(self, text: object) -> bool:
        wanted = _hashed(str(text))
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted


def _hashed(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


@cache
def _wordings(folders: tuple[Path, ...]) -> Container[str]:
    """The normal forms of all strings of all topics."""
    if folders or ready.shelf() is None:
        return _all_wordings(folders)
    return _Kept(ready.whole_numbers("wordings", _hashes))


def _hashes() -> array[int]:
    return array("Q", sorted(map(_hashed, _all_wordings(()))))


def _all_wordings(folders: tuple[Path, ...]) -> frozenset[str]:
    """Read as text: parsing every file would take longer than the rest of a short run."""
    found: list[str] = []
    for path in (PERSONA, *(head.path for head in heads(*folders))):
        text = path.read_text(encoding="utf-8")
        strings = [m.replace('\\"', '"').replace("\\\\", "\\") for m in _STRING.findall(text)]
        strings += _LITERAL.findall(text)
        for block in _LINES.findall(text):
            strings += block.split("\n")
        found += strings
    return frozenset(_normal(found)) - {""}


_ODD = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""Spaces that are no blank."""


def _normal(texts: Sequence[str]) -> list[str]:
    """`normal` of each, for tens of thousands at once: in one long text, with a sign between them
    that no pattern knows."""
    plain = "\0".join(texts).replace("`", "").replace("*", "")
    for sign in _ODD:
        plain = plain.replace(sign, " ")
    while "  " in plain:
        plain = plain.replace("  ", " ")
    bare = "\0".join([t.strip(" .。") for t in plain.split("\0")]).lower()
    return _taiwan().sub(lambda m: _words()[m.group()], bare).split("\0")
