"""Hostile files: refused with one line, in less than 2 s and 300 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from antidistill.formats import suffixes
from antidistill.packages.layout import Kind
from antidistill.packages.opening import in_folder

from .hostile import READ, REFUSED, folder

MOST_SECONDS, MOST_MEGABYTES = 2.0, 300.0
READER = """
import json, resource, sys, time
from pathlib import Path
from antidistill.errors import AntidistillError
from antidistill.formats import format_for, suffixes
from antidistill.packages.opening import in_archive
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

def peak():
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    # ru_maxrss would count what the tests had when they started this process
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(x.split()[1]) for x in lines if x.startswith("VmHWM")) / 1e3

for path in map(Path, json.loads(sys.stdin.read())):
    data, before, said = path.read_bytes(), time.process_time(), ""
    try:
        if path.suffix == ".zip":
            in_archive(path, data, suffixes(), None)
        else:
            format_for(path.name).read(data, path.name)
    except AntidistillError as fault:
        said = str(fault)
    took = time.process_time() - before
    print(json.dumps([path.name, said, took, peak()]), flush=True)
"""


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, float]]:
    """By name: what was said, the seconds of the processor that it took, and the most memory in MB
    that the process had had until then; it reads one file after the other."""
    pytest.importorskip("resource")
    at = tmp_path_factory.mktemp("hostile")
    names = []
    for number, (name, make) in enumerate({**READ, **REFUSED}.items()):
        path = at / f"{number}" / name
        path.parent.mkdir()
        path.write_bytes(make())
        names.append(str(path))
    run = subprocess.run(
        [sys.executable, "-c", READER], input=json.dumps(names), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-800:]
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    return {name: (told, took, most) for name, told, took, most in rows}


def test_each_is_refused_with_one_line(met: dict[str, tuple[str, float, float]]) -> None:
    for name in REFUSED:
        told = met[name][0]
        assert told and "\n" not in told and len(told) < 300, (name, told)


def test_none_takes_long(met: dict[str, tuple[str, float, float]]) -> None:
    assert {n: took for n, (_, took, _) in met.items() if took > MOST_SECONDS} == {}


def test_none_takes_much_memory(met: dict[str, tuple[str, float, float]]) -> None:
    assert {n: most for n, (_, _, most) in met.items() if most > MOST_MEGABYTES} == {}


def test_odd_files_are_read(met: dict[str, tuple[str, float, float]]) -> None:
    assert {n: told for n, (told, _, _) in met.items() if told and n in READ} == {}


def test_links_and_pipes_of_a_folder_are_not_read(tmp_path: Path) -> None:
    unit = in_folder(folder(tmp_path), suffixes(), None)
    assert unit.kinds == {"SKILL.md": Kind.DOCUMENT}
    assert {unit.inside(s) for s in unit.left_out} == {
        "up", "references/link.md", "references/passwd.md", "pipe.md",
    }  # fmt: skip
