"""What the trained model of names gets to see of the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from antidistill.finders.meanings import START, meanings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

_AROUND = 3
"""So many words on either side say what a word is."""
_SAYS_NOTHING = frozenset({"PUNCT", "PART", "ADP", "PRON", "CCONJ", "SPACE", "DET", "SYM", "NUM"})
_SHAPES = ((re.compile(r"[A-Z]+"), "X"), (re.compile(r"[a-z]+"), "x"), (re.compile(r"\d+"), "0"))


def candidates(doc: Doc, language: str) -> Iterator[int]:
    """The places of the words that could be names."""
    for token in doc:
        if token.pos_ in _SAYS_NOTHING and not token.ent_type_:
            continue
        if language == "zh" or _is_unusual(token):
            yield token.i


def _is_unusual(token: Token) -> bool:
    """Whether an English word is written like a name or is none of the everyday words."""
    text = token.text
    if not any(c.isalpha() for c in text):
        return False
    if token.i == 0 and text[1:].islower() and token.pos_ != "PROPN":
        return START + text.lower() not in meanings("en").rows
    return not text.islower() or START + text not in meanings("en").rows


@dataclass(frozen=True, slots=True)
class Words:
    """What the model gets to see of the words of a sentence."""

    tokens: Sequence[Token]
    beside: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    """What a word tells of the one beside it: itself, what it is, its shape."""

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """Those of an analysed sentence."""
        return cls(list(doc))

    def told_of(self, at: int) -> list[str]:
        """The features of one word."""
        token = self.tokens[at]
        out = list(_by_itself(token.text, token.pos_, token.tag_, token.ent_type_))
        if token.dep_:
            out += [f"dep {token.dep_}", f"of {token.dep_} {token.head.lemma_.lower()}"]
        near = {far: self._beside(at + far) for far in (-2, -1, 1, 2)}
        for far, (low, is_a, shape) in near.items():
            out += [f"{far} {low}", f"{far} {is_a}", f"{far} {shape}"] if is_a else [f"{far} {low}"]
        out += [f"both {near[-1][0]} {near[1][0]}", f"first {at == 0}"]
        return list(dict.fromkeys(out))

    def surroundings(self, places: Sequence[int], language: str) -> list[NDArray[Any]]:
        """What the words around each of some words mean together."""
        return meanings(language).around([t.text for t in self.tokens], places, _AROUND)

    def _beside(self, at: int) -> tuple[str, str, str]:
        if not 0 <= at < len(self.tokens):
            return "-", "", ""
        if at not in self.beside:
            token = self.tokens[at]
            is_a = f"{token.pos_} {token.ent_type_}"
            self.beside[at] = (token.text.lower(), is_a, _shape(token.text))
        return self.beside[at]


@lru_cache(maxsize=1 << 13)
def _by_itself(text: str, pos: str, tag: str, entity: str) -> tuple[str, ...]:
    out = [f"shape {_shape(text)}", f"pos {pos}", f"tag {tag}"]
    out += [f"entity {entity}", f"size {min(len(text), 8)}", f"word {text.lower()}"]
    out += [f"head {text[:n].lower()}" for n in (1, 2, 3)]
    out += [f"tail {text[-n:].lower()}" for n in (1, 2, 3)]
    return tuple(out)


@lru_cache(maxsize=1 << 14)
def _shape(text: str) -> str:
    for pattern, sign in _SHAPES:
        text = pattern.sub(sign, text)
    return "".join("H" if "\u4e00" <= c <= "\u9fff" else c for c in text)[:12]
