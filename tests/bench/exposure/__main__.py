"""`python -m tests.bench.exposure [CORPUS] [--split test]`: does the score say what it should?

Sets the exposure that `scan` prints for each labelled document, and for each of its sections,
beside the same share over the labels that people gave: rank correlation and mean absolute error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from antidistill.exposure import WEIGHTS, exposure, share, weighed
from antidistill.finders import find
from antidistill.finding import Kind
from antidistill.span import Span
from tests.bench.exposure.ranks import spearman
from tests.labelled.records import SPLITS, Labelled, LabelledDocument, files, load

_ROOM = 44
_FEW = 120
"""Letters below which a section's share is a matter of one word."""

Row = tuple[str, str, int, int]
"""Language, name, labelled, ours."""


def main() -> int:
    """0; 2 when no labelled document is at hand."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.exposure", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, help="folder of the corpus")
    parser.add_argument("--split", choices=SPLITS, default="develop")
    wanted = parser.parse_args()
    read = [load(path, wanted.corpus) for path in files(wanted.split)]
    documents = [d for d in read if d is not None]
    if not documents:
        print("no labelled document is at hand", file=sys.stderr)
        return 2
    whole: list[Row] = []
    parts: list[Row] = []
    for document in documents:
        of_document, of_parts = _rows(document)
        whole.append(of_document)
        parts += of_parts
    for language, name, gold, ours in sorted(whole, key=lambda r: (r[0], r[2])):
        print(f"{language}  {name:<{_ROOM}} labelled {gold:>3}  scan {ours:>3}  {ours - gold:+3}")
    print()
    for line in _figures(whole, "documents"):
        print(line)
    for line in _figures(parts, "sections"):
        print(line)
    return 0


def _rows(document: LabelledDocument) -> tuple[Row, list[Row]]:
    reading = document.reading
    found = exposure(reading, find(reading))
    name, language = Path(document.name).stem, document.language
    whole = (language, name, share(*_labelled(document.units)), found.score)
    parts = []
    starts = [reading.document.blocks[s.first].extent.start for s in reading.sections]
    scores = iter(found.sections)
    for section, start, end in zip(
        reading.sections, starts, [*starts[1:], len(reading.document.text)], strict=True
    ):
        if not any(section.first <= h.block < section.end for h in found.heat):
            continue
        _, score = next(scores)
        letters, weight = _labelled([u for u in document.units if start <= u.unit.span.start < end])
        if letters >= _FEW:
            parts.append((language, name, share(letters, weight), score))
    return whole, parts


def _labelled(units: Sequence[Labelled]) -> tuple[int, float]:
    """Letters and weight of labelled units; critical ones hold nothing that could be withheld."""
    letters, weight = 0, 0.0
    for one in units:
        text = one.unit.text
        critical = any(x.kind is Kind.CRITICAL and x.start == 0 for x in one.labels)
        rows = [] if critical else list(_weights(one))
        more, heavier = weighed(text, Span(0, len(text)), rows)
        letters, weight = letters + more, weight + heavier
    return letters, weight


def _weights(one: Labelled) -> Iterator[tuple[Span, float]]:
    for label in one.labels:
        if label.kind in WEIGHTS:
            yield Span(label.start, label.end), WEIGHTS[label.kind]


def _figures(rows: Sequence[Row], what: str) -> Iterator[str]:
    for language in ("en", "zh", ""):
        here = [r for r in rows if r[0] == language or not language]
        gold, ours = [r[2] for r in here], [r[3] for r in here]
        off = mean(abs(a - b) for a, b in zip(gold, ours, strict=True))
        bias = mean(ours) - mean(gold)
        yield (
            f"{language or 'all':<3} {len(here):>3} {what}: Spearman {spearman(gold, ours):.3f}, "
            f"mean absolute error {off:.1f} points, mean difference {bias:+.1f}"
        )


if __name__ == "__main__":
    sys.exit(main())
