"""Prose inside files of all sorts: it is found, it alone changes, and the file stays sound."""

from __future__ import annotations

import ast
import configparser
import csv
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import toml
from antidistill.edit import Edit, apply_edits
from antidistill.errors import Refused
from antidistill.hosts import inside
from antidistill.span import Span

ROWS = toml.parsed(Path(__file__).with_name("inside.toml").read_text("utf-8"))
EVERY = [*ROWS["changes"], *ROWS["kept"]]
NAMES = sorted({row["path"] for row in EVERY} | {"a.yaml", "a.ps1", "a.lua", "a.php", "a.adoc"})
SOUND: dict[str, Callable[[str], object]] = {
    "py": ast.parse,
    "toml": toml.parsed,
    "ini": lambda text: configparser.ConfigParser(interpolation=None).read_string(text),
    "csv": lambda text: list(csv.reader(text.splitlines(keepends=True), strict=True)),
    "ipynb": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "xml": ElementTree.fromstring,
}


def clean(name: str, text: str) -> tuple[Edit, ...]:
    """Sentences about Anna go."""
    del name
    found = re.finditer(r"[^.\n|]*\bAnna\b[^.\n|]*\.? ?", text)
    return tuple(Edit(Span(*m.span()), "", "a person", action="left out") for m in found)


def emptying(name: str, text: str) -> tuple[Edit, ...]:
    """All of it goes."""
    del name
    return (Edit(Span(0, len(text)), "", "all", action="left out"),)


@pytest.mark.parametrize("row", ROWS["changes"], ids=lambda row: row["what"])
def test_only_sentences_inside_a_file_change(row: dict[str, str]) -> None:
    made = apply_edits(row["text"], inside.edits(row["path"], row["text"], clean))
    assert made == row["becomes"]
    SOUND.get(row["path"].rsplit(".", 1)[-1], str)(made)


@pytest.mark.parametrize("row", ROWS["kept"], ids=lambda row: row["what"])
def test_what_is_no_text_is_kept(row: dict[str, str]) -> None:
    assert inside.edits(row["path"], row["text"], clean) == ()


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row["what"])
def test_a_file_that_loses_all_its_texts_is_sound_or_refused(row: dict[str, str]) -> None:
    try:
        made = apply_edits(row["text"], inside.edits(row["path"], row["text"], emptying))
    except Refused:
        assert row["what"] == "LaTeX"  # its list would have no item
        return
    SOUND.get(row["path"].rsplit(".", 1)[-1], str)(made)


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row["what"])
def test_texts_written_back_say_the_same(row: dict[str, str]) -> None:
    syntax = inside.syntax_of(row["path"])
    assert syntax is not None
    found = list(syntax.texts(row["text"]))
    again = apply_edits(row["text"], [Edit(t.span, t.written(t.text), "") for t in found])
    assert syntax.same(row["text"], again)
    assert [" ".join(t.text.split()) for t in syntax.texts(again)] == [
        " ".join(t.text.split()) for t in found
    ]


@pytest.mark.parametrize(
    "text",
    ['"""Ask {name} and then Anna about it all. She says what it is, and when."""\n',
     "x = 'Wait until %s has come and Anna has seen it. Then go on with the next one.'\n"],
)  # fmt: skip
def test_a_slot_is_not_lost(text: str) -> None:
    with pytest.raises(Refused, match=r"a\.py"):
        inside.edits("a.py", text, clean)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_any_text_can_be_read_as_any_file(name: str, data: Any) -> None:
    text = data.draw(st.text(st.sampled_from("ab \n\"'#/*-<>!=[]{}|\\%`.:;,$\t中"), max_size=120))
    syntax = inside.syntax_of(name)
    assert syntax is not None
    found = [one.span for one in syntax.texts(text)]
    assert all(0 <= s.start <= s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(isinstance(one, str) for one in syntax.said(text))


def test_prose_has_no_syntax() -> None:
    for name in ("a.md", "notes.txt", "LICENSE", "mail.eml", "a.markdown"):
        assert inside.syntax_of(name) is None
        assert inside.said(name, "Anna says that it is so.") is None


def test_code_without_sentences_says_nothing() -> None:
    assert inside.said("a.py", "x = 1\ny = f(x)\n# todo\n") == ""
