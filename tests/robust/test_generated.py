"""What every run keeps to, on documents that nobody has written: both languages, all modes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from antidistill import toml
from antidistill.errors import NothingLeft, Refused
from antidistill.formats.markdown import Markdown
from antidistill.mode import load
from antidistill.pipeline import Order, generalise
from antidistill.reading import OwnWords
from antidistill.result import Result

WORDS: dict[str, Any] = toml.parsed(
    (Path(__file__).parent / "generated.toml").read_text(encoding="utf-8")
)
MARKDOWN = Markdown()
SLOW = settings(
    deadline=None,
    max_examples=6,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""Each example runs the models; which ones they are is the same at every run of the tests."""
KEPT_IN_LIGHT = frozenset({"ledger-02.corp.internal", "Bluewhale", "蓝鲸计划"})
"""Light leaves addresses and the names of systems and customers where they are."""
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)


@dataclass(frozen=True)
class Made:
    """One document."""

    text: str
    critical: frozenset[str]
    """The critical sentences in it."""
    secrets: frozenset[str]
    """The planted words in it."""
    mark: bool
    """Whether its bytes begin with a mark."""

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return b"\xef\xbb\xbf" * self.mark + self.text.encode()


@st.composite
def documents(draw: st.DrawFn, language: str) -> Made:
    """Headings with paragraphs, lists, tables, quotes and code below them."""
    words = WORDS[language]
    critical: set[str] = set()
    secrets: set[str] = set()

    def sentence() -> str:
        kind = draw(st.sampled_from(["plain", "plain", "private", "private", "critical"]))
        found: str = draw(st.sampled_from(words[kind]))
        if kind == "critical":
            critical.add(found)
        if "{secret}" in found:
            secret = draw(st.sampled_from(words["secrets"]))
            secrets.add(secret)
            found = found.replace("{secret}", secret)
        return found

    def block() -> str:
        form = draw(st.sampled_from(["text", "text", "list", "steps", "table", "quote", "code"]))
        lines = [sentence() for _ in range(draw(st.integers(1, 4)))]
        if form == "text":
            return ("" if language == "zh" else " ").join(lines)
        if form == "list":
            return "\n".join(f"- {line}" for line in lines)
        if form == "steps":
            return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
        if form == "table":
            rows = "\n".join(f"| {at} | {line} |" for at, line in enumerate(lines, 1))
            return f"| # | A |\n|---|---|\n{rows}"
        if form == "quote":
            return "\n>\n".join(f"> {line}" for line in lines)
        return "```sh\nls -l /tmp\nssh ledger-02.corp.internal uptime\n```"

    parts = ["# " + draw(st.sampled_from(words["headings"]))]
    for _ in range(draw(st.integers(1, 3))):
        parts.append("## " + draw(st.sampled_from(words["headings"])))
        parts += [block() for _ in range(draw(st.integers(1, 3)))]
    text = "\n\n".join(parts) + draw(st.sampled_from(["\n", "", "\n\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    if "ssh ledger-02" in text:
        secrets.add("ledger-02.corp.internal")
    return Made(text, frozenset(critical), frozenset(secrets), draw(st.booleans()))


@cache
def order(language: str, mode: str) -> Order:
    """What is asked for."""
    own = OwnWords(withhold=frozenset(WORDS[language]["withhold"]))
    return Order(load(mode), seed=1, own=own)


def copied(data: bytes, language: str, mode: str) -> tuple[Result, bytes]:
    """The copy, as it would be written. A run that is refused writes nothing, which is in order."""
    document = MARKDOWN.read(data, "notes.md")
    try:
        result = generalise(document, MARKDOWN, order(language, mode))
    except (Refused, NothingLeft):
        assume(False)
        raise
    return result, MARKDOWN.write(document, result.text, result.edits)


MODES = st.sampled_from(["light", "medium", "heavy"])


@LANGUAGES
@SLOW
@given(data=st.data())
def test_what_any_document_keeps_and_loses(language: str, data: st.DataObject) -> None:
    made = data.draw(documents(language))
    mode = data.draw(MODES)
    result, copy = copied(made.data, language, mode)
    # what is critical stands as it was
    for sentence in made.critical:
        assert copy.count(sentence.encode()) == made.data.count(sentence.encode())
    # what is withheld stands nowhere but in critical text, and then it is told
    told = {f.span.of(made.text) for f in result.exposed}
    for secret in made.secrets - (KEPT_IN_LIGHT if mode == "light" else frozenset()):
        assert secret in told or secret.lower().encode() not in copy.lower()
    # headings stand in their order, but those with nothing left below them; all is sound
    levels = iter(_HEADING.findall(made.text))
    assert all(level in levels for level in _HEADING.findall(copy.decode("utf-8-sig")))
    assert not MARKDOWN.problems(MARKDOWN.read(copy, "notes.md"), copy.decode("utf-8-sig"))
    # all other bytes are the same
    assert copy.startswith(b"\xef\xbb\xbf") == made.mark
    assert (b"\r\n" in copy) == ("\r\n" in made.text and copy.count(b"\n") > 0)
    at = 0
    left = []
    for edit in sorted(result.edits, key=lambda e: e.span):
        left.append(made.text[at : edit.span.start])
        at = edit.span.end
    left.append(made.text[at:])
    place = 0
    text = copy.decode("utf-8-sig")
    for piece in left:
        place = text.index(piece, place) + len(piece)


@LANGUAGES
@SLOW
@given(data=st.data())
def test_the_same_again_and_nothing_more_of_a_copy(language: str, data: st.DataObject) -> None:
    made = data.draw(documents(language))
    mode = data.draw(MODES)
    _, copy = copied(made.data, language, mode)
    assert copied(made.data, language, mode)[1] == copy
    again, _ = copied(copy, language, mode)
    assert not again.changed
