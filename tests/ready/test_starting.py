"""The shelf of the command line: whose it has to be, when it goes, and that nothing of a user lies
on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from antidistill import ready
from antidistill.starting import Start, shelf_file

ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "words.toml").write_text("a = 1", encoding="utf-8")
    return folder


def asks(cache: Path, program: Path) -> bool:
    """Whether a start with this cache finds what an earlier one put there."""
    start = Start(cache, program)
    made: list[int] = []
    ready.data("value", lambda: made.append(1) or [1])
    start.end()
    return not made


def test_what_one_start_made_the_next_one_has(tmp_path: Path, program: Path) -> None:
    cache = tmp_path / "cache"
    assert [asks(cache, program) for _ in range(3)] == [False, True, True]
    assert shelf_file(cache).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("change", ["content", "new file", "gone"])
def test_another_program_begins_anew(tmp_path: Path, program: Path, change: str) -> None:
    asks(tmp_path, program)
    if change == "content":
        (program / "words.toml").write_text("a = 1  # and more", encoding="utf-8")
    elif change == "new file":
        (program / "new.py").touch()
    else:
        (program / "words.toml").unlink()
    assert [asks(tmp_path, program) for _ in range(2)] == [False, True]


@pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read(tmp_path: Path, program: Path, mode: int) -> None:
    asks(tmp_path, program)
    shelf_file(tmp_path).chmod(mode)
    assert not asks(tmp_path, program)


@pytest.mark.skipif(os.name == "nt", reason="links of Unix")
def test_a_link_is_not_followed(tmp_path: Path, program: Path) -> None:
    asks(tmp_path / "a", program)
    (tmp_path / "b").mkdir()
    shelf_file(tmp_path / "b").symlink_to(shelf_file(tmp_path / "a"))
    assert not asks(tmp_path / "b", program)


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 5000])
def test_a_damaged_file_is_none(tmp_path: Path, program: Path, damage: bytes) -> None:
    asks(tmp_path, program)
    shelf_file(tmp_path).write_bytes(shelf_file(tmp_path).read_bytes()[: len(damage)] + damage)
    assert [asks(tmp_path, program) for _ in range(2)] == [False, True]


def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path, program: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert [asks(tmp_path / "cache", program) for _ in range(2)] == [False, False]


NOTES = """# Restart of Quillfeather

Ask Annegret Zwiebelmann before you touch Quillfeather: it lost 417 orders
because nobody did.
Never restart more than 13 brineworkers, says our flummoxing rule. Zwiebelmann knows why.

## 交接

先问欧阳彗星，再重启“饕餮”系统，超过 37 分钟就升级。
"""
OWN = ("Quillfeather", "Zwiebelmann", "Annegret", "brineworker", "flummox", "欧阳彗星", "饕餮",
       "Wibblesworth", "gobbledy", "Snarkleton")  # fmt: skip
"""What is the document's and the user's."""
RUN = """
import sys, re
parser = sys.modules.get("re._parser") or sys.modules["sre_parse"]
parse, times = parser.parse, []
def counted(*given):
    times.append(1)
    return parse(*given)
parser.parse = counted
from antidistill.__main__ import main
try:
    main()
finally:
    print(len(times), file=sys.stderr)
"""


def run(home: Path, *words: str) -> tuple[bytes, int]:
    """What a run prints, and how many patterns it compiled."""
    environment = {**os.environ, "ANTIDISTILL_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment |= {"LANG": "en_GB.UTF-8", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        input=NOTES.encode(),
        capture_output=True,
        check=True,
        env=environment,
    )
    return done.stdout, int(done.stderr.split()[-1])


def test_the_second_start_compiles_little_and_nothing_of_the_user_is_kept(tmp_path: Path) -> None:
    config = tmp_path / "config"
    (config / "phrases").mkdir(parents=True)
    (config / "antidistill.toml").write_text(
        'names = ["Wibblesworth"]\n[aliases]\n"Snarkleton" = "the desk"\n', encoding="utf-8"
    )
    (config / "phrases" / "pitfalls.toml").write_text(
        '[[rules]]\nid = "ours"\nen = ["gobbledy gook*"]\n',
        encoding="utf-8",
    )
    first, many = run(tmp_path, "--mode", "heavy", "-")
    file = shelf_file(tmp_path / "cache")
    data = file.read_bytes()
    again, few = run(tmp_path, "--mode", "heavy", "-")
    assert again == first and b"Zwiebelmann" not in first
    assert many > 1000 and few * 5 < many
    assert file.read_bytes() == data, "a run that adds nothing writes nothing"
    shelf = ready.shelf_from(data[32:])
    assert shelf is not None
    rows = json.loads(bytes(shelf.get("patterns") or b"[]"))
    kept = "\n".join([r[0] for r in rows] + [str(bytes(shelf.get(n) or b""), "utf-8", "replace")
                                             for n in shelf.names()])  # fmt: skip
    assert len(rows) > 1000
    assert not [word for word in OWN if word.lower() in kept.lower()]
