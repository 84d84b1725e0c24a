"""What the page for contributors names is there, and the links of all pages lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "antidistill"
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_TREE = PAGE.split("```")[1]
_WAY = PAGE[PAGE.index("A document's way") : PAGE.index("## Recipes")]
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*)`")
_LINK = re.compile(r"\]\(([^)#:\s]+)\)")


def test_the_tree_names_every_room() -> None:
    rooms = {p.stem for p in PROGRAM.iterdir() if p.suffix in ("", ".py") and p.stem[0] != "_"}
    assert {room for room in rooms if not re.search(rf"\b{room}\b", _TREE)} == set()


def test_the_modules_on_a_document_s_way_are_there() -> None:
    named = re.findall(r"`(\w+)`", _WAY)
    there = {p.stem for folder in (PROGRAM, PROGRAM / "plan") for p in folder.iterdir()}
    assert set(named) - there == set()


def test_its_paths_are_there() -> None:
    missing = [name for name in _PATH.findall(PAGE) if not any(_found(name))]
    assert missing == []


def _found(name: str) -> Iterator[Path]:
    for folder in (ROOT, PROGRAM):
        yield from folder.glob(name.rstrip("/"))


def test_its_commands_are_there() -> None:
    modules = (ROOT / name.replace(".", "/") for name in re.findall(r"python -m ([\w.]+)", PAGE))
    assert [m for m in modules if not (m.with_suffix(".py").exists() or m.is_dir())] == []
    targets = re.findall(r"`make ([\w-]+)", PAGE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [t for t in targets if f"\n{t}:" not in makefile] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
