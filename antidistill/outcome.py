"""What a run came to: the copy, what became of the sentences, and that a second run over the copy
finds nothing more to do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from itertools import accumulate

from antidistill import proof
from antidistill.document import Document
from antidistill.edit import Edit, apply_edits, composed, written
from antidistill.errors import NothingLeft, Refused
from antidistill.finding import Finding, Kind
from antidistill.formats.base import Format
from antidistill.mode import Action, Mode
from antidistill.plan import Draft
from antidistill.plan.units import is_sentence
from antidistill.result import Result
from antidistill.span import Overlapping, Span
from antidistill.vicinity import Vicinity, vicinity

_AGAIN = 4
"""Runs over the copy. What a sentence looks like depends on its neighbours: where some went, a few
others do on the next run; after two or three nothing changes."""


def outcome(
    draft: Draft, findings: Sequence[Finding], made: Sequence[Edit], text: str, mode: Mode
) -> Result:
    """The result that these edits of a draft's document come to."""
    sentences = [u for u in draft.units if is_sentence(draft.document, u)]
    touched = Overlapping((e.span, e) for e in made)
    kept = [u for u in sentences if not touched.at(u.span)]
    critical = [u.span for u in draft.units if draft.verdicts[u.index].kind is Kind.CRITICAL]
    named = (Kind.PERSON, Kind.SYSTEM, Kind.CUSTOMER, Kind.ARGUMENT)
    exposed = tuple(
        f
        for f in findings
        if f.kind in named
        and mode.action(f.kind) is not Action.KEEP
        and any(f.span in c for c in critical)
    )
    return Result(
        draft.document,
        text,
        tuple(made),
        tuple(findings),
        len(kept) / len(sentences) if sentences else 1.0,
        exposed,
    )


def steady(
    result: Result,
    draft: Draft,
    form: Format,
    mode: Mode,
    sources: str,
    once: Callable[[Document], tuple[Result, str]],
    part: Callable[[Document], Sequence[Edit] | None],
) -> Result:
    """The result of going over the copy until nothing more changes, as edits of the original.
    `once` does one run and says with which wordings of the manual; `sources` are those that the
    draft uses. `part` says what a run does to a part of the copy, None where it
    writes: where what stands around the last changes stays, the rest is not looked at again."""
    fresh: Sequence[Edit] = result.edits
    for _ in range(_AGAIN):
        if not result.changed:
            return result
        data = form.write(result.document, result.text, result.edits)
        copy = form.read(data, result.document.name)
        near = vicinity(copy, written(fresh)) if copy.text == result.text else None
        if near is not None and _stays(near, part(near.document)):
            return result
        try:
            again, used = once(copy)
        except (NothingLeft, Refused):
            return result
        moved = _in_the_text(again.edits, copy.text, result.text)
        if not moved:
            return result
        sources = f"{sources}\n{used}"

        # what was critical beside its neighbours may not look so without them: it stays
        able = partial(_over, result, draft, mode, sources)
        fresh, new = moved, able(moved)
        if new is None:
            fresh = [e for e in moved if able([e])]
            new = able(fresh)
        if new is None or new.text == result.text:
            return result
        result = replace(new, tally=result.tally, decided=result.decided)
    return result


def _stays(near: Vicinity, edits: Sequence[Edit] | None) -> bool:
    """Whether what is looked at stays: edits beside it are those of a part, not of the whole."""
    if edits is None:
        return False
    touched = Overlapping((Span(e.span.start, e.span.end + 1), e) for e in edits)
    return not any(touched.at(Span(own.start, own.end + 1)) for own in near.own)


def _over(
    result: Result, draft: Draft, mode: Mode, sources: str, edits: Sequence[Edit]
) -> Result | None:
    """The result with edits of its text besides; None where something withheld would stand there
    or critical text be touched."""
    made = composed(result.document.text, result.edits, edits)
    text = apply_edits(result.text, edits)
    if proof.lost(draft, result.findings, made, text, mode, sources):
        return None
    return outcome(draft, result.findings, made, text, mode)


def _in_the_text(edits: Sequence[Edit], read: str, text: str) -> list[Edit]:
    """Edits of a copy as it was read again, moved into the text that was written: a format may
    number lists and part paragraphs anew. Those on lines that read differently are left out."""
    if read == text:
        return list(edits)
    lines = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    old, new = text.splitlines(keepends=True), read.splitlines(keepends=True)
    begins = [0, *accumulate(len(line) for line in new)]
    at = {
        block.b + n: lines[block.a + n]
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for n in range(block.size + (block.a + block.size == len(old)))
    }

    def place(offset: int) -> int | None:
        line = bisect_right(begins, offset) - 1
        return at[line] + offset - begins[line] if line in at else None

    moved = ((e, place(e.span.start), place(e.span.end)) for e in edits)
    return [replace(e, span=Span(a, b)) for e, a, b in moved if a is not None and b is not None]
