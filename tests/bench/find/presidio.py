"""Microsoft Presidio for people and ways to reach them, over our spaCy models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from antidistill.finding import Kind, Standing
from antidistill.nlp import chinese, models
from tests.bench.find.marks import Mark
from tests.bench.find.ways import Marks
from tests.labelled.records import LabelledDocument

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENTITIES = ("PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER")
_LANGUAGES = ("en", "zh")


class Presidio:
    """Its recognisers as they come, with its spaCy model replaced by ours."""

    name = "Presidio"
    kinds = frozenset({Kind.PERSON})

    def marks(self, documents: Sequence[LabelledDocument]) -> Iterable[Marks]:
        """A mark of kind person for each name, mail address and telephone number."""
        analyzer = _analyzer()
        for document in documents:
            texts = [labelled.unit.text for labelled in document.units]
            yield [_unit(analyzer, text, document.language) for text in texts]


def _unit(analyzer: Any, text: str, language: str) -> list[Mark]:
    results = analyzer.analyze(text=text, language=language, entities=list(_ENTITIES))
    return [Mark(Kind.PERSON, (r.start, r.end), Standing.RECORD, r.score) for r in results]


def _analyzer() -> Any:
    import tldextract.tldextract as domains
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    # it would look for a newer list of domains on the net
    domains.TLD_EXTRACTOR = domains.TLDExtract(suffix_list_urls=())
    engine: Any = SpacyNlpEngine([{"lang_code": code, "model_name": "ours"} for code in _LANGUAGES])
    engine.nlp = {
        "en": models.english(),
        "zh": _tagged(),
    }
    registry = RecognizerRegistry(supported_languages=list(_LANGUAGES))
    registry.load_predefined_recognizers(languages=list(_LANGUAGES), nlp_engine=engine)
    return AnalyzerEngine(
        registry=registry, nlp_engine=engine, supported_languages=list(_LANGUAGES)
    )


def _tagged() -> Any:
    import spacy

    nlp = spacy.blank("zh")
    nlp.tokenizer = _read
    return nlp


def _read(text: str) -> Doc:
    return next(iter(chinese.analyse([text])))
