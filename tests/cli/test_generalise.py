"""The command without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from antidistill import settings
from antidistill.cli.desk import roles
from antidistill.finding import Kind
from antidistill.formats import format_for
from antidistill.mode import Action
from antidistill.reading import OwnWords

from .fakes import Pipeline, call, tools, tree


@pytest.fixture
def notes(work: Path) -> Path:
    file = work / "notes.md"
    file.write_text("Ask Anna.\n")
    return file


def test_exactly_as_the_readme_says(notes: Path, work: Path) -> None:
    used = Pipeline()
    found = call("--mode", "heavy", "notes.md", using=tools(used))
    assert found.exit_code == 0
    assert found.stdout == ""
    assert found.stderr == "notes.md → handover/notes.md: 50 % of sentences kept; 1 by role\n"
    assert tree(work) == {"notes.md": b"Ask Anna.\n", "handover/notes.md": b"Ask the owner.\n"}
    assert notes.read_text() == "Ask Anna.\n"
    assert used.orders[0].mode.name == "heavy"


@pytest.mark.parametrize(
    ("args", "copy"),
    [
        (("notes.md", "-o", "out"), "out/notes.md"),
        (("notes.md", "-o", "plain.md"), "plain.md"),
        (("./notes.md", "-o", "deep/er/plain.md"), "deep/er/plain.md"),
        (("-o", "out", "."), "out/work/notes.md"),
    ],
)
def test_where_copies_go(args: tuple[str, ...], copy: str, notes: Path, work: Path) -> None:
    assert notes.exists()
    assert call(*args, "--quiet").exit_code == 0
    assert tree(work) == {"notes.md": b"Ask Anna.\n", copy: b"Ask the owner.\n"}


def test_a_file_called_like_an_option(work: Path) -> None:
    (work / "--force.md").write_text("Anna\n")
    assert call("--", "--force.md").exit_code == 0
    assert (work / "handover" / "--force.md").read_text() == "the owner\n"


def test_a_file_called_like_a_command(work: Path) -> None:
    (work / "scan.md").write_text("Anna\n")
    (work / "scan").mkdir()
    (work / "scan" / "a.md").write_text("Anna\n")
    assert call("./scan", "--quiet").exit_code == 0
    assert (work / "handover" / "scan" / "a.md").read_text() == "the owner\n"


def test_standard_input_goes_to_standard_output(work: Path) -> None:
    found = call("-", stdin=b"Ask Anna.\r\n")
    assert found.exit_code == 0
    assert found.stdout_bytes == b"Ask the owner.\r\n"
    assert found.stderr == "- → standard output: 50 % of sentences kept; 1 by role\n"
    assert tree(work) == {}


def test_standard_input_into_a_file(work: Path) -> None:
    found = call("-", "-o", "a.md", "--quiet", stdin=b"Ask Anna.\n")
    assert (found.stdout, found.stderr) == ("", "")
    assert tree(work) == {"a.md": b"Ask the owner.\n"}


def test_a_folder_with_other_things_in_it(work: Path) -> None:
    for name in ("a.md", "b/c.txt", "d.png", ".e.md"):
        file = work / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Anna\n")
    found = call("docs")
    assert found.exit_code == 0
    assert "1 file not read: no format for it (d.png)\n" in found.stderr
    made = [name for name in tree(work) if name.startswith("handover")]
    assert made == ["handover/docs/a.md", "handover/docs/b/c.txt"]


def test_nothing_to_generalise_is_a_success(work: Path) -> None:
    (work / "a.md").write_text("All known.\n")
    found = call("a.md")
    assert found.exit_code == 0
    assert found.stderr == "a.md → handover/a.md: nothing to generalise: written unchanged\n"


def test_check_says_so_and_writes_nothing(notes: Path, work: Path) -> None:
    (work / "b.md").write_text("All known.\n")
    before = tree(work)
    found = call("--check", "notes.md", "b.md")
    assert found.exit_code == 1
    assert found.stderr == (
        "notes.md: would change; 50 % of sentences kept; 1 by role\nb.md: nothing to generalise\n"
        "2 documents: 2 looked at\n"
    )
    assert call("--check", "b.md").exit_code == 0
    assert tree(work) == before
    assert notes.exists()


def test_force_replaces_the_copy(notes: Path, work: Path) -> None:
    assert notes.exists()
    (work / "handover").mkdir()
    (work / "handover" / "notes.md").write_text("an old copy")
    assert call("notes.md", "--force").exit_code == 0
    assert (work / "handover" / "notes.md").read_text() == "Ask the owner.\n"


def test_json_is_one_object_a_document(notes: Path, work: Path) -> None:
    assert notes.exists()
    (work / "bad.md").write_text("REFUSE\n")
    found = call("--json", "notes.md", "bad.md")
    good, bad = map(json.loads, found.stdout.splitlines())
    assert found.exit_code == 5
    assert (good["file"], good["output"]) == ("notes.md", "handover/notes.md")
    assert good["changed"] is True
    assert (bad["file"], bad["exit"]) == ("bad.md", 4)
    assert found.stderr.startswith("antidistill: refused, nothing written: bad.md: leak")


def test_quiet_says_nothing(notes: Path) -> None:
    found = call("-q", str(notes))
    assert (found.stdout, found.stderr) == ("", "")


def test_words_of_the_user_reach_the_pipeline(notes: Path, work: Path) -> None:
    (work / settings.FILE).write_text(
        'keep = ["Kafka", "Blue"]\nwithhold = ["Heron"]\nnames = ["ledgerd"]\nmode = "light"\n'
        'seed = 3\n[aliases]\n"Bo" = "the lead"\n'
    )
    used = Pipeline()
    call(str(notes), "--withhold", "Blue", "--keep", "Go", "-q", using=tools(used))
    order = used.orders[0]
    assert order.own.keep == {"Kafka", "Go"}
    assert order.own.withhold == {"Heron", "Blue"}
    assert order.own.names == {"ledgerd"}
    assert order.own.aliases == (("Bo", "the lead"),)
    assert (order.mode.name, order.seed) == ("light", 3)


def test_flags_win_over_settings(notes: Path, work: Path) -> None:
    (work / settings.FILE).write_text('mode = "light"\nseed = 3\noutput = "elsewhere"\n')
    used = Pipeline()
    call(str(notes), "-m", "heavy", "--seed", "0", "-o", "out", "-q", using=tools(used))
    assert (used.orders[0].mode.name, used.orders[0].seed) == ("heavy", 0)
    assert (work / "out" / "notes.md").exists()


def test_the_output_of_the_settings_is_used(notes: Path, work: Path) -> None:
    (work / settings.FILE).write_text('output = "elsewhere"\n')
    assert call(str(notes), "-q").exit_code == 0
    assert (work / "elsewhere" / "notes.md").exists()


def test_the_users_own_seed_is_kept(notes: Path, home: Path) -> None:
    used = Pipeline()
    for out in ("a", "b"):
        call(str(notes), "-q", "-o", out, using=tools(used))
    assert len({order.seed for order in used.orders}) == 1
    assert (home / "data" / "seed").read_text() == str(used.orders[0].seed)


def test_a_mode_of_ones_own(notes: Path, home: Path) -> None:
    folder = home / "config" / "modes" / "house"
    folder.mkdir(parents=True)
    (folder / "mode.toml").write_text("extends = 'light'\n[kinds]\nnorm = 'leave out'\n")
    used = Pipeline()
    assert call(str(notes), "-m", "house", "-q", using=tools(used)).exit_code == 0
    assert used.orders[0].mode.action(Kind.NORM) is Action.LEAVE_OUT


def test_roles_are_told_by_full_name() -> None:
    text = b"# Deploy\n\nAnna Berg (release manager) approves it. Ask Anna.\n"
    found = roles(format_for("a.md").read(text, "a.md"), OwnWords())
    assert found == {"Anna Berg": "release manager"}


def test_people_have_one_role_in_all_files_of_a_run(work: Path) -> None:
    (work / "a.md").write_text("Anna\n")
    (work / "b.md").write_text("Anna (the chemist)\n")
    assert call("a.md", "b.md", "-q").exit_code == 0
    assert (work / "handover" / "a.md").read_text() == "the chemist\n"


def test_a_role_in_one_language_is_not_used_in_the_other(work: Path) -> None:
    (work / "a.md").write_text("先问 Anna 再重启服务，确认监控恢复之后再通知大家，然后关闭工单。\n")
    (work / "b.md").write_text("Anna (the chemist)\n")
    used = Pipeline()
    assert call("a.md", "b.md", "-q", using=tools(used)).exit_code == 0
    assert [order.own.aliases for order in used.orders] == [(), (("Anna", "the chemist"),)]


def test_what_the_user_says_of_a_person_goes_first(work: Path) -> None:
    (work / settings.FILE).write_text('[aliases]\nAnna = "the boss"\n')
    (work / "a.md").write_text("Anna\n")
    (work / "b.md").write_text("Anna (the chemist)\n")
    assert call("a.md", "b.md", "-q").exit_code == 0
    assert (work / "handover" / "a.md").read_text() == "the boss\n"
