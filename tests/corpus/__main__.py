"""All modes over every Markdown and text file of a folder, as a table with totals."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from antidistill.errors import AntidistillError
from antidistill.formats import format_for
from antidistill.mode import available, load
from antidistill.pipeline import Order, generalise
from antidistill.result import Result
from tests.corpus.signs import Signs, signs

_HEAD = (
    f"{'document':44} {'mode':7} {'kept':>5} {'length':>6} {'out':>4} {'trim':>4} {'role':>4} "
    f"{'manual':>6} {'twice':>5} {'fog':>3} {'again':>5} {'secs':>5}"
)


def main(arguments: list[str]) -> int:
    """Prints the table; 0 if every document was written, 1 if one was refused."""
    root = Path(arguments[0] if arguments else "../shared/corpus")
    target = Path(arguments[1]) if len(arguments) > 1 else None
    if not root.is_dir():
        print(f"no corpus at {root}: nothing measured")
        return 0
    print(_HEAD)
    rows: dict[str, list[Signs]] = {}
    refused = 0
    for path in _documents(root):
        for mode in available():
            row = _measured(path, mode, target)
            refused += row is None
            if row is not None:
                rows.setdefault(mode, []).append(row)
    for mode, measured in rows.items():
        print(_total(mode, measured))
    print(f"refused: {refused}")
    return int(refused > 0)


def _documents(root: Path) -> Iterator[Path]:
    yield from sorted(p for p in root.rglob("*") if p.suffix in (".md", ".txt"))


def _measured(path: Path, mode: str, target: Path | None) -> Signs | None:
    form = format_for(path.name)
    started = time.perf_counter()
    try:
        document = form.read(path.read_bytes(), path.name)
        order = Order(load(mode))
        result = generalise(document, form, order)
    except AntidistillError as fault:
        print(f"{path.name[:44]:44} {mode:7} REFUSED {fault}")
        return None
    seconds = time.perf_counter() - started
    again = generalise(form.read(form.write(document, result.text), path.name), form, order)
    row = signs(result, again, seconds)
    _write(result, path, mode, target)
    print(_row(path.name, mode, row))
    return row


def _write(result: Result, path: Path, mode: str, target: Path | None) -> None:
    if target is not None:
        place = target / mode / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(format_for(path.name).write(result.document, result.text))


def _row(name: str, mode: str, row: Signs) -> str:
    return (
        f"{name[:44]:44} {mode:7} {row.kept:5.0%} {row.length:6.2f} {row.out:4} {row.trimmed:4} "
        f"{row.roles:4} {row.manual:6} {row.twice:5} {row.fog:3} {row.again:5} {row.seconds:5.1f}"
    )


def _total(mode: str, rows: list[Signs]) -> str:
    count = len(rows)
    mean = Signs(
        *(sum(getattr(r, f) for r in rows) / count for f in ("kept", "length")),
        *(sum(getattr(r, f) for r in rows) for f in ("out", "trimmed", "roles", "manual")),
        *(sum(getattr(r, f) for r in rows) for f in ("twice", "fog", "again")),
        sum(r.seconds for r in rows),
    )
    return _row(f"{count} documents", mode, mean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
