"""The trained model: a linear one over hashed features, small enough to come with the package."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
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
        likely: NDArray[Any] = self.each([features], [sense])[0]
        return likely

    def each(
        self, features: Sequence[Sequence[str]], senses: Sequence[NDArray[Any]]
    ) -> NDArray[Any]:
        """(things, kinds): the scores of many, which takes a fraction of the time."""
        import numpy as np

        total = np.zeros((len(features), len(self.kinds)), np.float32)
        some = [at for at, those in enumerate(features) if those]
        if some:
            rows = self.weights.take([column(f) for those in features for f in those], axis=0)
            starts = [0, *accumulate(len(features[at]) for at in some[:-1])]
            # whole numbers: their sum is exact in whatever order it is taken
            total[some] = np.add.reduceat(rows, starts, axis=0, dtype=np.float32)
        sizes = np.array([max(1.0, len(those)) ** 0.5 for those in features], np.float32)
        score = total * self.scale / sizes[:, None] + self.bias
        # one by one: the product of all of them at once would be rounded in another way
        score = score + np.array([sense @ self.senses for sense in senses])
        likely: NDArray[Any] = 1 / (1 + np.exp(-score))
        return likely

    def probabilities(self, features: Sequence[str], sense: NDArray[Any]) -> Mapping[str, float]:
        """The same by the name of the kind."""
        return dict(zip(self.kinds, self.scores(features, sense).tolist(), strict=True))


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
