"""Where one step of coherence takes back what another one does, they do not go on so to the last
round: a long document has such a place somewhere, and each round looks at all of it."""

from __future__ import annotations

import pytest

from antidistill import mode, nlp
from antidistill.formats import format_for
from antidistill.plan import begin, contents, listed
from antidistill.plan.coherence import settle
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import referred_numbers, referred_ranges

FIGHT = """\
# Press

1. Does the press stop by itself?
   - **Yes**: Do you know which roller it was? If no, ask the foreman for the key.
   - **No**: Close the lid and sign the list by the door.
"""
PEACE = "# Press\n\n- Close the lid.\n- Sign the list by the door.\n- Write the weight on it.\n"
GONE = ("Yes: Do you know", "If no, ask", "Sign the list")


class Watched(Draft):
    """A draft that counts the rounds, each of which asks for its state when it begins and when it
    ends, and how often somebody reads the units of a block."""

    asked = 0
    read = 0

    def within(self, block: int) -> list[int]:
        Watched.read += 1
        return super().within(block)

    def state(self) -> tuple[object, ...]:
        Watched.asked += 1
        return super().state()


def drafted(text: str) -> Watched:
    document = format_for("a.md").read(text.encode(), "a.md")
    plain = begin(nlp.read(document, analyse=False), (), mode.load("medium"))
    draft = Watched(plain.reading, plain.units, plain.verdicts)
    draft.gone |= {u.index for u in draft.units if u.text.startswith(GONE)}
    return draft


@pytest.mark.parametrize(("text", "most"), [(FIGHT, 5), (PEACE, 3)])
def test_few_rounds(text: str, most: int) -> None:
    Watched.asked = 0
    settle(drafted(text))
    assert 0 < Watched.asked <= most


@pytest.mark.parametrize("text", [FIGHT, PEACE])
def test_what_has_settled_stays_so(text: str) -> None:
    draft = drafted(text)
    settle(draft)
    before = draft.state()
    settle(draft)
    assert draft.state() == before


def test_lists_and_headings_are_read_once_each() -> None:
    """However many lists a document has, none of them reads all headings again."""
    section = "## Part {n}\n\n- Close lid {n}.\n- Sign list {n}.\n- Weigh bale {n}.\n\n"
    read = []
    for many in (20, 40):
        draft = drafted("# Press\n\n" + "".join(section.format(n=n) for n in range(many)))
        Watched.read = 0
        contents.settle(draft)
        read.append(Watched.read)
    assert read[0] > 0 and read[1] < 2.5 * read[0]


STEPS = "# Press\n\n1. Close the lid.\n2. Sign the list.\n3. Go back to step 1.\n"


def test_what_a_sentence_refers_to_is_looked_for_once() -> None:
    """However often a round comes to it: the patterns are tried once on each sentence."""
    draft = drafted(STEPS)
    assert any(referred_numbers(u.text) for u in draft.units)
    listed.settle(draft)
    looked = [f.cache_info().misses for f in (referred_numbers, referred_ranges)]
    listed.settle(draft)
    assert [f.cache_info().misses for f in (referred_numbers, referred_ranges)] == looked
