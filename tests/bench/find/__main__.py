"""`python -m tests.bench.find`: how well the finders find, against the labelled set.

Prints tables for one half of the set, both languages side by side, with the baselines. `develop` is
for mending; `test` is looked at for figures only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.find import agreement, errors, tables
from tests.bench.find.first import COMMIT, First, NotAtHand
from tests.bench.find.scores import Scores
from tests.bench.find.ways import Keywords, Marks, Ours, Way
from tests.labelled.records import SPLITS, LabelledDocument, files, load


def main() -> int:
    """0; 2 when no labelled document is at hand."""
    wanted = _arguments()
    if wanted.agreement:
        _print(agreement.lines(tables.LANGUAGES, wanted.corpus))
        return 0
    documents = _documents(wanted.split, wanted.corpus)
    if not documents:
        print("no labelled document is at hand", file=sys.stderr)
        return 2
    ours = list(Ours().marks(documents))
    results = score(documents, ours)
    print(f"{wanted.split}: {_counts(documents)}\n")
    parts = (tables.spans(results), tables.sentences(results), tables.points(results))
    for part in parts:
        _print(part)
    if not wanted.alone:
        _print(tables.ways([("ours", Ours.kinds, results), *_others(documents, wanted.first)]))
    if wanted.errors and wanted.split == "develop":
        _print(tables.confusions(results))
        _print(errors.lines(documents, ours, wanted.only))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.find")
    parser.add_argument("corpus", nargs="?", type=Path, help="folder of the corpus")
    parser.add_argument("--split", choices=SPLITS, default="develop")
    parser.add_argument("--alone", action="store_true", help="without the baselines")
    parser.add_argument("--first", default=COMMIT, help="commit of the first version")
    parser.add_argument("--agreement", action="store_true", help="compare the two readings")
    parser.add_argument("--errors", action="store_true", help="list them (develop only)")
    parser.add_argument("--only", default="", help="errors of documents with this in their name")
    return parser.parse_args()


def _documents(split: str, corpus: Path | None) -> list[LabelledDocument]:
    read = [load(path, corpus) for path in files(split)]
    absent = sum(document is None for document in read)
    if absent:
        print(f"{absent} documents of the corpus are not at hand", file=sys.stderr)
    return [document for document in read if document is not None]


def score(documents: Sequence[LabelledDocument], marks: Iterable[Marks]) -> dict[str, Scores]:
    """Scores by language."""
    results = {language: Scores() for language in tables.LANGUAGES}
    for document, found in zip(documents, marks, strict=True):
        for labelled, ours in zip(document.units, found, strict=True):
            results[document.language].add(labelled, ours)
    return results


def _others(documents: Sequence[LabelledDocument], first: str) -> Iterable[tables.Named]:
    for way in _baselines(first):
        try:
            yield way.name, way.kinds, score(documents, way.marks(documents))
        except (NotAtHand, ModuleNotFoundError) as reason:
            print(f"without {way.name}: {reason}", file=sys.stderr)


def _baselines(first: str) -> Iterable[Way]:
    from tests.bench.find.presidio import Presidio

    return (First(first), Keywords(), Presidio())


def _counts(documents: Sequence[LabelledDocument]) -> str:
    parts = []
    for language in tables.LANGUAGES:
        here = [d for d in documents if d.language == language]
        parts.append(f"{language} {len(here)} documents, {sum(len(d.units) for d in here)} units")
    return "; ".join(parts)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
    print()


if __name__ == "__main__":
    sys.exit(main())
