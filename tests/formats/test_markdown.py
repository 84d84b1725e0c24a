"""Markdown: the tree, the inline markup, and that nothing is overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from antidistill.document import CONTAINERS, Atom, Block, Document
from antidistill.errors import UnreadableInput
from antidistill.formats.markdown import Markdown, read
from antidistill.formats.markdown_document import parse_text
from antidistill.formats.origin import origin_of
from antidistill.formats.soundness import uncovered
from antidistill.span import Span

from .outline import atoms, outline
from .tables import Table, cases, table

HERE = Path(__file__).parent
TORTURE = (HERE / "torture.md").read_text(encoding="utf-8")
CORPUS = sorted((HERE.parents[2] / "shared" / "corpus").glob("*/*.md"))


@pytest.mark.parametrize("case", cases("markdown_trees.toml"))
def test_tree(case: Table) -> None:
    document = parse_text(case["text"])
    assert outline(document) == case["tree"].strip("\n")
    assert uncovered(document) == []


@pytest.mark.parametrize("case", cases("markdown_atoms.toml"))
def test_inline_markup(case: Table) -> None:
    assert atoms(parse_text(case["text"])) == case["atoms"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_canary_is_where_it_belongs(end: str) -> None:
    document = parse_text(TORTURE.replace("\n", end))
    missing = [
        f"{part} of {place}: {canary}"
        for part, places in table("torture.toml").items()
        for place, canaries in places.items()
        for canary in canaries
        if not any(canary in text for text in _texts(document, part, place))
    ]
    assert missing == []


def test_every_word_of_the_torture_file_is_a_listed_canary_or_filler() -> None:
    listed = {c for places in table("torture.toml").values() for v in places.values() for c in v}
    words = set(TORTURE.replace("_", " ").replace("{", " ").split())
    canaries = {w.strip("*`~[]()<>|\"'\\.:,") for w in words if w.startswith("q")}
    assert {c for c in canaries if c.isalnum()} - listed - {"qmath"} == set()


def test_nothing_of_the_torture_file_is_overlooked() -> None:
    assert uncovered(parse_text(TORTURE)) == []


def _texts(document: Document, part: str, place: str) -> Iterator[str]:
    for block in document.blocks:
        for span in _spans(block, part, place):
            yield span.of(document.text)
    if part == "structure":
        yield from (span.of(document.text) for span in origin_of(document).markup)


def _spans(block: Block, part: str, place: str) -> list[Span]:
    found: dict[str, list[Span | None]] = {
        "piece": list(block.pieces) if block.form.value == place else [],
        "atom": [a.span for a in block.atoms if a.kind.value == place],
        "target": [a.target for a in block.atoms] if place == "atom" else [block.target],
        "title": [a.title for a in block.atoms],
        "marker": [block.marker] if block.form.value == place else [],
    }
    return [span for span in found.get(part, []) if span]


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_real_documents(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    assert uncovered(document) == []
    assert Markdown().problems(document, document.text) == []
    assert_sound_tree(document)


def test_the_torture_tree_is_sound() -> None:
    assert_sound_tree(parse_text(TORTURE))


def assert_sound_tree(document: Document) -> None:
    """Spans lie in their blocks, blocks in their containers, in order."""
    for index, block in enumerate(document.blocks):
        assert block.parent < index
        assert block.form not in CONTAINERS or not block.pieces
        assert all(piece in block.extent for piece in block.pieces)
        assert all(a.end <= b.start for a, b in zip(block.pieces, block.pieces[1:], strict=False))
        assert all(atom.span in block.span and atom.inner in atom.span for atom in block.atoms)
        assert _nested(block.atoms)
        if block.parent >= 0:
            assert block.extent in document.blocks[block.parent].extent
    starts = [block.span.start for block in document.blocks if block.pieces]
    assert starts == sorted(starts)


def _nested(found: tuple[Atom, ...]) -> bool:
    """Whether any two of the atoms are apart or one is inside the other."""
    spans = [atom.span for atom in found]
    return spans == sorted(spans, key=lambda s: (s.start, -s.end)) and not any(
        a.overlaps(b) and a not in b and b not in a for a in spans for b in spans
    )


@pytest.mark.parametrize("case", cases("unreadable.toml"))
def test_unreadable(case: Table) -> None:
    with pytest.raises(UnreadableInput, match=case["message"]):
        parse_text(case["text"] * case.get("times", 1))


@pytest.mark.parametrize("case", cases("readable.toml"))
def test_readable_though_odd(case: Table) -> None:
    document = parse_text(case["text"] * case.get("times", 1))
    assert uncovered(document) == []
