"""Command blocks: public commands of the topic in the place of private ones."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from antidistill.engines.base import Brief
from antidistill.engines.local.likeness import dull_in, dull_of, shared
from antidistill.engines.local.words import changing, everyday_tools
from antidistill.manual.load import Head, topic
from antidistill.manual.topic import Command
from antidistill.passage import Passage, Rewrite

_SHELL = frozenset({"", "bash", "sh", "shell", "console", "zsh", "shell-session", "terminal"})
_LINES_PER_COMMAND = 3
_MOST = 4
_SHORT = 30
"""Characters of a lead-in that only labels the block."""
_ANNOUNCED, _BARE = 3, 2
"""Words that a command shares with the block it stands in for, its tool among them, if its purpose
has none in common with a sentence that stays over the block; when there is none."""
_CALL = re.compile(r"^[ \t]*(?:\$ |# )?(?:sudo )?([A-Za-z][\w.-]*)((?: [^\n|;&]*)?)", re.MULTILINE)
_PLAIN = re.compile(r"[a-z][a-z-]+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A command and where it stands in the manual."""

    command: Command
    source: str
    nearness: int
    """Words of the command in the block, and of its purpose in what announces the block."""
    line: int
    """The line of the block that it has most in common with."""


def chosen(
    heads: Sequence[Head], group: Sequence[Passage], brief: Brief, used: Set[str]
) -> list[Chosen]:
    """Commands of one of the topics for a block: of its language, with its tools and for its
    purpose, in the order in which it calls them; [] if there are none."""
    code = next(p for p in group if p.slot.place == "code")
    best: list[Chosen] = []
    for head in heads:
        near = sorted(_open(head, code, group, brief, used), key=lambda c: -c.nearness)
        if near and (not best or near[0].nearness > best[0].nearness):
            best = near
    wanted = max(1, min(_MOST, _weight(code.text) // _LINES_PER_COMMAND))
    return sorted(best[:wanted], key=lambda c: (c.line, int(c.source.rsplit("/", 1)[1])))


def answer(
    passage: Passage, chosen: list[Chosen], language: str, *, announced: bool = False
) -> Rewrite:
    """The new block, or the sentence that announces it; one that is `announced` so needs no
    comment that says it again."""
    sources = tuple(c.source for c in chosen)
    if passage.slot.place == "code":
        return Rewrite(passage.id, _block(passage, chosen, language, announced), sources)
    purpose = chosen[0].command.purpose.of(language)
    return Rewrite(passage.id, purpose + ("：" if language == "zh" else ":"), sources)


def _open(
    head: Head, code: Passage, group: Sequence[Passage], brief: Brief, used: Set[str]
) -> list[Chosen]:
    """The topic's commands that may stand there, with how near they are."""
    written = next((p.text for p in group if p.slot.place == "lead-in"), "")
    said = written or code.before
    least = _BARE if written or not said else _ANNOUNCED
    over = said if len(said) > _SHORT else " ".join((*code.path[-1:], said))
    dull = dull_in(brief.text, brief.language) | dull_of(head.path, brief.language)
    found = []
    for i, command in enumerate(topic(head.path).commands):
        source = f"manual/{head.id}/commands/{i}"
        if source in used or command.run in brief.text:
            continue
        if not _same_language(command.language, code.slot.code):
            continue
        if (_words(command.run) & changing()) - _words(code.text):
            # in a block that looks, a command that acts would do harm
            continue
        common = _in_common(command.run, code.text)
        purpose = len(shared(command.purpose.of(brief.language), over, brief.language, dull))
        alone = 1 if _tool(command.run) not in everyday_tools() else _BARE
        if common >= least or (purpose and common >= alone):
            line = _nearest_line(command.run, code.text)
            found.append(Chosen(command, source, common + 2 * purpose, line))
    return found


def _in_common(run: str, code: str) -> int:
    """How many words a command shares with a block that calls the same tool for the same thing."""
    for tool, does in _calls(run):
        if (tool, does) in _calls(code) or (not does and tool in {t for t, _ in _calls(code)}):
            return len(_words(run) & _words(code) | {tool})
    return 0


def _nearest_line(run: str, code: str) -> int:
    lines = [len(_words(run) & _words(line)) for line in code.split("\n")]
    return lines.index(max(lines))


def _tool(run: str) -> str:
    return next((tool for tool, _ in _calls(run)), "")


def _calls(code: str) -> list[tuple[str, str]]:
    """The command of each line, behind a prompt and sudo, with its first plain word: 'kubectl',
    'get'; in a query, 'select' and nothing."""
    found = []
    for match in _CALL.finditer(code):
        words = match.group(2).split()
        plain = [w for b, w in pairwise(["", *words]) if _PLAIN.fullmatch(w) and b[:1] != "-"]
        query = match.group(1).isupper()
        found.append((match.group(1).lower(), plain[0] if plain and not query else ""))
    return found


def _block(passage: Passage, chosen: list[Chosen], language: str, announced: bool) -> str:
    prompt = "$ " if re.search(r"^\$ ", passage.text, re.M) else ""
    remarked = not announced and re.search(r"^\s*#\s", passage.text, re.M) is not None
    commented = len(chosen) > 1 or remarked
    parts = []
    for one in chosen:
        lines = [f"# {one.command.purpose.of(language)}"] if commented else []
        lines += [prompt + line for line in one.command.run.strip().split("\n")]
        parts.append("\n".join(lines))
    gap = "\n\n" if "\n\n" in passage.text else "\n"
    return gap.join(parts)


def _same_language(ours: str, theirs: str) -> bool:
    return ours.lower() == theirs.lower() or (ours.lower() in _SHELL and theirs.lower() in _SHELL)


def _words(code: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![<\w-])[a-z][a-z_]{2,}", code.lower()))


def _weight(code: str) -> int:
    return sum(bool(line.strip()) for line in code.split("\n"))
