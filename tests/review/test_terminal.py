"""`antidistill review` as a person uses it: at a real pseudo-terminal, with fifty changes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from antidistill import settings
from tests.homes import see_notice

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminal here")

PARTS = ("Billing", "Search", "Mail", "Login", "Reports")
ASKS = r"Take this change\? \[[^\]]*\] "
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _document() -> str:
    """Five sections, each with five names in a list and five rules: fifty changes."""
    lines = ["# Hand-over of the shop", ""]
    for part in PARTS:
        lines += [f"## {part}", ""]
        lines += [f"- Send Bluebird report {part.lower()}-{n} to the archive." for n in range(5)]
        lines += [""]
        for n in range(5):
            lines += [
                f"Never deploy {part.lower()} on a Friday after noon, because the partner bank "
                f"rejects batch {n}.",
                "",
            ]
    return "\n".join(lines)


@dataclass
class Terminal:
    """The program, and what it has said."""

    child: pexpect.spawn

    def asked(self) -> str:
        """Everything up to the next question about a change."""
        self.child.expect(ASKS)
        return COLOUR.sub("", self.child.before)

    def says(self, *lines: str) -> None:
        for line in lines:
            self.child.sendline(line)

    def answers(self, key: str) -> str:
        """Press a key at a question; what comes until the next one."""
        self.says(key)
        return self.asked()

    def rest(self) -> str:
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0
        return COLOUR.sub("", self.child.before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shop")
    (place / "fifty.md").write_text(_document(), encoding="utf-8")
    (place / "antidistill.toml").write_text('[aliases]\nBluebird = "the partner"\n')
    see_notice(place / "home")
    return place


def _started(folder: Path, *args: str) -> Terminal:
    environment = {**os.environ, settings.HOME_VARIABLE: str(folder / "home"), "LANG": "C.UTF-8"}
    environment["TERM"] = "xterm-256color"
    environment.pop("NO_COLOR", None)
    command = ["-m", "antidistill", *args]
    child = pexpect.spawn(
        sys.executable,
        command,
        cwd=str(folder),
        env=environment,
        encoding="utf-8",
        dimensions=(40, 100),
        timeout=60,
    )
    return Terminal(child)


@pytest.fixture(scope="module")
def walked(folder: Path) -> Iterator[dict[str, str]]:
    """Two sittings over the document; what was said at each turn."""
    said = {}
    first = _started(folder, "review", "fifty.md")
    said["begin"] = first.asked()
    said["help"] = first.answers("?")
    said["keep"] = first.answers("n")  # 1: yours
    said["accept"] = first.answers("y")  # 2
    first.says("e")
    first.child.expect("> ")
    said["own"] = first.answers("our friends")  # 3: your wording
    said["stricter"] = first.answers("s")  # 4: left out
    said["later"] = first.answers("j")  # 5: later
    said["milder"] = first.answers("m")  # 6: without its reason
    said["wrong"] = first.answers("n")  # 7: a mistake …
    said["undo"] = first.answers("u")  # … taken back
    said["section"] = ""
    first.says("c")
    first.child.expect(r"All in this section: \[y,n,m,s\]")
    said["section"] = first.answers("m")  # 7 to 10
    said["back"] = first.answers("b")
    first.says("q")
    said["quit"] = first.rest()
    second = _started(folder, "review", "fifty.md")
    said["again"] = second.asked()
    said["fifth"] = second.answers("y")
    second.says("k")
    second.child.expect(r"All of this kind: \[y,n,m,s\]")
    said["kind"] = second.answers("y")
    for _ in range(19):
        second.answers("y")
    second.says("n")  # the last rule
    second.child.expect(r"Write .* now\? \[y,n\] ")
    said["end"] = COLOUR.sub("", second.child.before)
    second.says("y")
    said["written"] = second.rest()
    yield said


def test_it_begins_with_the_first_of_fifty(walked: dict[str, str]) -> None:
    assert "fifty.md · medium · 50 changes" in walked["begin"]
    assert "(1/50)" in walked["begin"]
    assert "line 5 › Hand-over of the shop › Billing" in walked["begin"]
    assert "Send Bluebird report billing-0" in walked["begin"].replace("the partner", "")


def test_help_names_every_key(walked: dict[str, str]) -> None:
    for key, words in (("n", "keep mine"), ("k", "all of this kind"), ("q", "goes on here")):
        assert re.search(rf"^\s+{key}  .*{words}", walked["help"], re.MULTILINE)


@pytest.mark.parametrize(
    ("turn", "told", "number"),
    [
        ("keep", "→ yours", 2),
        ("accept", "→ accepted", 3),
        ("own", "→ your wording", 4),
        ("stricter", "→ left out", 5),
        ("milder", "→ Never deploy billing on a Friday after noon.", 7),
        ("undo", "(7/50)", 7),
        ("section", "→ Never deploy", 11),
        ("back", "so far: milder", 10),
    ],
)
def test_each_key_does_what_it_says(
    walked: dict[str, str], turn: str, told: str, number: int
) -> None:
    assert told in walked[turn]
    assert f"({number}/50)" in walked[turn]


def test_one_quits_and_goes_on_later(walked: dict[str, str]) -> None:
    assert "41 open: antidistill review goes on there" in walked["quit"]
    assert "9 decided earlier" in walked["again"]
    assert "(5/50)" in walked["again"]


def test_the_result_has_what_was_decided(walked: dict[str, str], folder: Path) -> None:
    assert "open" not in walked["end"]
    copy = (folder / "handover" / "fifty.md").read_text(encoding="utf-8")
    assert "- Send Bluebird report billing-0 to the archive.\n" in copy
    assert "- Send the partner report billing-1 to the archive.\n" in copy
    assert "- Send our friends report billing-2 to the archive.\n" in copy
    assert "billing-3" not in copy
    assert copy.count("Never deploy billing on a Friday after noon.\n") == 5
    assert "rejects batch 4" in copy
    assert copy.count("partner bank") == 1
    assert copy.count("Bluebird") == 1


def test_a_later_run_repeats_it_byte_for_byte(walked: dict[str, str], folder: Path) -> None:
    assert walked["written"]
    run = _started(folder, "fifty.md", "-o", "later")
    run.rest()
    copies = [folder / place / "fifty.md" for place in ("handover", "later")]
    assert copies[0].read_bytes() == copies[1].read_bytes()
    assert (folder / "fifty.md").read_text(encoding="utf-8") == _document()


def test_no_text_stands_in_the_decisions(walked: dict[str, str], folder: Path) -> None:
    assert walked
    kept = (folder / "home" / "data" / "decisions" / "decisions.jsonl").read_text().lower()
    words = ("bluebird", "deploy", "friends", "billing", "person", "pitfall", "fifty")
    assert not any(word in kept for word in words)
