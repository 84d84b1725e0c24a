"""Whether an answer of a language model has the form of the line that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.guard.base import Problem
from antidistill.guard.claim import Claim

_STAND_IN = re.compile(r"[⟦⟧]")
_MARKER = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d+[.)、]\s?|>\s|\||```)")
_TAG = re.compile(
    r"</?(?:script|style|iframe|img|a|div|span|p|br|h\d|[uod]l|li|d[td]|table|t[rdh]|b|i|u|s|em|"
    r"strong|font|center|su[bp]|small|big|mark|kbd|code|pre|details|summary|!--)\b[^>]*>?|<!--",
    re.I,
)
_PAIRS = (("(", ")"), ("（", "）"), ("[", "]"), ("“", "”"), ("「", "」"), ("《", "》"))


def form_problems(claim: Claim) -> Iterator[Problem]:
    """Marks, brackets, line ends and stand-ins that do not belong there."""
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


def length_problems(claim: Claim) -> Iterator[Problem]:
    """An answer that is longer or shorter than the line may be."""
    least, most = claim.band
    size = len(claim.text.strip())
    if not least <= size <= most:
        yield Problem("length", f"{size} characters: {least} to {most} are asked")
