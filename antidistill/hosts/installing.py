"""Installing: what goes where, put in so that everything else stays byte for byte, and taken out
again so that nothing is left."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidistill import files
from antidistill.errors import BrokenData, reason_of
from antidistill.hosts import jsonc
from antidistill.hosts.keeping import Keeper
from antidistill.hosts.parts import Entry, Lines, Part, Whole
from antidistill.hosts.record import Record
from antidistill.message import said

MARK = "antidistill"
SAME = "as it was"
"""What is said of a file in which nothing had to change."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one part."""

    file: Path
    what: str
    """'written', 'changed', 'as it was', 'removed', 'not ours: left'."""


def install(parts: Sequence[Part], keeper: Keeper, data: Path) -> list[Done]:
    """Put the parts where they belong, in a way that changes nothing when they are there. What
    is edited is kept first; raises AntidistillError, naming the file."""
    record = Record(data)
    return [_put(file, mine, keeper, record) for file, mine in _by_file(parts)]


def uninstall(parts: Sequence[Part], keeper: Keeper, data: Path) -> list[Done]:
    """Take the parts out again; files and folders that were made for them go too."""
    record = Record(data)
    return [_take(file, mine[::-1], keeper, record) for file, mine in _by_file(parts)[::-1]]


def _by_file(parts: Sequence[Part]) -> list[tuple[Path, list[Part]]]:
    out: dict[Path, list[Part]] = {}
    for part in parts:
        out.setdefault(part.file, []).append(part)
    return list(out.items())


def is_ours(value: Any) -> bool:
    """Whether an element of a settings file runs a hook of ours."""
    return MARK in json.dumps(value) and " hook " in _commands(value)


def _commands(value: Any) -> str:
    if isinstance(value, dict):
        words = [value.get("command"), value.get("bash"), value.get("exec")]
        args = value.get("args") or []
        own = " ".join(str(w) for w in (*words, *args) if w)
        return " ".join((f" {own} ", *(_commands(v) for v in value.values())))
    return " ".join(_commands(v) for v in value) if isinstance(value, list) else ""


def is_held(part: Lines, text: str) -> bool:
    """Whether a file with this text has our lines."""
    return bool(_held(part, text))


def _put(file: Path, parts: Sequence[Part], keeper: Keeper, record: Record) -> Done:
    before = _bytes(file)
    text = new = _text(file, before)
    for part in parts:
        new = _with(part, new, record)
    if new == text or new is None:
        return Done(file, SAME)
    if before is None:
        record.made(file)
    elif not (text or "").strip():
        record.blank(file, text or "")
    elif not _is_all_ours(file, text or "", parts, record):
        keeper.keep(before, file)
    record.save()
    _save(file, new, _bom(before))
    return Done(file, "written" if before is None else "changed")


def _take(file: Path, parts: Sequence[Part], keeper: Keeper, record: Record) -> Done:
    before = _bytes(file)
    if before is None:
        return Done(file, SAME)
    text = new = _text(file, before) or ""
    for part in parts:
        new = _without(part, new, record)
    whole = isinstance(parts[0], Whole)
    if new == text:
        return Done(file, "not ours: left" if whole and text else SAME)
    if _is_base(parts[0], new):
        new = record.was_blank(file, new)
    ours = record.was_made(file) and _is_base(parts[0], new)
    if not ours and not (isinstance(parts[0], Whole) and text == parts[0].text):
        keeper.keep(before, file)
    if whole or ours:
        file.unlink()
        record.clear(file)
        return Done(file, "removed")
    _save(file, new, _bom(before))
    return Done(file, "changed")


def _is_all_ours(file: Path, text: str, parts: Sequence[Part], record: Record) -> bool:
    """Whether a file was made for us and nobody else has put anything into it."""
    for part in parts[::-1]:
        text = _without(part, text, record)
    return record.was_made(file) and _is_base(parts[0], text)


def _is_base(part: Part, text: str) -> bool:
    """Whether a file that was made for us holds nothing but what it began with."""
    if isinstance(part, Entry):
        return bool(jsonc.loads(text) == jsonc.loads(part.base))
    base = part.base if isinstance(part, Lines) else ""
    return text.strip() == base.strip()


def _with(part: Entry | Whole | Lines, text: str | None, record: Record) -> str:
    if isinstance(part, Whole):
        if text is not None and text != part.text and MARK not in text:
            raise BrokenData(
                said("{file}: there is another file of that name; move it away", file=part.file)
            )
        return part.text
    if isinstance(part, Lines):
        return text if text and _held(part, text) else _inserted(part, text or part.base)
    return _entered(part, text or "", record)


def _without(part: Entry | Whole | Lines, text: str, record: Record) -> str:
    if isinstance(part, Whole):
        return "" if MARK in text else text
    if isinstance(part, Lines):
        held = _held(part, text)
        return text.replace(held, "", 1) if held else _without_signed(part.sign, text)
    snippets = record.snippets(part.file)
    return _read(part.file, lambda: jsonc.without(text, part.at, is_ours, snippets))


def _without_signed(sign: str, text: str) -> str:
    """The text without the lines that end in our sign, as those of an earlier choice do."""
    lines = text.splitlines(keepends=True)
    left = [line for line in lines if not (sign and line.rstrip().endswith(sign))]
    out = "".join(left)
    open_ended = lines != left and not text.endswith("\n")
    return out.removesuffix("\n") if open_ended else out


def _entered(part: Entry, text: str, record: Record) -> str:
    def work() -> str:
        known = [v for v in jsonc.elements(text, part.at) if is_ours(v)]
        if part.value in known and len(known) == 1:
            return text
        bare = jsonc.without(text, part.at, is_ours, record.snippets(part.file)) or part.base
        new, snippet = jsonc.with_element(bare, part.at, part.value)
        record.add(part.file, snippet)
        return new

    return _read(part.file, work)


def _read(file: Path, work: Callable[[], str]) -> str:
    try:
        return work()
    except ValueError as fault:
        raise BrokenData(
            said(
                "{file}: cannot be read as JSON: {fault}; mend it and try again",
                file=file,
                fault=fault,
            )
        ) from None


def _inserted(part: Lines, text: str) -> str:
    head, tail = text, ""
    if part.after:
        lines = text.splitlines(keepends=True)
        at = next((n for n, line in enumerate(lines) if line.rstrip() == part.after), len(lines))
        head, tail = "".join(lines[: at + 1]), "".join(lines[at + 1 :])
    whole = not head or head.endswith("\n")
    return f"{head}{part.text if whole else _at_end(part)}{tail}"


def _held(part: Lines, text: str) -> str:
    """Our lines as they stand in `text`; '' when they do not."""
    if text.endswith(_at_end(part)):
        return _at_end(part)
    return part.text if part.text in text else ""


def _at_end(part: Lines) -> str:
    """Below a last line that does not end: then ours does not either, so that what was there can
    be left as it was."""
    return "\n" + part.text.removesuffix("\n")


_BOM = "\ufeff".encode()


def _bom(data: bytes | None) -> bool:
    return bool(data and data.startswith(_BOM))


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise BrokenData(
            said("{file}: cannot be read: {strerror}", file=file, strerror=reason_of(fault))
        ) from None


def _text(file: Path, data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode("utf-8-sig")
    except ValueError:
        raise BrokenData(
            said("{file}: is no text in UTF-8; mend it and try again", file=file)
        ) from None


def _save(file: Path, text: str, bom: bool) -> None:
    files.replace(file, (_BOM if bom else b"") + text.encode())
