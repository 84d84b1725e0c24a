"""Settings files, and what is remembered for the user."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from antidistill import remembered, settings, toml
from antidistill.errors import BrokenData, Exit
from antidistill.settings import Settings

CASES = toml.parsed((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / settings.FILE
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("case", CASES["read"], ids=lambda c: c["why"])
def test_what_is_well_formed_is_read(case: dict[str, str], tmp_path: Path) -> None:
    found = settings.read(written(tmp_path, case["file"]))
    data = toml.parsed(case["file"].removeprefix("\ufeff"))
    assert found.seed == data.get("seed")
    assert list(found.withhold) == data.get("withhold", [])
    assert found.aliases == data.get("aliases", {})


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda c: c["why"])
def test_what_is_not_is_refused_with_file_key_and_way_out(
    case: dict[str, str], tmp_path: Path
) -> None:
    file = written(tmp_path, case["file"])
    with pytest.raises(BrokenData) as fault:
        settings.read(file)
    message = str(fault.value)
    assert message.startswith(f"{file}: ")
    assert "\n" not in message
    assert all(part in message for part in case["says"])
    assert fault.value.exit_code is Exit.USAGE


def test_unreadable_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_bytes(b"mode = '\xff'")
    with pytest.raises(BrokenData, match="cannot be read"):
        settings.read(tmp_path / settings.FILE)


def test_the_project_wins_over_the_user_and_lists_are_joined(tmp_path: Path) -> None:
    written(
        tmp_path / "config",
        'mode = "light"\nseed = 1\nkeep = ["a"]\naliases = {A = "x", B = "y"}\n',
    )
    written(tmp_path / "work", 'mode = "heavy"\nkeep = ["b", "a"]\naliases = {A = "z"}\n')
    found = settings.load(tmp_path / "work", tmp_path / "config")
    assert (found.mode, found.seed, found.keep) == ("heavy", 1, ("a", "b"))
    assert found.aliases == {"A": "z", "B": "y"}


def test_a_seed_of_zero_is_a_seed() -> None:
    assert Settings(seed=0).over(Settings(seed=5)).seed == 0


def test_folders_are_relative_to_their_file(tmp_path: Path) -> None:
    found = settings.read(written(tmp_path, 'mode = "./house"\noutput = "out"\n'))
    assert Path(found.mode) == tmp_path / "house"
    assert Path(found.output) == tmp_path / "out"


def test_the_project_file_is_looked_for_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    file = written(tmp_path, "")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert settings.project_file(deep) == file
    (tmp_path / "a" / ".git").mkdir()
    assert settings.project_file(deep) is None
    (tmp_path / ".git").mkdir()
    assert settings.project_file(tmp_path) == file


def test_the_seed_is_made_once(tmp_path: Path) -> None:
    first = remembered.own_seed(tmp_path / "data")
    assert remembered.own_seed(tmp_path / "data") == first
    others = {remembered.own_seed(tmp_path / str(n)) for n in range(5)}
    assert len(others | {first}) > 1


def test_where_nothing_can_be_kept_the_seed_is_zero(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands in the way")
    assert remembered.own_seed(tmp_path / "data") == 0
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "seed").write_text("")
    assert remembered.own_seed(tmp_path / "broken") == 0


def test_the_notice_is_remembered_by_language(tmp_path: Path) -> None:
    assert remembered.noticed(tmp_path / "data") == frozenset()
    remembered.record_notice(tmp_path / "data", "en")
    remembered.record_notice(tmp_path / "data", "zh")
    assert remembered.noticed(tmp_path / "data") == {"en", "zh"}


def test_a_notice_that_cannot_be_remembered_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands in the way")
    remembered.record_notice(tmp_path / "data", "en")
    assert remembered.noticed(tmp_path / "data") == frozenset()


def test_one_variable_moves_all_folders(tmp_path: Path) -> None:
    found = settings.folders({settings.HOME_VARIABLE: str(tmp_path)})
    assert {found.config.parent, found.data.parent, found.state.parent} == {tmp_path}
    assert found.modes == ()
    (tmp_path / "config" / "modes").mkdir(parents=True)
    assert found.modes == (tmp_path / "config" / "modes",)


def test_without_it_they_are_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.HOME_VARIABLE, raising=False)
    found = settings.folders(os.environ)
    assert all("antidistill" in str(p) for p in (found.config, found.data, found.state))
