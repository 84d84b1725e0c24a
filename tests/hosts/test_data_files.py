"""Know-how in data files: seen in comments and strings, and taken out of them alone."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from antidistill import toml
from antidistill.edit import Edit, apply_edits
from antidistill.errors import Refused
from antidistill.hosts import inside, signs, yaml_text
from antidistill.hosts.recognising import recognised
from antidistill.hosts.yaml_text import Text
from antidistill.span import Span

HERE = Path(__file__).parent
ROWS = toml.parsed((HERE / "data_files.toml").read_text("utf-8"))["data"]
REWRITTEN = toml.parsed((HERE / "yaml_texts.toml").read_text("utf-8"))["yaml"]


def _clean(name: str, text: str) -> tuple[Edit, ...]:
    """Sentences with Anna in them go."""
    del name
    found = re.finditer(r"[^.\n]*\bAnna\b[^.\n]*\. ?", text)
    return tuple(Edit(Span(*m.span()), "", "a person", action="left out") for m in found)


@pytest.mark.parametrize("row", ROWS["recognised"], ids=lambda row: row[0])
def test_know_how_in_data_is_recognised(row: list[str]) -> None:
    assert recognised(*row).enough, signs.of_write(*row)


@pytest.mark.parametrize("row", ROWS["passed"], ids=lambda row: row[0])
def test_settings_and_the_like_are_passed(row: list[str]) -> None:
    assert not recognised(*row).enough, signs.of_write(*row)


def test_settings_without_sentences_say_nothing() -> None:
    text = "version: 3\nservices:\n  web:\n    image: web:1.4\n    ports: ['80:80']\n"
    assert inside.said("a.yaml", text) == ""
    assert inside.said("a.json", '{"main": "dist/index.js", "type": "module"}') == ""


@pytest.mark.parametrize("row", REWRITTEN, ids=lambda row: row["what"])
def test_only_sentences_of_yaml_change(row: dict[str, str]) -> None:
    made = inside.edits("a.yaml", row["text"], _clean)
    assert apply_edits(row["text"], made) == row["becomes"]


@pytest.mark.parametrize("text", ["a: [\n# Anna knows it all.\n", "? {a\n# Anna knows it all.\n"])
def test_what_is_no_yaml_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"a\.yaml"):
        inside.edits("a.yaml", text, _clean)


@given(st.text(max_size=300))
def test_any_text_can_be_read_as_yaml(text: str) -> None:
    found = list(yaml_text.texts(text))
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_line_ends_of_windows_break_nothing() -> None:
    text = "a: |\r\n  Wait for it.\r\n  Anna opens it first.\r\nb: 1\r\n"
    made = apply_edits(text, inside.edits("a.yaml", text, _clean))
    assert YAML(typ="safe", pure=True).load(made) == {"a": "Wait for it.\n", "b": 1}


WORDS = st.lists(
    st.sampled_from(["the", "oven", "is", "warm", "#1", "it's", "a:", '"b"', "-", "c"]), max_size=8
)


@given(st.lists(WORDS.map(" ".join), max_size=4), st.sampled_from([None, '"', "'", "|"]))
def test_strings_of_yaml_are_found_as_they_are_read(values: list[str], style: str | None) -> None:
    from io import StringIO

    yaml = YAML()
    yaml.default_style = style  # type: ignore[assignment]
    out = StringIO()
    yaml.dump({"keys": [{"note": value} for value in values]}, out)
    text = out.getvalue()
    read = {" ".join(v.split()) for v in values if v}
    assert {" ".join(one.text.split()) for one in yaml_text.texts(text)} - {"keys", "note"} <= read


@given(st.text(alphabet="ab \"'\\:#\n", max_size=40))
def test_a_string_is_written_as_yaml_reads_it(text: str) -> None:
    one = Text(Span(0, 0), "")
    assert YAML(typ="safe", pure=True).load(one.written(text)) == text
    assert json.loads(one.written(text)) == text
