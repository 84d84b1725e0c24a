"""Installing keeps everything foreign, can be done again, and is undone to the last byte."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import toml
from antidistill.errors import AntidistillError, BrokenData, VaultFault
from antidistill.hosts import HOSTS, jsonc
from antidistill.hosts.choices import OnFault
from antidistill.hosts.installing import install, is_ours, uninstall
from antidistill.hosts.parts import Entry, Part, Place
from antidistill.hosts.targets import TARGETS

DATA = toml.parsed(Path(__file__).with_name("settings_files.toml").read_text("utf-8"))


@dataclass
class Shelf:
    """Keeps in memory."""

    kept: dict[Path, bytes] = field(default_factory=dict)

    def keep(self, data: bytes, path: Path) -> None:
        """The first state of each file."""
        self.kept.setdefault(path, data)


class NoVault:
    """Keeps nothing."""

    def keep(self, data: bytes, path: Path) -> None:
        """There is no vault."""
        del data, path
        raise VaultFault("there is no vault yet")


@pytest.fixture
def place(home: Path) -> Place:
    """For the user, in all projects."""
    return Place(home, None, "/opt/my tools/antidistill", languages=("en", "zh"), windows=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository."""
    folder = tmp_path / "repository"
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


def _tree(folder: Path) -> dict[str, bytes | None]:
    return {
        str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None
        for p in folder.rglob("*")
        if "own" not in p.relative_to(folder).parts
    }


def _entries(parts: tuple[Part, ...]) -> list[Entry]:
    return [part for part in parts if isinstance(part, Entry)]


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("here", [False, True], ids=["user", "project"])
def test_nothing_is_left_where_nothing_was(
    name: str, here: bool, place: Place, repository: Path
) -> None:
    if name in ("git", "pre-commit") and not here:
        pytest.skip("belongs to a repository")
    where = replace(place, project=repository) if here else place
    root = repository if here else place.home
    before, shelf, data = _tree(root), Shelf(), place.home / "own" / "data"

    install(TARGETS[name].parts(where), shelf, data)
    there = _tree(root)
    again = install(TARGETS[name].parts(where), shelf, data)

    assert there != before
    assert _tree(root) == there
    assert {done.what for done in again} == {"as it was"}
    uninstall(TARGETS[name].parts(where), shelf, data)
    assert _tree(root) == before


@pytest.mark.parametrize("name", [n for n in HOSTS if n not in ("copilot", "opencode", "openclaw")])
@pytest.mark.parametrize("row", DATA["file"], ids=lambda r: r["name"])
def test_settings_come_back_byte_for_byte(name: str, row: dict[str, Any], place: Place) -> None:
    entries = _entries(TARGETS[name].parts(place))
    file, shelf, data = entries[0].file, Shelf(), place.home / "own" / "data"
    before = (b"\xef\xbb\xbf" if row.get("bom") else b"") + row["text"].encode()
    file.parent.mkdir(parents=True)
    file.write_bytes(before)

    install(entries, shelf, data)

    now = jsonc.loads(file.read_text("utf-8-sig"))
    for entry in entries:
        assert entry.value in now["hooks"][entry.at[-1]]
    if row["text"].strip():
        assert _foreign(now) == _foreign(jsonc.loads(row["text"]))
    assert shelf.kept == ({file: before} if row["text"].strip() else {})
    uninstall(entries, shelf, data)
    assert file.read_bytes() == before


@pytest.mark.parametrize("row", DATA["text"], ids=lambda r: f"{r['file']} {r['text']!r}")
def test_text_files_come_back_byte_for_byte(
    row: dict[str, str], place: Place, repository: Path
) -> None:
    where, data = replace(place, project=repository), place.home / "own" / "data"
    file, target = repository / row["file"], TARGETS[row["host"]]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(row["text"].encode())

    install(target.parts(where), Shelf(), data)
    there = file.read_bytes()
    install(target.parts(where), Shelf(), data)

    assert b"antidistill" in there
    assert file.read_bytes() == there
    if row["host"] == "git":
        subprocess.run(["git", "status"], cwd=repository, check=True, capture_output=True)
    uninstall(target.parts(where), Shelf(), data)
    assert file.read_bytes() == row["text"].encode()


