"""The measurements, as tables."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.bench.speed.clock import call, ours, seconds
from tests.bench.speed.texts import Texts, small_files

_LOAD = {
    "en": "from antidistill.nlp import models; models.english()('a')",
    # Chinese documents have English sentences too
    "zh": "from antidistill.nlp import chinese, models; list(chinese.analyse(['好'])); "
    "models.english()('a')",
}
_WORK = 300_000
"""Characters that several processes share at least: beside less of it loading is what is seen."""
_LEAST, _WARM = 200_000, 1_000_000
"""Characters that are read at least for a size, and before all sizes."""
_FOREIGN = json.dumps(
    {
        "hook_event_name": "PreToolUse",
        "tool_name": "Write",
        "tool_input": {"file_path": "/tmp/main.c", "content": "int main(void) { return 0; }"},
    }
).encode()


def compared(texts: Texts, times: int) -> Iterator[str]:
    """Each way with its pace, beside the bare model."""
    size = f"{len(texts.texts)} documents, {texts.units:,} {texts.unit}"
    yield f"| {texts.language}: {size} | {texts.unit}/s | time, × bare |"
    yield "|---|---|---|"
    from tests.bench.speed.ways import ways

    bare = 0.0
    for name, way in ways(texts):
        way()
        took = max(seconds(way, times), 1e-6)
        bare = bare or took
        yield f"| {name} | {texts.units / took:,.0f} | {took / bare:.2f} |"


def by_size(texts: Texts, sizes: Sequence[int], times: int) -> Iterator[str]:
    """How the cost of a character grows with the length of one document. Short ones are the same
    text in pieces, and all of it is read once before: else the words would count, and the patterns
    that nobody has needed yet."""
    yield f"| {texts.language}: one document of | scan, µs a character | heavy, µs a character |"
    yield "|---|---|---|"
    from tests.bench.speed.ways import ways

    warm = Texts(texts.language, texts.pieces(min(sizes), min(max(sizes), _WARM)))
    dict(ways(warm))["our run, heavy"]()
    for size in sorted({min(size, texts.longest) for size in sizes}):
        parts = Texts(texts.language, texts.pieces(size, max(size, _LEAST)))
        known = dict(ways(parts))
        rounds = times if size < _LEAST else 1
        each = sum(map(len, parts.texts)) / 1e6
        costs = [seconds(known[n], rounds) / each for n in ("our scan", "our run, heavy")]
        yield f"| {size:,} characters | {costs[0]:.1f} | {costs[1]:.1f} |"


def by_number(texts: Texts, numbers: Iterable[int]) -> Iterator[str]:
    """How time and memory grow with the number of files, and what a second run costs: processor
    time, of which both runs need the same on a busy machine."""
    yield f"| {texts.language}: small files | ms a file | peak memory | again, unchanged |"
    yield "|---|---|---|---|"
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            small_files(folder / "docs", texts.texts, number)
            words = ours("--quiet", "--mode", "heavy", "docs")
            first, second = call(words, folder), call(words, folder)
            yield (
                f"| {number:,} | {1000 * first.processor / number:.1f} | "
                f"{first.memory / 1e6:.0f} MB | "
                f"{first.processor / second.processor:.0f} × faster ({second.processor:.2f} s) |"
            )


def by_jobs(texts: Texts, numbers: Iterable[int]) -> Iterator[str]:
    """The documents as a folder, by so many processes, each of which loads the models."""
    texts = texts.at_least(_WORK)
    size = f"{len(texts.texts)} documents, {sum(map(len, texts.texts)):,} characters"
    yield f"| {texts.language}: {size}, processes | s | of which loading | × one |"
    yield "|---|---|---|---|"
    one = 0.0
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "docs").mkdir()
            for at, text in enumerate(texts.texts):
                (folder / "docs" / f"n{at}.md").write_text(text, encoding="utf-8")
            loading = call(_loading(texts.language), folder, 3).wall
            took = call(ours("-q", "--no-cache", "--jobs", str(number), "docs"), folder).wall
        one = one or took
        yield f"| {number} | {took:.1f} | {loading:.1f} | {one / took:.2f} |"


def _loading(language: str) -> list[str]:
    """The words that call a program which loads the models of a language, and no more."""
    return [*ours()[:1], "-c", _LOAD[language]]


def start_up(texts: Texts, times: int) -> Iterator[str]:
    """What it costs before a word is read."""
    yield f"| {texts.language}: start-up | s on the wall | s of processor | peak memory |"
    yield "|---|---|---|---|"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "small.md").write_text(texts.of_size(1000), encoding="utf-8")
        rows = (
            ("--version", ours("--version"), b""),
            ("hook, a file that is none of its business", ours("hook", "claude-code"), _FOREIGN),
            ("loading the models that it needs", _loading(texts.language), b""),
            (
                "a document of 1,000 characters",
                ours("-q", "--check", "--no-cache", "small.md"),
                b"",
            ),
        )
        for label, words, stdin in rows:
            took = call(words, folder, times, stdin)
            memory = f"{took.memory / 1e6:.0f} MB"
            yield f"| {label} | {took.wall:.2f} | {took.processor:.2f} | {memory} |"
