"""After a run over the copy, only what stands around the last changes is looked at, and the whole
again where that does not stay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from antidistill import mode
from antidistill.answering import used
from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.formats import format_for
from antidistill.outcome import steady
from antidistill.pipeline import Order, opened, settled
from antidistill.result import Result
from antidistill.span import Span
from antidistill.vicinity import vicinity

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parents[1] / "samples").glob("*/*.md"))
MARKDOWN = format_for("notes.md")
ORDER = Order(mode.load("light"), seed=1)
ROOMS = (
    "hall",
    "yard",
    "shed",
    "loft",
    "attic",
    "cellar",
    "porch",
    "barn",
    "garage",
    "studio",
    "kitchen",
    "pantry",
    "office",
    "stable",
    "mill",
    "silo",
)
TRAP = "- Never open the press before it is cold, we burnt two rollers that way last spring.\n"
LONG = "# Rooms\n\nThe plan hangs on the left.\n\n" + "\n".join(
    f"## The {room}\n\n- Open the door of the {room}.\n- Switch on the light.\n"
    + (TRAP if room == "attic" else "")
    for room in ROOMS
)


def read(text: str) -> Document:
    """The Markdown document."""
    return MARKDOWN.read(text.encode(), "notes.md")


# ---- What stands around a place ---------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_part_is_the_document_that_its_text_reads_as(path: Path) -> None:
    document = MARKDOWN.read(path.read_bytes(), path.name)
    for at in range(0, len(document.text), 500):
        near = vicinity(document, [Span(at, at)])
        if near is not None:
            assert read(near.document.text).blocks == near.document.blocks


def headings(place: str, text: str = LONG) -> tuple[list[str], list[str]]:
    """The headings of the part around a word, and those of its own sections."""
    start = text.index(place)
    near = vicinity(read(text), [Span(start, start + len(place))])
    assert near is not None
    lines = near.document.text.splitlines()
    own = [span.of(near.document.text).splitlines()[0] for span in near.own]
    return [line.strip("# ") for line in lines if line.startswith("#")], own


def test_it_holds_the_sections_beside_and_what_opens_the_document() -> None:
    around, own = headings("cold")
    assert around == ["Rooms", *(f"The {r}" for r in ("shed", "loft", "attic", "cellar", "porch"))]
    assert own == ["## The loft", "## The attic", "## The cellar"]


def test_it_holds_the_headings_above() -> None:
    text = LONG + "\n".join(f"\n### Corner {n}\n\nIt is clean.\n" for n in range(9))
    around, _ = headings("Corner 8", text)
    assert around == ["Rooms", "The silo", "Corner 6", "Corner 7", "Corner 8"]


def test_a_place_where_two_sections_meet_is_in_both() -> None:
    start = LONG.index("## The attic")
    near = vicinity(read(LONG), [Span(start, start)])
    assert near is not None
    assert len(near.own) == 4


@pytest.mark.parametrize("text", ["", "\n", "No heading.\n", "# One\n\nWord.\n\n# Two\n\nWord.\n"])
def test_where_it_would_be_most_of_the_document_there_is_none(text: str) -> None:
    assert vicinity(read(text), [Span(0, 0)]) is None


# ---- What a run over the copy looks at --------------------------------------------------------


def looked_at(says: Sequence[Edit] | None, text: str = LONG) -> tuple[list[int], int]:
    """How long the parts are that are looked at, and how often the whole copy is, where a run over
    a part says this."""
    first = opened(read(text), ORDER)
    result, draft = settled(first, MARKDOWN, ORDER)
    parts: list[int] = []
    whole: list[Document] = []

    def part(document: Document) -> Sequence[Edit] | None:
        parts.append(len(document.text))
        return says

    def once(document: Document) -> tuple[Result, str]:
        whole.append(document)
        again, made = settled(opened(document, ORDER), MARKDOWN, ORDER)
        return again, used(made, ORDER)

    steady(result, draft, MARKDOWN, ORDER.mode, used(draft, ORDER), once, part)
    return parts, len(whole)


def test_a_part_that_stays_is_all_that_is_looked_at() -> None:
    parts, whole = looked_at([])
    assert len(parts) == 1
    assert parts[0] < len(LONG) / 2
    assert whole == 0


def test_what_happens_beside_the_changes_is_of_the_part_alone() -> None:
    beside = Edit(Span(0, 1), "", "nothing")
    assert looked_at([beside])[1] == 0


def test_the_whole_is_looked_at_where_a_part_changes_or_is_written() -> None:
    inside = Edit(Span(250, 260), "", "something")
    assert looked_at([inside])[1] == 1
    assert looked_at(None)[1] == 1


def test_a_short_document_is_looked_at_whole() -> None:
    assert looked_at([], f"# Rooms\n\n- Open the door.\n{TRAP}") == ([], 1)
