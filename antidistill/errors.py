"""What can go wrong, each with the exit code that tells a program so (DESIGN: command line)."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command."""

    DONE = 0
    WOULD_CHANGE = 1
    USAGE = 2
    UNEXPECTED = 3
    REFUSED = 4
    PARTLY_FAILED = 5


def reason_of(fault: OSError) -> str:
    """What the system says of a fault, in lower case: 'permission denied'."""
    return (fault.strerror or type(fault).__name__).lower()


class AntidistillError(Exception):
    """A fault that a user can understand and act on. `str()` of it is one calm line."""

    exit_code: Exit = Exit.UNEXPECTED


class UsageFault(AntidistillError):
    """What was asked for cannot be: a missing file, an unknown mode, an output that exists."""

    exit_code = Exit.USAGE


class UnreadableInput(AntidistillError):
    """The document cannot be read as text: binary, undecodable, too large, broken front matter."""

    exit_code = Exit.USAGE


class BrokenData(AntidistillError):
    """A mode, manual or settings file does not follow its schema."""

    exit_code = Exit.USAGE


class Refused(AntidistillError):
    """A promise would be broken, so nothing was written. Names the check and the place."""

    exit_code = Exit.REFUSED


class NothingLeft(Refused):
    """Everything in the document would go; a file of a package is then left out."""


class Withdrawn(Refused):
    """Not written, since another file of the same package cannot be; that one's fault is told."""


class OutputFault(AntidistillError):
    """The result is fine but could not be written: no room, no permission."""

    exit_code = Exit.UNEXPECTED


class VaultFault(AntidistillError):
    """There is no vault, it does not open with what was given, or something in it is damaged."""

    exit_code = Exit.USAGE


class EngineFault(AntidistillError):
    """The engine that was asked for cannot do it: no key, no connection, no money left."""

    exit_code = Exit.UNEXPECTED
