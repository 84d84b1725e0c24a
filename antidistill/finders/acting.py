"""Words that act as persons do: subjects of what only people do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.phrases import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOLD = frozenset({"VBD", "VBN", "VBZ"})
"""Tags of verbs that tell what somebody does or did; 'open' as an order is none."""


def acting(doc: Doc | None) -> Mapping[int, str]:
    """For each proper noun that is the subject of such a verb where it begins (with a name of more
    words, the first): 'only' or 'maybe', as the list of the verb says."""
    found = {}
    for token in doc or ():
        if token.dep_ == "nsubj" and token.tag_ == "NNP" and (sure := _acts(token)):
            found[min(t.idx for t in token.subtree if t.i == token.i or _is_part(t, token))] = sure
    return found


def _is_part(token: Token, name: Token) -> bool:
    return bool(token.head.i == name.i and token.dep_ == "compound" and token.tag_ == "NNP")


def _acts(subject: Token) -> str:
    verb = subject.head
    finite = verb.tag_ in _TOLD or any(c.dep_ == "aux" and c.tag_ in _TOLD for c in verb.children)
    if not finite or verb.i < subject.i:
        return ""
    return next((sure for sure, verbs in _verbs().items() if verb.lemma_ in verbs), "")


@cache
def _verbs() -> dict[str, frozenset[str]]:
    return {
        sure: frozenset(words.split()) for sure, words in table("person_context")["acts"].items()
    }
