"""Where sentences end, and where they do not, in both languages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import nlp
from antidistill.formats import markdown
from antidistill.nlp.split import sentences
from tests.things.tables import Case, cases, marked, toml

TABLE = Path(__file__).parent / "splitting.toml"
KNOWN = toml(TABLE)["xfail"]
WHOLE = [
    {"name": t, "kind": kind, "text": t, **({"xfail": KNOWN[t]} if t in KNOWN else {})}
    for kind, texts in toml(TABLE)["must_not_split"].items()
    for t in texts
]


def texts(source: str) -> list[str]:
    """The sentences of a Markdown document, as plain text."""
    document = markdown.read(source.encode(), "notes.md")
    return [s.text for s in nlp.read(document, analyse=False).sentences]


@pytest.mark.parametrize("case", marked(cases(TABLE, "cut")))
def test_a_text_is_cut_into_its_sentences(case: Case) -> None:
    assert texts(case["text"].lstrip("\n")) == case["sentences"]


@pytest.mark.parametrize("case", marked(WHOLE))
def test_a_stop_inside_a_sentence_does_not_end_it(case: Case) -> None:
    assert len(texts(case["text"])) == 1, case["kind"]


def test_every_known_failure_is_in_the_table() -> None:
    assert set(KNOWN) <= {row["text"] for row in WHOLE}


@given(st.text(alphabet="ab .!?。！？「」()（）\n'\"1", max_size=60), st.booleans())
def test_sentences_hold_every_letter_in_order(text: str, filled: bool) -> None:
    spans = sentences(text, filled=filled)
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text).strip() == s.of(text) != "" for s in spans)
