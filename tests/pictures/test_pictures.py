"""Pictures are small, whole, need nothing from elsewhere, and keep the columns."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from antidistill import ui
from tests.pictures import FOLDER, pictures
from tests.pictures.terminal import svg

NAMES = [f"{what}.{one}.svg" for what in ("preview", "scan") for one in ui.LANGUAGES]
PAGES = [f"review.{one}.png" for one in ui.LANGUAGES]
LARGEST = 100_000
"""Bytes."""


def _texts(picture: str) -> list[ET.Element]:
    return [node for node in ET.fromstring(picture).iter() if node.tag.endswith("}text")]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_whole_and_stands_alone(name: str) -> None:
    picture = (FOLDER / name).read_text(encoding="utf-8")
    assert len(picture.encode()) < LARGEST
    assert _texts(picture)
    bare = picture.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<script|href|url\(|@import|https?:", bare)


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_of_the_page_is_small(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < LARGEST


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_in_its_language(name: str) -> None:
    words = "".join(node.text or "" for node in _texts((FOLDER / name).read_text("utf-8")))
    assert ("changes" in words or "exposure" in words) == (".en." in name)
    assert ("处" in words) == (".zh." in name)


def test_the_program_still_draws_each_of_them() -> None:
    drawn = pictures()
    assert sorted(drawn) == sorted(NAMES)
    assert all(_texts(picture) for picture in drawn.values())


def test_colours_become_classes_and_markup_is_escaped() -> None:
    picture = svg("x", "\x1b[31;9ma < b\x1b[0m\x1b[32m& c\x1b[0m", 20)
    gone, new = _texts(picture)[-2:]
    assert (gone.get("class"), gone.text) == ("r x", "a < b")
    assert (new.get("class"), new.text) == ("g", "& c")


def test_what_follows_chinese_stands_two_columns_for_each_character() -> None:
    plain, chinese = (
        _texts(svg("x", f"{text}\x1b[1mend\x1b[0m", 20))[-1] for text in ("abcd", "中文")
    )
    assert plain.get("x") == chinese.get("x")


def test_the_readmes_show_pictures_in_their_language() -> None:
    root = Path(__file__).parents[2]
    for name, language in (("README.md", "en"), ("README.zh.md", "zh")):
        shown = re.findall(
            r"!\[[^\]]+\]\(docs/pictures/([^)]+)\)", (root / name).read_text("utf-8")
        )
        assert {one.split(".")[1] for one in shown} == {language}
        assert len(shown) == 3
