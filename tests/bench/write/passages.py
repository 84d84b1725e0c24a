"""Passages that were written from the manual, with what stood around them before and stands now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.edit import Edit
from tests.bench.write.runs import Run

_AROUND = 4
"""Lines shown on each side."""


@dataclass(frozen=True, slots=True)
class Written:
    """One edit that put words of the manual into a document."""

    document: str
    mode: str
    language: str
    path: tuple[str, ...]
    """Headings above."""
    old: str
    """What stood there."""
    new: str
    sources: tuple[str, ...]
    before: str
    """The lines around it in the original; those that changed are marked."""
    after: str
    """The lines around it now; those from the manual are marked."""


def written(run: Run) -> Iterator[Written]:
    """All that was written in a run."""
    text = run.result.document.text
    spans = _spans_now(run.result.edits)
    for edit in run.result.edits:
        if edit.action != "manual":
            continue
        unit = next(u for u in run.draft.units if u.span.overlaps(edit.span))
        start, end = spans[edit]
        changed = [(e.span.start, e.span.end) for e in run.result.edits]
        fresh = [spans[e] for e in run.result.edits if e.action == "manual"]
        yield Written(
            run.name,
            run.mode,
            run.language,
            run.draft.reading.section_of(unit.block).path,
            edit.span.of(text),
            edit.new,
            run.draft.sources.get(unit.index, ()),
            _around(text, edit.span.start, edit.span.end, changed, "-"),
            _around(run.result.text, start, end, fresh, "+"),
        )


def _spans_now(edits: tuple[Edit, ...]) -> dict[Edit, tuple[int, int]]:
    """Where each edit's new words stand in the new text."""
    out, shift = {}, 0
    for edit in sorted(edits, key=lambda e: e.span):
        start = edit.span.start + shift
        out[edit] = (start, start + len(edit.new))
        shift += len(edit.new) - (edit.span.end - edit.span.start)
    return out


def _around(text: str, start: int, end: int, marked: list[tuple[int, int]], mark: str) -> str:
    """The lines of a place and some around it, those that overlap `marked` with a mark."""
    lines = text.splitlines(keepends=True)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line)
    here = [
        i for i, s in enumerate(starts) if s < max(end, start + 1) and s + len(lines[i]) > start
    ]
    if not here:
        return ""
    out = []
    for i in range(max(0, here[0] - _AROUND), min(len(lines), here[-1] + _AROUND + 1)):
        touched = any(s < starts[i] + len(lines[i]) and e > starts[i] for s, e in marked)
        own = "»" if i in here else " "
        out.append(f"{own}{mark if touched else ' '} {lines[i].rstrip()}")
    return "\n".join(out)
