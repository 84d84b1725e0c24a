"""The options that several commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any

import click
from click.shell_completion import CompletionItem

from antidistill import settings

Function = Callable[..., Any]

ENGINES = ("local",)
"""Names of `antidistill.engines.ENGINES`; a test keeps them equal, so that help needs no engine."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the common options say."""

    paths: tuple[str, ...]
    encoding: str | None
    keep: tuple[str, ...]
    withhold: tuple[str, ...]
    quiet: bool
    mode: str | None = None
    seed: int | None = None
    engine: str = "local"


class ModeName(click.types.StringParamType):
    """A mode's name or folder; loading it is left to the command."""

    name = "mode"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The modes there are, and folders."""
        del ctx, param
        from antidistill import mode

        names = mode.available(settings.folders().modes)
        found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return [*found, CompletionItem(incomplete, type="dir")]


_READING = (
    click.argument(
        "paths", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PATH…"
    ),
    click.option(
        "--keep", multiple=True, metavar="TERM", help="Never take out this name. Repeatable."
    ),
    click.option(
        "--withhold", multiple=True, metavar="TERM", help="Always take out this term. Repeatable."
    ),
    click.option(
        "--encoding", metavar="NAME", help="Encoding of the files, where it cannot be told."
    ),
)
_CHOOSING = (
    click.option(
        "-m",
        "--mode",
        type=ModeName(),
        metavar="MODE",
        help="light, medium, heavy, a mode of your own, or its folder. Default: medium.",
    ),
    click.option(
        "--seed",
        type=click.IntRange(min=0),
        metavar="N",
        help="Choose among equal wordings by number N instead of your own.",
    ),
    click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="local",
        help="What finds new wordings: 'local' works offline.",
    ),
)
_TELLING = (click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),)


def reads(function: Function) -> Function:
    """Give a command the options about reading, as an `Asked` in its first argument."""
    return _with((*_READING, *_TELLING), function)


def generalises(function: Function) -> Function:
    """The same with the options about generalising."""
    return _with((*_READING[:1], *_CHOOSING, *_READING[1:], *_TELLING), function)


def machine(function: Function) -> Function:
    """Results as JSON."""
    text = "One JSON object a document, one a line, to stdout."
    return click.option("--json", "as_json", is_flag=True, help=text)(function)


def _with(given: tuple[Callable[[Function], Function], ...], function: Function) -> Function:
    @wraps(function)
    def gathered(**values: Any) -> Any:
        common = {f.name: values.pop(f.name) for f in fields(Asked) if f.name in values}
        return function(Asked(**common), **values)

    whole: Function = gathered
    for option in reversed(given):
        whole = option(whole)
    return whole
