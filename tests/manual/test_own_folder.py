"""The user's own topics: beside ours, or in the place of one of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from antidistill import settings
from antidistill.engines import Brief, LocalEngine
from antidistill.errors import BrokenData
from antidistill.finding import Kind, Standing
from antidistill.manual import known, lint, wordings
from antidistill.manual.load import TOPICS, callers, heads, topic
from antidistill.passage import Passage, Slot
from antidistill.reading import Speech
from antidistill.span import Span
from tests.cli.fakes import Pipeline, call, tools

OWN = Path(__file__).parent / "data" / "own"
BOTH = (TOPICS, OWN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the user's folder, to be changed."""
    return Path(shutil.copytree(OWN, tmp_path / "manual"))


def test_own_topics_stand_beside_ours() -> None:
    assert {h.id for h in heads(*BOTH)} == {h.id for h in heads()} | {"beehive"}
    assert [h.id for h in callers(*BOTH)["opening the hive"]] == ["beehive"]
    assert "opening the hive" not in callers()


def test_an_own_topic_replaces_ours_of_the_same_name(folder: Path) -> None:
    text = (OWN / "beehive.toml").read_text(encoding="utf-8")
    (folder / "redis.toml").write_text(text.replace('"beehive"', '"redis"', 1), encoding="utf-8")
    found = {h.id: h for h in heads(TOPICS, folder)}
    assert found["redis"].field == "beekeeping"
    assert found["mysql"] in heads()
    assert wordings.wording("manual/redis/causes/0", (TOPICS, folder)).startswith("The queen")
    assert "`DEL`" in wordings.wording("manual/redis/causes/0")


def test_what_an_own_topic_says_is_public() -> None:
    said = "Take out the outer frame first."
    assert known.is_known(said, BOTH)
    assert not known.is_known(said)


STEPS = (
    "Lift the third frame of the hive before the first.",
    "Hold the brood frame against the low sun and look for eggs.",
    "Ask the neighbour about the queen cells of each frame.",
    "Close the lid of the hive with a slow half turn, smoker in hand.",
)


def passages() -> Iterator[Passage]:
    """A list of steps that are withheld."""
    for i, text in enumerate(STEPS):
        yield Passage(
            id=f"p{i}",
            text=text,
            span=Span(100 * i, 100 * i + len(text)),
            kind=Kind.PROCEDURE,
            standing=Standing.GUIDANCE,
            slot=Slot(Speech.STEP, "step", True, True, len(text), i / 3),
            group="list",
            path=("Beekeeping", "Opening the hive"),
            before="",
            after="",
        )


def written(*folders: Path) -> list[str]:
    """What the local engine puts in the place of the steps."""
    asked = list(passages())
    brief = Brief("en", "Beekeeping", "\n".join(STEPS), 0, folders)
    return [a.text for a in LocalEngine().rewrite(asked, brief) if a.text]


def test_the_engine_writes_from_an_own_topic() -> None:
    steps = [s.say.en for s in topic(OWN / "beehive.toml").procedures[0].steps]
    chosen = written(*BOTH)
    assert len(chosen) == len(STEPS)
    order = [next(i for i, s in enumerate(steps) if text.startswith(s)) for text in chosen]
    assert order == sorted(order)


def test_without_it_there_is_nothing_to_write() -> None:
    assert written() == []


def test_the_command_looks_into_the_config_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text("# Bees\n\nAnna opens the hive.\n", encoding="utf-8")
    before, after = Pipeline(), Pipeline()
    call("notes.md", "-q", "-o", "a", using=tools(before))
    shutil.copytree(OWN, tmp_path / "home" / "config" / "manual")
    call("notes.md", "-q", "-o", "b", using=tools(after))
    assert before.orders[0].manual_folders == ()
    assert after.orders[0].manual_folders == (TOPICS, tmp_path / "home" / "config" / "manual")


def test_a_broken_topic_is_named(folder: Path) -> None:
    (folder / "wasps.toml").write_text('id = "wasps"\nfield = beekeeping\n', encoding="utf-8")
    with pytest.raises(BrokenData, match=r"wasps\.toml: no valid TOML"):
        heads(TOPICS, folder)


def test_the_linter_leaves_the_replaced_topic_aside(folder: Path) -> None:
    ours = (TOPICS / "redis.toml").read_text(encoding="utf-8")
    (folder / "redis.toml").write_text(ours, encoding="utf-8")
    assert lint.lint([folder / "redis.toml"]) == []


def test_the_linter_tells_what_an_own_topic_lacks() -> None:
    found = [str(fault) for fault in lint.lint([OWN / "beehive.toml"])]
    assert "beehive.toml: decisions: 0 entries, 4 to 6 wanted" in found
    assert "beehive.toml: causes: 1 entries, 5 to 8 wanted" in found


def test_the_linter_takes_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main([str(folder)]) == 1
    assert "beehive.toml: checks: 0 entries, 6 to 8 wanted" in capsys.readouterr().out


def test_an_empty_folder_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main([str(tmp_path)]) == 2
    assert "no topics" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lint.main([str(tmp_path / "wasps.toml")]) == 1
    assert "wasps.toml: file: " in capsys.readouterr().out
