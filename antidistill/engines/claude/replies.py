"""Reading a reply: strictly in what it may say, leniently in how it says it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from antidistill.passage import Rewrite
from antidistill.sheet import Named

_DECODER = json.JSONDecoder(strict=False)
_OPENS = re.compile(r"\{")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request."""

    text: str
    stop: str = ""
    """Why the model stopped: 'end_turn', 'max_tokens', 'refusal', 'cut' when the line was."""


def answers_in(reply: Reply) -> list[Rewrite | Named]:
    """Each whole answer in a reply, the first for each id, and what it names of the lines that
    stay: also out of a fence, of text around it, and of a reply that breaks off. What is neither is
    passed over."""
    answers: dict[str, Rewrite] = {}
    named: list[Named] = []
    for node in _objects(reply.text):
        one = _named(node) or _answer(node)
        if isinstance(one, Named):
            named.append(one)
        elif one is not None:
            answers.setdefault(one.passage, one)
    return [*answers.values(), *named]


def _objects(text: str) -> Iterator[Any]:
    """The objects that hold an answer: those of the list if the whole can be read, else each that
    can be read by itself."""
    for match in _OPENS.finditer(text):
        try:
            node, _ = _DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(node, dict) and isinstance(node.get("answers"), list):
            yield from node["answers"]
            yield from node["found"] if isinstance(node.get("found"), list) else ()
            return
        if isinstance(node, dict) and "id" in node:
            yield node


def _named(node: Any) -> Named | None:
    if not isinstance(node, dict) or "quote" not in node:
        return None
    words = [node.get(k) for k in ("id", "kind", "quote")]
    text = node.get("text")
    if not all(isinstance(w, str) for w in words) or not isinstance(text, str | None):
        return None
    return Named(node["id"].strip(), node["kind"].strip(), node["quote"], text)


def _answer(node: Any) -> Rewrite | None:
    if not isinstance(node, dict) or not isinstance(node.get("id"), str) or "text" not in node:
        return None
    text, sources = node["text"], node.get("sources")
    if not (text is None or isinstance(text, str)):
        return None
    named = tuple(s for s in sources if isinstance(s, str)) if isinstance(sources, list) else ()
    return Rewrite(node["id"].strip(), text, named, alone=True)
