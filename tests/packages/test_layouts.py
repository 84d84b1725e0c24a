"""Skill folders in every layout: nothing withheld comes along, what agents need stays valid."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.batch import Plan, Task, run
from antidistill.cli.desk import real_tools
from antidistill.formats import suffixes
from antidistill.mode import load
from antidistill.packages.card import faults
from antidistill.packages.layout import verdict
from antidistill.packages.member import Package, Source, Work
from antidistill.packages.whole import copied
from antidistill.pipeline import Order
from tests.formats.docx.oracle import says

from .specification import broken

LAYOUTS: list[dict[str, Any]] = toml.parsed(
    Path(__file__).with_name("layouts.toml").read_text(encoding="utf-8")
)["layout"]
MODES = ("light", "medium", "heavy")
PLACES = [(number, mode) for number in range(len(LAYOUTS)) for mode in MODES]
TRAITS = ("ENTJ", "INTJ", "甩锅", "字节跳动", "2-1")
"""How somebody is: light keeps it."""


def _named(place: tuple[int, str]) -> str:
    return f"{LAYOUTS[place[0]]['what']}, {place[1]}"


@cache
def _whole(number: int, mode: str) -> tuple[str, Mapping[str, str]]:
    """The copy of a layout: its folder, and its texts by path."""
    files = {p: t.lstrip("\n").encode() for p, t in LAYOUTS[number]["files"].items()}
    kinds = {path: verdict(path, suffixes()).kind for path in files}
    sources = tuple(Source(p, files[p], k, p) for p, k in kinds.items() if k is not None)
    left = tuple(p for p, k in kinds.items() if k is None)
    tools, order = real_tools(), Order(load(mode))
    work = Work(tools.form, tools.generalise, tools.scan, lambda language: order)  # noqa: ARG005
    whole = copied(Package(LAYOUTS[number]["root"], sources, left), work)
    return whole.name, {one.path: one.copy().decode() for one in whole.turned}


def _copies(number: int, mode: str) -> Mapping[str, str]:
    return _whole(number, mode)[1]


@pytest.mark.parametrize("place", PLACES, ids=_named)
def test_nothing_withheld_is_in_a_file_or_its_name(place: tuple[int, str]) -> None:
    kept = TRAITS if place[1] == "light" else ()
    for path, text in _copies(*place).items():
        found = [g for g in LAYOUTS[place[0]]["gone"] if says(f"{path}\n{text}".encode(), g)]
        assert [g for g in found if g not in kept] == [], (path, text)


@pytest.mark.parametrize("place", PLACES, ids=_named)
def test_the_copy_has_the_files_that_it_should(place: tuple[int, str]) -> None:
    assert sorted(_copies(*place)) == sorted(LAYOUTS[place[0]]["copies"])


@pytest.mark.parametrize("place", PLACES, ids=_named)
def test_cards_are_valid_for_the_specification(place: tuple[int, str]) -> None:
    for path in LAYOUTS[place[0]]["cards"]:
        text = _copies(*place)[path]
        named = re.search(r"^name: (.+)$", LAYOUTS[place[0]]["files"][path], re.M)
        assert named is not None
        assert faults(text, posixpath.basename(posixpath.dirname(path)) or named[1]) == frozenset()
        assert f"name: {named[1]}\n" in text, "agents find it by its name"


@pytest.mark.parametrize("place", PLACES, ids=_named)
def test_a_skill_is_as_valid_as_it_was(place: tuple[int, str]) -> None:
    """By the specification's rules, for each folder of a package that has a card."""
    layout, copies = LAYOUTS[place[0]], _copies(*place)
    for card in (path for path in copies if posixpath.basename(path) == "SKILL.md"):
        inside = posixpath.dirname(card)
        before = broken(
            posixpath.basename(inside) or layout["root"],
            {
                posixpath.relpath(p, inside or "."): t.lstrip("\n")
                for p, t in layout["files"].items()
            },
        )
        after = broken(
            posixpath.basename(inside) or _whole(*place)[0],
            {posixpath.relpath(p, inside or "."): t for p, t in copies.items()},
        )
        assert after <= before, card
        assert card not in layout["cards"] or not after, card


@pytest.mark.parametrize("place", PLACES, ids=_named)
def test_what_was_front_matter_or_json_is_so_still(place: tuple[int, str]) -> None:
    from ruamel.yaml import YAML

    for path, text in _copies(*place).items():
        if path.endswith(".json"):
            assert list(json.loads(text)) == list(json.loads(LAYOUTS[place[0]]["files"][path]))
        elif text.startswith("---\n"):
            head = YAML(typ="safe", pure=True).load(text.split("---\n")[1])
            before = LAYOUTS[place[0]]["files"][path].split("---\n")[1]
            assert list(head) == re.findall(r"^([\w-]+):", before, re.M)


@pytest.mark.parametrize("mode", MODES)
def test_a_merged_skill_says_what_its_parts_say(mode: str) -> None:
    number = next(n for n, layout in enumerate(LAYOUTS) if "merged" in layout)
    copies = _copies(number, mode)
    for part in LAYOUTS[number]["merged"]:
        assert copies[part].strip() in copies["SKILL.md"], part


@pytest.mark.parametrize("place", PLACES, ids=_named)
def test_links_lead_to_files_of_the_copy(place: tuple[int, str]) -> None:
    copies = _copies(*place)
    for path, text in copies.items():
        for address in re.findall(r"\]\(([^)#:]+)", text):
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            assert goal in copies, (path, address)


def test_rules_of_agents_are_ordinary_files_of_a_folder(tmp_path: Path) -> None:
    """A project's rules are no package: its code stays where it is."""
    from antidistill.files import find_inputs

    rules = {n: t for n, t in LAYOUTS[-1]["files"].items() if n in (
        "CLAUDE.md", "AGENTS.md", ".cursor/rules/style.mdc")}  # fmt: skip
    for name, text in {**rules, "main.py": "print(1)\n", ".git/x.md": "x\n"}.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"))
    found = find_inputs([tmp_path / "project"], suffixes()).inputs
    assert {i.path.relative_to(tmp_path / "project").as_posix() for i in found} == set(rules)
    tasks = [
        Task(str(i.path), i.path, tmp_path / "out" / i.path.relative_to(tmp_path)) for i in found
    ]
    for done in run(Plan(tasks, Order(load("light"))), real_tools()):
        assert done.fault is None
    for path in (tmp_path / "out").rglob("*.m*"):
        assert not [g for g in LAYOUTS[-1]["gone"] if says(path.read_bytes(), g)], path
