"""Fitting an entry of the manual to its slot: stops, capitals, punctuation; never its words."""

from __future__ import annotations

import re

from antidistill.passage import Slot

_PROPER = re.compile(r"(?:[A-Z]{2,}|[A-Z][a-z]*[A-Z0-9]|I\b|`|[^A-Za-z])")
"""Openings whose capital is part of the word: acronyms, product names, code."""

_BEGIN = 2
"""Words, or Han characters, with which a sentence begins."""
_JOINT = re.compile(r"[;；:：]|, (?:or|so|since|because) |，(?:否则|避免|不然|以免|防止)")


def fitted(text: str, slot: Slot, language: str) -> str:
    """`text` as its neighbours are written."""
    out = text.strip()
    if not slot.full_stop and slot.place not in ("paragraph", "sentence"):
        out = _without_stop(out, language)
    if language == "en" and not slot.capital and not _PROPER.match(out):
        out = out[:1].lower() + out[1:]
    if slot.place == "cell":
        out = out.replace("|", "\\|")
    return out


def about(name: str, text: str, language: str) -> str:
    """`text` with the product that it is about before it, unless there is none or it says so."""
    if not name or name.lower() in text.lower():
        return text
    if language == "zh":
        return f"{name}：{text}"
    return f"{name}: {text if _PROPER.match(text) else text[:1].lower() + text[1:]}"


def _without_stop(text: str, language: str) -> str:
    # a Chinese question says by its words that it is one
    if text.endswith("。") or (language == "zh" and text.endswith("？")):
        return text[:-1]
    if text.endswith(".") and not text.endswith(("etc.", "e.g.", "..")):
        return text[:-1]
    return text


def shape(text: str, language: str) -> frozenset[str]:
    """What makes two sentences look made alike: how they begin, and by what their halves hang
    together."""
    begin = " ".join(text.lower().split(" ")[:_BEGIN]) if language == "en" else text[:_BEGIN]
    return frozenset((begin, *(m.group() for m in _JOINT.finditer(text))))


def opening(text: str, language: str) -> str:
    """What a reader notices as its beginning: the first word, or the first two Han characters."""
    return text[:2] if language == "zh" else text.split(" ", 1)[0].lower()
