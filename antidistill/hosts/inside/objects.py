"""JSON, and JSON line by line: strings that are sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.hosts import json_text
from antidistill.hosts.inside.base import Text
from antidistill.span import Span

_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"(\s*:)?')
_LEAST = 8


@dataclass(frozen=True, slots=True)
class Objects:
    """A JSON file."""

    def texts(self, text: str) -> Iterator[Text]:
        """Its strings, without keys; comments too, where it has some."""
        if _is_json(text):
            yield from (Text(one.span, one.text, _written) for one in json_text.values(text))
        elif any(map(_is_json, text.splitlines())):
            yield from _lines(text)
        else:
            from antidistill.hosts.inside import code

            yield from code.syntax(".jsonc").texts(text)

    def said(self, text: str) -> Iterator[str]:
        """What they say, as far as it can be told without a look at the whole."""
        for one in _STRING.finditer(text):
            if not one[2] and len(one[1]) >= _LEAST:
                yield _read(one[0])

    def same(self, before: str, after: str) -> bool:
        """True: strings are exchanged one by one."""
        del before, after
        return True


def syntax(path: str) -> Objects:
    """That of any JSON file."""
    del path
    return Objects()


def _is_json(text: str) -> bool:
    try:
        json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def _lines(text: str) -> Iterator[Text]:
    at = 0
    for line in text.splitlines(keepends=True):
        for one in json_text.values(line):
            span = Span(one.span.start + at, one.span.end + at)
            yield Text(span, one.text, _written)
        at += len(line)


def _written(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _read(quoted: str) -> str:
    try:
        return str(json.loads(quoted))
    except ValueError:
        return quoted[1:-1]
