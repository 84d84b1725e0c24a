"""One document in one mode, with all that the measures want to know of it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from antidistill.engines import Brief, LocalEngine
from antidistill.engines.local import topics
from antidistill.errors import AntidistillError
from antidistill.formats import format_for
from antidistill.formats.base import Format
from antidistill.mode import load
from antidistill.passage import Passage, Rewrite
from antidistill.pipeline import Order, Scan, reopened, scan, settled
from antidistill.plan import Draft
from antidistill.result import Result

SUFFIXES = (".md", ".txt")


@dataclass(slots=True)
class Listening:
    """The local engine, with an ear on what it is asked and how long it takes."""

    name: str = "local"
    passages: list[Passage] = field(default_factory=list)
    brief: Brief | None = None

    def rewrite(self, passages: Sequence[Passage], brief: Brief) -> list[Rewrite]:
        """The local engine's answers."""
        self.passages, self.brief = list(passages), brief
        return LocalEngine().rewrite(passages, brief)


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a document."""

    name: str
    """Its path below the corpus."""
    mode: str
    form: Format
    scan: Scan
    result: Result
    draft: Draft
    asked: tuple[Passage, ...]
    """What the engine was asked."""
    unknown: int
    """Of those, the ones of no topic of the manual."""
    seconds: float
    """Of the processor: plan, engine, edits and guard, the findings given. The manual's files have
    been read."""

    @property
    def language(self) -> str:
        """'en' or 'zh'."""
        return self.result.document.language

    @property
    def words(self) -> int:
        """Latin words, and a word for two Han characters."""
        text = self.result.document.text
        latin = len(re.findall(r"[A-Za-z0-9_]+", text))
        return latin + len(re.findall(r"[\u4e00-\u9fff]", text)) // 2


def runs(corpus: Path, modes: Sequence[str], seeds: int = 1) -> Iterator[Run]:
    """Every document below `corpus` in every mode and with every seed; those that are refused are
    left out, with a line that says so."""
    for path in sorted(p for p in corpus.rglob("*") if p.suffix in SUFFIXES):
        form = format_for(path.name)
        try:
            scanned = scan(form.read(path.read_bytes(), path.name))
        except AntidistillError as fault:
            print(f"{path.name}: {fault}")
            continue
        for mode in modes:
            for seed in range(seeds):
                made = _run(str(path.relative_to(corpus)), mode, form, scanned, seed)
                if made is not None:
                    yield made


def _run(name: str, mode: str, form: Format, scanned: Scan, seed: int) -> Run | None:
    engine = Listening()
    order = Order(load(mode), seed, engine=engine)
    try:
        _once(form, scanned, order)
        started = time.process_time()
        result, draft = _once(form, scanned, order)
        seconds = time.process_time() - started
    except AntidistillError as fault:
        print(f"{name}: {mode}: {fault}")
        return None
    asked = tuple(engine.passages)
    return Run(
        name, mode, form, scanned, result, draft, asked, _unknown(asked, engine.brief), seconds
    )


def _once(form: Format, scanned: Scan, order: Order) -> tuple[Result, Draft]:
    opened = reopened(scanned.reading, scanned.findings, order)
    return settled(opened, form, order)


def _unknown(asked: Sequence[Passage], brief: Brief | None) -> int:
    """How many passages are in groups for which the manual has no topic at all."""
    if brief is None:
        return 0
    groups: dict[str, list[Passage]] = {}
    for passage in asked:
        groups.setdefault(passage.group, []).append(passage)
    return sum(len(g) for g in groups.values() if not topics.ranked(g, brief))
