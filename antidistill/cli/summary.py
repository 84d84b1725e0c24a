"""One calm line a file: what was written where, how much stayed, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antidistill.reports.columns import clean
from antidistill.reports.words import NOTHING, actions, exposed, percent

if TYPE_CHECKING:
    from antidistill.batch import Done


def lines(done: Done, *, wrote: bool) -> list[str]:
    """The lines for a task with a result."""
    assert done.result is not None
    result, name = done.result, clean(done.task.name)
    out = [f"{name}{_target(done) if wrote else ''}: {_what(done, wrote=wrote)}"]
    if note := exposed(result):
        out.append(f"  note: {note}")
    return out


def total(documents: int, failed: int, *, wrote: bool) -> list[str]:
    """The line below the others; none when there was one document only."""
    if documents < 2:
        return []
    done = f"{documents} documents: {documents - failed} {'written' if wrote else 'looked at'}"
    return [f"{done}, {failed} failed" if failed else done]


def _target(done: Done) -> str:
    if done.task.output is not None:
        return f" → {clean(str(done.task.output))}"
    return " → standard output"


def _what(done: Done, *, wrote: bool) -> str:
    result = done.result
    assert result is not None
    if not result.changed:
        return f"{NOTHING}: written unchanged" if wrote else NOTHING
    changed = f"{percent(result.kept)} of sentences kept; {actions(result)}"
    return changed if wrote else f"would change; {changed}"
