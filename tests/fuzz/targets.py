"""What is fuzzed: functions of bytes that may raise a fault of ours and nothing else, and whose
outcome keeps the promise that each of them checks."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from antidistill.errors import AntidistillError

Target = Callable[[bytes], None]
SMALL = 20_000
"""Bytes of an input: what grows too fast is looked for by `tests.fuzz.patterns`."""


def _format(name: str) -> Target:
    def read(data: bytes) -> None:
        from antidistill.formats import format_for

        form = format_for(name)
        document = form.read(data, name)
        written = form.write(document, document.text)
        if name.endswith((".docx", ".html")):  # what nobody sees is dropped, once
            again = form.read(written, name)
            assert form.write(again, again.text) == written
            return
        assert written == data, "no edit changed a byte"
        assert not form.problems(document, document.text)

    return read


def edits(data: bytes) -> None:
    """Edits at any place: refused, or made as the naive way makes them."""
    from antidistill.edit import Edit, apply_edits
    from antidistill.span import Span

    head, _, body = data.partition(b"\n")
    text = body.decode("utf-8", "replace")
    made = []
    for first, second in zip(head[::2], head[1::2], strict=False):
        with suppress(ValueError):
            made.append(Edit(Span(first, first + second % 16), str(second % 3), "fuzzed"))
    try:
        new = apply_edits(text, made)
    except ValueError:
        return
    for edit in sorted(made, key=lambda e: (e.span.start, e.span.end), reverse=True):
        text = text[: edit.span.start] + edit.new + text[edit.span.end :]
    assert len(new) == len(text)


def plan(data: bytes) -> None:
    """Findings at any sentence, as the bytes say: the plan makes a document of the same shape."""
    from antidistill import nlp
    from antidistill.edit import apply_edits
    from antidistill.finding import Finding, Kind, Standing
    from antidistill.formats.markdown import Markdown
    from antidistill.mode import load
    from antidistill.plan import begin, finish, open_passages

    head, _, body = data.partition(b"\n")
    document = Markdown().read(body, "notes.md")
    reading = nlp.read(document, analyse=False)
    kinds, standings = list(Kind), list(Standing)
    found = [
        Finding(kinds[c % len(kinds)], s.span, "f/x", 0.9, "fuzzed", standings[c % len(standings)])
        for c, s in zip(head, reading.sentences, strict=False)
        if reading.block(s).info != "delimiter"  # no finder sees a row of dashes
    ]
    mode = load(("light", "medium", "heavy")[len(head) % 3])
    draft = begin(reading, found, mode)
    asked = open_passages(draft)
    text = apply_edits(document.text, finish(draft, found, mode, asked, {}))
    for finding in found:
        if finding.kind is Kind.CRITICAL:
            assert finding.span.of(document.text) in text


def guard(data: bytes) -> None:
    """Any two texts, and a name of the first."""
    from antidistill import guard as checks
    from antidistill.guard.leaks import Withheld
    from antidistill.span import Span

    text = data.decode("utf-8", "replace")
    old, _, new = text.partition("\0")
    gone = Withheld(((old[:12], Span(0, 12)),), ((old, Span(0, len(old))),), "", "", ())
    found = list(checks.leak_problems(gone, new, ""))
    list(checks.invention_problems(old, "", new))
    name = old[:12]
    if name.isalpha() and name.isascii() and f" {name} " in new:
        assert found, "a withheld name stands in the new text"


def _hook(host: str) -> Target:
    def event(data: bytes) -> None:
        from antidistill import hooking
        from antidistill.hosts import HOSTS
        from antidistill.settings import folders
        from tests.hosts.simulated import fake_cleaner

        given = hooking.Given(folders(_nowhere()), fake_cleaner, Path(tempfile.gettempdir()))
        answer = hooking.run(HOSTS[host], data, given)
        assert answer.code in (0, 2)
        answer.stdout.encode()
        if answer.stdout.strip().startswith("{"):
            json.loads(answer.stdout)

    return event


@cache
def _nowhere() -> dict[str, str]:
    return {"ANTIDISTILL_HOME": tempfile.mkdtemp(prefix="fuzz")}


def calls(data: bytes) -> None:
    """The grammars that hold what an agent is about to write."""
    from antidistill.hosts import json_text, jsonc, patch, shell

    text = data.decode("utf-8", "surrogateescape")
    list(patch.parts(text))
    shell.here_documents(text)
    shell.targets(text)
    shell.inputs(text)
    shell.without_here_documents(text)
    with suppress(AntidistillError, ValueError):
        jsonc.loads(text)
    with suppress(AntidistillError, ValueError):
        json_text.values(text)


def answers(data: bytes) -> None:
    """Plans, and answers to them, of an agent; a model's reply."""
    from antidistill.engines.agent import records

    text = data.decode("utf-8", "replace")
    for read in (records.read_plans, lambda t, n: records.read_answers([(n, t)])):
        with suppress(AntidistillError):
            read(text, "answers.json")


def _file(name: str, read: Callable[[Path], Any]) -> Target:
    def written(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as place:
            file = Path(place, name)
            file.write_bytes(data)
            read(file)

    return written


def _mode(file: Path) -> object:
    from antidistill.mode import load

    return load(str(file.parent))


def _settings(file: Path) -> object:
    from antidistill.settings import read

    return read(file)


def _topic(file: Path) -> object:
    from antidistill.manual.load import topic

    return topic(file)


def _decisions(file: Path) -> object:
    from antidistill.decisions.store import shelf

    return shelf(file.parent, file)


def _profile(file: Path) -> object:
    from antidistill.profile.stored import parsed

    return parsed(file.read_text(encoding="utf-8", errors="replace"), file.name)


def entry(data: bytes) -> None:
    """What comes out of the vault."""
    from antidistill.vault.entry import unpack

    unpack(data)


def archive(data: bytes) -> None:
    """A packed skill."""
    from antidistill.packages.archive import members

    members(data)


def sentences(data: bytes) -> None:
    """Every letter is in a sentence, and no two of them overlap."""
    from antidistill.nlp.split import sentences as cut

    text = data.decode("utf-8", "replace")
    found = cut(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    inside = {at for span in found for at in range(span.start, span.end)}
    assert all(at in inside for at, char in enumerate(text) if not char.isspace())


HOSTS = ("claude-code", "codex", "gemini-cli", "openclaw", "cursor", "copilot", "opencode",
         "qwen-code")  # fmt: skip
FORMATS = ("notes.md", "notes.txt", "notes.docx", "table.csv", "book.ipynb", "page.html")
TARGETS: dict[str, Target] = {
    **{name: _format(name) for name in FORMATS},
    "edits": edits,
    "plan": plan,
    "guard": guard,
    "sentences": sentences,
    **{f"hook {host}": _hook(host) for host in HOSTS},
    "calls": calls,
    "answers": answers,
    "mode": _file("mode.toml", _mode),
    "settings": _file("antidistill.toml", _settings),
    "topic": _file("topic.toml", _topic),
    "decisions": _file("decisions.age", _decisions),
    "profile": _file("profile.json", _profile),
    "entry": entry,
    "archive": archive,
}


def attempt(name: str, data: bytes) -> None:
    """One input of a target; raises what is a bug."""
    with suppress(AntidistillError):
        TARGETS[name](data)
