"""The labels fit their documents, and the set is what its README says."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from antidistill.finding import Kind
from tests.labelled.records import (
    HERE,
    SPLITS,
    LabelFault,
    LabelledDocument,
    files,
    load,
    rows,
)

OWN = [path for split in SPLITS for path in files(split) if "text" in rows(path)[0]]
EVERY = [path for split in SPLITS for path in files(split)]


def _read(path: Path) -> LabelledDocument:
    document = load(path, None, analyse=False)
    assert document is not None
    return document


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_labels_fit_their_document(path: Path) -> None:
    document = _read(path)
    assert len(document.units) == len(rows(path))
    assert all(
        0 <= lab.start < lab.end <= len(u.unit.text) for u in document.units for lab in u.labels
    )


def test_labels_on_borrowed_documents_hold_no_words_of_them() -> None:
    borrowed = [row for path in EVERY if path not in OWN for row in rows(path)]
    assert borrowed
    allowed = {"doc", "split", "lang", "unit", "at", "hash", "spans"}
    for row in borrowed:
        assert set(row) - {"fit"} == allowed
        assert all(span[1] == "*" or isinstance(span[1][0], int) for span in row["spans"])


def test_no_document_is_in_both_halves_and_each_says_its_half() -> None:
    halves: dict[str, set[str]] = {split: set() for split in SPLITS}
    for split in SPLITS:
        for path in files(split):
            for row in rows(path):
                assert row["split"] == split
                halves[split].add(row["doc"])
    assert not halves["develop"] & halves["test"]


def test_the_set_is_large_and_half_chinese() -> None:
    counts = Counter(row["lang"] for path in EVERY for row in rows(path))
    assert counts.total() >= 1600
    assert 0.45 <= counts["zh"] / counts.total() <= 0.55


def test_every_kind_is_in_both_languages_of_both_halves() -> None:
    seen = {
        (row["split"], row["lang"], span[0])
        for path in EVERY
        for row in rows(path)
        for span in row["spans"]
    }
    wanted = {kind.value for kind in Kind} - {Kind.PLAIN.value}
    for split in SPLITS:
        for language in ("en", "zh"):
            assert wanted == {kind for s, la, kind in seen if (s, la) == (split, language)}


def test_the_second_reading_is_of_units_of_the_first() -> None:
    first = {(r["doc"], r["unit"]) for path in EVERY for r in rows(path)}
    second = [(r["doc"], r["unit"]) for p in sorted((HERE / "second").glob("*")) for r in rows(p)]
    assert len(second) >= 200
    assert set(second) <= first


@pytest.fixture
def borrowed(tmp_path: Path) -> Path:
    """A label file on a document in a corpus folder of its own."""
    document = "# Notes\n\nRestart **after** 5 minutes.\n"
    (tmp_path / "corpus" / "en").mkdir(parents=True)
    (tmp_path / "corpus" / "en" / "notes.md").write_text(document, encoding="utf-8")
    place, words = document.index("Restart"), "Restart after 5 minutes."
    from tests.labelled.units import short_hash

    row = {
        "doc": "en/notes.md",
        "split": "develop",
        "lang": "en",
        "unit": 2,
        "at": [place, len(document) - 1],
        "hash": short_hash(words),
        "spans": [["quantity", [14, 23], "guidance", short_hash("5 minutes")]],
    }
    path = tmp_path / "corpus-notes.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_a_borrowed_label_is_found_under_its_markup(borrowed: Path) -> None:
    document = load(borrowed, borrowed.parent / "corpus", analyse=False)
    assert document is not None
    (labelled,) = document.units
    (label,) = labelled.labels
    assert labelled.unit.text == "Restart after 5 minutes."
    assert labelled.unit.text[label.start : label.end] == "5 minutes"


def test_a_borrowed_document_that_changed_is_noticed(borrowed: Path) -> None:
    path = borrowed.parent / "corpus" / "en" / "notes.md"
    path.write_text(path.read_text().replace("5 minutes", "9 minutes"), encoding="utf-8")
    with pytest.raises(LabelFault, match="unit 2 reads otherwise"):
        load(borrowed, borrowed.parent / "corpus", analyse=False)


def test_a_borrowed_document_that_is_not_at_hand_is_left_out(borrowed: Path) -> None:
    shutil.rmtree(borrowed.parent / "corpus")
    assert load(borrowed, borrowed.parent / "corpus", analyse=False) is None


def test_words_that_do_not_stand_in_their_unit_are_noticed(tmp_path: Path) -> None:
    source = OWN[0]
    lines = rows(source)
    lines[3]["spans"] = [["quantity", "words that nobody wrote", "guidance"]]
    path = tmp_path / source.name
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    with pytest.raises(LabelFault, match="words that nobody wrote"):
        load(path, None, analyse=False)
