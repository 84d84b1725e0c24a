"""What everybody may name: public words, and the commands that the manual shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from antidistill.engines.local.words import common
from antidistill.finders.commands import is_known_tool
from antidistill.finders.common_words import is_common_word
from antidistill.finders.meanings import is_everyday
from antidistill.finders.public import is_public, is_public_in_any_case
from antidistill.guard.claim import Claim
from antidistill.guard.figures_said import STATES
from antidistill.guard.names_said import names_in
from antidistill.manual.load import heads
from antidistill.sheet import May

_RUN = re.compile(r"^run = (?:\"\"\"\n?(.*?)\"\"\"|'''\n?(.*?)'''|\"(.*)\"|'(.*)')$", re.M | re.S)
_CODE = re.compile(r"`([^`\n]+)`")
_BEHIND = re.compile(r"(?:^\s*|\s)(?:#|//)\s.*$")
"""A comment, on a line of its own or behind a command."""
_WORD = re.compile(r"<[^<>]*>|[^\s|;&()'\"=,\[\]{}]+")

_SLOT = re.compile(r"<[^<>]*>")
_LABELS = re.compile(r"\"([^\"]+)\"|“([^”]+)”|「([^」]+)」|\*\*([^*]+)\*\*")
"""What is quoted, or bold."""
_PROSE = 3
"""Plain words from which a code span is a sentence."""
_MADE = re.compile(r"[A-Za-z]+(?:[A-Z_.][A-Za-z]+)+")
"""A word that is made as identifiers are."""


def knows(folders: tuple[Path, ...], name: str, claim: Claim) -> bool:
    """Whether a name or a line of code is the document's, the manual's or the public's."""
    word = name.strip("`").strip()
    given = f"{claim.shown}\n{claim.sources}\n{claim.stays}\n{claim.seen}"
    if word.lower() in given.lower() or is_public(word):
        return True
    if claim.may is May.REPLACE and (
        _is_told_everywhere(word) or is_label(name, claim.text) or _is_of_phrase(word, claim.text)
    ):
        return True
    if claim.place == "code" and is_prose(word):
        return all(knows(folders, n, _in_prose(claim)) for n in _names(word))
    if name.startswith("`") or claim.place == "code":
        return _is_public_code(word, given, folders)
    return all(is_public_in_any_case(w) or w.lower() in given.lower() for w in word.split())


_MARKS = re.compile(r"\s*(?:[-+•]\s+|\d{1,2}[.)、]\s*|\[[^\]\n]*\]\s*)*")
_SHELL = re.compile(r"[|;$={}<>\\]|\s--?[A-Za-z]|\w/\w")
_SENTENCE = re.compile(r"[A-Z][a-z'’]*[,:]?(?: [A-Za-z][a-z'’-]*[,:;]?){2,}.*[a-z)][.!?:,]?\Z")
_SUBJECT = re.compile(
    r"(?:feat|fix|docs|style|refactor|perf|test|build|ci|chore|revert)(?:\([\w-]+\))?!?: "
    r"[A-Za-z][a-z'’-]*(?: [A-Za-z][a-z'’-]*){2,}[.,]?\Z"
)
"""The first line of a commit message as many write it."""
_LEAST_HAN, _LEAST_SMALL = 4, 2
_JOINING = re.compile(
    r"the|an?|and|but|or|nor|of|to|in|on|at|by|for|from|with|as|is|are|was|were|has|had|did|does|"
    r"not|it|its|this|that|then|when"
)


def is_prose(line: str) -> bool:
    """Whether a line of a code block is a sentence of a message or a template, and no command."""
    words = line[_MARKS.match(line).end() :]  # type: ignore[union-attr]
    if _SHELL.search(words):
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in words)
    if han >= _LEAST_HAN:
        return han >= len(re.findall(r"[A-Za-z]+", words))
    if _SUBJECT.match(words):
        return True
    if not words.strip() or is_known_tool(words.split()[0].lower()):
        return False
    return _SENTENCE.match(words) is not None or _goes_on(words)


def _goes_on(words: str) -> bool:
    """Whether words are the rest of a sentence: most commands have no articles and no full stop."""
    said = re.findall(r"[a-z]+", words)
    small = [w for w in said if w in common("en") or _JOINING.fullmatch(w)]
    begins = bool(said) and words.startswith(said[0]) and is_common_word(said[0])
    ends = words.rstrip().endswith((".", ",", ":", "?", "!"))
    return begins and ends and len(small) >= _LEAST_SMALL


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
    if len(words) >= _PROSE and all(w.isalpha() for w in words):
        # what a machine says: its words are everybody's, the message is one or is none
        runs = is_known_tool(words[0].lower())
        return code in given or code in _codes_of(folders) or (runs and code.islower())
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
    told = [part.lstrip("-") for part in told]
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


def _is_told_everywhere(word: str) -> bool:
    """Whether manuals of public software have an identifier, a state, a message or a command."""
    known = word in _public_terms() or _is_state(word) or is_public_phrase(word)
    return known or (_MADE.fullmatch(word) is not None and word in _code_words(()))


def is_public_phrase(words: str) -> bool:
    """Whether machines everywhere say these words, or everybody types them; a command may have
    slots behind it."""
    low = _SLOT.sub("", words).strip().lower()
    return low in _public_phrases() or low.removesuffix(":") in _public_phrases()


def _is_of_phrase(word: str, text: str) -> bool:
    """Whether a text says a word as part of what everybody calls so."""
    low = text.lower()
    return any(word.lower() in p.split() and p in low for p in _public_phrases())


def is_label(name: str, text: str) -> bool:
    """Whether everyday words have their capitals as the title of a button or a heading: quoted or
    bold, in two words or more."""
    if not all_everyday(name):
        return False
    labels = (next(filter(None, m.groups())) for m in _LABELS.finditer(text))
    return any(name in label and len(label.split()) > 1 for label in labels)


def all_everyday(words: str) -> bool:
    """Whether English words, whatever their capitals, are such as everybody uses."""
    low = words.lower().split()
    return bool(low) and all(
        w.isascii() and w.isalpha() and (is_everyday(w) or is_everyday(w.removesuffix("s")))
        for w in low
    )


def _is_state(word: str) -> bool:
    return word.isascii() and word.isdigit() and int(word) in STATES


@cache
def _public_terms() -> frozenset[str]:
    """Identifiers of public software that an answer may name."""
    return frozenset(w for line in _rows("public_terms.txt") for w in line.split())


@cache
def _public_phrases() -> frozenset[str]:
    """Messages and commands that everybody has seen."""
    return frozenset(_rows("public_phrases.txt"))


def _rows(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def _code_words(folders: tuple[Path, ...]) -> frozenset[str]:
    """The words of all commands and code spans of the manual."""
    return frozenset(w for code in _codes_of(folders) for w in _WORD.findall(code))


@cache
def _codes_of(folders: tuple[Path, ...]) -> frozenset[str]:
    """All commands and code spans of the manual, read as text."""
    texts = (head.path.read_text(encoding="utf-8") for head in heads(*folders))
    return frozenset(code for text in texts for code in _codes(text))


def _codes(text: str) -> Iterator[str]:
    for groups in _RUN.findall(text):
        yield from groups
    yield from _CODE.findall(text)
