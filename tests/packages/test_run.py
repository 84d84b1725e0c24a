"""Packages on the command line, with a pipeline that takes out Anna and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.fakes import call, tree
from tests.homes import settle

SKILL = b"---\nname: fix\ndescription: Fix pumps.\n---\n\n# Fix\n\nAsk Anna.\n"


@pytest.fixture
def fix(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder to work in, with a skill in it, and a home of its own."""
    settle(monkeypatch, tmp_path_factory.mktemp("home"))
    monkeypatch.chdir(tmp_path)
    for name, data in {
        "fix/SKILL.md": SKILL,
        "fix/references/more.md": b"Anna knows more.\n",
        "fix/versions/v1/SKILL.md": b"Anna\n",
        "fix/assets/model.bin": b"\0Anna",
        "fix/LICENSE": b"by Anna\n",
        "fix/meta.json": b'{"version": "1"}\n',
        "notes.md": b"Anna.\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def test_a_skill_folder_is_copied_as_one(fix: Path) -> None:
    done = call("fix", "-o", "out")
    assert done.exit_code == 0, done.output
    assert set(tree(fix / "out")) == {
        "fix/SKILL.md",
        "fix/references/more.md",
        "fix/LICENSE",
        "fix/meta.json",
    }
    assert "earlier versions" in done.stderr
    assert "no kind of file that a copy takes along" in done.stderr
    assert b"Ask the owner." in tree(fix / "out")["fix/SKILL.md"]


def test_a_skill_beside_other_documents(fix: Path) -> None:
    done = call(".", "-o", "out")
    assert done.exit_code == 0, done.output
    assert {p.partition("/")[2] for p in tree(fix / "out")} == {
        "notes.md",
        "fix/SKILL.md",
        "fix/references/more.md",
        "fix/LICENSE",
        "fix/meta.json",
    }


def test_one_file_at_fault_keeps_all_from_being_written(fix: Path) -> None:
    (fix / "fix/references/more.md").write_text("REFUSE")
    done = call("fix", "notes.md", "-o", "out")
    assert done.exit_code == 5
    assert set(tree(fix / "out")) == {"notes.md"}
    assert done.stderr.count("antidistill:") == 1


@pytest.mark.parametrize("data", ["{", '{"impression": "half \\ud800"}', "[" * 50_000])
def test_broken_metadata_is_told_with_its_name(fix: Path, data: str) -> None:
    (fix / "fix/meta.json").write_text(data)
    done = call("fix", "-o", "out")
    assert done.exit_code == 5
    assert "meta.json: it is no valid JSON" in done.stderr
    assert not (fix / "out").exists()


def test_a_copy_that_is_there_is_not_touched(fix: Path) -> None:
    (fix / "out/fix").mkdir(parents=True)
    (fix / "out/fix/meta.json").write_text("mine")
    done = call("fix", "-o", "out")
    assert done.exit_code != 0
    assert tree(fix / "out") == {"fix/meta.json": b"mine"}
    assert call("fix", "-o", "out", "--force").exit_code == 0
    assert len(tree(fix / "out")) == 4


def test_an_archive_comes_back_as_an_archive(fix: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("fix/SKILL.md", SKILL)
        made.writestr("fix/versions/v1/SKILL.md", b"Anna")
    (fix / "fix.skill").write_bytes(out.getvalue())
    assert call("fix.skill", "-o", "out").exit_code == 0
    with zipfile.ZipFile(fix / "out/fix.skill") as made:
        assert made.namelist() == ["fix/SKILL.md"]
        assert b"Ask the owner." in made.read("fix/SKILL.md")


def test_an_archive_that_is_none_is_refused_in_a_line(fix: Path) -> None:
    (fix / "fix.zip").write_bytes(b"no zip")
    done = call("fix.zip")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "fix.zip: it is no zip file" in done.stderr


@pytest.mark.parametrize("command", ["preview", "scan"])
def test_other_commands_see_the_documents(fix: Path, command: str) -> None:
    before = tree(fix)
    done = call(command, "--json", "fix")
    assert done.exit_code == 0, done.output
    names = {json.loads(line)["file"] for line in done.stdout.splitlines()}
    assert {"fix/SKILL.md", "fix/references/more.md"} <= names
    assert "fix/versions/v1/SKILL.md" not in names
    assert tree(fix) == before


def test_links_in_a_package_are_not_followed(fix: Path) -> None:
    (fix / "secret.md").write_text("Anna")
    (fix / "fix/link.md").symlink_to(fix / "secret.md")
    assert call("fix", "-o", "out").exit_code == 0
    assert "fix/link.md" not in tree(fix / "out")


def test_two_people_do_not_end_in_one_folder(fix: Path) -> None:
    for slug in ("anna_b", "anna_c"):
        folder = fix / "people" / slug
        folder.mkdir(parents=True)
        (folder / "work.md").write_text("Look at the pump.\n")
        (folder / "meta.json").write_text(json.dumps({"slug": slug, "tags": ["calm"]}))
    done = call("people", "-o", "out")
    assert done.exit_code == 0, done.output
    assert set(tree(fix / "out")) == {
        f"people/colleague{n}/{name}" for n in ("", "-2") for name in ("work.md", "meta.json")
    }
