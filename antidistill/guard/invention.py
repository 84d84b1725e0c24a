"""Nothing is invented: no number, address or identifier from nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.guard.base import Problem
from antidistill.message import said

_TOKEN = re.compile(
    r"https?://[^\s<)>\[\]\"'，。；）]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+|"
    r"(?<![A-Za-z0-9_.])\d[\d.,:]*\d|(?<![A-Za-z0-9_.])\d(?![A-Za-z0-9_])"
)


def invention_problems(original: str, sources: str, text: str) -> Iterator[Problem]:
    """A problem for each number or address of `text` that neither the original nor the entries of
    the manual that were used have. Numbers that count list items are the caller's to take out."""
    known = {*_tokens(original), *_tokens(sources)}
    for token in sorted(_tokens(text) - known):
        if _is_shortened(token, known):
            continue
        if not any(re.search(rf"(?<!\d){re.escape(token)}(?!\d)", k) for k in known):
            yield Problem(
                "invention",
                said("{token!r} stands neither in the original nor in the manual", token=token),
            )


def _is_shortened(token: str, known: set[str]) -> bool:
    """Whether it is a known address with fewer of its parameters."""
    base, _, query = token.partition("?")
    if "://" not in base or not query:
        return False
    asked = set(query.split("&"))
    return any(
        k.startswith(base + "?") and asked <= set(k[len(base) + 1 :].split("&")) for k in known
    )


def _tokens(text: str) -> set[str]:
    return {m.group().rstrip(".,:") for m in _TOKEN.finditer(text)}
