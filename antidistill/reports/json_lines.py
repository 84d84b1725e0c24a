"""Results for programs: one JSON object a document, one document a line.

The schema (version 1; keys may be added, none will change its meaning):

    version     1
    file        as it was named on the command line, "-" for standard input
    mode        name of the mode
    language    "en" or "zh"
    changed     whether the copy differs from the original
    output      where the copy was written; null when nothing was
    kept        share of sentences that stand in the copy as they were, 0 to 1
    counts      {action: how often}
    changes     [{start, end, line, path, old, new, kind, action, because}], by place:
                start and end are characters of the original's text without a byte order mark,
                line counts from 1, path holds the headings above
    exposed     [{start, end, line, text, kind}]: names that stay because critical text holds them
    engine      only where a language model was asked: {name, asked, taken, left, mended, again,
                local, found, refused: [{id, check, why}]}, lines counted; found are those
                among them that the model named where the finders had seen nothing; refused are
                those for good

A file that failed is {"version": 1, "file": …, "error": message, "exit": exit code}.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from antidistill.diff import Change, changes, line_starts
from antidistill.errors import AntidistillError
from antidistill.finding import Finding
from antidistill.reports.base import Look, Outcome
from antidistill.result import Tally

VERSION = 1


class JsonLines:
    """One object a line."""

    name = "json"

    def render(self, outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:  # noqa: ARG002
        """A line for each outcome."""
        return (dumped(record(outcome)) for outcome in outcomes)


def record(outcome: Outcome) -> dict[str, Any]:
    """The object of one document, as the schema above has it."""
    result, made = outcome.result, changes(outcome.result)
    starts = line_starts(result.document.text)
    return {
        "version": VERSION,
        "file": outcome.name,
        "mode": outcome.mode,
        "language": result.document.language,
        "changed": result.changed,
        "output": outcome.output or None,
        "kept": round(result.kept, 4),
        "counts": dict(Counter(c.action or "changed" for c in made).most_common()),
        "changes": [_change(c) for c in made],
        "exposed": [_exposed(f, result.document.text, starts) for f in result.exposed],
        **({"engine": _engine(result.tally)} if result.tally else {}),
    }


def _engine(tally: Tally) -> dict[str, Any]:
    refused = [{"id": t.passage, "check": t.check, "why": t.why} for t in tally.turned if t.final]
    return {
        "name": tally.engine,
        "asked": tally.asked,
        "taken": tally.taken,
        "left": tally.left,
        "mended": tally.mended,
        "again": tally.again,
        "local": tally.local,
        "found": tally.found,
        "refused": refused,
        "followed": [line for line, _ in tally.followed],
        "took": {line: cause for line, cause in tally.followed if cause},
        "crowded": [{"heading": h, "anew": n, "most": m} for h, n, m in tally.crowded],
    }


def failure(name: str, fault: AntidistillError) -> str:
    """The line of a file that failed."""
    found = {"version": VERSION, "file": name, "error": str(fault), "exit": int(fault.exit_code)}
    return dumped(found)


def dumped(found: dict[str, Any]) -> str:
    """One line of JSON; Han text as it is."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _change(change: Change) -> dict[str, Any]:
    return {
        "start": change.span.start,
        "end": change.span.end,
        "line": change.line,
        "path": list(change.path),
        "old": change.old,
        "new": change.new,
        "kind": change.kind.value,
        "action": change.action,
        "because": change.because,
    }


def _exposed(finding: Finding, text: str, starts: list[int]) -> dict[str, Any]:
    return {
        "start": finding.span.start,
        "end": finding.span.end,
        "line": bisect_right(starts, finding.span.start),
        "text": finding.span.of(text),
        "kind": finding.kind.value,
    }
