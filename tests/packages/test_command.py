"""Skill folders and archives through the whole command: the bytes that lie there afterwards."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from antidistill.cli.desk import real_tools
from tests.cli.fakes import call
from tests.formats.docx.oracle import said_of
from tests.formats.docx.packages import zipped
from tests.homes import settle

from .specification import broken
from .test_layouts import LAYOUTS, MODES, TRAITS

CORPUS = Path(os.environ.get("CORPUS", "/dev/null")) / "skills"
SKILLS = sorted(CORPUS.glob("*.SKILL.md"))
PEOPLE = sorted({path.name.split("-")[1] for path in CORPUS.glob("colleague-*.md")})
WHY = "no folder of skills is named (CORPUS=…)"
META = """
{"name": "王小明", "slug": "wangxiaoming", "profile": {"company": "GoneFirm", "mbti": "GoneType",
"role": "工程师"}, "tags": {"personality": ["GoneTag"]}, "impression": "GoneImpression"}
"""
GONE = (
    "GoneFirm",
    "GoneType",
    "GoneTag",
    "GoneImpression",
    "王小明",
    "wangxiaoming",
    "GoneVersion",
    "GoneChat",
)


@pytest.fixture
def at(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder to work in, and a home of its own."""
    settle(monkeypatch, tmp_path_factory.mktemp("home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _copies(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _texts(copies: dict[str, bytes], folder: str) -> dict[str, str]:
    inside = (n for n in copies if n.startswith(f"{folder}/"))
    return {n[len(folder) + 1 :]: copies[n].decode() for n in inside}


@pytest.mark.parametrize("number", range(len(LAYOUTS)), ids=lambda n: LAYOUTS[n]["what"])
def test_an_archive_says_nothing_that_its_folder_would_not(at: Path, number: int) -> None:
    layout, mode = LAYOUTS[number], MODES[::-1][number % len(MODES)]
    files = {f"{layout['root']}/{p}": t.lstrip("\n").encode() for p, t in layout["files"].items()}
    (at / "in.skill").write_bytes(zipped(files))
    assert said_of((at / "in.skill").read_bytes(), layout["gone"]) == sorted(layout["gone"])
    done = call("--mode", mode, "-o", "out", "in.skill", using=real_tools())
    assert done.exit_code == 0, done.output
    [(name, data)] = _copies(at / "out").items()
    kept = TRAITS if mode == "light" else ()
    assert [g for g in said_of(name.encode() + data, layout["gone"]) if g not in kept] == []
    assert data.startswith(b"PK")


def _sources(at: Path) -> dict[str, str]:
    """The skills of others as folders, with what distillers leave beside them; their texts."""
    cards = {}
    for path in SKILLS:
        text = path.read_text(encoding="utf-8")
        named = re.search(r"^name: *([\w-]+)$", text, re.M)
        folder = named[1] if named else path.name.split(".")[0]
        cards[folder] = text
        for name, said in {
            "SKILL.md": text,
            "versions/v1/SKILL.md": "GoneVersion\n",
            "knowledge/chat.txt": "GoneChat\n",
        }.items():
            goal = at / "in" / folder / name
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_text(said, encoding="utf-8")
    return cards


@pytest.mark.skipif(not SKILLS, reason=WHY)
@pytest.mark.parametrize("mode", MODES)
def test_skills_of_others_stay_as_valid_as_they_were(at: Path, mode: str) -> None:
    cards = _sources(at)
    done = call("--mode", mode, "-o", "out", "in", using=real_tools())
    assert done.exit_code == 0, done.output
    copies = _copies(at / "out/in")
    assert sorted(copies) == sorted(f"{folder}/SKILL.md" for folder in cards)
    for folder, text in cards.items():
        left = broken(folder, _texts(copies, folder))
        assert left <= broken(folder, {"SKILL.md": text}), folder
    assert said_of(zipped(copies), GONE) == []
    valid = [f for f, text in cards.items() if not broken(f, {"SKILL.md": text})]
    assert len(valid) > 2, "some of them are valid"


@pytest.mark.skipif(not PEOPLE, reason=WHY)
@pytest.mark.parametrize("mode", ["medium", "heavy"])
def test_nothing_of_metadata_and_earlier_versions_of_people_is_left(at: Path, mode: str) -> None:
    for person in PEOPLE:
        folder = at / "in" / person
        (folder / "versions/v1").mkdir(parents=True)
        (folder / "meta.json").write_text(META, encoding="utf-8")
        (folder / "versions/v1/work.md").write_text("GoneVersion 王小明\n", encoding="utf-8")
        for path in CORPUS.glob(f"colleague-{person}-*.md"):
            part = path.stem.rsplit("-", 1)[1]
            text = f"王小明\n\n{path.read_text(encoding='utf-8')}"
            (folder / f"{part}.md").write_text(text, encoding="utf-8")
    done = call("--mode", mode, "-o", "out", "in", using=real_tools())
    assert done.exit_code == 0, done.output
    copies = _copies(at / "out")
    assert said_of(zipped(copies), GONE) == []
    assert sum(name.endswith(".md") for name in copies) == len(list(CORPUS.glob("colleague-*.md")))
