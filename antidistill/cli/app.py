"""The command: which words are commands, and what happens when the first word is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from antidistill import settings, ui
from antidistill.cli import faults, speaking
from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.ui import tr

DEFAULT = "generalise:command"
COMMANDS = {
    "preview": "preview:command",
    "review": "review:command",
    "scan": "scan:command",
    "audit": "audit:command",
    "advise": "advise:command",
    "learn": "learn:command",
    "modes": "modes:group",
    "vault": "vault:group",
    "cache": "cache:group",
    "plan": "plan:command",
    "apply": "apply:command",
    "install": "install:install",
    "uninstall": "install:uninstall",
    "doctor": "doctor:command",
    "hook": "hook:command",
    "watch": "watch:command",
    "filter": "filter:group",
    "mcp": "mcp:command",
    "completion": "completion:command",
}
"""The words that are commands, in the order in which somebody needs them, with the module in `cli/`
and the name in it: a call imports what it runs, and nothing else."""


def _imported(place: str) -> click.Command:
    module, _, name = place.partition(":")
    found: click.Command = getattr(import_module(f"antidistill.cli.{module}"), name)
    return found


class Commands(MutableMapping[str, click.Command]):
    """Commands by their words, each imported when it is asked for."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = dict(places)
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, word: str) -> click.Command:
        if word not in self._loaded:
            self._loaded[word] = _imported(self._places[word])
        return self._loaded[word]

    def __setitem__(self, word: str, command: click.Command) -> None:
        self._loaded[word] = command
        self._places.setdefault(word, "")

    def __delitem__(self, word: str) -> None:
        del self._places[word]
        self._loaded.pop(word, None)

    def __contains__(self, word: object) -> bool:
        return word in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Antidistill(click.Group):
    """A group whose words are commands, with a command for everything else.

    `antidistill --mode heavy notes.md` has no command word, so `default` takes it all. A file
    that is called like a command is reached as ./NAME.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = Commands(COMMANDS)

    @property
    def default(self) -> click.Command:
        """The command for everything that begins with no command word."""
        return _imported(DEFAULT)

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run, and turn whatever goes wrong into one line and an exit code."""
        extra["standalone_mode"] = False
        extra["prog_name"] = "antidistill"
        faults.heed_signals()
        try:
            ui.use(speaking.language(""))
            named, words = speaking.taken(sys.argv[1:] if args is None else args)
            if named:
                ui.use(named)
            with speaking.helped(self), ui.libraries():
                code = super().main(words, *more, **extra)
            sys.stdout.flush()
        except SystemExit:
            raise
        except BaseException as fault:
            code = faults.answer(fault, settings.folders().state)
        sys.exit(code or 0)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """As click does, with a closed pipe told apart; --help and --version print here."""
        with faults.closed_pipe():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, with a closed pipe told apart; a usage fault knows its command."""
        with faults.closed_pipe():
            try:
                return super().invoke(ctx)
            except click.UsageError as fault:
                fault.ctx = fault.ctx or click.Context(self, ctx, ctx.invoked_subcommand)
                raise

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hand everything to the default command unless it starts with a word of ours."""
        own = {"--help", "-h", "--version"}
        args = args or ["--help"]
        _refuse_empty(args)
        if args[0] not in own and args[0] not in self.commands:
            args = ["--", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first, else the default with all the words."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        _refuse_misspelt(args, self.commands)
        return "", self.default, args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, the default command's options, and files."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            known = {item.value for item in found}
            sub = click.Context(self.default, parent=ctx, resilient_parsing=True)
            more = self.default.shell_complete(sub, incomplete)
            return [*found, *(item for item in more if item.value not in known)]
        return [*found, CompletionItem(incomplete, type="file")]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The two ways to call it."""
        from antidistill.reports.columns import width

        del ctx
        head = tr("Usage:") + " "
        formatter.write_usage("antidistill", "[OPTIONS] PATH…", prefix=head)
        formatter.write_usage("antidistill", "COMMAND …", prefix=" " * width(head))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of the default command and our own, then the commands."""
        inner = click.Context(self.default, info_name="", parent=ctx)
        known = (*self.default.params, *self.get_params(ctx))
        rows = [p.get_help_record(inner) for p in known if isinstance(p, click.Option)]
        with formatter.section(tr("Options")):
            formatter.write_dl([row for row in rows if row is not None])
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which somebody needs them."""
        del ctx
        return list(self.commands)


def _refuse_empty(args: Sequence[str]) -> None:
    """UsageFault for a word without anything in it: most likely a variable of the shell that is
    not set, and an empty path would be the whole current folder."""
    for number, word in enumerate(args):
        name, equals, value = word.partition("=")
        if word.strip() and not (name.startswith("--") and equals and not value.strip()):
            continue
        before = name if equals else args[number - 1] if number else ""
        where = said(" (after {word})", word=before) if before else ""
        raise UsageFault(
            said("an empty word{where}: is a variable of your shell not set?", where=where)
        )


def _refuse_misspelt(args: Sequence[str], known: Iterable[str]) -> None:
    """UsageFault for a first word that is no path and nearly a command."""
    word = args[0] if args else ""
    if word.startswith("-") or Path(word).suffix or os.path.lexists(word):
        return
    if near := get_close_matches(word, [*known], 1, 0.7):
        raise UsageFault(
            said(
                "{word}: there is no such file or folder; do you mean antidistill {near}?",
                word=word,
                near=near[0],
            )
        )


def put_first(words: Iterable[str]) -> str:
    """What to do about a word that is a command and no file, among the words behind; '' without."""
    word = next((w for w in words if w in COMMANDS and not os.path.lexists(w)), None)
    if word is None:
        return ""
    return said("if you mean the command, put it first: antidistill {word} …", word=word)


class Default(click.Command):
    """The command without a word of its own: its help is that of the whole program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; an option of a command whose word stands too late is told so."""
        hint = put_first(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as fault:
            if not hint:
                raise
            told = said("{option}: no such option; {hint}", option=fault.option_name, hint=hint)
            raise UsageFault(told) from fault

    def get_help(self, ctx: click.Context) -> str:
        """Help of the group."""
        return ctx.parent.get_help() if ctx.parent else super().get_help(ctx)


Command = Callable[..., Any]


def examples(given: Sequence[tuple[str, str]]) -> str:
    """Examples for a help page, one a line, that click leaves as they are."""
    width = max(len(command) for command, _ in given)
    return "\n".join(("\b", "Examples:", *(f"  {c:<{width}}  {what}" for c, what in given)))
