"""The sentences in data files, for a quick look: comments of YAML, strings of JSON and YAML. Most
such files have none, and are none of our business."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_READ = 200_000
_MOST = 10_000
"""Characters of sentences that are looked at."""
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"(\s*:)?')
_SENTENCE = re.compile(r"[\u4e00-\u9fff，、]{6,}|(?:[^\W\d_]+['’]?[^\W\d_]*[,;]? +){3,}[^\W\d_]+")
"""Enough words in a row: no title, path, command or identifier."""


def sentences(path: str, text: str) -> str:
    """What is said in a data file, a line for each comment or string; '' when nothing is."""
    found = _strings(text[:_READ]) if path.lower().endswith(".json") else _yaml(text[:_READ])
    return "\n".join(one for one in found if _SENTENCE.search(one))[:_MOST]


def _strings(text: str) -> Iterator[str]:
    for one in _STRING.finditer(text):
        if not one[2] and len(one[1]) >= 8:
            yield " ".join(_read(one[0]).split())


def _read(quoted: str) -> str:
    try:
        return str(json.loads(quoted))
    except ValueError:
        return quoted[1:-1]


def _yaml(text: str) -> Iterator[str]:
    if not _SENTENCE.search(text):
        return
    from antidistill.hosts.yaml_text import texts

    for one in texts(text):
        yield " ".join(one.text.split())
