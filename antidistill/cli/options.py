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

ENGINES = ("local", "claude", "agent")
"""Names of `antidistill.engines.ENGINES`; a test keeps them equal, so that help needs no engine."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the common options say."""

    paths: tuple[str, ...] = ()
    encoding: str | None = None
    keep: tuple[str, ...] = ()
    withhold: tuple[str, ...] = ()
    quiet: bool = False
    mode: str | None = None
    seed: int | None = None
    engine: str | None = None
    """None: what the user's own settings say, else 'local'."""
    model: str | None = None
    base_url: str | None = None
    max_cost: float | None = None
    resume: bool = False
    batch: bool = False
    show_requests: bool = False
    dry_run: bool = False
    decisions: str | None = None
    no_decisions: bool = False
    revisions: str = "accept"
    jobs: int = 1
    scheduler: str | None = None
    no_cache: bool = False


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
        "paths",
        nargs=-1,
        required=True,
        type=click.Path(allow_dash=True, readable=False),
        metavar="PATH…",
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
    click.option(
        "--revisions",
        type=click.Choice(("accept", "reject")),
        default="accept",
        help="Take the tracked changes of a Word file as accepted (the default) or as rejected.",
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
        help="What finds new wordings: 'local' (the default) works offline, 'claude' asks a model "
        "on a server, 'agent' is the two commands plan and apply.",
    ),
    click.option("--model", metavar="NAME", help="The model of the claude engine."),
    click.option(
        "--base-url",
        metavar="URL",
        help="A server that speaks the Messages protocol, such as one on your own machine.",
    ),
    click.option(
        "--max-cost",
        type=click.FloatRange(min=0, min_open=True),
        metavar="DOLLARS",
        help="Ask the model for no more than this in the whole run.",
    ),
    click.option(
        "--resume",
        is_flag=True,
        help="Keep the model's answers, sealed, until the copies are written, and use those that "
        "an earlier run kept.",
    ),
    click.option(
        "--decisions",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Decisions of a review that are kept in FILE, not in your data folder.",
    ),
    click.option("--no-decisions", is_flag=True, help="Leave aside what you decided in reviews."),
)
_SENDING = (
    click.option(
        "--show-requests", is_flag=True, help="Print what would be sent to the model; send nothing."
    ),
    click.option(
        "--dry-run", is_flag=True, help="Estimate tokens and price; send and write nothing."
    ),
    click.option(
        "--batch",
        is_flag=True,
        help="Send all requests as one batch, at half the price; wait, or run again to fetch it.",
    ),
)
_RUNNING = (
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        metavar="N",
        help="Work on N documents at once, each in a process of its own.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Work on a Dask cluster: the address of its scheduler, or 'local' for one that is "
        "started here. The documents are sent to its workers.",
    ),
    click.option(
        "--no-cache", is_flag=True, help="Do everything again, even if nothing has changed."
    ),
)
_TELLING = (click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),)


def reads(function: Function) -> Function:
    """Give a command the options about reading, as an `Asked` in its first argument."""
    return _with((*_READING, *_TELLING), function)


def generalises(function: Function) -> Function:
    """The same with the options about generalising."""
    return _with((*_READING[:1], *_CHOOSING, *_READING[1:], *_TELLING), function)


def sends(function: Function) -> Function:
    """The same with the options about sending many requests or none, and about who does it."""
    more = (*_SENDING, *_RUNNING)
    return _with((*_READING[:1], *_CHOOSING, *more, *_READING[1:], *_TELLING), function)


def plans(function: Function) -> Function:
    """The options about reading, and the mode."""
    return _with((*_READING[:1], *_CHOOSING[:1], *_READING[1:], *_TELLING), function)


def own_words(function: Function) -> Function:
    """The options about reading, without the paths."""
    return _with((*_READING[1:], *_TELLING), function)


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
