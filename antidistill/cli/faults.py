"""Whatever goes wrong becomes one line on stderr and an exit code."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

import click

import antidistill
from antidistill.batch import Unforeseen
from antidistill.errors import AntidistillError, Exit

INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports for a program that ^C or a closed pipe has ended."""


def answer(fault: BaseException, logs: Path) -> int:
    """Tell the user about `fault` in one line; the exit code that goes with it."""
    if isinstance(fault, click.exceptions.Exit):
        return fault.exit_code
    if isinstance(fault, BrokenPipeError):
        _silence()
        return BROKEN_PIPE
    if isinstance(fault, KeyboardInterrupt | click.Abort):
        say("interrupted: the file at hand was not written")
        return INTERRUPTED
    if isinstance(fault, click.ClickException):
        say(_usage(fault))
        return Exit.USAGE
    if isinstance(fault, AntidistillError):
        tell(fault, logs)
        return fault.exit_code
    say(unexpected(fault, logs))
    return Exit.UNEXPECTED


def tell(fault: AntidistillError, logs: Path) -> None:
    """One line about a fault; a log beside it when nobody foresaw it."""
    cause = fault.__cause__
    say(unexpected(cause, logs) if isinstance(fault, Unforeseen) and cause else str(fault))


def say(message: str) -> None:
    """One line on stderr."""
    click.echo(f"antidistill: {' '.join(message.split())}", err=True)


def unexpected(fault: BaseException, logs: Path) -> str:
    """Write the log of a fault that nobody foresaw; the message for the user."""
    name = type(fault).__name__
    file = _log(trace(fault), logs)
    where = f"details, without your text, are in {file}" if file else "no log could be written"
    return f"unexpected fault ({name}): this file was not written; {where}"


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
        lines += (f"  {f.filename}:{f.lineno} {f.name}" for f in _frames(at))
        at = at.__cause__ or at.__context__
    return "\n".join(lines) + "\n"


def _frames(fault: BaseException) -> traceback.StackSummary:
    return traceback.StackSummary.extract(
        traceback.walk_tb(fault.__traceback__), lookup_lines=False
    )


def _log(text: str, logs: Path) -> Path | None:
    now = datetime.now(timezone.utc)
    file = logs / f"fault-{now:%Y%m%d-%H%M%S-%f}.log"
    with suppress(OSError):
        logs.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file
    return None


def _usage(fault: click.ClickException) -> str:
    message = fault.format_message().rstrip(".")
    message = message[:1].lower() + message[1:]
    context = getattr(fault, "ctx", None)
    command = context.command_path.strip() if context is not None else "antidistill"
    return f"{message} (see {command} --help)"


def _silence() -> None:
    """Nobody listens: keep the interpreter from complaining when it flushes stdout at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
