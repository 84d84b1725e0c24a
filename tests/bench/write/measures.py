"""What can be counted of a run: what became of the sentences, what a reader would stumble over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import pstdev

from antidistill import nlp
from antidistill.audit import audit, view
from antidistill.audit.base import Level
from antidistill.document import CONTAINERS, Document, Form
from antidistill.engines.local.voice import opening
from antidistill.exposure import exposure
from antidistill.finders import find
from antidistill.guard.wording import fog
from antidistill.plan.units import is_sentence
from antidistill.reading import Reading
from tests.bench.write.runs import Run

FATES = ("left out", "manual", "role", "trimmed", "kept")
"""What becomes of a sentence; one that was both trimmed and given a role counts as the former of
the two in this order."""
_ROLES = frozenset({"role", "masked", "smoothed", "unlinked"})
_STEP = re.compile(r"\bstep\s+(\d+)|第\s*(\d+)\s*步|步骤\s*(\d+)", re.IGNORECASE)
_PLACEHOLDERS = re.compile(r"^\s*(?:#.*|//.*|(?:<[^<>]+>[ \t]*)+|\.\.\.|…)?\s*$")
_LONG = 20
"""Characters from which on a line that stands twice is noticed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One document in one mode."""

    document: str
    mode: str
    language: str
    sentences: int
    fates: Counter[str]
    """Sentences by what became of them."""
    asked: int
    """Passages that the engine was asked for."""
    filled: int
    unknown: int
    """Passages of no topic of the manual."""
    repeats: int
    """Long lines that now stand more than once, and more often than before."""
    openings: int
    """Neighbouring items with the same opening: those now, less those before."""
    filler: int
    """Filler phrases: those now, less those before."""
    hollow: int
    """Lists of one item, tables without rows, blocks of placeholders, headings over nothing: those
    now, less those before."""
    dangling: int
    """Lead-ins that nothing follows, steps that are referred to and do not exist, links that lead
    nowhere: those now, less those before."""
    length: float
    """Characters now ÷ characters before."""
    unevenness: float
    """Standard deviation of that ratio over the sections."""
    fired: tuple[str, ...]
    """Signals of the detector that fire now and did not before."""
    words: int
    seconds: float


def measured(run: Run) -> Measured:
    """All measures of a run."""
    old, new = run.scan.reading, nlp.read(_reread(run))
    fates = Counter(_fates(run))
    return Measured(
        run.name,
        run.mode,
        run.language,
        sum(fates.values()),
        fates,
        len(run.asked),
        sum(e.action == "manual" for e in run.result.edits),
        run.unknown,
        _repeats(old.document.text, new.document.text),
        max(0, _openings(new) - _openings(old)),
        max(0, len(list(fog(new.document.text))) - len(list(fog(old.document.text)))),
        max(0, _hollow(new.document) - _hollow(old.document)),
        max(0, _dangling(run, new) - _dangling(run, old)),
        len(new.document.text) / max(1, len(old.document.text)),
        _unevenness(old, new),
        tuple(_fired(run, new)),
        run.words,
        run.seconds,
    )


def _reread(run: Run) -> Document:
    written = run.form.write(run.result.document, run.result.text)
    return run.form.read(written, run.result.document.name)


def _fates(run: Run) -> Iterator[str]:
    draft = run.draft
    for unit in draft.units:
        if not is_sentence(draft.document, unit):
            continue
        here = {e.action for e in run.result.edits if e.span.overlaps(unit.span)}
        if unit.index in draft.gone:
            yield "left out"
        elif unit.index in draft.new:
            yield "manual"
        elif here & _ROLES:
            yield "role"
        else:
            yield "trimmed" if here else "kept"


def _repeats(old: str, new: str) -> int:
    before, after = _lines(old), _lines(new)
    return sum(count > 1 and count > before[line] for line, count in after.items())


def _lines(text: str) -> Counter[str]:
    bare = (re.sub(r"\W+", " ", line).strip() for line in text.splitlines())
    return Counter(line for line in bare if len(line) > _LONG)


def _openings(reading: Reading) -> int:
    heads: dict[int, list[str]] = {}
    for sentence in reading.sentences:
        item = reading.container(sentence.block, Form.ITEM)
        if item >= 0 and reading.document.blocks[item].extent.start >= 0:
            found = heads.setdefault(reading.container(sentence.block, Form.LIST), [])
            found.append(opening(sentence.text, reading.language))
    return sum(a == b for found in heads.values() for a, b in pairwise(found))


def _hollow(document: Document) -> int:
    blocks = document.blocks
    children: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        children.setdefault(block.parent, []).append(index)
    stumps = sum(
        b.form is Form.LIST and len(children.get(i, ())) == 1 for i, b in enumerate(blocks)
    )
    bare = sum(b.form is Form.TABLE and len(children.get(i, ())) < 2 for i, b in enumerate(blocks))
    masked = sum(b.form is Form.CODE and _says_nothing(document.content(b)) for b in blocks)
    return stumps + bare + masked + _empty_headings(document)


def _says_nothing(code: str) -> bool:
    return bool(code.strip()) and all(_PLACEHOLDERS.match(line) for line in code.split("\n"))


def _empty_headings(document: Document) -> int:
    leaves = [b for b in document.blocks if b.form not in CONTAINERS]
    heads = [b for b in leaves if b.form is Form.HEADING]
    empty = 0
    for one, other in pairwise(heads):
        between = any(one.span.end <= b.span.start < other.span.start for b in leaves)
        empty += not between and other.level <= one.level
    return empty


def _dangling(run: Run, reading: Reading) -> int:
    document = reading.document
    return (
        _unfollowed(document)
        + _missing_steps(document)
        + len([p for p in run.form.problems(document, document.text) if "#" in p])
    )


def _unfollowed(document: Document) -> int:
    """Paragraphs that end in a colon with nothing behind them at their level."""
    count = 0
    for index, block in enumerate(document.blocks):
        if block.form is not Form.PARAGRAPH:
            continue
        text = document.content(block).rstrip("*_ \t\r\n")
        if text.endswith((":", "：")) and not _goes_on(document, index):
            count += 1
    return count


def _goes_on(document: Document, index: int) -> bool:
    parent = document.blocks[index].parent
    later = [b for b in document.blocks[index + 1 :] if b.parent == parent]
    return bool(later) and later[0].form is not Form.HEADING


def _missing_steps(document: Document) -> int:
    lists = Counter(b.parent for b in document.blocks if b.form is Form.ITEM)
    most = max(lists.values(), default=0)
    heads = " ".join(document.content(b) for b in document.blocks if b.form is Form.HEADING)
    count = 0
    for match in _STEP.finditer(document.text):
        number = int(next(g for g in match.groups() if g))
        count += number > most and match.group() not in heads
    return count


def _unevenness(old: Reading, new: Reading) -> float:
    before, after = _sizes(old), _sizes(new)
    shares = [after.get(path, 0) / size for path, size in before.items() if size]
    return pstdev(shares) if len(shares) > 1 else 0.0


def _sizes(reading: Reading) -> dict[tuple[str, ...], int]:
    out: dict[tuple[str, ...], int] = {}
    for sentence in reading.sentences:
        path = reading.section_of(sentence.block).path
        out[path] = out.get(path, 0) + len(sentence.text)
    return out


def _fired(run: Run, new: Reading) -> Iterator[str]:
    old = run.scan
    found = find(new)
    before = view(old.reading, old.findings, old.exposure)
    after = view(new, found, exposure(new, found))
    for sign in audit(run.name, after, before, name_kept=True).signs:
        level = sign.before.level if sign.before is not None else None
        fired = sign.after.fires and (level or Level.NONE) is Level.NONE
        if fired and sign.id.startswith("S"):
            yield sign.id
