"""Parts of speech that are looked up are those that spaCy's rules give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill.nlp import models
from antidistill.nlp.attributes import Remembered
from tests.things.tables import toml

TABLE = toml(Path(__file__).parent / "attributes.toml")


def rules() -> Any:
    """spaCy's own, as the model has them."""
    component: Any = dict(models.english().pipeline)["attribute_ruler"]
    return component._ruler


def read(text: str) -> Any:
    """What the rules get to see."""
    nlp = models.english()
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == "attribute_ruler":
            break
        doc = component(doc)
    return doc


def given(doc: Any) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_) for t in doc]


@pytest.mark.parametrize("text", [*TABLE["simple"], *TABLE["other"]])
def test_they_give_the_same(text: str) -> None:
    ours = Remembered(rules())
    assert given(ours(read(text))) == given(ours(read(text))) == given(rules()(read(text)))
