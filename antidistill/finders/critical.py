"""Text that no mode touches: hazards, limits, duties by law, personal data, licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from antidistill.document import AtomKind, Block, Document, Form
from antidistill.finders.admonitions import in_warnings
from antidistill.finders.ordinary import is_ordinary, is_strict
from antidistill.finders.rule import Rule
from antidistill.finders.ruled import Ruled
from antidistill.finders.rules import Look, bank, look_at
from antidistill.finders.sections import Positions
from antidistill.finders.tables import cells
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span

_FILE = "critical"
_FIELDS = frozenset(
    {"license", "licence", "copyright", "author", "authors", "attribution", "credits"}
)
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))(?:#|//|--|/\*|\*|;|<!--|rem\b)[ \t]*(?P<words>\S[^\n]*)")
_MEASURE = re.compile(
    r"\d\s*(?:%|°|℃|℉|ppm|psi|bar|MPa|kPa|rpm|mg|mL|ml|μ|µ|kV|kg)|≤|≥|(?:大于|小于|不超过)\s*\d"
)


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    looks = [look_at(s, _FILE) for s in reading.sentences]
    looked = list(zip(reading.sentences, looks, strict=True))
    steps = {s.index: s for s, look in looked if _is_handled(s, look)}
    seen = {s.index for s, look in looked if _first(look, where[s.block])} | set(steps)
    for sentence in steps.values():
        yield _finding(sentence.span, "handling", 0.8, "what to do with a thing that can hurt")
    yield from _limits(reading, where, seen)
    yield from _rows(reading, seen)
    yield from _duties(reading, seen)
    yield from _neighbours(reading, seen)
    hazards = {s.block for s, look in looked if s.index in seen or _names_hazard(look)}
    for sentence in in_warnings(reading, hazards):
        yield _finding(sentence.span, "admonition", 0.97, "in a block marked as a warning")
    for index, block in enumerate(reading.document.blocks):
        if block.form is Form.FIELD and block.info.lower().rsplit(".", 1)[-1] in _FIELDS:
            yield _finding(block.span, "field", 0.97, "a field about licence or authorship")
        elif block.form in (Form.CODE, Form.COMMENT, Form.HTML):
            yield from _in_source(reading.document, block, where[index])


def _first(look: Look, here: frozenset[str]) -> Rule | None:
    """The first rule that a text at such a place meets."""
    places = (r for r in look.rules if not r.within or r.within & here)
    return next((r for r in places if next(look.hits(r), None) is not None), None)


_TELLS = frozenset({Speech.STEP, Speech.RULE, Speech.CONDITION})


def _is_handled(sentence: Sentence, look: Look) -> bool:
    """Whether the sentence tells what to do with a thing that can hurt, in whatever words."""
    if sentence.speech not in _TELLS:
        return False
    rule = _rule("thing that can hurt")
    return look.has(rule, "phrases") and not look.has(rule, "unless")


def _finding(span: Span, rule: str, confidence: float, note: str) -> Finding:
    return Finding(Kind.CRITICAL, span, f"critical/{rule}", confidence, note, Standing.NORM)


_SHARE, _LEAST = 0.3, 3
"""A section is about hazards when three in ten of its sentences, and at least three, are
critical."""


def _duties(reading: Reading, seen: set[int]) -> Iterator[Finding]:
    """The bans and demands of a section about hazards that name something which may hurt: between
    them stands how the work is done well."""
    for section in reading.sections:
        blocks = range(section.first, section.end)
        inside = [s for block in blocks for s in reading.sentences_of(block)]
        inside = [s for s in inside if reading.block(s).form is not Form.HEADING]
        critical = sum(s.index in seen for s in inside)
        if critical < _LEAST or critical < _SHARE * len(inside):
            continue
        for sentence in inside:
            if sentence.index not in seen and _is_duty(sentence):
                note = "a ban or demand in a section about hazards"
                yield _finding(sentence.span, "duty", 0.7, note)


def _is_duty(sentence: Sentence) -> bool:
    strict = is_strict(sentence.text) and not is_ordinary(sentence.text)
    look = look_at(sentence, _FILE)
    return strict and look.has(_rule("duty about a hazard"), "also") and names_matter(look)


def names_matter(look: Look) -> bool:
    """Whether something is named that a rule of this file is about, whatever is said of it."""
    rules = (r for r in look.rules if not r.within)
    return any(look.has(r, "phrases") and not look.has(r, "unless") for r in rules)


@cache
def _rule(name: str) -> Rule:
    return next(r for r in bank(_FILE).rules if r.id == name)


_LIMITED = re.compile(
    r"temperature|pressure|dose|dosage|concentration|voltage|\bload\b|torque|humidity|"
    r"温度|压力|剂量|用量|浓度|电压|载荷|承重|扭矩|湿度",
    re.IGNORECASE,
)


_DATA_SHEET = re.compile(r"\bM?SDS\b(?!-)|data ?sheet|https?://\S*[/_-]M?SDS[/_-]", re.IGNORECASE)
"""Under a heading about safety; elsewhere SDS may be the salt."""
_TOLD = "where the dangers of a substance are told"


def _limits(reading: Reading, where: Positions, seen: set[int]) -> Iterator[Finding]:
    """Measures under a heading about safety, and cells of a table of heat, pressure, dose, load.
    Adds them to `seen`, so that their rows follow."""
    grid = cells(reading)
    for sentence in reading.sentences:
        cell = grid.get(sentence.block)
        listed = cell is not None and not cell.is_header and _LIMITED.search(cell.header)
        if sentence.index in seen or not ("safety" in where[sentence.block] or listed):
            continue
        if _MEASURE.search(sentence.text) and not is_ordinary(sentence.text):
            seen.add(sentence.index)
            yield _finding(sentence.span, "limit", 0.85, "a limit of heat, pressure, dose or load")
        elif not listed and _DATA_SHEET.search(sentence.text):
            seen.add(sentence.index)
            yield _finding(sentence.span, "data sheet", 0.97, _TOLD)


def _rows(reading: Reading, seen: set[int]) -> Iterator[Finding]:
    """The other cells of a row: a limit without the thing that it limits says something else."""
    rows = {reading.container(s.block, Form.ROW) for s in reading.sentences if s.index in seen}
    rows.discard(-1)
    for sentence in reading.sentences:
        if sentence.index not in seen and reading.container(sentence.block, Form.ROW) in rows:
            yield _finding(sentence.span, "row", 0.8, "in a row with a critical cell")


_SIGNAL = re.compile(
    r"\bthe (?:code|alarm|signal|code (?:word|phrase))\b[^.]*\b(?:is|are)\b|"
    r"(?:暗号|信号|代号|口令)[^。]*?[是为：]",
    re.IGNORECASE,
)
"""What the alarm sounds like that the sentence beside it speaks of."""


def _neighbours(reading: Reading, seen: set[int]) -> Iterator[Finding]:
    """Sentences beside a critical one that complete it: all of a paragraph set in bold, and
    measures and signals of the same paragraph."""
    blocks = {s.block for s in reading.sentences if s.index in seen}
    for sentence in reading.sentences:
        block = reading.document.blocks[sentence.block]
        if sentence.block not in blocks or sentence.index in seen or block.form is Form.CELL:
            continue
        told = _MEASURE.search(sentence.text) or _SIGNAL.search(sentence.text)
        if told or _in_bold(block, sentence.span):
            yield _finding(sentence.span, "same paragraph", 0.8, "completes a critical sentence")


def _in_bold(block: Block, span: Span) -> bool:
    return any(a.kind is AtomKind.EMPHASIS and span in a.span for a in block.atoms)


_PHYSICAL = frozenset(
    {"hazard", "thing that can hurt", "person at risk", "harm", "make it safe first", "medical"}
    | {"equipment limit", "duty about a hazard"}
)


def _names_hazard(look: Look) -> bool:
    """Whether a thing or a harm is named; behind a warning label that is enough."""
    rules = (r for r in look.rules if r.id in _PHYSICAL)
    return any(look.has(r, "phrases") and not look.has(r, "unless") for r in rules)


def _in_source(document: Document, block: Block, here: frozenset[str]) -> Iterator[Finding]:
    """Comments in code, HTML and comments of the document, line by line."""
    whole = block.form is not Form.CODE or block.info in ("", "text", "txt", "markdown", "md")
    for piece in block.pieces or (block.extent,):
        line = piece.of(document.text)
        if whole:
            yield from _in_line(line, piece.start, here)
        else:
            for match in _COMMENT.finditer(line):
                yield from _in_line(match["words"], piece.start + match.start("words"), here)


def _in_line(text: str, start: int, here: frozenset[str]) -> Iterator[Finding]:
    rule = _first(bank(_FILE).look(text), here)
    if rule is not None and text.strip():
        left = len(text) - len(text.lstrip())
        span = Span(start + left, start + len(text.rstrip()))
        yield _finding(span, rule.id, rule.confidence - 0.05, rule.note)


_WEAK = frozenset(
    f"critical/{rule}"
    for rule in (
        "duty about a hazard",
        "thing that can hurt",
        "person at risk",
        "people in care",
        "nature and weather",
        "openings and height",
        "food and allergens",
        "machine to be stopped",
        "handling by hand",
        "make it safe first",
        "physical limit",
        "equipment limit",
        "handling",
        "hazard",
        "harm",
        "medical",
        "duty",
        "limit",
        "same paragraph",
    )
)
"""Rules that go by things, people and figures: these stand in ordinary sentences too."""


@dataclass(frozen=True, slots=True)
class CriticalFinder:
    """Kind `critical`: whole sentences that meet a rule and are no ordinary talk of the trade."""

    name: str = "critical"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each sentence, the surest; comments in code line by line."""
        for finding in Ruled("critical", Kind.CRITICAL, _FILE, _more).find(reading):
            said = finding.span.of(reading.document.text)
            if finding.rule not in _WEAK or not is_ordinary(said):
                yield finding


FINDER = CriticalFinder()
