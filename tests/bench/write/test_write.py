"""The measures of what is written, on documents of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.formats import format_for
from tests.bench.write import measures, topic
from tests.bench.write.__main__ import main
from tests.bench.write.measures import FATES, measured
from tests.bench.write.passages import Written, written
from tests.bench.write.runs import Run, runs
from tests.bench.write.sheet import QUESTIONS, count, drawn, sheet
from tests.bench.write.tables import lines

SAMPLES = Path(__file__).parents[3] / "samples" / "lab-procedure"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A sample in heavy."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "notes.md").write_bytes((SAMPLES / "notes.md").read_bytes())
    (found,) = runs(folder, ["heavy"])
    return found


def test_every_sentence_has_one_fate(run: Run) -> None:
    row = measured(run)
    assert sum(row.fates.values()) == row.sentences > 0
    assert set(row.fates) <= set(FATES)
    assert row.fates["manual"] <= row.filled <= row.asked
    assert row.unknown <= row.asked


def test_what_was_written_is_shown_with_its_surroundings(run: Run) -> None:
    found = list(written(run))
    assert found
    for one in found:
        assert one.old in run.result.document.text and one.new in run.result.text
        own = [line for line in one.after.splitlines() if line.startswith("»")]
        assert own and one.new.splitlines()[0] in own[0]
        assert "»-" in one.before


def test_the_tables_say_what_was_measured(run: Run) -> None:
    text = "\n".join(lines([measured(run)], topic.kept(list(written(run)))))
    for word in ("left out", "repeats", "hollow", "unknown", "topic kept", "words/s", "detector"):
        assert word in text


def wrote(number: int, new: str = "Ask.") -> Written:
    """A written passage."""
    return Written(f"{number}.md", "heavy", "en", ("A",), "Do.", new, ("manual/a/b/0",), "", "")


def test_a_sheet_has_each_passage_once_and_is_counted() -> None:
    chosen = drawn([wrote(i % 7) for i in range(30)], 5)
    assert len({w.document for w in chosen}) == 5
    text = sheet(chosen)
    assert next(iter(count(text))).split()[-1] == "0)"
    for question in QUESTIONS:
        text = text.replace(f"{question}: \n", f"{question}: y\n", 4)
        text = text.replace(f"{question}: \n", f"{question}: n\n")
    assert all("80.0%  (4 of 5)" in line for line in count(text))


@given(st.integers(0, 40), st.integers(0, 9))
def test_another_number_draws_as_many(wanted: int, seed: int) -> None:
    found = [wrote(i) for i in range(20)]
    assert len(drawn(found, wanted, seed)) == min(wanted, 20)
    assert drawn(found, wanted, seed) == drawn(found, wanted, seed)


HOLLOW = {
    "a list of one item": ("- one\n- two\n", "- one\n", 1),
    "a block of placeholders": ("```sh\nls -l\n```\n", "```sh\n<command>\n```\n", 1),
    "a heading over nothing": ("# A\n\ntext\n\n# B\n\ntext\n", "# A\n\n# B\n\ntext\n", 1),
    "a shorter list": ("- one\n- two\n- three\n", "- one\n- two\n", 0),
}


@pytest.mark.parametrize("name", HOLLOW)
def test_hollow_containers(name: str) -> None:
    old, new, more = HOLLOW[name]
    form = format_for("a.md")
    counts = [measures._hollow(form.read(t.encode(), "a.md")) for t in (old, new)]
    assert counts[1] - counts[0] == more


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("1. a\n2. b\n\nGo back to step 2.\n", 0),
        ("1. a\n2. b\n\nGo back to step 3.\n", 1),
        ("1. 甲\n2. 乙\n\n回到第 4 步。\n", 1),
    ],
)
def test_steps_that_are_gone(text: str, missing: int) -> None:
    assert measures._missing_steps(format_for("a.md").read(text.encode(), "a.md")) == missing


def test_likeness_without_a_model() -> None:
    same, other = topic._common(
        ["Delete large keys in Redis.", "Delete large keys in Redis."],
        ["Redis deletes large keys slowly.", "Bake the bread."],
    )
    assert same > 0.5 and other == 0


def test_no_corpus_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["write", str(tmp_path / "none")])
    assert main() == 2
