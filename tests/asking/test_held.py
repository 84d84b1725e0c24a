"""An answered line stays whatever goes around it; one that goes all the same is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.result import Tally
from antidistill.sheet import Line, May, Sheet
from tests.asking.documents import run
from tests.things.tables import Case, cases, named, toml

TABLE = Path(__file__).parent / "held.toml"
DOCUMENTS = toml(TABLE)["documents"]


def copy(case: Case) -> tuple[str, Tally, Sheet]:
    """What becomes of a row's document with its answers."""

    def told(line: Line) -> str | bool | None:
        for words, text in case["answers"]:
            if line.text.startswith(words):
                return None if text == "null" else str(text)
        return False

    text = DOCUMENTS[case["document"]].lstrip("\n")
    result, model = run(text, told, case.get("mode", "medium"))
    assert result.tally is not None
    return result.text.replace("\n\n", "\n"), result.tally, model.sheets[0]


def final(tally: Tally) -> set[str]:
    """The ids of what was turned down for good, but for lines that got no answer."""
    return {t.passage for t in tally.turned if t.final and t.check != "missing"}


@pytest.mark.parametrize("case", cases(TABLE, "stays"), ids=named)
def test_an_answered_line_stays(case: Case) -> None:
    text, tally, _ = copy(case)
    assert [s for s in case["stands"] if s not in text] == []
    assert final(tally) == set(case["told"])


@pytest.mark.parametrize("case", cases(TABLE, "goes"), ids=named)
def test_what_announces_nothing_goes(case: Case) -> None:
    text, tally, sheet = copy(case)
    assert [s for s in case["gone"] if s in text] == []
    answered = {ln.id: ln.text for ln in sheet.open() if ln.may is not May.MEND}
    missing = [i for i in final(tally) if i in answered]
    assert len(missing) == (1 if "announces" in case["name"] else 0)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_null_is_exactly_what_the_plan_said(document: str, mode: str) -> None:
    text = DOCUMENTS[document].lstrip("\n")
    result, model = run(text, lambda _: None, mode)
    assert result.tally is not None
    said = {ln.id: ln for ln in model.sheets[0].open() if ln.otherwise is not None}
    assert final(result.tally) & said.keys() == set()
    for line in said.values():
        assert (line.otherwise or "") in result.text
