"""Findings made by hand: marks in a Markdown text that say what a finder would have seen.

`«pitfall|Never lift the lid.»` is a finding of that kind on those words. Between kind and bar may
stand `cut` (the words can go and leave a sentence behind), `record` or `norm` (its standing; else
guidance), `low` (too little confidence to go), `mild` (just enough), `amount` (seen as an amount),
and, last, `=wording` (the neutral wording). Marks may lie inside one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from antidistill import nlp
from antidistill.document import Document
from antidistill.edit import apply_edits
from antidistill.finding import Finding, Kind, Standing
from antidistill.formats import markdown
from antidistill.mode import Mode, load
from antidistill.passage import Passage, Rewrite
from antidistill.plan import begin, finish, open_passages
from antidistill.span import Span

_MARK = re.compile(r"«([a-z]+)((?: (?:cut|record|norm|low|mild|amount))*)(?:=([^|«»]*))?\||»")
_STANDINGS = {"record": Standing.RECORD, "norm": Standing.NORM}


@dataclass(frozen=True)
class Planned:
    """What a plan made of a document."""

    document: Document
    asked: list[Passage]
    text: str


def unmarked(marked: str) -> tuple[str, list[Finding]]:
    """The text without marks, and the findings that they stand for."""
    out: list[str] = []
    open_: list[tuple[int, re.Match[str]]] = []
    found: list[Finding] = []
    done = size = 0
    for match in _MARK.finditer(marked):
        piece = marked[done : match.start()]
        out.append(piece)
        size += len(piece)
        done = match.end()
        if match.group() != "»":
            open_.append((size, match))
        else:
            start, opening = open_.pop()
            found.append(_finding(Span(start, size), opening))
    assert not open_, "a mark is not closed"
    return "".join((*out, marked[done:])), sorted(found, key=lambda f: f.span)


def _finding(span: Span, opening: re.Match[str]) -> Finding:
    kind, flags = Kind(opening.group(1)), opening.group(2).split()
    return Finding(
        kind,
        span,
        "quantities/made" if "amount" in flags else "hand/made",
        0.4 if "low" in flags else 0.55 if "mild" in flags else 0.9,
        "made by hand",
        next((_STANDINGS[f] for f in flags if f in _STANDINGS), Standing.GUIDANCE),
        cut=span if "cut" in flags else None,
        neutral=opening.group(3),
    )


def planned(
    marked: str,
    mode: Mode | str,
    answers: dict[str, str] | None = None,
    *,
    analysed: bool = False,
) -> Planned:
    """The document behind a marked text, planned; `answers` is what an engine says to the passages
    of those texts, and it has nothing for others. Grammar is seen only where it is asked for."""
    text, findings = unmarked(marked)
    return from_findings(text, findings, mode, answers, analysed=analysed)


def from_findings(
    text: str,
    findings: list[Finding],
    mode: Mode | str,
    answers: dict[str, str] | None = None,
    *,
    analysed: bool = False,
) -> Planned:
    """The same, of a text and findings."""
    policy = load(mode) if isinstance(mode, str) else mode
    document = markdown.read(text.encode(), "notes.md")
    draft = begin(nlp.read(document, analyse=analysed), findings, policy)
    asked = open_passages(draft)
    said = {p.id: Rewrite(p.id, (answers or {}).get(p.text)) for p in asked}
    made = finish(draft, findings, policy, asked, said)
    return Planned(document, asked, apply_edits(document.text, made))
