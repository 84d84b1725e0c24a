"""Shell commands, as far as they can be told without running them: texts that they write from a
here-document, files that they write otherwise, and the files that a distiller's writer reads."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antidistill.span import Span

_PATH = r"""(?P<path>"[^"]+"|'[^']+'|[^\s;&|<>()'"]+)"""
_QUOTED = r"""(?P<path>"[^"]+"|'[^']+')"""
_HERE = re.compile(r"<<(?P<dash>-?)\s*(?P<quote>['\"]?)(?P<word>\w+)(?P=quote)[^\n]*\n")
_TARGET = re.compile(rf"(?<![<>&\d=-])(?:\d?>{{1,2}}\|?|&>{{1,2}})\s*{_PATH}")
_TEE = re.compile(rf"\btee\b(?:\s+-\w+)*\s+{_PATH}")
_SET = re.compile(
    rf"(?:Set-Content|Add-Content|Out-File)\s+(?:-(?:Literal)?(?:Path|FilePath)\s+)?{_PATH}"
)
_COPIERS = "cp|mv|install|rsync|ln|Copy-Item|Move-Item"
_COPY = re.compile(rf"(?:^|[;&|\n(])\s*(?:sudo\s+)?(?:{_COPIERS})\s+(?P<words>[^;&|\n]+)")
_OPENED = re.compile(
    rf"(?:open|Path)\(\s*{_QUOTED}\s*"
    r"(?:,\s*[\"'][wax]|\)\s*\.\s*(?:write_text|open\([\"'][wax]))"
)
_WRITES = re.compile(
    r"\.(?:write|write_text|write_bytes|writelines|dump)\(|\bwriteFile(?:Sync)?\(|\bcreateWriteStream\("
    r"|\[(?:System\.)?IO\.File\]::(?:Write|Append)|\bshutil\.(?:copy|move)|\bos\.(?:rename|replace)\("
)
"""A program in the command that writes some file."""
_NAMED = re.compile(r"""(?P<path>"[^"\s]+\.(?:md|mdc|txt|json)"|'[^'\s]+\.(?:md|mdc|txt|json)')""")
"""Which file that is stands in the program as a text of its own."""
INPUTS = (
    "--work", "--persona", "--meta", "--work-patch", "--persona-patch", "--correction-json",
    "--self", "--memory", "--content", "--input", "--file",
)  # fmt: skip
_SPECIAL = re.compile(r"[$`*?{]")
HUSH = "DOT_SKILL_AUTO_INSTALL_CLAUDE"
"""With 0 in it, dot-skill does not copy what it has made into the agent's own folder."""


@dataclass(frozen=True, slots=True)
class Here:
    """A here-document that goes into a file."""

    path: str
    body: Span
    """Its text in the command."""


def here_documents(command: str) -> tuple[Here, ...]:
    """The here-documents of a command whose line names the file that they go to."""
    out: list[Here] = []
    at = 0
    while found := _HERE.search(command, at):
        line_start = command.rfind("\n", 0, found.start()) + 1
        line = command[line_start : found.end()]
        tabs = r"\t*" if found["dash"] else ""
        end = re.compile(rf"^{tabs}{re.escape(found['word'])}\s*$", re.MULTILINE)
        closed = end.search(command, found.end())
        stop = closed.start() if closed else len(command)
        paths = targets(line)
        if paths:
            out.append(Here(paths[0], Span(found.end(), stop)))
        at = closed.end() if closed else len(command)
    return tuple(out)


def targets(command: str) -> tuple[str, ...]:
    """Files that a command writes: redirections, `tee`, copies, what a line of Python or PowerShell
    in it opens for writing, and what a program in it that writes names as a file."""
    found = [m["path"] for p in (_TARGET, _TEE, _SET, _OPENED) for m in p.finditer(command)]
    if _WRITES.search(command):
        found += [m["path"] for m in _NAMED.finditer(command)]
    found += [path for m in _COPY.finditer(command) for path in _copied(m["words"])]
    plain = (path.strip("'\"") for path in found)
    return tuple(dict.fromkeys(p for p in plain if p and not p.startswith(("/dev/", "&"))))


def without_here_documents(command: str) -> str:
    """The command without the texts in it, so that nothing in them is taken for a command."""
    out, done = [], 0
    for found in here_documents(command):
        out.append(command[done : found.body.start])
        done = found.body.end
    return "".join((*out, command[done:]))


def inputs(command: str) -> tuple[str, ...]:
    """The files that the options of a distiller's writer name."""
    words = _words(command)
    pairs = zip(words, [*words[1:], ""], strict=False)
    out = [after for word, after in pairs if word in INPUTS and not after.startswith("--")]
    out += [w.split("=", 1)[1] for w in words if w.split("=", 1)[0] in INPUTS and "=" in w]
    return tuple(dict.fromkeys(p for p in out if p))


def option(command: str, name: str) -> str:
    """The value of an option, '' when it is not given."""
    words = _words(command)
    pairs = zip(words, [*words[1:], ""], strict=False)
    return next((after for word, after in pairs if word == name), "")


def without_option(command: str, name: str) -> str:
    """The command without an option and its value."""
    return re.sub(rf"""\s+{re.escape(name)}(?:=|\s+)("[^"]*"|'[^']*'|\S+)""", "", command)


def unclear(path: str) -> bool:
    """Whether only the shell knows which file that is."""
    return bool(_SPECIAL.search(path))


def _copied(words: str) -> Iterator[str]:
    """Where a copy ends up: the last word, or below it, when that may be a folder."""
    plain = [w for w in _words(words) if not w.startswith("-")]
    if len(plain) < 2:
        return
    place = plain[-1]
    yield place
    if "." in place.rsplit("/", 1)[-1] and len(plain) == 2:
        return
    for source in plain[:-1]:
        yield f"{place.rstrip('/')}/{source.rstrip('/').rsplit('/', 1)[-1]}"


def _words(command: str) -> Sequence[str]:
    try:
        return shlex.split(command, comments=False, posix=True)
    except ValueError:
        return command.split()
