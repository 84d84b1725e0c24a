"""Every check of the guard fires on what breaks its promise, and stays silent on what does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import guard
from antidistill.finding import Kind, Standing
from antidistill.formats import markdown
from antidistill.guard import Problem, Withheld
from antidistill.passage import Passage, Rewrite, Slot
from antidistill.reading import Speech
from antidistill.span import Span
from tests.things.markdown_texts import DOCUMENTS, PATIENT
from tests.things.tables import Case, cases, marked, toml

HERE = Path(__file__).parent
PLACE = Span(3, 9)
SLOT = Slot(Speech.STEP, "item", full_stop=True, capital=True, length=20)
CODE = Slot(Speech.LABEL, "code", full_stop=False, capital=True, length=20, code="bash")
TABLE = toml(HERE / "wording.toml")
KNOWN = TABLE.pop("xfail")
WORDINGS: list[Case] = [
    {
        "name": f"{check} {text}",
        "check": check,
        "language": language,
        "text": text,
        "fires": fires,
        **({"xfail": KNOWN[text]} if text in KNOWN else {}),
    }
    for check, tables in TABLE.items()
    for language, rows in tables.items()
    for fires in (True, False)
    for text in rows["fires" if fires else "silent"]
]


def passage(text: str = "", slot: Slot = SLOT) -> Passage:
    """A passage whose original says `text`."""
    return Passage(
        "p", text, Span(0, len(text)), Kind.PITFALL, Standing.GUIDANCE, slot, "g", (), "", ""
    )


def gone(
    terms: Sequence[str] = (),
    wordings: Sequence[str] = (),
    critical: str = "",
    stays: str = "",
    units: Sequence[str] = (),
) -> Withheld:
    """What a plan takes out; everything withheld stood at `PLACE`."""
    return Withheld(
        terms=tuple((t, PLACE) for t in terms),
        wordings=tuple((w, PLACE) for w in wordings),
        critical=critical,
        stays=stays,
        units=tuple((u, Span(20, 30)) for u in units),
    )


def about(one: Passage, answer: str | None, language: str, sources: str = "") -> list[Problem]:
    """What is wrong with an answer."""
    return list(guard.passage_problems(one, Rewrite(one.id, answer), language, sources))


@pytest.mark.parametrize("row", marked(WORDINGS))
def test_a_wording_is_refused_or_let_through(row: Case) -> None:
    languages = ["en", "zh"] if row["language"] == "any" else [row["language"]]
    check = "fog" if row["check"] == "tags" else row["check"]
    for language in languages:
        found = [p.check for p in about(passage(), row["text"], language)]
        assert (check in found) == row["fires"], found


def test_an_engine_that_has_nothing_to_say_breaks_no_promise() -> None:
    assert about(passage("Never lift the lid."), None, "en") == []


def test_a_command_block_may_have_lines_and_english_words() -> None:
    assert about(passage("", CODE), "# list the files\nls\nls -l", "zh") == []


def test_an_answer_that_repeats_the_original_is_a_leak() -> None:
    text = "Never open the second valve before the first one has settled."
    assert [p.check for p in about(passage(text), text, "en")] == ["leak"]


def test_an_answer_may_use_the_numbers_of_its_source_and_no_others() -> None:
    text = "The default timeout is 30 seconds."
    assert [p.check for p in about(passage(), text, "en")] == ["invention"]
    assert about(passage(), text, "en", sources=text) == []


@pytest.mark.parametrize("case", marked(cases(HERE / "leaks.toml", "case")))
def test_what_is_withheld_is_found_wherever_it_stands(case: Case) -> None:
    text, sources = case["text"], case.get("sources", "")
    fields = ("terms", "wordings", "critical", "stays", "units")
    taken = gone(**{k: case[k] for k in fields if k in case})
    problems = list(guard.leak_problems(taken, text, sources))
    assert bool(problems) == case["leaks"]
    assert all(p.check == "leak" and p.span is not None for p in problems)
    words = (*case.get("terms", []), *case.get("wordings", []))
    assert not any(w in p.message for p in problems for w in words), "messages must not tell"


@given(
    st.from_regex(r"[A-Za-z][a-z0-9-]{3,9}[a-z]", fullmatch=True),
    st.text("abc 中文.\n", max_size=30),
    st.text("abc 中文.\n", max_size=30),
)
def test_a_term_that_stands_as_a_word_is_always_found(term: str, before: str, after: str) -> None:
    assert list(guard.leak_problems(gone([term]), f"{before} {term} {after}", ""))


@PATIENT
@given(DOCUMENTS)
def test_where_nothing_is_withheld_nothing_leaks(text: str) -> None:
    assert list(guard.leak_problems(gone(), text, "")) == []


@pytest.mark.parametrize("case", marked(cases(HERE / "invention.toml", "case")))
def test_what_neither_original_nor_manual_says_is_invented(case: Case) -> None:
    problems = list(
        guard.invention_problems(case["original"], case.get("sources", ""), case["text"])
    )
    assert bool(problems) == case["invents"]
    assert all(p.check == "invention" for p in problems)


@PATIENT
@given(DOCUMENTS)
def test_a_document_invents_nothing_against_itself(text: str) -> None:
    assert list(guard.invention_problems(text, "", text)) == []


@pytest.mark.parametrize("case", marked(cases(HERE / "structure.toml", "case")))
def test_the_shape_of_a_document_is_kept(case: Case) -> None:
    old, new = (markdown.read(case[k].encode(), "notes.md") for k in ("old", "new"))
    problems = list(guard.structure_problems(old, new, case.get("removed", 0)))
    assert bool(problems) != case["sound"], problems
    assert all(p.check == "structure" for p in problems)


@PATIENT
@given(DOCUMENTS)
def test_a_document_has_its_own_shape(text: str) -> None:
    document = markdown.read(text.encode(), "notes.md")
    assert list(guard.structure_problems(document, document, 0)) == []


@pytest.mark.parametrize("case", marked(cases(HERE / "repeats.toml", "case")))
def test_nothing_is_said_twice(case: Case) -> None:
    found = [p.check for p in guard.new_text_problems(case["new"], case["stays"])]
    assert found == ["repeat"] * case["repeats"]
