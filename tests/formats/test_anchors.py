"""Links to headings."""

from __future__ import annotations

import pytest

from antidistill.anchors import anchor_edits, anchors_of, moves, renamed_anchors, slug
from antidistill.edit import apply_edits
from antidistill.formats.markdown_document import parse_text
from tests.formats.tables import Table, cases


@pytest.mark.parametrize("case", cases("anchors.toml", "slug"))
def test_slug(case: Table) -> None:
    assert slug(case["heading"]) == case["slug"]


@pytest.mark.parametrize("case", cases("anchors.toml"), ids=lambda c: c["name"])
def test_links_follow(case: Table) -> None:
    old, new = parse_text(case["old"]), parse_text(case["headings"])
    assert apply_edits(old.text, renamed_anchors(old, new)) == case["text"]


def test_links_from_another_file_follow() -> None:
    changed = moves(parse_text("# Old\n"), parse_text("# New\n"))
    other = parse_text("[a](./guide.md#old) [b](#old) [c](x.md#old) [[guide#Old]] ![](guide.md)")
    edited = apply_edits(other.text, anchor_edits(other, changed, "guide.md"))
    assert edited == "[a](./guide.md#new) [b](#old) [c](x.md#old) [[guide#New]] ![](guide.md)"


def test_anchors_are_unique_and_of_what_a_reader_sees() -> None:
    document = parse_text("# A [link](x) `code`\n# Set-up\n## Set-up\n")
    assert [a.slug for a in anchors_of(document)] == ["a-link-code", "set-up", "set-up-1"]
