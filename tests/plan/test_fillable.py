"""Which items of a list public craft may stand in for."""

from __future__ import annotations

import pytest

from tests.plan.marks import planned

RULES = (
    "«pitfall|Never lift the lid of the pot.»",
    "«pitfall|Never stir against the clock.»",
    "«pitfall|Never salt before noon.»",
)


def asked_in(text: str) -> list[tuple[str, str]]:
    """Slot and words of what an engine is asked for."""
    return [(p.slot.place, p.text) for p in planned(text, "heavy").asked]


def numbered(*items: str) -> str:
    """A list of steps under a heading."""
    return "# Soup\n\n" + "".join(f"{n}. {item}\n" for n, item in enumerate(items, 1))


def test_a_list_that_is_withheld_is_asked_for() -> None:
    asked = asked_in(numbered(*RULES))
    assert [text for _, text in asked] == [
        "Never lift the lid of the pot.",
        "Never stir against the clock.",
        "Never salt before noon.",
    ]


def test_each_knows_what_stays_beside_it() -> None:
    made = planned(numbered(RULES[0], "Wash the pot.", RULES[1], RULES[2]), "heavy")
    assert {p.beside for p in made.asked} == {((1 / 3, "Wash the pot."),)}


@pytest.mark.parametrize(
    ("text", "spared"),
    [
        (numbered(*RULES) + "\n```bash\nls soup\n```\n", "Never salt before noon."),
        (numbered(*RULES, "If not, call the cook."), "Never salt before noon."),
        (numbered(RULES[0], RULES[1] + "\n\n   ```bash\n   ls\n   ```", RULES[2]), "Never stir"),
    ],
    ids=["a command block behind the list", "the next step leans on it", "a block of its own"],
)
def test_what_others_hang_on_is_not_written_anew(text: str, spared: str) -> None:
    asked = [words for _, words in asked_in(text)]
    assert asked and not any(words.startswith(spared) for words in asked)


@pytest.mark.parametrize(
    ("announces", "asked"), [("List the soup:", "lead-in"), ("**Soup by hand**:", "")]
)
def test_a_bold_label_is_no_sentence_about_the_command(announces: str, asked: str) -> None:
    command = "soup --secret-pot 9 --never-stir --lid off --fire low --cook nobody"
    text = f"# Soup\n\n{announces}\n\n```bash\n«pitfall|{command}»\n```\n"
    places = [place for place, _ in asked_in(text)]
    assert ("lead-in" in places) == bool(asked)
