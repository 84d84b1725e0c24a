"""The record: what was withheld from a document, grouped by kind, for oneself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from antidistill.diff import Change, changes
from antidistill.finding import Kind
from antidistill.result import Result


def record(result: Result, mode: str) -> str:
    """A Markdown page: for each kind what stood there, where, and what stands there now. Changes
    that only follow from others, such as new numbers of list items, are left out."""
    told = [c for c in changes(result) if c.old.strip() and c.action != "repaired"]
    lines = [f"# Withheld from {result.document.name}", "", f"Mode {mode}, {len(told)} passages."]
    for kind in Kind:
        found = [c for c in told if c.kind is kind]
        if found:
            lines += ["", f"## {_heading(kind)} ({len(found)})", *_items(found)]
    return "\n".join(lines) + "\n"


def _heading(kind: Kind) -> str:
    return "what hung on it" if kind is Kind.PLAIN else kind.value


def _items(found: Sequence[Change]) -> Iterator[str]:
    for change in found:
        place = " › ".join((f"line {change.line}", *change.path))
        yield f"\n- {place}: {change.because}\n"
        yield indent(change.old.strip(), "  > ", lambda _: True)
        if change.new.strip():
            yield "\n  now:\n"
            yield indent(change.new.strip(), "  > ", lambda _: True)
