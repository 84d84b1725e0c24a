"""`python -m tests.labelled check|show|count`: the labels against their documents, readable."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.labelled.records import (
    HERE,
    SPLITS,
    LabelFault,
    LabelledDocument,
    files,
    load,
)

_CORPUS = Path("../shared/corpus")


def main() -> int:
    """0 when every label fits its document, 1 when one does not, 2 when nothing was found."""
    arguments = _arguments()
    try:
        documents = _documents(arguments.root, arguments.corpus, arguments.doc)
    except LabelFault as fault:
        print(fault, file=sys.stderr)
        return 1
    if not documents:
        print("no labelled document of that name is at hand", file=sys.stderr)
        return 2
    if arguments.task == "show":
        for document in documents:
            _show(document)
    _count(documents)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.labelled")
    parser.add_argument("task", choices=("check", "show"))
    parser.add_argument("doc", nargs="?", default="", help="part of a document's name")
    parser.add_argument("--corpus", type=Path, default=_CORPUS, help="folder of the corpus")
    parser.add_argument("--root", type=Path, default=HERE, help="folder of the label files")
    return parser.parse_args()


def _documents(root: Path, corpus: Path, part: str) -> list[LabelledDocument]:
    paths = [p for split in SPLITS for p in files(split, root) if part in p.stem]
    paths = paths or sorted(p for p in root.glob("*.jsonl") if part in p.stem)
    read = (load(path, corpus, analyse=False) for path in paths)
    return [document for document in read if document is not None]


def _show(document: LabelledDocument) -> None:
    print(f"== {document.name} ({document.split})")
    for labelled in document.units:
        unit = labelled.unit
        print(f"{unit.number:4d}  {unit.text}")
        for label in labelled.labels:
            whole = label.end - label.start == len(unit.text)
            words = "*" if whole else unit.text[label.start : label.end]
            print(f"          {label.kind.value:<10} {label.standing.value:<9} {words}")


def _count(documents: list[LabelledDocument]) -> None:
    counts = Counter((d.split, d.language) for d in documents for _ in d.units)
    for (split, language), number in sorted(counts.items()):
        print(f"{split:8} {language}  {number} units", file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # `… show | head`
        sys.stderr.close()
