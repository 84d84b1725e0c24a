"""One run over one document: what it keeps to, on the samples and on small documents."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from antidistill.document import Document
from antidistill.edit import apply_edits
from antidistill.finding import Kind
from antidistill.formats.markdown import Markdown
from antidistill.manual.load import TOPICS
from antidistill.mode import Action, load
from antidistill.pipeline import Order, generalise, scan
from antidistill.reading import OwnWords
from antidistill.result import Result
from tests.things.tables import Case, cases, marked, named

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*/*.md"))
MODES = ("light", "medium", "heavy")
MARKDOWN = Markdown()


def name_of(path: Path) -> str:
    """Folder and file of a sample."""
    return f"{path.parent.name}/{path.name}"


def read(text: str) -> Document:
    """The Markdown document."""
    return MARKDOWN.read(text.encode(), "notes.md")


@cache
def made(path: Path, mode: str, seed: int = 0) -> Result:
    """The generalised copy of a file."""
    document = MARKDOWN.read(path.read_bytes(), path.name)
    return generalise(document, MARKDOWN, Order(load(mode), seed=seed))


SAMPLES_AND_MODES = [
    pytest.param(path, mode, id=f"{name_of(path)} {mode}") for path in SAMPLES for mode in MODES
]


# ---- Nothing to withhold --------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", cases(HERE / "plain.toml", "case"), ids=named)
def test_where_nothing_is_withheld_the_bytes_stay(case: Case, mode: str) -> None:
    data = case["text"].encode(case.get("encoding", "utf-8"))
    if case.get("mark"):
        data = b"\xef\xbb\xbf" + data
    document = MARKDOWN.read(data, "notes.md")
    result = generalise(document, MARKDOWN, Order(load(mode)))
    assert MARKDOWN.write(document, result.text) == data
    assert (result.changed, result.edits, result.kept) == (False, (), 1.0)


# ---- The samples ----------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "mode"), SAMPLES_AND_MODES)
def test_the_edits_make_the_text(path: Path, mode: str) -> None:
    result = made(path, mode)
    assert apply_edits(result.document.text, result.edits) == result.text
    assert result.changed
    assert 0 < result.kept < 1


@pytest.mark.parametrize(("path", "mode"), SAMPLES_AND_MODES)
def test_every_edit_says_why_without_telling_what(path: Path, mode: str) -> None:
    result = made(path, mode)
    for edit in result.edits:
        old = edit.span.of(result.document.text).strip()
        assert edit.because and edit.action
        assert len(old) < 5 or old not in edit.because


@pytest.mark.parametrize(("path", "mode"), SAMPLES_AND_MODES)
def test_a_second_run_changes_nothing_more(path: Path, mode: str) -> None:
    result = made(path, mode)
    again = MARKDOWN.read(MARKDOWN.write(result.document, result.text), path.name)
    assert generalise(again, MARKDOWN, Order(load(mode))).edits == ()


@pytest.mark.parametrize(("path", "mode"), SAMPLES_AND_MODES)
def test_critical_sentences_stand_in_the_output(path: Path, mode: str) -> None:
    result = made(path, mode)
    text = result.document.text
    for finding in result.findings:
        if finding.kind is Kind.CRITICAL:
            assert finding.span.of(text) in result.text


@pytest.mark.parametrize(("path", "mode"), SAMPLES_AND_MODES)
def test_no_name_or_value_that_goes_is_left_anywhere(path: Path, mode: str) -> None:
    result = made(path, mode)
    source, policy = result.document.text, load(mode)
    guarded = [f.span for f in result.findings if f.kind is Kind.CRITICAL]
    gone = {
        f.span.of(source)
        for f in result.findings
        if f.kind in (Kind.PERSON, Kind.SECRET, Kind.CUSTOMER)
        and f.confidence >= 0.5
        and policy.action(f.kind) is not Action.KEEP
        and not any(f.span.overlaps(g) for g in guarded)
    }
    assert [name for name in gone if name in result.text] == []


@pytest.mark.parametrize(("path", "mode"), SAMPLES_AND_MODES)
def test_every_figure_that_is_new_stands_in_the_manual(path: Path, mode: str) -> None:
    result = made(path, mode)
    manual = "\n".join(p.read_text(encoding="utf-8") for p in TOPICS.glob("*.toml"))
    for edit in result.edits:
        for figure in re.findall(r"\d[\d.,:]*", edit.new):
            counted = edit.action == "repaired"
            assert counted or figure in result.document.text or figure in manual


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_a_stricter_mode_keeps_no_more(path: Path) -> None:
    shares = [made(path, mode).kept for mode in MODES]
    assert shares == sorted(shares, reverse=True)


def test_the_same_order_gives_the_same_bytes_in_another_process() -> None:
    path = ROOT / "samples" / "oncall-runbook" / "notes.md"
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\n"
        "from tests.pipeline.test_runs import made\n"
        f"sys.stdout.buffer.write(made(Path({str(path)!r}), 'heavy').text.encode())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert run.stdout.decode() == made(path, "heavy").text


def test_users_with_their_own_seeds_do_not_come_out_as_clones() -> None:
    path = ROOT / "samples" / "backend-colleague" / "work.md"
    assert len({made(path, "heavy", seed).text for seed in range(6)}) > 1


def test_a_seed_changes_what_is_written_and_not_what_is_withheld() -> None:
    path = ROOT / "samples" / "backend-colleague" / "work.md"
    places = {tuple(f.span for f in made(path, "heavy", seed).findings) for seed in range(4)}
    assert len(places) == 1


# ---- Own words ------------------------------------------------------------------------------

TEXT = "# Press\n\nThe Lindqvist press stands in the hall. Ask the desk for the key.\n"


def own(**words: object) -> Order:
    """Light, with the user's own words."""
    return Order(load("medium"), own=OwnWords(**words))  # type: ignore[arg-type]


