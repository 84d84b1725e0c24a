"""Command lines: words with their places, and what the arguments of known tools name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from antidistill.finders.common_words import is_common_word
from antidistill.finders.identifiers import class_of, is_private_identifier
from antidistill.finders.phrases import table


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command line, without quotes."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """An argument, and the placeholder that documentation writes for it."""

    word: Word
    placeholder: str
    rule: str


_PROMPT = re.compile(r"^\s*(?:[$#>%]|\[[^\]]*\][$#]|[\w.@-]+[:~\w/-]*[$#])\s+")
_WORD = re.compile(
    r"\"((?:[^\"\\\n]|\\.)*)\"|'([^'\n]*)'|(\\\n)|"
    r"((?:<[\w -]+>|[^\s|;&<>()])+)|(\|\||&&|[|;&()\n]|[<>]+)"
)
_BREAKS = frozenset({"|", "||", "&&", ";", "&", "(", ")", "\n", "--"})
_BEFORE_TOOL = frozenset(
    {"sudo", "nohup", "time", "watch", "exec", "env", "xargs", "then", "do", "if", "while", "!"}
)


def commands(text: str) -> Iterator[tuple[Word, ...]]:
    """The simple commands of a script or of one line, each from its tool on."""
    current: list[Word] = []
    for word in _words(text):
        if word.text in _BREAKS and len(word.text) == word.end - word.start:
            yield from _from_tool(current)
            current = []
        else:
            current.append(word)
    yield from _from_tool(current)


def _words(text: str) -> Iterator[Word]:
    skip = sorted((m.start(), m.end()) for m in re.finditer(_PROMPT.pattern, text, re.MULTILINE))
    for match in _WORD.finditer(text):
        if any(s <= match.start() < e and match.group() != "\n" for s, e in skip):
            continue
        group = match.lastindex or 0
        if group == 3:
            continue
        yield Word(match.group(group), *match.span(group))


def _from_tool(words: list[Word]) -> Iterator[tuple[Word, ...]]:
    at = 0
    while at < len(words) and (
        words[at].text in _BEFORE_TOOL
        or (
            "=" in words[at].text.lstrip("-")[:40]
            and not words[at].text.startswith("-")
            and at == 0
            and re.match(r"\w+=", words[at].text)
        )
    ):
        at += 1
    if at < len(words):
        yield tuple(words[at:])


def named_arguments(command: tuple[Word, ...]) -> Iterator[Named]:
    """The arguments of `command` that name something, private or not."""
    tool = command[0].text.rsplit("/", 1)[-1]
    rules = _rules(tool)
    flags = {k: v for k, v in rules.get("flags", {}).items() if k != "-f" or not _follows(command)}
    yield from _flags(command, flags)
    if _is_own_script(command[0].text):
        yield from _every_flag(command)
    plain = list(_plain(command, rules))
    if "kinds" in rules and plain:
        yield from _kubernetes(plain, rules)
    elif "one" in rules and plain:
        placeholder = rules["one"].get(plain[0].text)
        if placeholder and len(plain) > 1:
            yield Named(plain[1], placeholder, "name")
    elif "first" in rules and plain:
        yield Named(plain[0], rules["first"], "name")


def _is_own_script(tool: str) -> bool:
    """Whether a command is a script that somebody wrote."""
    return (
        tool.startswith("./") or re.search(r"\w[_-]\w.*\.(?:sh|py|pl|rb|ps1)\Z", tool) is not None
    )


def _every_flag(command: tuple[Word, ...]) -> Iterator[Named]:
    """The values of all long flags: what they are for, only their author knows."""
    for word, value in pairwise(command[1:]):
        if re.fullmatch(r"--[a-z][\w-]+", word.text) and not value.text.startswith("-"):
            yield Named(value, f"<{word.text[2:]}>", "script")


def _follows(command: tuple[Word, ...]) -> bool:
    """Whether -f means 'follow' and not 'file'."""
    return any(w.text in ("logs", "log", "events", "tail") for w in command[1:4])


@cache
def _rules(tool: str) -> Mapping[str, Any]:
    data = table("commands")
    known = data.get(data["same"].get(tool, tool), {})
    return known if tool not in ("any", "same", "common", "sizes") else {}


def is_known_tool(word: str) -> bool:
    """Whether the arguments of this command are known."""
    return bool(_rules(word.rsplit("/", 1)[-1]))


_PUBLIC_VALUE = re.compile(r"[\"']?(?:AWS/[A-Za-z0-9]+|kube-system|kube-public|localhost)[\"']?")
"""Values that a tool's own documentation gives: the namespaces of CloudWatch and of Kubernetes."""


