"""Which sentences about a person an engine may say vaguer."""

from __future__ import annotations

import pytest

from antidistill.mode import load
from tests.plan.marks import planned

PERSONA = (
    "# Nobody\n\n## Identity\n\nA cook.\n\n## How she talks\n\n{}\n\n## Corrections\n\nNone.\n"
)
STYLE = "# Soup\n\n## My style\n\n{}\n"
RECIPE = "# Soup\n\n## Cooking\n\n{}\n"
TWO = (
    "«trait record|She sings whenever the soup boils over.»\n\n"
    "«trait record|She never looks at the clock on the wall.»"
)


def asked_of(text: str, mode: str = "heavy") -> list[str]:
    """The sentences about a person that an engine is asked for."""
    return [p.text for p in planned(text, load(mode)).asked if p.slot.place == "person"]


@pytest.mark.parametrize("frame", [PERSONA, STYLE])
def test_traits_of_a_person_who_is_described(frame: str) -> None:
    assert len(asked_of(frame.format(TWO))) == 2
    assert asked_of(frame.format(TWO), "light") == []


def test_each_stands_alone() -> None:
    asked = planned(PERSONA.format(TWO), load("heavy")).asked
    assert len({p.group for p in asked}) == len(asked) == 2


def test_a_figure_in_a_description_is_a_trait_too() -> None:
    figure = "«quantity record|She answers after three hours at best.»"
    assert asked_of(PERSONA.format(figure)) == ["She answers after three hours at best."]
    assert asked_of(RECIPE.format(figure)) == []


@pytest.mark.parametrize(
    "text",
    [
        RECIPE.format(TWO),
        PERSONA.format("> «trait record|She sings whenever the soup boils.»"),
        PERSONA.format("«trait record|(She sings whenever the soup boils.)»"),
        PERSONA.format("«trait record|«person=the cook|Ada» sings whenever the soup boils over.»"),
        PERSONA.format("She stirs the soup every morning."),
    ],
    ids=["about others", "a sample of speech", "an aside", "somebody by name", "nothing withheld"],
)
def test_nothing_is_asked(text: str) -> None:
    assert asked_of(text) == []


def test_unanswered_ones_go() -> None:
    made = planned(PERSONA.format(TWO + "\n\nThe cook stirs."), load("heavy"))
    assert "sings" not in made.text and "The cook stirs." in made.text
