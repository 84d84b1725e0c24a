"""Names in file names, and front matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.packages.card import faults
from antidistill.packages.people import spelt, subject_of, without
from antidistill.packages.renaming import Names, renamed

HERE = Path(__file__).parent
TABLE: dict[str, Any] = toml.parsed((HERE / "names.toml").read_text(encoding="utf-8"))
CARDS: list[dict[str, Any]] = toml.parsed((HERE / "cards.toml").read_text(encoding="utf-8"))["card"]
NAMES = Names(tuple(spelt(TABLE["people"])), frozenset(TABLE["words"]))


def _kind(path: str) -> str:
    return "script" if path.endswith((".py", ".sh")) else "document"


@pytest.mark.parametrize(("old", "new"), TABLE["changes"].items())
def test_a_name_goes_out_of_a_file_name(old: str, new: str) -> None:
    assert renamed({old: _kind(old)}, NAMES) == {old: new}


@pytest.mark.parametrize("path", TABLE["stays"]["names"])
def test_other_file_names_stay(path: str) -> None:
    assert renamed({path: _kind(path)}, NAMES) == {}


def test_two_copies_never_get_the_same_name() -> None:
    paths = ["notes.md", "dana-reyes.md", "Dana Reyes.md", "dana-reyes-notes.md"]
    new = renamed(dict.fromkeys(paths, "document"), NAMES)
    assert new == {
        "dana-reyes.md": "notes-2.md",
        "Dana Reyes.md": "notes-3.md",
        "dana-reyes-notes.md": "notes-4.md",
    }


@pytest.mark.parametrize(
    ("identifier", "new"),
    [
        ("colleague_zhang_san", "colleague"),
        ("colleague_zhang_san_work", "colleague-work"),
        ("meta-skill.colleague.zhangsan", "meta-skill.colleague"),
        ("zhang-san", ""),
        ("zhangsanfeng", "zhangsanfeng"),
        ("colleague_work", "colleague_work"),
    ],
)
def test_identifiers_lose_the_name(identifier: str, new: str) -> None:
    assert without(identifier, tuple(spelt(["zhang_san"]))) == new


def test_metadata_tells_whom_a_package_is_about() -> None:
    meta = '{"name": "张三", "slug": "zhang_san", "profile": {"company": "甲", "role": "工程师"}}'
    found = subject_of([("a/meta.json", meta.encode())])
    assert (found.names, found.slugs, found.role) == (("张三",), ("zhang_san",), "工程师")
    assert found.identity == "甲 工程师"


@pytest.mark.parametrize("meta", ['{"name": "ops-kit", "version": "1"}', "[]", "{", '{"tags": []}'])
def test_other_metadata_tells_of_nobody(meta: str) -> None:
    found = subject_of([("meta.json", meta.encode())])
    assert not found.names
    assert not found.slugs


@pytest.mark.parametrize("row", CARDS, ids=range(len(CARDS)))
def test_a_validator_of_the_specification(row: dict[str, Any]) -> None:
    assert sorted(faults(row["text"], row["folder"])) == row["faults"]
