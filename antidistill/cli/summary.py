"""One calm line a file: what was written where, how much stayed, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antidistill.reports.columns import clean
from antidistill.reports.words import NOTHING, actions, count, exposed, percent

if TYPE_CHECKING:
    from antidistill.batch import Done
    from antidistill.result import Tally


def lines(done: Done, *, wrote: bool) -> list[str]:
    """The lines for a task with a result."""
    assert done.result is not None
    result, name = done.result, clean(done.task.name)
    out = [f"{name}{_target(done) if wrote else ''}: {_what(done, wrote=wrote)}"]
    if note := exposed(result):
        out.append(f"  note: {note}")
    out += (f"  note: {note}" for note in result.document.notes)
    if result.tally is not None:
        out.append(f"  {worded(result.tally)}")
    return out


def worded(tally: Tally) -> str:
    """Who found how many of the new wordings."""
    parts = [
        f"{tally.taken} of {count(tally.asked, 'line')} as answered",
        f"{tally.left} left to the program" if tally.left else "",
        f"{tally.mended} adapted" if tally.mended else "",
        f"{tally.again} asked for again" if tally.again and tally.engine != "agent" else "",
        f"{tally.local} by the program instead" if tally.local else "",
    ]
    return f"{tally.engine}: " + ", ".join(p for p in parts if p)


def refused(done: Done) -> list[str]:
    """A line for each answer that was turned down for good."""
    tally = done.result.tally if done.result else None
    turned = tally.turned if tally else ()
    return [f"  refused {t.passage}: {t.check}: {clean(t.why)}" for t in turned if t.final]


def total(documents: int, failed: int, *, wrote: bool) -> list[str]:
    """The line below the others; none when there was one document only."""
    if documents < 2:
        return []
    done = f"{documents} documents: {documents - failed} {'written' if wrote else 'looked at'}"
    return [f"{done}, {failed} failed" if failed else done]


def _target(done: Done) -> str:
    if done.task.output is not None and done.task.output == done.task.source:
        return ", in place"
    if done.task.output is not None:
        return f" → {clean(str(done.task.output))}"
    return " → standard output"


def _what(done: Done, *, wrote: bool) -> str:
    result = done.result
    assert result is not None
    if not result.changed:
        same = "its text is unchanged" if result.document.notes else "written unchanged"
        return f"{NOTHING}: {same}" if wrote else NOTHING
    changed = f"{percent(result.kept)} of sentences kept; {actions(result)}"
    return changed if wrote else f"would change; {changed}"
