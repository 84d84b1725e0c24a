"""Whatever goes wrong becomes one line on stderr and an exit code."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path

import click

import antidistill
from antidistill.batch import Unforeseen
from antidistill.errors import AntidistillError, Exit, Refused
from antidistill.message import Message, said
from antidistill.ui import libraries, shown

INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports for a program that ^C or a closed pipe has ended."""


class ClosedPipe(Exception):
    """Nobody reads our output any more; no OSError, of which click would make a failure."""


@contextmanager
def closed_pipe() -> Iterator[None]:
    """Make a BrokenPipeError a ClosedPipe."""
    try:
        yield
    except BrokenPipeError:
        raise ClosedPipe from None


def answer(fault: BaseException, logs: Path) -> int:
    """Tell the user about `fault` in one line; the exit code that goes with it."""
    if isinstance(fault, click.exceptions.Exit):
        return fault.exit_code
    if isinstance(fault, ClosedPipe | BrokenPipeError):
        _silence()
        return BROKEN_PIPE
    if isinstance(fault, KeyboardInterrupt | click.Abort):
        say(said("interrupted: the file at hand was not written"))
        return INTERRUPTED
    if isinstance(fault, click.ClickException):
        _usage(fault)
        return Exit.USAGE
    if isinstance(fault, AntidistillError):
        tell(fault, logs)
        return fault.exit_code
    say(unexpected(fault, logs))
    return Exit.UNEXPECTED


def tell(fault: AntidistillError, logs: Path) -> None:
    """One line about a fault; a log beside it when nobody foresaw it."""
    cause = fault.__cause__
    if isinstance(fault, Unforeseen) and cause:
        say(unexpected(cause, logs))
    elif isinstance(fault, Refused):
        say(said("refused, nothing written: {fault}", fault=fault))
    else:
        say(fault)


def say(message: object) -> None:
    """One line on stderr: a message or fault, in the user's language."""
    click.echo(f"antidistill: {' '.join(shown(message).split())}", err=True)


def unexpected(fault: BaseException, logs: Path) -> Message:
    """Write the log of a fault that nobody foresaw; the message for the user."""
    name = type(fault).__name__
    file = _log(trace(fault), logs)
    where = said("no log could be written")
    if file:
        where = said("details, without your text, are in {file}", file=file)
    return said(
        "unexpected fault ({name}): this file was not written; {where}", name=name, where=where
    )


def trace(fault: BaseException) -> str:
    """Where it happened: types, files and lines of the chain of exceptions. Messages and values
    stay out, since they may hold text of the document."""
    lines = [f"antidistill {antidistill.__version__}, Python {platform.python_version()}"]
    lines.append(platform.platform())
    seen: set[int] = set()
    at: BaseException | None = fault
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        lines.append(type(at).__name__)
        lines += (f"  {_short(f.filename)}:{f.lineno} {f.name}" for f in _frames(at))
        at = at.__cause__ or at.__context__
    return "\n".join(lines) + "\n"


def _frames(fault: BaseException) -> traceback.StackSummary:
    return traceback.StackSummary.extract(
        traceback.walk_tb(fault.__traceback__), lookup_lines=False
    )


def _short(file: str) -> str:
    """The last parts of a path: enough to find the line, without the user's folders."""
    return "/".join(Path(file).parts[-3:])


def _log(text: str, logs: Path) -> Path | None:
    now = datetime.now(timezone.utc)
    file = logs / f"fault-{now:%Y%m%d-%H%M%S-%f}.log"
    with suppress(OSError):
        logs.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file
    return None


_NO_ARGUMENTS: tuple[type[BaseException], ...] = tuple(
    filter(None, [getattr(click.exceptions, "NoArgsIsHelpError", None)])
)
"""Of click 8.2 and later: the message is the whole help page."""


def _usage(fault: click.ClickException) -> None:
    if isinstance(fault, _NO_ARGUMENTS):
        click.echo(fault.format_message(), err=True)
        return
    with libraries():
        message = shown(_message(fault)).rstrip(".。")
    message = message[:1].lower() + message[1:]
    context = getattr(fault, "ctx", None)
    command = context.command_path.strip() if context is not None else "antidistill"
    say(said("{message} (see {command} --help)", message=message, command=command))


def _message(fault: click.ClickException) -> str:
    """What we said ourselves; else click's own words."""
    if type(fault) is click.UsageError:
        return fault.message
    return fault.format_message()


def _silence() -> None:
    """Nobody listens: keep the interpreter from complaining when it flushes stdout at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
