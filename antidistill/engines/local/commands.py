"""Command blocks: public commands of the topic in the place of private ones."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from antidistill.engines.base import Brief
from antidistill.manual.topic import Command, Topic
from antidistill.passage import Passage, Rewrite

_SHELL = frozenset({"", "bash", "sh", "shell", "console", "zsh", "shell-session", "terminal"})
_LINES_PER_COMMAND = 3
_MOST = 4
_IN_COMMON = 2
"""Words that a command shares with the block it stands in for: the tool, and what it is told."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A command and where it stands in the manual."""

    command: Command
    source: str


def chosen(topic: Topic, code: Passage, brief: Brief, used: Set[str]) -> list[Chosen]:
    """Commands of `topic` for the block: of its language, those with its own tools first and at
    least one of them; [] if there are none."""
    open_ = [
        Chosen(c, f"manual/{topic.id}/commands/{i}")
        for i, c in enumerate(topic.commands)
        if _same_language(c.language, code.slot.code)
    ]
    open_ = [c for c in open_ if c.source not in used and c.command.run not in brief.text]
    tools = _tools(code.text)
    words = _words(code.text)
    known = [
        c
        for c in open_
        if _tools(c.command.run) & tools and len(_words(c.command.run) & words) >= _IN_COMMON
    ]
    if not known:
        return []
    wanted = max(1, min(_MOST, _weight(code.text) // _LINES_PER_COMMAND))
    return sorted(known[:wanted], key=lambda c: int(c.source.rsplit("/", 1)[1]))


def answer(passage: Passage, chosen: list[Chosen], language: str) -> Rewrite:
    """The new block, or the sentence that announces it."""
    sources = tuple(c.source for c in chosen)
    if passage.slot.place == "code":
        return Rewrite(passage.id, _block(passage, chosen, language), sources)
    purpose = chosen[0].command.purpose.of(language)
    return Rewrite(passage.id, purpose + ("：" if language == "zh" else ":"), sources)


def _block(passage: Passage, chosen: list[Chosen], language: str) -> str:
    prompt = "$ " if re.search(r"^\$ ", passage.text, re.M) else ""
    commented = len(chosen) > 1 or bool(re.search(r"^\s*#\s", passage.text, re.M))
    parts = []
    for one in chosen:
        lines = [f"# {one.command.purpose.of(language)}"] if commented else []
        lines += [prompt + line for line in one.command.run.strip().split("\n")]
        parts.append("\n".join(lines))
    gap = "\n\n" if "\n\n" in passage.text else "\n"
    return gap.join(parts)


def _same_language(ours: str, theirs: str) -> bool:
    return ours.lower() == theirs.lower() or (ours.lower() in _SHELL and theirs.lower() in _SHELL)


def _tools(code: str) -> frozenset[str]:
    """First words of the command lines, also behind a prompt, sudo and pipes."""
    return frozenset(
        m.group(1)
        for m in re.finditer(r"(?:^|[|;&]|\bsudo )\s*(?:\$ )?([a-zA-Z][\w.-]*)", code, re.M)
        if m.group(1) != "sudo"
    )


def _words(code: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![<\w-])[a-z][a-z]{2,}", code.lower()))


def _weight(code: str) -> int:
    return sum(bool(line.strip()) for line in code.split("\n"))
