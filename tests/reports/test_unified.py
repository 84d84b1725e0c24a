"""The unified diff makes the copy out of the original."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.reports import REPORTS, Look

from .documents import RUNBOOK, outcome

PART = st.text(alphabet="ab说\n", max_size=8)


def patched(old: str, diff: str) -> str:
    """`old` with a unified diff applied, by a reader written for this test."""
    source = re.findall(r"[^\n]*\n|[^\n]+", old)
    out: list[str] = []
    at, signs = 0, ""
    for line in re.findall(r"[^\n]*\n", diff)[2:]:
        if head := re.match(r"@@ -(\d+)(?:,(\d+))? ", line):
            start = int(head[1]) - (head[2] != "0")
            out += source[at:start]
            at = start
        elif line.startswith("\\"):
            out[-1:] = [out[-1].rstrip("\n")] if signs[-1] != "-" else out[-1:]
        elif line[0] in " -":
            assert source[at].rstrip("\n") == line[1:].rstrip("\n")
            out += [source[at]] if line[0] == " " else []
            at += 1
        else:
            out.append(line[1:])
        signs += line[0]
    return "".join((*out, *source[at:]))


@given(st.lists(st.tuples(PART, PART, PART), min_size=1, max_size=5))
def test_it_leads_from_the_original_to_the_copy(parts: list[tuple[str, str, str]]) -> None:
    marked = "".join(f"{same}[[{old}|{new}]]" for same, old, new in parts)
    found = outcome(marked)
    diff = "".join(REPORTS["unified"].render([found], Look()))
    assert patched(found.result.document.text, diff) == found.result.text


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the patch program")
def test_patch_understands_it(tmp_path: Path) -> None:
    found = outcome(RUNBOOK)
    file = tmp_path / "notes.md"
    file.write_bytes(found.result.document.text.encode())
    diff = "".join(REPORTS["unified"].render([found], Look()))
    subprocess.run(["patch", "-s", str(file)], input=diff.encode(), check=True)
    assert file.read_bytes().decode() == found.result.text
