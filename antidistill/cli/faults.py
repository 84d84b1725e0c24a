"""Whatever goes wrong becomes one line on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import platform
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

import antidistill
from antidistill.errors import AntidistillError, Exit, Refused
from antidistill.message import Message, said
from antidistill.ui import libraries, shown

if TYPE_CHECKING:
    from antidistill.batch import Met

INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports for a program that ^C or a closed pipe has ended."""


class Ended(KeyboardInterrupt):
    """Somebody asked the process to end, which is heeded like ^C: what is begun is put away."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def heed_signals() -> None:
    """Make SIGTERM and SIGHUP an `Ended` in this process, where they would end it at once.
    Processes that it starts are ended at once as before."""
    if threading.current_thread() is not threading.main_thread():
        return
    owner = os.getpid()

    def end(number: int, _frame: object) -> None:
        if os.getpid() != owner:
            os._exit(128 + number)
        raise Ended(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


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
        begun = fault.__cause__ or fault  # click makes an Abort of what interrupts it
        return 128 + begun.number if isinstance(begun, Ended) else INTERRUPTED
    if isinstance(fault, click.ClickException):
        _usage(fault)
        return Exit.USAGE
    if isinstance(fault, AntidistillError):
        tell(fault, logs)
        return fault.exit_code
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        reason = os.strerror(fault.errno).lower()
        say(said("standard output cannot be written: {reason}", reason=reason))
        return Exit.UNEXPECTED
    say(unexpected(fault, logs))
    return Exit.UNEXPECTED


_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT})
"""What is said of a file is an AntidistillError; what is left is the stream that we write to."""


def tell(fault: AntidistillError, logs: Path) -> None:
    """One line about a fault; a log beside it when nobody foresaw it."""
    from antidistill.batch import Unforeseen

    if isinstance(fault, Unforeseen) and fault.met:
        say(_unexpected(fault.met, logs))
    elif isinstance(fault, Refused):
        say(said("refused, nothing written: {fault}", fault=fault))
    else:
        say(fault)


def say(message: object) -> None:
    """One line on stderr: a message or fault, in the user's language, without what would steer a
    terminal: names of files are somebody else's words."""
    from antidistill.reports.columns import clean

    click.echo(f"antidistill: {clean(' '.join(shown(message).split()))}", err=True)


def unexpected(fault: BaseException, logs: Path) -> Message:
    """Write the log of a fault that nobody foresaw; the message for the user."""
    from antidistill.batch import chain

    return _unexpected(chain(fault), logs)


def _unexpected(met: Sequence[Met], logs: Path) -> Message:
    file = _log(_trace(met), logs)
    where = said("no log could be written")
    if file:
        where = said("details, without your text, are in {file}", file=file)
    return said(
        "unexpected fault ({name}): this file was not written; {where}",
        name=met[0].type,
        where=where,
    )


def trace(fault: BaseException) -> str:
    """Where it happened: types, files and lines of the chain of exceptions. Messages and values
    stay out, since they may hold text of the document."""
    from antidistill.batch import chain

    return _trace(chain(fault))


def _trace(met: Sequence[Met]) -> str:
    lines = [f"antidistill {antidistill.__version__}, Python {platform.python_version()}"]
    lines.append(platform.platform())
    for one in met:
        lines.append(one.type)
        lines += (f"  {_short(file)}:{line} {name}" for file, line, name in one.frames)
    return "\n".join(lines) + "\n"


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
