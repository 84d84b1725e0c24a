"""Documents with changes in them, made without formats or engines."""

from __future__ import annotations

import re

from antidistill.document import Block, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.finding import Finding, Kind
from antidistill.reports import Outcome
from antidistill.result import Result
from antidistill.span import Span

HEADING = re.compile(r"^(#+) ([^\r\n]*)", re.MULTILINE)
MARK = re.compile(r"\[\[(.*?)(?:\|(.*?))?\]\]", re.DOTALL)


def document(text: str, language: str = "en") -> Document:
    """`text` with its headings as blocks."""
    blocks = (
        Block(Form.HEADING, (Span(*m.span(2)),), Span(*m.span()), level=len(m[1]))
        for m in HEADING.finditer(text)
    )
    return Document(text, tuple(blocks), language, "notes.md")


def result(marked: str, kind: Kind = Kind.PITFALL, because: str = "a trap") -> Result:
    """The result of a text in which [[old|new]] or [[left out]] stand for edits."""
    text, edits = "", []
    done = 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        span = Span(len(text), len(text) + len(mark[1]))
        action = "left out" if mark[2] is None else "manual"
        edits.append(Edit(span, mark[2] or "", because, kind, action))
        text += mark[1]
        done = mark.end()
    text += marked[done:]
    return Result(document(text), apply_edits(text, edits), tuple(edits), (), 0.61)


def outcome(marked: str, name: str = "notes.md") -> Outcome:
    """The same, as a report gets it."""
    return Outcome(name, "heavy", result(marked))


def exposing(marked: str, word: str) -> Outcome:
    """An outcome whose critical text still names `word`."""
    found = result(marked)
    at = found.document.text.index(word)
    finding = Finding(Kind.PERSON, Span(at, at + len(word)), "people/name", 1.0)
    full = Result(found.document, found.text, found.edits, (), found.kept, (finding,))
    return Outcome("notes.md", "heavy", full)


RUNBOOK = """\
# Billing runbook

## Lag

1. Look at [[`lag-7` in Grafana|the consumer lag]].
2. [[先找王磊确认|先找负责人确认]]，再重启。
3. Wait.

[[We learnt this in March.

]]## Rest

All of this stays.
"""
