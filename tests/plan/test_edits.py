"""Edits of a draft in which single units went."""

from __future__ import annotations

import pytest

from antidistill import nlp
from antidistill.edit import apply_edits
from antidistill.formats import markdown
from antidistill.mode import load
from antidistill.plan import begin
from antidistill.plan.edits import edits


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        (
            "1. Lid.\n2. Head.\n   - Drum.\n   - Tray.\n3. Door.\n",
            ["Head."],
            "1. Lid.\n2. - Drum.\n   - Tray.\n3. Door.\n",
        ),
        (
            "1. Lid.\n2. Head.\n\n   More.\n\n   - Drum.\n3. Door.\n",
            ["Head.", "More."],
            "1. Lid.\n2. - Drum.\n3. Door.\n",
        ),
        (
            "1. Lid.\n2. Head.\n\n   More.\n\n   Drum.\n3. Door.\n",
            ["More."],
            "1. Lid.\n2. Head.\n\n   Drum.\n3. Door.\n",
        ),
        ("1. Lid.\n2. Head.\n   - Drum.\n3. Door.\n", ["Head.", "Drum."], "1. Lid.\n2. Door.\n"),
    ],
    ids=["its list begins it", "what is behind both begins it", "its head stays", "all of it goes"],
)
def test_what_stands_behind_a_head_that_went(text: str, gone: list[str], left: str) -> None:
    document = markdown.read(text.encode(), "notes.md")
    draft = begin(nlp.read(document, analyse=False), [], load("light"))
    draft.gone.update(u.index for u in draft.units if u.text in gone)
    draft.held.update(u.index for u in draft.units if u.index not in draft.gone)
    assert apply_edits(text, edits(draft)) == left
