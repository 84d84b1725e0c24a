"""`python -m tests.finders.common_words`: writes the words that work texts share, as they stand in
the manual and in the written sentences (names marked in the sentences are left out), and the
everyday words of Chinese, as jieba's dictionary counts them (MIT)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from antidistill import nlp, toml
from antidistill.finders.meanings import is_everyday
from antidistill.finders.phrases import DATA
from antidistill.formats import markdown
from antidistill.manual.load import TOPICS

SENTENCES = Path(__file__).parents[1] / "labelled" / "sentences"
OUT = DATA / "common_words.txt"
EVERYDAY = DATA / "everyday.zh.txt"
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_LATIN = re.compile(r"(?<![\w@./'’-])[a-z]{5,16}(?![\w@/'’-]|\.\w)")
_NAMING = frozenset({"nz", "nw", "PER", "ORG"})


def main() -> None:
    """Writes the file: English words, a line of dashes, Chinese words."""
    texts = [*_manual(), *_sentences()]
    english = Counter(w for t in texts for w in set(_LATIN.findall(t)))
    chinese = Counter(w for t in _chunks(texts) for w in _han(t))
    lines = [
        "# Words that work texts share, by `python -m tests.finders.common_words`.",
        *_wrapped(w for w in sorted(english) if not is_everyday(w)),
        "------",
        *_wrapped(w for w in sorted(chinese)),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _everyday()


_LEAST = 30
"""How often jieba's dictionary saw a word; below it most are names or parts of some."""
_NAMES = ("nr", "ns", "nt", "nz")


def _everyday() -> None:
    """Writes the Chinese words of two and three characters that everybody uses, names aside."""
    try:
        import jieba
    except ImportError:
        print(
            f"{EVERYDAY.name} stays as it is: it is written with jieba (pip install jieba==0.42.1)"
        )
        return
    rows = (line.split() for line in jieba.get_dict_file().read().decode("utf-8").splitlines())
    words = sorted(
        w for w, n, tag in rows if _EVERY.fullmatch(w) and int(n) >= _LEAST and tag not in _NAMES
    )
    head = "# Everyday words, from the dictionary of jieba 0.42.1 (MIT, (c) 2013 Sun Junyi)."
    EVERYDAY.write_text("\n".join([head, *_wrapped(words)]) + "\n", encoding="utf-8")


_EVERY = re.compile(r"[\u4e00-\u9fff]{2,3}")


def _manual() -> Iterator[str]:
    for path in sorted(TOPICS.glob("*.toml")):
        yield from _strings(toml.parsed(path.read_text(encoding="utf-8")))
    for path in sorted(DATA.glob("*.toml")):
        if path.stem not in ("public_names", "systems", "person_context", "secrets"):
            yield from _strings(toml.parsed(path.read_text(encoding="utf-8")))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _sentences() -> Iterator[str]:
    for path in sorted(SENTENCES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("names"):
                for unit in row["units"]:
                    yield _without(unit[1], [n[1] for n in (unit[2] if len(unit) > 2 else [])])


def _without(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "。")
    return text


def _chunks(texts: list[str]) -> Iterator[str]:
    """The Chinese texts, many together: to read a document has a price of its own."""
    han = [t.replace("\n", " ") for t in texts if _HAN.search(t)]
    for at in range(0, len(han), 200):
        yield "\n\n".join(han[at : at + 200])


def _han(text: str) -> Iterator[str]:
    for sentence in nlp.read(markdown.read(text.encode(), "words.md")).sentences:
        for token in sentence.doc or ():
            if _HAN.fullmatch(token.text) and token.tag_ not in _NAMING:
                yield token.text


def _wrapped(words: Iterator[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + len(word) > 110:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line


if __name__ == "__main__":
    main()
