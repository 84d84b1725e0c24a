"""The trained model: a linear one over hashed features, small enough to come with the package."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.errors import BrokenData
from antidistill.message import said

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 1 << 16
"""Features are hashed into so many columns."""
MODELS = Path(__file__).parent / "data" / "models"


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for one language."""

    kinds: tuple[str, ...]
    weights: NDArray[Any]
    """(SIZE, kinds), whole numbers of 8 bits."""
    scale: float
    """What one step of them is worth."""
    bias: NDArray[Any]
    """(kinds,)"""
    senses: NDArray[Any]
    """(size of a sense, kinds): what each direction of a sense speaks for."""

    def scores(self, features: Sequence[str], sense: NDArray[Any]) -> NDArray[Any]:
        """(kinds,): how likely a sentence with these features is of each kind, 0 to 1, each kind
        against all others. Its `sense` is what its words mean, in a model that was fitted so also
        what stands around it."""
        import numpy as np

        rows = self.weights.take(list(map(column, features)), axis=0)
        # whole numbers: their sum is exact in whatever order it is taken
        total = np.add.reduce(rows, axis=0, dtype=np.float32)
        score = total * self.scale / max(1.0, len(features)) ** 0.5 + self.bias
        score = score + sense @ self.senses
        likely: NDArray[Any] = 1 / (1 + np.exp(-score))
        return likely

    def probabilities(self, features: Sequence[str], sense: NDArray[Any]) -> Mapping[str, float]:
        """The same by the name of the kind."""
        return dict(zip(self.kinds, self.scores(features, sense).tolist(), strict=True))


@lru_cache(maxsize=1 << 15)
def column(feature: str) -> int:
    """The column of a feature; the same on every machine."""
    return zlib.crc32(feature.encode()) % SIZE


@cache
def model(language: str, of: str = "sentences") -> Model:
    """The model of 'en' or 'zh' for 'sentences', a sentence 'alone' or 'names'; BrokenData when its
    file cannot be read."""
    import numpy as np

    path = MODELS / f"{of}.{language}.npz"
    try:
        with np.load(path, allow_pickle=False) as data:
            return Model(
                tuple(str(k) for k in data["kinds"]),
                np.ascontiguousarray(data["weights"]),
                float(data["scale"]),
                data["bias"],
                data["senses"],
            )
    except (OSError, ValueError, KeyError) as fault:
        raise BrokenData(
            said("{name}: {fault}: install antidistill again", name=path.name, fault=fault)
        ) from fault
