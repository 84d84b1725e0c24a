"""Every message of the program, found in its sources: what a catalogue must hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.extract import extract_from_dir

from antidistill import cli, toml
from antidistill.cli.speaking import messages
from antidistill.document import Form
from antidistill.finding import Kind

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "antidistill"
KEYWORDS = {"said": (1,), "tr": (1,), "shown": (1,), "counted": (2,), "trn": (2,)}
"""The functions that make a message of a text, and which argument it is."""
ELSEWHERE = (
    "manual/",
    "nlp/",
    "ui/",
    "web/",
    "asking/",
    "formats/docx/pack.py",
    "guard/answers.py",
)
"""Text there is for programs, models or those who write topics of the manual."""
_WORDS = re.compile(r"""[A-Za-z'0-9({-][-A-Za-z0-9 ,;:'"()./…–—=+%*{}!?<>⟦⟧`|&~$\[\]_#@]*""")
_TWO = re.compile(r"[A-Za-z]{2,},?;?:? (?:a |I )?[a-z({'-]{2,}|[a-z]{2,}: [a-z]")


def found() -> dict[str, str]:
    """Message → where it stands."""
    out: dict[str, str] = {}
    sources = (_marked(), _fixed(), _helped(), _noted(), _named(), _clicks())
    for one in sources:
        for where, text in one:
            if text.strip():
                out.setdefault(text, where)
    for text in listed("not_messages.txt"):
        out.pop(text, None)
    return out


def listed(name: str) -> list[str]:
    """The lines of a data file, without comments; `\\n` and `\\t` are what they are in Python."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    found = (line for line in lines if line and not line.startswith("# "))
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in found]


def _marked() -> Iterator[tuple[str, str]]:
    """Arguments of the functions above."""
    for name, _, text, _, _ in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        if isinstance(text, str) and text:
            yield f"{name}", text


def _fixed() -> Iterator[tuple[str, str]]:
    """Fixed texts that read like one: notes, reasons, faults; and the nouns that are counted."""
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        if where.startswith(ELSEWHERE):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        no = set(_no_messages(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "count":
                noun = node.args[1:] and node.args[1]
                if isinstance(noun, ast.Constant):
                    yield where, f"{{n}} {noun.value}s"
            if isinstance(node, ast.Constant) and id(node) not in no and _is_one(node.value):
                yield where, str(node.value)


def _is_one(text: object) -> bool:
    """Whether a constant reads like a message."""
    if not isinstance(text, str):
        return False
    command = text.startswith(("antidistill ", "claude ")) and ":" not in text
    return bool(_WORDS.fullmatch(text) and _TWO.search(text)) and not command


def _no_messages(tree: ast.AST) -> Iterator[int]:
    """Docstrings, pieces of f-strings and what a marked call holds already."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        if isinstance(node, ast.JoinedStr):
            yield from (id(piece) for piece in ast.walk(node))
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in KEYWORDS or name in ("compile", "option", "group", "command", "argument"):
                yield from (id(piece) for piece in ast.walk(node))


def _helped() -> Iterator[tuple[str, str]]:
    """Help pages."""
    for command in _commands(cli.main):
        for text in (command.help, command.short_help):
            yield from ((f"--help of {command.name}", m) for m in messages(text or ""))
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                yield f"--help of {command.name}", option.help


def _commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if command is cli.main:
        yield cli.main.default
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from _commands(one)


def _noted() -> Iterator[tuple[str, str]]:
    """Reasons in data files."""
    for path in sorted(PACKAGE.rglob("*.toml")):
        where = path.relative_to(PACKAGE).as_posix()
        if not where.startswith(ELSEWHERE):
            data = toml.parsed(path.read_text(encoding="utf-8"))
            yield from ((where, text) for text in _notes(data))


def _notes(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("note", "why") and isinstance(value, str):
                yield value
            else:
                yield from _notes(value)
    elif isinstance(data, list):
        for value in data:
            yield from _notes(value)


def _named() -> Iterator[tuple[str, str]]:
    """Words that name things: kinds, forms, levels, actions."""
    yield from (("kinds", kind.value) for kind in Kind)
    yield from (("forms", form.value) for form in Form)
    yield from (("words", word) for word in listed("words.txt"))


def _clicks() -> Iterator[tuple[str, str]]:
    """What click says itself."""
    yield from (("click", text) for text in listed("click.txt"))
