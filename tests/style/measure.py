"""Measures the norms anew: `python -m tests.style.measure FOLDER` prints a `norms.toml`.

The folder should hold work documents by many authors. Only rates are kept, no text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, pstdev

from antidistill import nlp
from antidistill.errors import AntidistillError
from antidistill.formats import format_for, suffixes
from antidistill.style.delta import LEAST
from antidistill.style.profile import Profile, features, profile

_FLOOR = 0.25
"""Least spread: a word that nobody uses would make one use of it a mark of the author."""


def main(arguments: Sequence[str]) -> int:
    """Prints the norms of all documents below the folder; 2 without a folder."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m tests.style.measure FOLDER", file=sys.stderr)
        return 2
    found = [p for p in _profiles(Path(arguments[0])) if p.size >= LEAST]
    print("# Rates per thousand words (Chinese: Han characters) in public work documents: mean and")
    print("# standard deviation. Written by `python -m tests.style.measure`.")
    for language in ("en", "zh"):
        texts = [p for p in found if p.language == language]
        if texts:
            print(f"\n[{language}]\n# {len(texts)} documents, {sum(p.size for p in texts)} words")
            print("\n".join(_row(f, texts) for f in features(language)))
    return 0


def _profiles(folder: Path) -> Iterator[Profile]:
    for path in sorted(p for p in folder.rglob("*") if p.suffix in suffixes()):
        try:
            document = format_for(path.name).read(path.read_bytes(), path.name)
        except AntidistillError:
            continue
        reading = nlp.read(document, analyse=False)
        text = "\n".join(s.text for s in reading.sentences)
        yield profile(text, document.language)


def _row(feature: str, texts: Sequence[Profile]) -> str:
    rates = [t.rates[feature] for t in texts]
    spread = max(pstdev(rates), _FLOOR)
    quote = '"' if "'" in feature else "'"
    return f"{quote}{feature}{quote} = [{mean(rates):.2f}, {spread:.2f}]"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
