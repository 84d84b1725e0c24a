"""The files of the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import reports, toml

_HERE = Path(__file__).parent
LANGUAGES = ("en", "zh")


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """The words of the page: by key, by language."""
    found: dict[str, dict[str, str]] = {}
    tables: dict[str, dict[str, Any]] = toml.shipped(_HERE / "texts.toml")
    for group, entries in tables.items():
        for key, entry in entries.items():
            found[f"{group}.{key}"] = {language: str(entry[language]) for language in LANGUAGES}
    return found


def _texts() -> bytes:
    return json.dumps(texts()).encode("ascii")


def _html() -> bytes:
    return (_HERE / "page.html").read_bytes()


def _script() -> bytes:
    return (_HERE / "page.js").read_bytes()


def _style() -> bytes:
    """The dress of all pages, and what this one needs more."""
    shared = Path(reports.__file__).parent / "page.css"
    return shared.read_bytes() + (_HERE / "page.css").read_bytes()


PAGES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "": ("text/html; charset=utf-8", _html),
    "page.js": ("text/javascript; charset=utf-8", _script),
    "page.css": ("text/css; charset=utf-8", _style),
    "texts": ("application/json", _texts),
}
"""Media type and content, by what stands behind the token."""