def test_what_the_user_asks_to_withhold_goes() -> None:
    order = own(withhold=frozenset({"Lindqvist"}))
    assert "Lindqvist" not in generalise(read(TEXT), MARKDOWN, order).text


def test_what_the_user_asks_to_keep_stays() -> None:
    text = "# Press\n\nAsk Anna Kowalski for the key of the hall.\n"
    assert "Kowalski" not in generalise(read(text), MARKDOWN, own()).text
    kept = generalise(read(text), MARKDOWN, own(keep=frozenset({"Anna Kowalski"})))
    assert kept.text == text


def test_an_alias_stands_for_its_name_everywhere() -> None:
    order = own(aliases=(("Lindqvist press", "old press"),))
    text = generalise(read(f"{TEXT}\nLook after the Lindqvist press.\n"), MARKDOWN, order).text
    assert "Lindqvist" not in text and text.count("old press") == 2


def test_a_scan_says_how_much_a_document_gives_away() -> None:
    calm = scan(read("# Hall\n\nThe hall is on the left.\n"))
    telling = scan(MARKDOWN.read(SAMPLES[0].read_bytes(), "notes.md"))
    assert calm.exposure.score == 0 < telling.exposure.score <= 100


def test_a_mode_that_keeps_everything_changes_nothing() -> None:
    light = load("light")
    lenient = replace(light, policy=dict.fromkeys(light.policy, Action.KEEP))
    for path in SAMPLES:
        document = MARKDOWN.read(path.read_bytes(), path.name)
        assert not generalise(document, MARKDOWN, Order(lenient)).changed


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", marked(cases(HERE / "asked.toml", "case")))
def test_what_the_user_asks_to_withhold_goes_in_every_mode(case: Case, mode: str) -> None:
    order = replace(own(withhold=frozenset(case["withhold"])), mode=load(mode))
    assert generalise(read(case["input"]), MARKDOWN, order).text == case["expected"]


@pytest.mark.parametrize("mode", MODES)
def test_what_nobody_asks_to_withhold_stays(mode: str) -> None:
    text = "# Hall\n\nThe hall is on the left. The service desk is open.\n"
    order = replace(own(withhold=frozenset({"Zephyr"})), mode=load(mode))
    assert generalise(read(text), MARKDOWN, order).text == text
