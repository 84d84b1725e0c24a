"""The data of `words.toml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml


@cache
def common(language: str) -> frozenset[str]:
    """Words, or pairs of Han characters, that are too common to show likeness."""
    return frozenset(_data()["common"][language].split())


@cache
def any_heading() -> frozenset[str]:
    """Heading words that call no procedure in particular."""
    return frozenset(_data()["any_heading"]["words"].split())


@cache
def acts() -> frozenset[str]:
    """Calling words that are done to a thing in about the same way whatever it is."""
    return frozenset(_data()["acts"]["words"])


@cache
def everyday_tools() -> frozenset[str]:
    """Commands that are used for everything and so tell nothing of what a block is for."""
    return frozenset(_data()["everyday_tools"]["words"].split())


@cache
def changing() -> frozenset[str]:
    """Words of commands that change something, which a block that only looks has not."""
    return frozenset(_data()["changing"]["words"].split())


@cache
def advising() -> re.Pattern[str]:
    """What an English text of the manual has that tells what to do: a verb of advice at its
    beginning or behind a joint."""
    verbs = "|".join(sorted(orders()))
    return re.compile(
        rf"^(?:(?:{verbs})\b|(?:Do not|Don't|Never|Always|Prefer|Avoid)\b)"
        rf"|(?:[,;:] (?:so |then |always |never )?|\band )(?:{verbs})\b",
        re.IGNORECASE,
    )


@cache
def orders() -> frozenset[str]:
    """English verbs that open a piece of advice: what is done in any trade."""
    return frozenset(_data()["advice"]["words"].split())


@cache
def place(name: str) -> re.Pattern[str]:
    """What speaks for a list of 'causes', 'checks' or 'tips' in the words around it."""
    return re.compile(_data()["places"][name], re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return toml.shipped(Path(__file__).parent / "words.toml")
