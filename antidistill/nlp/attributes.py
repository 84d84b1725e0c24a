"""The rules by which spaCy gives tokens their part of speech, remembered by token.

Nearly all of them look at one token, and at little of it: at its tag, what it depends by, and
whether it is one of a few words. So what they come to is looked up. Where another rule applies, all
are tried as spaCy does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline.attributeruler import AttributeRuler
    from spacy.tokens import Doc

_SEEN: list[int | str] = ["TAG", "DEP", "IS_SPACE", "LOWER"]
"""What a rule looks at that is looked up."""

Token = dict[str, Any]
"""What a rule asks of a token, or gives it."""


def remembered(nlp: Language) -> Language:
    """The same pipeline, whose rules are looked up."""
    component: Any
    for at, (name, component) in enumerate(nlp._components):
        if name == "attribute_ruler":
            nlp._components[at] = (name, Remembered(component))
    return nlp


class Remembered:
    """A component that does what `ruler` does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher
        from spacy.tokens._retokenize import set_token_attrs

        self._ruler, self._give = ruler, set_token_attrs
        self._simple = Matcher(ruler.vocab, validate=False)
        self._other = Matcher(ruler.vocab, validate=False)
        self._words: set[int] = set()
        for at, rule in enumerate(ruler.patterns):
            patterns: Any = rule["patterns"]
            simple = [tokens for tokens in patterns if _is_simple(tokens)]
            other = [tokens for tokens in patterns if not _is_simple(tokens)]
            self._words |= {ruler.vocab.strings[w] for (token,) in simple for w in _words(token)}
            for matcher, some in ((self._simple, simple), (self._other, other)):
                if some:
                    matcher.add(str(at), some)
        self._known: dict[tuple[int, ...], tuple[Token, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        if self._other(doc, allow_missing=True):
            return self._ruler(doc)
        for at, (*seen, word) in enumerate(doc.to_array(_SEEN).tolist()):
            key = (*seen, word if word in self._words else 0)
            given = self._known.get(key)
            if given is None:
                given = self._known[key] = self._told(doc, at)
            for attributes in given:
                self._give(doc[at], attributes)
        return doc

    def _told(self, doc: Doc, at: int) -> tuple[Token, ...]:
        """What the rules give that token, in their order: the last one counts."""
        found = self._simple(doc[at : at + 1], allow_missing=True)
        rules = sorted(int(doc.vocab.strings[rule]) for rule, _, _ in found)
        return tuple(self._ruler.attrs[rule] for rule in rules)


def _is_simple(tokens: list[Token]) -> bool:
    """Whether a rule looks at one token, and at nothing that is not looked up."""
    if len(tokens) != 1 or not tokens[0].keys() <= set(_SEEN):
        return False
    word = tokens[0].get("LOWER", "")
    return isinstance(word, str) or word.keys() == {"IN"}


def _words(token: Token) -> list[str]:
    """The words that a simple rule knows."""
    word = token.get("LOWER", [])
    return [word] if isinstance(word, str) else list(word["IN"]) if word else []
