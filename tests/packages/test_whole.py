"""A package on its whole way, with the real finders: nothing withheld in any file, links that
work, parts and whole alike, an archive like a folder."""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.cli.desk import real_tools
from antidistill.formats import format_for, suffixes
from antidistill.mode import load
from antidistill.packages import archive
from antidistill.packages.card import faults
from antidistill.packages.layout import Kind, verdict
from antidistill.packages.member import Package, Source, Whole, Work
from antidistill.packages.whole import copied
from antidistill.pipeline import Order

TABLE: dict[str, Any] = toml.parsed(
    Path(__file__).with_name("whole.toml").read_text(encoding="utf-8")
)
FILES = {path: text.lstrip("\n").encode() for path, text in TABLE["files"].items()}
MODES = ("light", "medium", "heavy")


def _work(mode: str) -> Work:
    tools, order = real_tools(), Order(load(mode))
    return Work(tools.form, tools.generalise, tools.scan, lambda language: order)  # noqa: ARG005


def _package(files: Mapping[str, bytes]) -> Package:
    kinds = {path: verdict(path, suffixes()).kind for path in files}
    sources = tuple(Source(p, files[p], k, p) for p, k in kinds.items() if k is not None)
    return Package("ops-kit", sources, tuple(p for p, k in kinds.items() if k is None))


@cache
def _copies(mode: str) -> Mapping[str, str]:
    whole = copied(_package(FILES), _work(mode))
    return {one.path: one.copy().decode() for one in whole.turned}


@pytest.mark.parametrize("mode", MODES)
def test_nothing_withheld_is_in_any_file_or_file_name(mode: str) -> None:
    kept = () if mode != "light" else ("ENTJ", "blames the network")  # light keeps traits
    gone = [g for g in TABLE["gone"] if g not in kept]
    for path, text in _copies(mode).items():
        free = path in TABLE["licensed"]
        found = [g for g in gone if g.lower() in f"{path}\n{text}".lower()]
        assert free or not found, path


@pytest.mark.parametrize("mode", MODES)
def test_versions_and_collected_material_stay_behind(mode: str) -> None:
    assert not [p for p in _copies(mode) if "versions" in p or "knowledge" in p]


@pytest.mark.parametrize("mode", MODES)
def test_links_lead_to_files_and_headings_of_the_copy(mode: str) -> None:
    copies = _copies(mode)
    seen = 0
    for path, text in copies.items():
        for address in re.findall(r"\]\(([^)#]+)", text):
            seen += 1
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            assert goal in copies, (path, address)
    assert seen > 2
    assert "(references/hints.md#reading-the-log)" in copies["skills/triage/SKILL.md"]


@pytest.mark.parametrize("mode", MODES)
def test_a_merged_skill_says_what_its_part_says(mode: str) -> None:
    copies = _copies(mode)
    part = copies["skills/colleague/colleague/work.md"].strip()
    assert part in copies["skills/colleague/colleague/SKILL.md"]


@pytest.mark.parametrize("mode", MODES)
def test_front_matter_is_valid_where_it_was(mode: str) -> None:
    assert not faults(_copies(mode)["skills/triage/SKILL.md"], "triage")
    card = _copies(mode)["skills/colleague/colleague/SKILL.md"]
    assert faults(card, "colleague") == {"key user-invocable"}


@pytest.mark.parametrize("mode", MODES)
def test_metadata_stays_json_of_the_same_shape(mode: str) -> None:
    meta = json.loads(_copies(mode)["skills/colleague/colleague/meta.json"])
    assert list(meta) == list(json.loads(FILES["skills/colleague/chidi_okonkwo/meta.json"]))
    assert meta["name"] == "backend engineer"
    assert meta["id"] == "meta-skill.colleague"
    assert meta["knowledge_sources"] == []
    assert json.loads(_copies(mode)[".claude-plugin/plugin.json"])["description"]


def test_a_second_run_gives_the_same_copy() -> None:
    whole = copied(_package(FILES), _work("medium"))
    assert {one.path: one.copy().decode() for one in whole.turned} == _copies("medium")


def test_a_package_without_anything_private_stays_as_it_is() -> None:
    files = {
        "SKILL.md": b"---\nname: tidy\ndescription: Tidy up.\n---\n\n# Tidy\n\nSee [a](a.md).\n",
        "a.md": b"# A\n\nUse `git status`.\n",
        "scripts/a.json": b'{"a": [1, "b"]}\n',
        "LICENSE": b"MIT\n",
    }
    package = replace(_package(files), name="tidy")
    whole: Whole = copied(package, _work("medium"))
    assert whole.name == "tidy"
    assert {one.path: one.copy() for one in whole.turned} == files


def test_pictures_are_drawn_anew() -> None:
    from PIL import Image, PngImagePlugin

    told, out = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Author", "Dana Reyes")
    Image.new("RGB", (4, 4), "red").save(out, "PNG", pnginfo=told)
    files = {"SKILL.md": b"# A\n\nUse `git status`.\n", "a.png": out.getvalue(), "b.png": b"broken"}
    whole = copied(_package(files), _work("light"))
    copies = {one.path: one.copy() for one in whole.turned}
    assert sorted(copies) == ["SKILL.md", "a.png"]
    assert b"Dana" not in copies["a.png"]
    assert Image.open(io.BytesIO(copies["a.png"])).getpixel((1, 1)) == (255, 0, 0)


def test_the_format_of_every_document_is_known() -> None:
    kinds = {path: verdict(path, suffixes()).kind for path in FILES}
    documents = [p for p, k in kinds.items() if k is Kind.DOCUMENT]
    assert all(format_for(path).name == "markdown" for path in documents)
    assert len(documents) == 7


def test_an_archive_holds_what_a_folder_holds() -> None:
    data = archive.packed({p: t.encode() for p, t in _copies("light").items()})
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert made.namelist() == list(_copies("light"))
        assert made.testzip() is None
