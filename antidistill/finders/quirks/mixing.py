"""Words of one language in sentences of the other, which have a plain word of their own there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.base import Quirk, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def see(doc: Doc) -> Iterator[Quirk]:
    """Office English among Chinese words, above the usual rate; words of other languages in
    English."""
    text = text_of(doc)
    wide = HAN.search(text) is not None
    rows = table("quirks")["mixing"]["zh" if wide else "en"]
    for match in _pattern(wide).finditer(text):
        start, end = match.span()
        new = rows[match.group().lower()]
        if wide:
            start -= text[start - 1 : start] == " " and bool(HAN.match(text[start - 2 : start - 1]))
            end += text[end : end + 1] == " " and bool(HAN.match(text[end + 1 : end + 2]))
            if not (HAN.match(text[start - 1 : start]) or HAN.match(text[end : end + 1])):
                continue  # among other English words it is a name or a term
            if _LISTED.match(text, end) or _LIST.search(text, 0, start):
                continue  # and so it is in a row of them: 'battle、cross 服'
        elif match.group()[0].isupper():
            new = new[0].upper() + new[1:]
        habit = "mixing" if wide else ""
        note = "a word of another language"
        yield Quirk(start, end, "mixing/word", note, new, 0.65, habit)


_LISTED = re.compile(r"\s?[、/]\s?[A-Za-z]|\s?服(?![务装用从])")
_LIST = re.compile(r"[A-Za-z]\s?[、/]\s?\Z")


@cache
def _pattern(wide: bool) -> re.Pattern[str]:
    words = sorted(table("quirks")["mixing"]["zh" if wide else "en"], key=lambda w: (-len(w), w))
    either = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    return re.compile(rf"(?<![\w/.`-])(?:{either})(?![\w/`-]|\.\w)", re.IGNORECASE)
