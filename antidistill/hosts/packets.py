"""Git's long-running filter protocol (gitattributes, "Long Running Filter Process"): packets with
their length before them, one exchange a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from antidistill.errors import AntidistillError, UnreadableInput

_MOST = 65516
"""Bytes of a packet without its length."""
_FLUSH = b"0000"
Clean = Callable[[bytes, str], bytes]
"""The content and path of a file to what goes into the commit; raises AntidistillError."""


def serve(source: BinaryIO, target: BinaryIO, clean: Clean) -> None:
    """Answers Git until it hangs up; what comes out of a commit stays as it is. A file that cannot
    be cleaned is an error to Git, which then refuses it when the filter is required; its reason
    goes to stderr."""
    _welcome(source, target)
    while request := list(_packets(source)):
        keys = dict(line.decode().rstrip("\n").split("=", 1) for line in request)
        data = b"".join(_packets(source))
        try:
            new = data if keys["command"] == "smudge" else clean(data, keys["pathname"])
        except AntidistillError as fault:
            _say(fault)
            _answer(target, "error")
            continue
        _answer(target, "success")
        _content(target, new)


def _welcome(source: BinaryIO, target: BinaryIO) -> None:
    hello = list(_packets(source))
    if not hello or hello[0].rstrip(b"\n") != b"git-filter-client":
        raise UnreadableInput("filter process is for Git: it speaks first")
    _lines(target, "git-filter-server", "version=2")
    list(_packets(source))
    _lines(target, "capability=clean", "capability=smudge")


def _packets(source: BinaryIO) -> Iterator[bytes]:
    """The packets up to the next flush, or up to the end."""
    while head := source.read(4):
        size = int(head, 16)
        if size == 0:
            return
        yield source.read(size - 4)


def _answer(target: BinaryIO, status: str) -> None:
    _lines(target, f"status={status}")


def _lines(target: BinaryIO, *lines: str) -> None:
    for line in lines:
        _packet(target, f"{line}\n".encode())
    target.write(_FLUSH)
    target.flush()


def _content(target: BinaryIO, data: bytes) -> None:
    """The content, and an empty list: the status stays what it was."""
    for start in range(0, len(data), _MOST):
        _packet(target, data[start : start + _MOST])
    target.write(_FLUSH + _FLUSH)
    target.flush()


def _packet(target: BinaryIO, data: bytes) -> None:
    target.write(f"{len(data) + 4:04x}".encode() + data)


def _say(fault: AntidistillError) -> None:
    import sys

    sys.stderr.write(f"antidistill: {' '.join(str(fault).split())}\n")
    sys.stderr.flush()
