"""What everybody may name: public words, and the commands that the manual shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from antidistill.finders.public import is_public, is_public_in_any_case
from antidistill.guard.answers import Claim
from antidistill.manual.load import heads

_RUN = re.compile(r"^run = (?:\"\"\"\n?(.*?)\"\"\"|'''\n?(.*?)'''|\"(.*)\"|'(.*)')$", re.M | re.S)
_CODE = re.compile(r"`([^`\n]+)`")
_WORD = re.compile(r"<[^<>]*>|[^\s|;&()'\"=,\[\]{}]+")


def knows(folders: tuple[Path, ...], name: str, claim: Claim) -> bool:
    """Whether a name or a line of code is the document's, the manual's or the public's."""
    word = name.strip("`").strip()
    given = f"{claim.shown}\n{claim.sources}\n{claim.stays}\n{claim.seen}"
    if word.lower() in given.lower() or is_public(word):
        return True
    if name.startswith("`") or claim.place == "code":
        return _is_public_code(word, given, folders)
    return all(is_public_in_any_case(w) or w.lower() in given.lower() for w in word.split())


def _is_public_code(code: str, given: str, folders: tuple[Path, ...]) -> bool:
    """Whether each word of a command stands in the manual's commands, in the document, or is a
    placeholder or a public name."""
    if code.lstrip().startswith(("#", "//", "--")):
        return True
    words = _WORD.findall(code)
    known = _code_words(folders)
    return bool(words) and all(
        w.startswith("<") or w in known or w in given or is_public_in_any_case(w) for w in words
    )


@cache
def _code_words(folders: tuple[Path, ...]) -> frozenset[str]:
    """The words of all commands and code spans of the manual, read as text."""
    found: set[str] = set()
    for head in heads(*folders):
        for code in _codes(head.path.read_text(encoding="utf-8")):
            found.update(_WORD.findall(code))
    return frozenset(found)


def _codes(text: str) -> Iterator[str]:
    for groups in _RUN.findall(text):
        yield from groups
    yield from _CODE.findall(text)
