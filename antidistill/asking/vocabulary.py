"""What everybody may name: public words, and the commands that the manual shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from antidistill.engines.local.words import common
from antidistill.finders.commands import is_known_tool
from antidistill.finders.public import is_public, is_public_in_any_case
from antidistill.guard.answers import Claim
from antidistill.guard.names_said import names_in
from antidistill.manual.load import heads

_RUN = re.compile(r"^run = (?:\"\"\"\n?(.*?)\"\"\"|'''\n?(.*?)'''|\"(.*)\"|'(.*)')$", re.M | re.S)
_CODE = re.compile(r"`([^`\n]+)`")
_BEHIND = re.compile(r"(?:^\s*|\s)(?:#|//)\s.*$")
"""A comment, on a line of its own or behind a command."""
_WORD = re.compile(r"<[^<>]*>|[^\s|;&()'\"=,\[\]{}]+")

_SLOT = re.compile(r"<[^<>]*>")


def knows(folders: tuple[Path, ...], name: str, claim: Claim) -> bool:
    """Whether a name or a line of code is the document's, the manual's or the public's."""
    word = name.strip("`").strip()
    given = f"{claim.shown}\n{claim.sources}\n{claim.stays}\n{claim.seen}"
    if word.lower() in given.lower() or is_public(word):
        return True
    if claim.place == "code" and is_prose(word):
        return all(knows(folders, n, _in_prose(claim)) for n in _names(word))
    if name.startswith("`") or claim.place == "code":
        return _is_public_code(word, given, folders)
    return all(is_public_in_any_case(w) or w.lower() in given.lower() for w in word.split())


_MARKS = re.compile(r"\s*(?:[-+•]\s+|\d{1,2}[.)、]\s*|\[[^\]\n]*\]\s*)*")
_SHELL = re.compile(r"[|;$={}<>\\]|\s--?[A-Za-z]|\w/\w")
_SENTENCE = re.compile(r"[A-Z][a-z'’]*[,:]?(?: [A-Za-z][a-z'’-]*[,:;]?){2,}.*[a-z)][.!?:,]?\Z")
_LEAST_HAN, _LEAST_SMALL = 4, 2


def is_prose(line: str) -> bool:
    """Whether a line of a code block is a sentence of a message or a template, and no command."""
    words = line[_MARKS.match(line).end() :]  # type: ignore[union-attr]
    if _SHELL.search(words):
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in words)
    if han >= _LEAST_HAN:
        return han >= len(re.findall(r"[A-Za-z]+", words))
    if not words.strip() or is_known_tool(words.split()[0].lower()):
        return False
    return _SENTENCE.match(words) is not None or _goes_on(words)


def _goes_on(words: str) -> bool:
    """Whether words are the rest of a sentence: most commands have no articles and no full stop."""
    small = [w for w in re.findall(r"[a-z]+", words) if w in common("en")]
    return len(small) >= _LEAST_SMALL and words.rstrip().endswith((".", ",", ":", "?", "!"))


def _in_prose(claim: Claim) -> Claim:
    return replace(claim, place="paragraph")


def _names(line: str) -> Iterator[str]:
    han = any("\u4e00" <= c <= "\u9fff" for c in line)
    return names_in(line, "paragraph", "zh" if han else "en")


def _is_public_code(code: str, given: str, folders: tuple[Path, ...]) -> bool:
    """Whether each word of a command stands in the manual's commands, in the document, or is a
    placeholder or a public name."""
    if code.lstrip().startswith(("#", "//", "--", "/*", "*")):
        return True
    words = _WORD.findall(code)
    known = _code_words(folders)
    return bool(words) and all(
        w.startswith("<")
        or w in known
        or w in given
        or is_public_in_any_case(w)
        or _is_filled(w, given)
        for w in words
    )


def _is_filled(word: str, given: str) -> bool:
    """Whether a word is a flag or a path that stands there, with a slot in the place of its value:
    '-Xms<size>'."""
    told = [part for part in _SLOT.split(word) if part]
    return _SLOT.search(word) is not None and all(len(p) > 1 and p in given for p in told)


def is_private(line: str) -> bool:
    """Whether a line of code runs a command with words that neither the manual nor the public has:
    a script, a host, a query of the house."""
    words = _WORD.findall(_BEHIND.sub("", line))
    runs = bool(words) and (
        is_known_tool(words[0].lower()) or words[0].startswith(("./", "/", "$"))
    )
    known = _code_words(())
    return runs and not all(
        w.startswith(("<", "-", "$")) or w in known or is_public_in_any_case(w) for w in words
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
