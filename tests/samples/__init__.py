"""The samples and their results: `python -m tests.samples` writes the results again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from antidistill.formats import format_for
from antidistill.mode import available, load
from antidistill.pipeline import Order, generalise

SAMPLES = Path(__file__).parents[2] / "samples"


def sources() -> Iterator[Path]:
    """The documents of all samples, without their results."""
    for folder in sorted(p for p in SAMPLES.iterdir() if p.is_dir()):
        yield from sorted(folder.glob("*.md"))


def results(source: Path) -> Iterator[tuple[Path, bytes]]:
    """For each mode the place of the result of a sample, and what the program makes of it today."""
    form = format_for(source.name)
    document = form.read(source.read_bytes(), source.name)
    for mode in available():
        result = generalise(document, form, Order(load(mode)))
        yield source.parent / mode / source.name, form.write(document, result.text)
