"""The user's own phrase files: beside our rules, or in the place of single ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import settings
from antidistill.errors import BrokenData
from antidistill.finders.rules import bank
from antidistill.finding import Kind
from antidistill.formats import format_for
from antidistill.pipeline import scan
from antidistill.reading import OwnWords
from tests.cli.fakes import Pipeline, call, tools

TEXT = "# Notes\n\nThe kiln is a bit of a diva.\n\nThe pump has a gotcha with the valve.\n"
OURS = '[[rules]]\nid = "diva"\nen = ["a (bit of a |)diva"]\nzh = ["难伺候"]\n'
IN_PLACE = '[[rules]]\nid = "trap"\nnote = "ours"\nconfidence = 0.9\nen = ["diva"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of phrases."""
    made = tmp_path / "phrases"
    made.mkdir()
    return made


def pitfalls(*folders: Path) -> set[str]:
    """The rules by which traps are seen in the text."""
    own = OwnWords(phrases=folders)
    found = scan(format_for("a.md").read(TEXT.encode(), "a.md"), own).findings
    return {f.rule for f in found if f.kind is Kind.PITFALL}


def test_an_own_rule_stands_beside_ours(folder: Path) -> None:
    assert "pitfall/diva" not in pitfalls()
    (folder / "pitfalls.toml").write_text(OURS, encoding="utf-8")
    assert "pitfall/diva" in pitfalls(folder)
    assert [r.id for r in bank("pitfalls", (folder,)).rules][-1] == "diva"


def test_an_own_rule_replaces_ours_of_the_same_id(folder: Path) -> None:
    (folder / "pitfalls.toml").write_text(IN_PLACE, encoding="utf-8")
    rules = [r for r in bank("pitfalls", (folder,)).rules if r.id == "trap"]
    assert [r.note for r in rules] == ["ours"]
    assert len(bank("pitfalls", (folder,)).rules) == len(bank("pitfalls").rules)
    assert not any(
        list(bank("pitfalls", (folder,)).look("It has a gotcha.").hits(rule)) for rule in rules
    )


BROKEN = {
    "critical.toml": (OURS, "no phrase file of that name"),
    "pitfall.toml": (OURS, "known: pitfalls"),
    "pitfalls.toml": ("[[rules]]\nid = ", "no valid TOML"),
    "judgements.toml": ('[[rules]]\nen = ["diva"]\n', "give it an id"),
    "norms.toml": ('[[rules]]\nid = "x"\nen = ["(diva"]\n', "rule 'x'"),
    "networks.toml": ('[[rules]]\nid = "x"\nenglish = ["diva"]\n', "unknown key 'english'"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_would_not_work_is_named(folder: Path, name: str) -> None:
    text, says = BROKEN[name]
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(BrokenData, match=says.replace("(", "\\(")):
        pitfalls(folder)


def test_a_byte_order_mark_is_no_fault_and_other_bytes_are_named(folder: Path) -> None:
    (folder / "pitfalls.toml").write_text(f"\ufeff{IN_PLACE}", encoding="utf-8")
    assert [r.note for r in bank("pitfalls", (folder,)).rules if r.id == "trap"] == ["ours"]
    (folder / "judgements.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BrokenData, match=r"judgements\.toml: cannot be read: it is not UTF-8"):
        bank("judgements", (folder,))


def test_the_command_looks_into_the_config_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text(TEXT, encoding="utf-8")
    before, after = Pipeline(), Pipeline()
    call("notes.md", "-q", "-o", "a", using=tools(before))
    own = tmp_path / "home" / "config" / "phrases"
    own.mkdir(parents=True)
    call("notes.md", "-q", "-o", "b", using=tools(after))
    assert before.orders[0].own.phrases == ()
    assert after.orders[0].own.phrases == (own,)
