"""Reviews behind a real server on this machine, and a browser where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from antidistill import ui
from antidistill.decisions import Decisions
from antidistill.errors import OutputFault
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.pipeline import Order
from antidistill.review import Bench, Review, begun
from antidistill.web import Site, Sitting
from antidistill.web.sitting import Surroundings
from tests.decisions.conftest import EMPTY, MARKER, OWN, document

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "oncall-runbook" / "notes.md"
WORDED = SAMPLES / "lab-procedure" / "notes.md"
"""A document for which the manual has several wordings."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@lru_cache(maxsize=4)
def bench(text: str, mode: str) -> Bench:
    """A document under review; analysed once for all tests."""
    return Bench(document(text), format_for("ledger.md"), Order(load(mode), own=OWN), MARKER)


@lru_cache(maxsize=4)
def start(text: str, mode: str) -> Review:
    """A review at its beginning: a value, so all tests may begin with the same."""
    return begun(bench(text, mode), EMPTY)


def sample() -> str:
    """A runbook with something of everything that can be decided."""
    return SAMPLE.read_text(encoding="utf-8")


def of_changes(parts: int) -> str:
    """A document with ten changes in each of its parts: five names in lists, five rules."""
    lines = ["# Hand-over of the shop", ""]
    for part in range(parts):
        lines += [f"## Part {part}", ""]
        lines += [f"- Send Bluebird report {part}-{n} to the archive." for n in range(5)]
        lines += [""]
        for n in range(5):
            rule = f"Never deploy part {part} on a Friday after noon, because the partner bank"
            lines += [f"{rule} rejects batch {n}.", ""]
    return "\n".join(lines)


@dataclass
class Paper:
    """What the sitting saved and wrote."""

    saved: list[Decisions] = field(default_factory=list)
    text: str = ""
    broken: bool = False
    """Whether the disk is full."""

    def write(self, review: Review, force: bool) -> None:
        if self.text and not force:
            raise OutputFault("out.md: is there already; choose another name, or replace it")
        self.text = review.sight.result.text

    def save(self, before: Decisions, decisions: Decisions) -> None:
        assert before != decisions
        if self.broken:
            raise OutputFault("decisions.jsonl: cannot be written: no space left on device")
        self.saved.append(decisions)


@dataclass
class Running:
    """A server that runs, and what stands behind it."""

    site: Site
    paper: Paper
    thread: Thread

    @property
    def review(self) -> Review:
        return self.site.sitting.review


@contextmanager
def running(text: str, mode: str) -> Iterator[Running]:
    """A server for a review of that text; it has ended afterwards."""
    paper = Paper()
    around = Surroundings(
        "notes.md", mode, "out.md", paper.save, paper.write, lambda: bool(paper.text)
    )
    sitting = Sitting(start(text, mode), around)
    site = Site(sitting)
    site.timeout = 0.02
    thread = Thread(target=site.run)
    thread.start()
    try:
        yield Running(site, paper, thread)
    finally:
        sitting.over = True
        thread.join(10)
        ui.use("en")
        assert not thread.is_alive()


@pytest.fixture
def runbook() -> Iterator[Running]:
    with running(sample(), "heavy") as found:
        yield found


@pytest.fixture
def procedure() -> Iterator[Running]:
    with running(WORDED.read_text(encoding="utf-8"), "heavy") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; the tests are skipped where it or its driver is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    with api.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