def _flags(command: tuple[Word, ...], own: Mapping[str, str]) -> Iterator[Named]:
    every = table("commands")["any"]
    for at, word in enumerate(command[1:], start=1):
        if not word.text.startswith("-"):
            continue
        flag, equals, value = word.text.partition("=")
        placeholder = own.get(flag, every.get(flag))
        given = value if equals else command[at + 1].text if at + 1 < len(command) else ""
        if not placeholder or _PUBLIC_VALUE.fullmatch(given):
            continue
        if equals:
            start = word.start + len(flag) + 1
            yield Named(Word(value, start, word.end), placeholder, "flag")
        elif at + 1 < len(command) and not command[at + 1].text.startswith("-"):
            yield Named(command[at + 1], placeholder, "flag")


_TAKES_NOTHING = re.compile(
    r"--?(?:[itAfvwqaLIsSkjrRx]+|it|ti|all|watch|force|previous|follow|all-namespaces|help|version|now|rm|detach|show-labels)\Z"
)


def _plain(command: tuple[Word, ...], rules: Mapping[str, Any]) -> Iterator[Word]:
    """The words that are neither flags nor their values."""
    every = table("commands")["any"]
    skip = False
    for word in command[1:]:
        if skip:
            skip = False
        elif word.text.startswith("-"):
            flag = word.text.partition("=")[0]
            takes = flag in rules.get("flags", {}) or flag in every
            short = re.fullmatch(r"-[a-zA-Z]", word.text) and not _TAKES_NOTHING.match(word.text)
            skip = "=" not in word.text and bool(takes or short)
        elif word.text not in ("<", ">", ">>", "<<"):
            yield word


def _kubernetes(plain: list[Word], rules: Mapping[str, Any]) -> Iterator[Named]:
    kinds = rules["kinds"]
    verb = plain[0].text
    for at, word in enumerate(plain[1:], start=1):
        kind, slash, name = word.text.partition("/")
        if slash and kind in kinds:
            start = word.start + len(kind) + 1
            yield Named(Word(name, start, word.end), kinds[kind], "name")
        elif verb in rules["named"] and plain[at - 1].text.split(",")[0] in kinds:
            yield Named(word, kinds[plain[at - 1].text.split(",")[0]], "name")
        elif verb in rules["one"] and at == 1:
            yield Named(word, rules["one"][verb], "name")


_TESTS = re.compile(r"(?:\A|[_-])(?:test|staging|sandbox)(?:[_-]|\Z)", re.IGNORECASE)


def placeholder_of(named: Named) -> str:
    """What documentation writes for it; '<test-database>' for 'test_restore': whoever follows the
    copy must not restore a backup over what is in use."""
    tried = named.placeholder == "<database>" and _TESTS.search(named.word.text)
    return "<test-database>" if tried else named.placeholder


_SERVED = frozenset({"<deployment>", "<service>", "<release>", "<statefulset>", "<daemonset>"})


_COMPOUND = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


def is_service(named: Named) -> bool:
    """Whether it names a service, which a sentence names the same. A word that anybody uses ('web',
    'loader') does so in its command alone."""
    name = named.word.text
    if named.placeholder in _SERVED:
        return _COMPOUND.fullmatch(name) is not None or not is_common_word(name)
    return class_of(name) not in ("", "cluster", "database") and is_private_identifier(name, False)


def is_name(named: Named) -> bool:
    """Paths, sums and quoted scripts are no names; an address was found as one already."""
    text = named.word.text
    return bool(text) and not re.search(r"[\s:@(){}|]|\A[/~.]|\A\d", text)
