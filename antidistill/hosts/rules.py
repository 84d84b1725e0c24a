"""The data by which distillation is recognised: `signs.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill import toml

if TYPE_CHECKING:
    from antidistill.hosts.telling import Look

FILE = Path(__file__).with_name("signs.toml")
ENOUGH = 1.0
"""From this strength on something is taken for distillation."""


def rules() -> Mapping[str, Any]:
    """All of it, a key for each part."""
    return toml.shipped(FILE)


@cache
def look() -> Look:
    """The forms of sentences and the sorts of words that are looked for."""
    from antidistill.hosts.telling import Look, form

    sorts = {word: name for name, words in rules()["sorts"].items() for word in words.split()}
    han = {name: tuple(words.split()) for name, words in rules()["han_sorts"].items()}
    return Look(tuple(form(row) for row in rules()["form"]), sorts, han)
