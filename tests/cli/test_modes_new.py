"""`modes new`: a mode of one's own that does what another does until it is edited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from antidistill.finding import Kind
from antidistill.mode import Action, available, load

from .fakes import call


@pytest.fixture
def modes(home: Path) -> Path:
    """The folder of the user's modes; there is none before the first."""
    return home / "config" / "modes"


@pytest.mark.parametrize("base", ["light", "medium", "heavy"])
def test_a_new_mode_does_what_the_other_does(modes: Path, base: str) -> None:
    found = call("modes", "new", "house", "--from", base)
    assert found.exit_code == 0
    assert found.stdout == f"{modes / 'house' / 'mode.toml'}\n"
    made = load("house", (modes,))
    assert made.policy == load(base).policy
    assert made.parts == load(base).parts


def test_it_extends_medium_unless_told_otherwise(modes: Path) -> None:
    call("modes", "new", "house")
    assert load("house", (modes,)).policy == load("medium").policy


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.CRITICAL])
def test_every_line_can_be_uncommented(modes: Path, kind: Kind) -> None:
    call("modes", "new", "house", "--from", "heavy")
    file = modes / "house" / "mode.toml"
    line = re.compile(rf'^# ({kind.value} += )"[^"]*"$', re.MULTILINE)
    text, changed = line.subn(r'\1"leave out"', file.read_text(encoding="utf-8"), count=1)
    assert changed == 1
    file.write_text(text, encoding="utf-8")
    made, heavy = load("house", (modes,)), load("heavy")
    assert made.action(kind) is Action.LEAVE_OUT
    assert all(made.action(k) is heavy.action(k) for k in Kind if k is not kind)


def test_the_part_can_be_uncommented(modes: Path) -> None:
    call("modes", "new", "house")
    file = modes / "house" / "mode.toml"
    head, part = file.read_text(encoding="utf-8").split("# [part.persona]\n")
    file.write_text(f"{head}[part.persona]\n{part.replace('# ', '')}", encoding="utf-8")
    assert load("house", (modes,)).action(Kind.TRAIT, "persona") is Action.KEEP


def test_it_is_listed_and_a_third_may_extend_it(modes: Path) -> None:
    call("modes", "new", "house", "--from", "light")
    assert "house" in call("modes", "list").stdout
    assert call("modes", "new", "家规", "--from", "house").exit_code == 0
    assert available((modes,)) == ("light", "medium", "heavy", "house", "家规")
    assert load("家规", (modes,)).policy == load("light").policy


def test_a_mode_of_ours_can_be_extended_under_its_own_name(modes: Path) -> None:
    assert call("modes", "new", "heavy", "--from", "heavy").exit_code == 0
    assert load("heavy", (modes,)).path == modes / "heavy"
    assert load("heavy", (modes,)).policy == load("heavy").policy


@pytest.mark.parametrize("name", ["light", "heavy"])
def test_a_mode_of_ours_is_not_made_another_unawares(modes: Path, name: str) -> None:
    found = call("modes", "new", name)
    assert found.exit_code == 2 and f"--from {name}" in found.stderr
    assert not modes.exists()


def test_an_existing_mode_is_left_alone(modes: Path) -> None:
    call("modes", "new", "house")
    before = (modes / "house" / "mode.toml").read_bytes()
    found = call("modes", "new", "house", "--from", "heavy")
    assert found.exit_code == 2 and "exists: edit it" in found.stderr
    assert (modes / "house" / "mode.toml").read_bytes() == before


@pytest.mark.parametrize("name", ["../house", "a/b", "a\\b", ".", "-x y", "a.b", "_x"])
def test_a_name_that_is_a_path_is_refused(modes: Path, name: str) -> None:
    found = call("modes", "new", "--", name)
    assert found.exit_code == 2 and "no name for a mode" in found.stderr
    assert not modes.exists()


@pytest.mark.parametrize("base", ["strict", "./house"])
def test_it_starts_from_a_mode_there_is(modes: Path, base: str) -> None:
    found = call("modes", "new", "house", "--from", base)
    assert found.exit_code == 2 and "light, medium, heavy" in found.stderr
    assert not modes.exists()
