"""What is worked on: the documents of the corpus, and texts of a wanted size made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from antidistill.formats.encoding import MAX_BYTES

LANGUAGES = ("en", "zh")
_MARGIN = 0.95
"""Of the longest text: what is made of the documents is not as many bytes a character as they."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The documents of one language."""

    language: str
    texts: tuple[str, ...]

    @property
    def units(self) -> int:
        """Words, or Han and other characters but spaces in Chinese."""
        if self.language == "zh":
            return sum(not c.isspace() for text in self.texts for c in text)
        return sum(len(text.split()) for text in self.texts)

    @property
    def unit(self) -> str:
        """What `units` counts."""
        return "characters" if self.language == "zh" else "words"

    @property
    def longest(self) -> int:
        """Characters of such a text that is still read: a Han character is three bytes."""
        text = "".join(self.texts)
        return int(_MARGIN * MAX_BYTES * len(text) / len(text.encode()))

    def of_size(self, characters: int) -> str:
        """A text of that length: whole documents one after the other, without front matter. What
        comes a second time comes with other words: no real text says the same a hundred times."""
        parts: list[str] = []
        size = 0
        while size < characters:
            again, at = divmod(len(parts), len(self.texts))
            text = _without_head(self.texts[at])
            text = _varied(text, _words(self.texts), Random(f"{again} {at}")) if again else text
            parts.append(text[: characters - size])
            size += len(parts[-1]) + 2
        return "\n\n".join(parts)[:characters]

    def at_least(self, characters: int) -> Texts:
        """These documents, and as many more with other words as it takes to be so long together."""
        out, size = list(self.texts), sum(map(len, self.texts))
        while size < characters:
            again, at = divmod(len(out), len(self.texts))
            out.append(_varied(self.texts[at], _words(self.texts), Random(f"{again} {at}")))
            size += len(out[-1])
        return Texts(self.language, tuple(out))

    def pieces(self, size: int, characters: int) -> tuple[str, ...]:
        """A text of so many characters in pieces of `size`, cut at lines."""
        text = self.of_size(characters)
        out: list[str] = []
        while text:
            end = text.find("\n", size) + 1 or len(text)
            out.append(text[:end])
            text = text[end:]
        return tuple(out)


def corpus(folder: Path, language: str, most: int) -> Texts:
    """Up to `most` documents of the corpus's folder for that language."""
    files = sorted((folder / language).glob("*.md"))[:most]
    return Texts(language, tuple(file.read_text(encoding="utf-8") for file in files))


def small_files(folder: Path, texts: Sequence[str], number: int) -> None:
    """`number` files of a few lines each, all of them different."""
    folder.mkdir(parents=True)
    lines = [line for text in texts for line in text.splitlines() if 60 < len(line) < 300]
    for at in range(number):
        body = "\n\n".join(lines[(3 * at + k) % len(lines)] for k in range(3))
        (folder / f"n{at:05}.md").write_text(f"# Note {at}\n\n{body}\n", encoding="utf-8")


def _without_head(text: str) -> str:
    return text.split("\n---", 1)[-1] if text.startswith("---") else text


_WORD = re.compile(
    r"(?P<small>(?<![\w/.-])[a-z]{5,}(?![\w/.-]))|(?P<name>\b[A-Z][a-z]{3,}\b)"
    r"|(?P<number>(?<![\w.])\d{1,4}(?![\w.]))|(?P<han>[\u4e00-\u9fff]{2})"
)
_CHANGED = 0.4
"""So many of the words."""


@lru_cache(maxsize=2)
def _words(texts: tuple[str, ...]) -> dict[str, list[str]]:
    """The words of all texts by their kind, as often as they stand there."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            found.setdefault(str(match.lastgroup), []).append(match[0])
    return found


def _varied(text: str, words: dict[str, list[str]], choice: Random) -> str:
    """The same with some of its words, names and numbers exchanged for others of their kind."""

    def other(match: re.Match[str]) -> str:
        kept = choice.random() >= _CHANGED
        return match[0] if kept else choice.choice(words[str(match.lastgroup)])

    return _WORD.sub(other, text)