def _foreign(value: Any) -> Any:
    """A settings file without what is ours, and without what is empty then."""
    hooks = value.get("hooks") or {}
    rest = {event: [r for r in rows if not is_ours(r)] for event, rows in hooks.items()}
    return {**{k: v for k, v in value.items() if k != "hooks"}, "hooks": _filled(rest)}


def _filled(rows: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in rows.items() if value}


@pytest.mark.parametrize("row", DATA["broken"], ids=lambda r: r["name"])
@pytest.mark.parametrize("name", ["claude-code", "gemini-cli", "cursor"])
def test_a_broken_file_is_left_alone(name: str, row: dict[str, Any], place: Place) -> None:
    entries = _entries(TARGETS[name].parts(place))
    entries[0].file.parent.mkdir(parents=True)
    entries[0].file.write_text(row["text"], "utf-8")
    with pytest.raises(BrokenData, match=str(entries[0].file)):
        install(entries, Shelf(), place.home / "own" / "data")
    assert entries[0].file.read_text("utf-8") == row["text"]


def test_without_a_vault_nothing_that_exists_is_edited(place: Place) -> None:
    entries = _entries(TARGETS["claude-code"].parts(place))
    entries[0].file.parent.mkdir(parents=True)
    entries[0].file.write_text("{}", "utf-8")
    with pytest.raises(AntidistillError):
        install(entries, NoVault(), place.home / "own" / "data")
    assert entries[0].file.read_text("utf-8") == "{}"


def test_another_choice_takes_the_place_of_the_first(place: Place) -> None:
    data = place.home / "own" / "data"
    loose = replace(place, on_fault=OnFault.PASS)
    entries = _entries(TARGETS["claude-code"].parts(place))
    install(entries, Shelf(), data)
    install(_entries(TARGETS["claude-code"].parts(loose)), Shelf(), data)
    rows = jsonc.loads(entries[0].file.read_text("utf-8"))["hooks"]["PreToolUse"]
    assert rows == [_entries(TARGETS["claude-code"].parts(loose))[0].value]


def test_it_goes_out_after_the_host_has_written_the_file_anew(place: Place) -> None:
    data = place.home / "own" / "data"
    entries = _entries(TARGETS["claude-code"].parts(place))
    file = entries[0].file
    file.parent.mkdir(parents=True)
    file.write_text('{"theme": "dark"}', "utf-8")
    install(entries, Shelf(), data)
    file.write_text(json.dumps({**jsonc.loads(file.read_text("utf-8")), "more": 1}), "utf-8")
    uninstall(entries, Shelf(), data)
    assert jsonc.loads(file.read_text("utf-8")) == {"theme": "dark", "more": 1}


def test_a_gone_program_blocks(place: Place) -> None:
    entry = _entries(TARGETS["claude-code"].parts(place))[0]
    command = entry.value["hooks"][0]["command"]
    run = subprocess.run(command, shell=True, input=b"{}", capture_output=True, check=False)
    assert run.returncode == 2
    assert b"antidistill could not run" in run.stderr


KEYS = st.text("abcxyz", min_size=1, max_size=3)
VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sampled_from([None, 1, 2, "\t"]))
def test_an_element_goes_in_and_out_of_any_file(data: dict[str, Any], indent: Any) -> None:
    data.pop("h", None)
    before = json.dumps(data, indent=indent)
    value = {"command": "antidistill hook x"}
    after, snippet = jsonc.with_element(before, ("h", "e"), value)
    assert jsonc.loads(after) == {**data, "h": {"e": [value]}}
    assert jsonc.without(after, ("h", "e"), is_ours, [snippet]) == before
    assert jsonc.loads(jsonc.without(after, ("h", "e"), is_ours)) == data


@given(VALUES)
def test_what_json_reads_is_read_alike(value: Any) -> None:
    assert jsonc.loads(json.dumps({"v": value})) == {"v": value}
