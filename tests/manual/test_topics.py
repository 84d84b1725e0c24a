"""Every topic of the manual follows the rules, and the linter sees those that do not."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import toml
from antidistill.manual import lint, load, parsing, wording
from antidistill.manual.entries import Entry, characters, words
from antidistill.manual.load import TOPICS, heads, topic
from antidistill.manual.topic import Both, Command
from antidistill.manual.twins import TOO_ALIKE, twins

DATA = Path(__file__).parent / "data"
Case = dict[str, Any]


def cases(name: str, table: str) -> list[Case]:
    """The cases of one table of `data/NAME.toml`."""
    found: list[Case] = toml.parsed((DATA / f"{name}.toml").read_text(encoding="utf-8"))[table]
    return found


@pytest.fixture(scope="module")
def faults_by_file() -> dict[str, list[str]]:
    """What the linter says about the whole manual, by file."""
    found: dict[str, list[str]] = {}
    for fault in lint.lint([head.path for head in heads()]):
        found.setdefault(fault.file, []).append(str(fault))
    return found


@pytest.mark.parametrize("name", [head.path.name for head in heads()])
def test_topic_is_clean(name: str, faults_by_file: dict[str, list[str]]) -> None:
    assert faults_by_file.get(name, []) == []


@pytest.mark.parametrize("head", heads(), ids=lambda head: str(head.id))
def test_topic_speaks_both_languages(head: Any) -> None:
    loaded = topic(head.path)
    assert all(c.say.of("en") != c.say.of("zh") for c in loaded.checks)
    assert head.names.of("zh")[: len(head.names.zh)] == head.names.zh


@pytest.mark.parametrize("case", cases("wording", "fires"), ids=lambda case: str(case["text"]))
def test_wording_fires(case: Case) -> None:
    assert any(case["says"] in message for message in _said(case)), _said(case)


@pytest.mark.parametrize("case", cases("wording", "silent"), ids=lambda case: str(case["text"]))
def test_wording_is_silent(case: Case) -> None:
    assert _said(case) == []


def _said(case: Case) -> list[str]:
    text = Both(case["text"], case["text"])
    entry = Entry("sample", case["slot"], case["slot"], text)
    return [m for language, m in wording.problems(entry) if language == case["language"]]


@pytest.mark.parametrize("case", cases("commands", "fires"), ids=lambda case: str(case["run"]))
def test_command_is_refused(case: Case) -> None:
    assert parsing.unparsed(_command(case))


@pytest.mark.parametrize("case", cases("commands", "silent"), ids=lambda case: str(case["run"]))
def test_command_is_accepted(case: Case) -> None:
    assert parsing.unparsed(_command(case)) == ""


@pytest.mark.parametrize("case", cases("commands", "harms"), ids=lambda case: str(case["run"]))
def test_command_would_destroy(case: Case) -> None:
    assert parsing.harmful(case["run"])


@pytest.mark.parametrize("case", cases("commands", "harmless"), ids=lambda case: str(case["run"]))
def test_command_is_harmless(case: Case) -> None:
    assert parsing.harmful(case["run"]) == ""


def test_sql_is_read_without_the_parser_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    broken = {"language": "sql", "run": "SELECT id FROM WHERE id = 1;"}
    assert parsing.unparsed(_command(broken)) == ""
    assert parsing.unparsed(_command({**broken, "run": "PLEASE list"})) == "no SQL statement"


def _command(case: Case) -> Command:
    return Command(Both("Run", "执行"), case["run"], case["language"], Both("It runs.", "成功。"))


@pytest.mark.parametrize("case", cases("files", "fires"), ids=lambda case: str(case["name"]))
def test_file_fires(case: Case, tmp_path: Path) -> None:
    found = [str(fault) for fault in lint.lint([_spoiled(case, tmp_path)], tmp_path)]
    assert any(case["says"] in line for line in found), found


@pytest.mark.parametrize("case", cases("files", "silent"), ids=lambda case: str(case["name"]))
def test_file_is_silent(case: Case, tmp_path: Path) -> None:
    assert lint.lint([_spoiled(case, tmp_path)], tmp_path) == []


def _spoiled(case: Case, folder: Path) -> Path:
    text = _sound()
    assert case["find"] in text
    path = folder / "redis.toml"
    path.write_text(text.replace(case["find"], case["put"], 1), encoding="utf-8")
    return path


def _sound() -> str:
    # A topic of the manual serves as the sound one; alone in a folder it can have no neighbours.
    lines = (TOPICS / "redis.toml").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(_lonely(line) for line in lines)


def _lonely(line: str) -> str:
    return "neighbours = []\n" if line.startswith("neighbours") else line


def test_a_misspelt_field_is_seen(tmp_path: Path) -> None:
    first, second = tmp_path / "redis.toml", tmp_path / "valkey.toml"
    first.write_text(_sound(), encoding="utf-8")
    renamed = _sound().replace('id = "redis"', 'id = "valkey"')
    for field, fault in (("queue and caches", True), ("queues and caches", False), ("art", False)):
        second.write_text(renamed.replace("queues and caches", field), encoding="utf-8")
        load.topic.cache_clear()
        found = [f for f in lint.lint([second], tmp_path) if f.place == "field"]
        assert [f.message for f in found] == fault * [
            "no other topic has 'queue and caches'; is it 'queues and caches'?"
        ]


def test_a_terse_document_has_something_to_choose_from(tmp_path: Path) -> None:
    long = "so many words that it fits only where somebody wrote at great length about it"
    text = re.sub(r'(?s)(\[\[causes\]\]\nen = "[^"]*)\."', lambda m: f'{m[1]}, {long}."', _sound())
    (tmp_path / "redis.toml").write_text(text, encoding="utf-8")
    found = [str(fault) for fault in lint.lint([tmp_path / "redis.toml"], tmp_path)]
    said = "redis.toml: causes: no entry for terse documents: one of at most 12 words"
    assert said in found


def test_two_topics_with_one_name(tmp_path: Path) -> None:
    for name in ("redis", "valkey"):
        text = _sound().replace('id = "redis"', f'id = "{name}"')
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    found = [str(f) for f in lint.lint([tmp_path / "valkey.toml"], tmp_path)]
    assert "valkey.toml: names: 'redis cluster' names redis too" in found
    assert any("twin of redis causes[0]" in line for line in found)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "redis.toml"
    bad.write_text(_sound().replace("`evicted_keys` rises", "it is appropriate"), encoding="utf-8")
    assert lint.main([str(bad)]) == 1
    assert "decisions[0].en: fog: 'appropriate'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "count"),
    [("Run `df -h <path>` now.", 3), ("Ask.", 1), ("Set <name> and <other-name>.", 4)],
)
def test_code_counts_as_one_word(text: str, count: int) -> None:
    assert words(text) == count


def test_code_counts_as_four_characters() -> None:
    assert characters("用 `redis-cli --bigkeys` 查。") == 7


TEXTS = st.lists(
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=9).map(" ".join), max_size=12
)


@given(TEXTS)
def test_twins_are_those_that_share_most_words(texts: list[str]) -> None:
    found = [Entry("t", str(i), "causes", Both(text, "无")) for i, text in enumerate(texts)]
    pairs = {(int(a.place), int(b.place)) for a, b, _ in twins(found)}
    assert pairs == {
        (i, j) for i in range(len(texts)) for j in range(i) if _alike(texts[i], texts[j])
    }


def _alike(one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return min(len(a), len(b)) >= 4 and len(a & b) > TOO_ALIKE * len(a | b)
