"""Modes: ours are the table of DESIGN, the user's go through the same checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.errors import BrokenData, UsageFault
from antidistill.finding import Kind
from antidistill.mode import Action, available, load
from tests.things.tables import Case, cases, named, toml

HERE = Path(__file__).parent
DESIGN = toml(HERE / "design.toml")
TABLE = {**DESIGN["kinds"], **DESIGN["inside"]}


def written(folder: Path, name: str, text: str) -> Path:
    """The file of a mode called `name` in the folder of somebody's modes."""
    file = folder / name / "mode.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_our_modes_do_what_the_design_says(mode: str) -> None:
    policy = {kind.value: action.value for kind, action in load(mode).policy.items()}
    assert policy == {kind: row[mode] for kind, row in TABLE.items()}


def test_the_design_has_a_row_for_every_kind() -> None:
    assert set(TABLE) == {k.value for k in Kind}


@pytest.mark.parametrize("name", ["light", "medium", "heavy"])
def test_our_modes_have_a_title_and_a_summary_in_both_languages(name: str) -> None:
    mode = load(name)
    for both in (mode.title, mode.summary):
        assert both.en.isascii()
        assert any("\u4e00" <= c <= "\u9fff" for c in both.zh)


@pytest.mark.parametrize("case", cases(HERE / "broken.toml", "case"), ids=named)
def test_a_broken_mode_is_refused_with_file_and_reason(case: Case, tmp_path: Path) -> None:
    file = written(tmp_path, "mine", case["file"])
    with pytest.raises(BrokenData) as caught:
        load("mine", [tmp_path])
    assert str(file) in str(caught.value)
    assert all(word in str(caught.value) for word in case["says"])


@pytest.mark.parametrize("case", cases(HERE / "broken.toml", "fine"), ids=named)
def test_a_sound_mode_is_read(case: Case, tmp_path: Path) -> None:
    written(tmp_path, "mine", case["file"])
    mode = load("mine", [tmp_path])
    assert mode.name == "mine"
    assert set(mode.policy) == set(Kind)


def test_a_circle_of_two_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "one", 'extends = "two"\n')
    written(tmp_path, "two", 'extends = "one"\n')
    with pytest.raises(BrokenData, match="leads back to itself"):
        load("one", [tmp_path])


def test_what_a_mode_does_not_say_comes_from_the_one_it_extends(tmp_path: Path) -> None:
    written(tmp_path, "mine", 'extends = "medium"\n[kinds]\nperson = "keep"\n')
    mode, base = load("mine", [tmp_path]), load("medium")
    assert mode.action(Kind.PERSON) is Action.KEEP
    others = set(Kind) - {Kind.PERSON}
    assert {k: mode.action(k) for k in others} == {k: base.action(k) for k in others}


def test_parts_are_inherited_kind_by_kind(tmp_path: Path) -> None:
    base = 'extends = "light"\n[part.persona]\ntrait = "leave out"\nquirk = "keep"\n'
    written(tmp_path, "base", base)
    written(tmp_path, "mine", 'extends = "base"\n[part.persona]\nquirk = "smooth"\n')
    mode = load("mine", [tmp_path])
    assert mode.action(Kind.TRAIT, "persona") is Action.LEAVE_OUT
    assert mode.action(Kind.QUIRK, "persona") is Action.SMOOTH
    assert mode.action(Kind.TRAIT) is Action.KEEP


def test_a_mode_of_the_user_goes_before_ours_of_the_same_name(tmp_path: Path) -> None:
    written(tmp_path, "heavy", 'extends = "light"\n[kinds]\nsystem = "role"\n')
    assert load("heavy", [tmp_path]).action(Kind.NORM) is Action.KEEP
    assert load("heavy").action(Kind.NORM) is Action.FIGURES_OUT


@pytest.mark.parametrize("base", ["light", "medium", "heavy"])
def test_a_mode_of_the_user_named_like_ours_can_extend_ours(base: str, tmp_path: Path) -> None:
    written(tmp_path, "light", f'extends = "{base}"\n[kinds]\nperson = "keep"\n')
    mode = load("light", [tmp_path])
    assert mode.action(Kind.PERSON) is Action.KEEP
    assert mode.action(Kind.NORM) is load(base).action(Kind.NORM)


def test_a_mode_can_be_a_folder(tmp_path: Path) -> None:
    file = written(tmp_path, "ours", 'extends = "heavy"\n')
    assert load(str(file.parent)).name == "ours"


@pytest.mark.parametrize("name", ["", "hybrid", "Light", "../light", "modes/none"])
def test_a_mode_that_does_not_exist_is_no_mode(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as caught:
        load(name, [tmp_path])
    assert all(one in str(caught.value) for one in ("light", "medium", "heavy"))


def test_the_available_modes_are_ours_from_mild_to_strict_then_the_users(tmp_path: Path) -> None:
    written(tmp_path, "zeal", 'extends = "heavy"\n')
    written(tmp_path, "audit", 'extends = "light"\n')
    written(tmp_path, "light", 'extends = "medium"\n')
    assert available([tmp_path]) == ("light", "medium", "heavy", "audit", "zeal")


@pytest.mark.parametrize("name", available())
def test_every_available_mode_loads(name: str) -> None:
    assert load(name).name == name


def test_our_modes_differ_in_what_they_do() -> None:
    policies = [tuple(load(name).policy.items()) for name in available()]
    assert len(set(policies)) == len(policies)


@pytest.mark.parametrize("part", ["", "persona"])
def test_critical_text_is_kept_even_by_a_mode_made_by_hand(part: str, tmp_path: Path) -> None:
    from dataclasses import replace

    written(tmp_path, "mine", 'extends = "heavy"\n')
    mode = load("mine", [tmp_path])
    meddled = replace(
        mode,
        policy={**mode.policy, Kind.CRITICAL: Action.LEAVE_OUT},
        parts={"persona": {Kind.CRITICAL: Action.REPLACE}},
    )
    assert meddled.action(Kind.CRITICAL, part) is Action.KEEP
