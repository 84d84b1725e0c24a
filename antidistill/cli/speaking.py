"""The language of a call: which one it is, and help pages in it.

Help texts stand in English in the decorators, as click wants them, and are put into the user's
language for the time of one call. Their messages are paragraphs, options, and the words beside
examples.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from antidistill import settings, ui
from antidistill.errors import BrokenData
from antidistill.message import said

FLAG = "--ui"
_PAGE, _COLUMN = 78, 46
"""Columns of click's help pages, and of what stands beside an option."""
_BODY = "\b\n"
"""Before a paragraph that click leaves as it is."""
_EXAMPLE = re.compile(r"( {2}\S.*?)( {2,})(\S.*)")


def taken(words: Sequence[str]) -> tuple[str, list[str]]:
    """What `--ui` says, '' without one, and the other words; it may stand anywhere. Raises
    UsageError for a language that there is not."""
    rest: list[str] = []
    found = ""
    todo = iter(words)
    for word in todo:
        if word == "--":
            rest += (word, *todo)
        elif word == FLAG or word.startswith(f"{FLAG}="):
            found = word.partition("=")[2] or next(todo, "")
            _check(found)
        else:
            rest.append(word)
    return found, rest


def language(named: str) -> str:
    """The language of this call: what was named, else the settings', else the locale's."""
    if named:
        return named
    with suppress(BrokenData, OSError):
        return settings.load(Path.cwd(), settings.folders().config).ui or ui.of_locale()
    return ui.of_locale()


class _Page(click.HelpFormatter):
    """A help page whose headings end in a wide colon."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{heading}：\n")


@contextmanager
def helped(command: click.Command) -> Iterator[None]:
    """The help of `command` and of those in it, in the user's language."""
    if ui.spoken() == "en":
        yield
        return
    known = list(_all(command))
    before = [(one, one.help, one.short_help, one.epilog) for one in known]
    options = [(p, p.help) for one in known for p in one.params if isinstance(p, click.Option)]
    for one in known:
        one.short_help = _short(one)
        one.help = page(one.help or "")
    for option, text in options:
        option.help = _kept(ui.shown(text), _COLUMN) if text else text
    formatter, click.Context.formatter_class = click.Context.formatter_class, _Page
    try:
        yield
    finally:
        click.Context.formatter_class = formatter
        for one, text, short, epilog in before:
            one.help, one.short_help, one.epilog = text, short, epilog
        for option, text in options:
            option.help = text


def page(text: str) -> str:
    """A help page in the user's language, broken into lines as click cannot do it for Chinese."""
    return "\n\n".join(_paragraph(part) for part in inspect.cleandoc(text).split("\n\n"))


def messages(text: str) -> Iterator[str]:
    """The messages of a help page, as the catalogues hold them."""
    for part in inspect.cleandoc(text).split("\n\n"):
        if not part.startswith(_BODY):
            yield " ".join(part.split())
            continue
        for line in part.removeprefix(_BODY).split("\n"):
            example = _EXAMPLE.fullmatch(line)
            yield example.group(3) if example else line


def _paragraph(part: str) -> str:
    if not part.startswith(_BODY):
        return _kept(ui.shown(" ".join(part.split())), _PAGE)
    return _BODY + "\n".join(_line(line) for line in part.removeprefix(_BODY).split("\n"))


def _line(line: str) -> str:
    example = _EXAMPLE.fullmatch(line)
    if example is None:
        return ui.shown(line)
    return f"{example.group(1)}{example.group(2)}{ui.shown(example.group(3))}"


def _kept(text: str, columns: int) -> str:
    from antidistill.reports.prose import wrapped

    return _BODY + "\n".join(wrapped(text, columns)) if text else ""


def _short(command: click.Command) -> str:
    if command.short_help:
        return ui.shown(command.short_help).rstrip("。")
    first = next(messages(command.help or ""), "")
    return ui.shown(first).partition("。")[0]


def _all(command: click.Command) -> Iterator[click.Command]:
    yield command
    inner = getattr(command, "default", None)
    if inner is not None:
        yield inner
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from _all(one)


def _check(found: str) -> None:
    if found not in ui.LANGUAGES:
        there = ", ".join(ui.LANGUAGES)
        raise click.UsageError(said("--ui {found!r}: there are {there}", found=found, there=there))
