"""What is worked on: the documents of the corpus, and texts of a wanted size made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "zh")


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

    def of_size(self, characters: int) -> str:
        """A text of that length: whole documents one after the other, without front matter."""
        parts: list[str] = []
        size = 0
        while size < characters:
            text = _without_head(self.texts[len(parts) % len(self.texts)])
            parts.append(text[: characters - size])
            size += len(parts[-1]) + 2
        return "\n\n".join(parts)[:characters]


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
