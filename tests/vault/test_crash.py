"""A run that is killed loses nothing and leaves no clear text."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from antidistill.vault import Exchange

from .conftest import quick
from .crash import kill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
SECRET = b"Anna knows that the blue valve sticks.\n" * 50
PUBLIC = b"The owner knows that the valve sticks.\n" * 50


def _die_at(step: int, work: Any) -> bool:
    """Whether `work` in a process of its own is killed before its `step`-th touch of the disk."""
    child = os.fork()
    if not child:
        met = 0

        def hook(event: str, _args: object) -> None:
            nonlocal met
            if event == "open" or event.startswith("os."):
                met += 1
                if met == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_killed_before_every_single_touch_of_the_disk(tmp_path: Path) -> None:
    step, killed = 0, True
    while killed:
        step += 1
        place = tmp_path / str(step)
        opened = quick(place / "vault")
        document = place / "notes.md"
        document.write_bytes(SECRET)
        killed = _die_at(step, lambda o=opened, d=document: Exchange(o.vault).put(d, PUBLIC, 10**6))
        now = document.read_bytes()
        kept = [opened.restore(number) for number in opened.vault.ids()]
        assert now == SECRET or (now == PUBLIC and kept == [SECRET])
        others = [p for p in place.rglob("*") if p.is_file() and p != document]
        assert not any(b"blue valve" in p.read_bytes() for p in others)
    assert step > 10
    assert now == PUBLIC


def test_killed_at_random() -> None:
    sums, fine = kill(2)
    assert fine, sums
