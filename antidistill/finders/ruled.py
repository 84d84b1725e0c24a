"""Finders that are driven by a phrase file: hits in sentences become findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from antidistill.document import Block, Form
from antidistill.finders.clauses import clause_end, clause_start, cut_of
from antidistill.finders.own_phrases import check_names
from antidistill.finders.rule import Rule
from antidistill.finders.rules import look_at
from antidistill.finders.sections import is_persona, positions
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading, Sentence, Speech

_OF_A_PERSON = frozenset({Kind.CRITICAL, Kind.TRAIT})
"""All else that the description of a person says is a trait."""

More = Callable[[Reading, tuple[frozenset[str], ...]], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A finder whose rules stand in `data/<file>.toml`, with what its module adds to them."""

    name: str
    kind: Kind
    file: str
    more: More | None = None
    """Sees what no phrase can: lists, blocks, whole sections."""
    headings: bool = False
    """Whether headings are looked at too."""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """The best finding for each sentence as a whole, and those of clauses and words."""
        check_names(reading.own.phrases)
        if self.kind not in _OF_A_PERSON and is_persona(reading):
            return
        where = positions(reading)
        found = [f for s in reading.sentences for f in self._in_sentence(reading, s, where)]
        if self.more is not None:
            found += self.more(reading, where)
        yield from best(found)

    def _in_sentence(
        self, reading: Reading, sentence: Sentence, where: tuple[frozenset[str], ...]
    ) -> Iterator[Finding]:
        block = reading.block(sentence)
        if block.form is Form.HEADING and not self.headings:
            return
        if is_header(block):
            return
        here = where[sentence.block]
        look = look_at(sentence, self.file, reading.own.phrases)
        for rule in look.rules:
            if applies(rule, sentence, here):
                for hit in look.hits(rule):
                    yield self._finding(reading, sentence, rule, hit)
                    if rule.cover == "sentence":
                        break

    def _finding(
        self, reading: Reading, sentence: Sentence, rule: Rule, hit: tuple[int, int]
    ) -> Finding:
        name = f"{self.name}/{rule.id}"
        if rule.cover == "sentence":
            return Finding(
                self.kind, sentence.span, name, rule.confidence, rule.note, rule.standing
            )
        start, end = _covered(sentence.text, rule.cover, hit, sentence.speech is Speech.LEAD_IN)
        return Finding(
            self.kind,
            sentence.source(start, end),
            name,
            rule.confidence,
            rule.note,
            rule.standing,
            cut_of(reading, sentence, start, end),
        )


def is_header(block: Block) -> bool:
    """Whether the block is over a column: '需要配合' asks for nothing there."""
    return block.form is Form.CELL and block.info == "header"


_SURE = 0.5
"""A rule about whole sentences below this gives hints, which count only where somebody writes from
experience: a manual is full of them."""
_EXPERIENCE = frozenset({"own", "lived", "review"})


def applies(rule: Rule, sentence: Sentence, here: frozenset[str]) -> bool:
    """Whether a rule is for such sentences at such a place."""
    hint = rule.cover == "sentence" and rule.confidence < _SURE
    if (hint or rule.own) and not here & _EXPERIENCE:
        return False
    if (rule.within and not rule.within & here) or rule.outside & here:
        return False
    return not rule.speech or sentence.speech.value in rule.speech


def _covered(text: str, cover: str, hit: tuple[int, int], announces: bool) -> tuple[int, int]:
    """The words that a finding is about. In a sentence that announces something a comma ends them:
    what follows it is the announcement."""
    start, end = hit
    if cover == "before":
        begin = max(text.rfind(sign, 0, start) for sign in (";", "；", "：", ": ", "（", "(")) + 1
        return _bare(text, begin, start)
    while start < end and text[start] in " ,，、;；—–-(（":
        start += 1
    if cover == "tail":
        start = clause_start(text, start)
    if cover != "words":
        opens = announces or not text[:start].strip(" \"'“「*_")
        end = clause_end(text, max(start, end - 1), strong=cover == "clause" and not opens)
    return _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of `[start, end)` without the space before them and the punctuation after them."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " \t.。!！?？,，;；":
        end -= 1
    return start, end


def best(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Of several findings of one kind and place the surest; of nested ones with the same rule the
    outer one. By place."""
    kept: dict[tuple[str, int, int], Finding] = {}
    for finding in findings:
        key = (finding.kind.value, finding.span.start, finding.span.end)
        if key not in kept or finding.confidence > kept[key].confidence:
            kept[key] = finding
    out = sorted(kept.values(), key=lambda f: (f.span.start, -f.span.end))
    reach = here = -1  # how far those with a cut go: before this place, and at it
    place = None
    for finding in out:
        if finding.span != place:
            reach, here, place = max(reach, here), -1, finding.span
        if finding.cut is None:
            yield finding
            continue
        here = finding.span.end
        if reach < finding.span.end:
            yield finding
