"""A document as the detector sees it: items by part, processes, sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from antidistill.audit.words import table
from antidistill.document import AtomKind, Form
from antidistill.exposure import Exposure
from antidistill.finders.sections import says
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span, hull

_NO_ITEMS = (Form.HEADING, Form.FIELD, Form.COMMENT, Form.HTML, Form.LINK_DEFINITION)
LAYERS = ("L0", "L1", "L2", "L3", "L4", "L5")
_FEWEST_PARTS = 2
"""Parts from which on a document is laid out like a skill file."""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item, a row of a table, or a sentence that stands in neither."""

    text: str
    """Plain text."""
    span: Span
    section: int
    """Index of its section."""
    part: str
    """'experience', 'duties', 'tech', 'workflow', 'review', 'L0' to 'L5', or ''."""
    form: str
    """'item', 'row' or 'sentence'."""
    steps: int = -1
    """Index of the ordered list it is a step of, -1 when it is none."""
    names: tuple[str, ...] = ()
    """Names of tools and systems in it, public or not."""
    code: tuple[str, ...] = ()
    """What stands in code type in it."""


@dataclass(frozen=True, slots=True)
class Process:
    """Steps that belong together."""

    title: str
    span: Span
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One document, laid out for the signals."""

    reading: Reading
    findings: tuple[Finding, ...]
    exposure: Exposure
    items: tuple[Item, ...]
    processes: tuple[Process, ...]
    problems: tuple[str, ...] = ()
    """What is not sound in it, as its format says."""

    @property
    def text(self) -> str:
        """The document's text."""
        return self.reading.document.text

    @property
    def is_skill(self) -> bool:
        """Whether it is laid out like a skill file or the description of a person."""
        parts = {i.part for i in self.items} - {""}
        return "experience" in parts or "L0" in parts or len(parts) >= _FEWEST_PARTS

    @property
    def size(self) -> int:
        """Characters of text, without white space."""
        return sum(len("".join(s.text.split())) for s in self.reading.sentences)

    @property
    def prose(self) -> str:
        """The sentences as plain text, a line each."""
        return "\n".join(s.text for s in self.reading.sentences)

    def part(self, *names: str) -> list[Item]:
        """The items of these parts."""
        return [i for i in self.items if i.part in names]

    def core(self) -> list[Item]:
        """The experience base; in a document without one, all of it but its layers of character."""
        if self.is_skill:
            return self.part("experience")
        return list(self.items)


def view(
    reading: Reading,
    findings: Sequence[Finding],
    exposure: Exposure,
    problems: Sequence[str] = (),
) -> View:
    """The view of a document that was scanned."""
    items = tuple(_items(reading, findings))
    processes = tuple(_processes(reading, items))
    return View(reading, tuple(findings), exposure, items, processes, tuple(problems))


@cache
def part_of(path: tuple[str, ...]) -> str:
    """The part that these headings open; the innermost one that says so decides."""
    for heading in reversed(path):
        for name, words in table("parts").items():
            if says(heading, words):
                return str(name)
    return ""


def _items(reading: Reading, findings: Sequence[Finding]) -> Iterator[Item]:
    blocks = reading.document.blocks
    groups: dict[tuple[str, int], list[Sentence]] = {}
    for sentence in reading.sentences:
        block = blocks[sentence.block]
        if block.form in _NO_ITEMS or sentence.speech is Speech.LEAD_IN:
            continue
        if block.info in ("header", "delimiter"):
            continue
        groups.setdefault(_group(reading, sentence), []).append(sentence)
    names = [f for f in findings if _is_tool(f, reading.document.text)]
    for (form, index), sentences in groups.items():
        yield _item(reading, form, index, sentences, names)


def _is_tool(finding: Finding, text: str) -> bool:
    """Whether a finding names a system, or a public tool: in Latin letters, with a capital or a
    digit, and no month or post."""
    if finding.kind in (Kind.SYSTEM, Kind.CUSTOMER):
        return True
    word = finding.span.of(text)
    return (
        finding.kind is Kind.PUBLIC
        and word.isascii()
        and word != word.lower()
        and len(word) > 1
        and word.lower() not in _no_tools()
    )


@cache
def _no_tools() -> frozenset[str]:
    return frozenset(table("signals")["entities"]["no_tools"])


def _group(reading: Reading, sentence: Sentence) -> tuple[str, int]:
    row = reading.container(sentence.block, Form.ROW)
    if row >= 0:
        return "row", row
    item = reading.container(sentence.block, Form.ITEM)
    return ("item", item) if item >= 0 else ("sentence", sentence.index)


def _item(
    reading: Reading,
    form: str,
    index: int,
    sentences: Sequence[Sentence],
    names: Sequence[Finding],
) -> Item:
    span = hull([s.span for s in sentences])
    section = reading.section_of(sentences[0].block)
    blocks = reading.document.blocks
    parent = blocks[index].parent if form == "item" else -1
    inside = [f for f in names if f.span in span and len(f.span) < len(span)]
    return Item(
        " ".join(s.text for s in sentences),
        span,
        reading.sections.index(section),
        part_of(section.path),
        form,
        parent if parent >= 0 and blocks[parent].info == "1." else -1,
        tuple(dict.fromkeys(f.span.of(reading.document.text) for f in inside)),
        tuple(_code(reading, sentences)),
    )


def _code(reading: Reading, sentences: Sequence[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        for atom in reading.block(sentence).atoms:
            if atom.kind is AtomKind.CODE and atom.span in sentence.span:
                yield atom.inner.of(reading.document.text)


def _processes(reading: Reading, items: Sequence[Item]) -> Iterator[Process]:
    """Ordered lists; under a heading of work also a plain list, or the prose that stands alone."""
    for number, section in enumerate(reading.sections):
        here = [i for i in items if i.section == number]
        title = section.path[-1] if section.path else ""
        ordered = sorted({i.steps for i in here if i.steps >= 0})
        for steps in ordered:
            yield _process(title, [i for i in here if i.steps == steps])
        if not ordered and here and here[0].part == "workflow":
            listed = [i for i in here if i.form == "item"]
            yield _process(title, listed or here)


def _process(title: str, steps: Sequence[Item]) -> Process:
    return Process(title, hull([s.span for s in steps]), tuple(s.text for s in steps))
