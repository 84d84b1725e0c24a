"""The formal rules of the firm: levels, times, approvals, owners, channels, schedules, budgets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from antidistill.document import Form
from antidistill.finders.phrases import HAN
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions, positions
from antidistill.finders.tables import cells
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech

_NAME = (
    r"#(?:[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*(?![\w/])|[\u4e00-\u9fff]{2,8}?(?=[频群，。、（(\s]|$))"
)
_CHANNEL = re.compile(
    rf"(?:\b(?:in|on|to|at|via|channel|channels|slack|the|or|and)\s+[`*(]{{0,2}}{_NAME})|(?:[在到于或和]|频道|群)\s?`?{_NAME}"
    rf"|{_NAME}`?\s*(?:channel|频道|群)"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十两]+\s?(?:天|小时|周|个?月|年|次|分钟)")
_POSITIONS = frozenset({"norm", "schedule", "contact", "definition"})
_OWNER_FIELDS = frozenset(
    {
        "owner",
        "owners",
        "team",
        "maintainer",
        "maintainers",
        "reviewers",
        "approver",
        "approvers",
        "oncall",
        "on-call",
        "slack",
        "channel",
        "contact",
        "sla",
        "severity",
        "priority",
    }
)
_LABEL = re.compile(
    r"^\s*(?:[\w ]{0,20}(?:time|owner|team|severity|gravity|priority|impact|level|tier|budget|"
    r"channel|schedule|frequency|approver|escalation|sla|status|due)s?|[\u4e00-\u9fff]{0,8}(?:时间|"
    r"时限|负责人|负责团队|维护团队|维护者|级别|等级|范围|频率|周期|审批人|预算|频道|渠道|处理人|权限|"
    r"职责))\s*[:：]",
    re.IGNORECASE,
)


_NAMED = re.compile(_NAME)
_LEVELS = re.compile(
    r"\A\W*(?:(?:sev|severity|prio|priority|level|tier|grade|class|category)\b.*|p\d|s\d|sev-?\d|"
    r"[\u4e00-\u9fff]{0,4}(?:级别|等级|优先级|分级|严重程度)|who|owner|interviewer|approver|responsible|"
    r"负责人|负责方|面试官|审批人|响应时间)\W*\Z",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\A[\s*_>-]*(?:(?:grade|class|level|tier|category|sev|priority|group)\s?[A-E\d]|[A-E\d一二三四]\s?"
    r"(?:级|类|档|等))[*_]*\s?[:：]\s*(?P<what>\S.+?)[\s*_]*\Z",
    re.IGNORECASE,
)


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    yield from _of_levels(reading)
    for sentence in reading.sentences:
        block = reading.block(sentence)
        here = where[sentence.block]
        if block.form is Form.CELL and here & _POSITIONS and _FIGURE.search(sentence.text):
            yield _finding(sentence, "cell", 0.7, "a cell of a table of rules")
        elif block.form is Form.FIELD and block.info.lower().rsplit(".", 1)[-1] in _OWNER_FIELDS:
            yield _finding(sentence, "field", 0.8, "a field about an owner or a level")
        elif _LABEL.match(sentence.text) and block.form is not Form.HEADING:
            yield _finding(sentence, "label", 0.75, "a labelled rule")
        if channel := _CHANNEL.search(sentence.text):
            if sentence.speech is not Speech.STEP:
                yield _finding(sentence, "channel name", 0.8, "names an official channel")
            yield _words(sentence, _NAMED.search(sentence.text, channel.start()), "the channel")
        if grade := _GRADE.match(sentence.text):
            yield _words(sentence, grade, "what a grade means", "what")


def _of_levels(reading: Reading) -> Iterator[Finding]:
    """The body cells of a table that says what levels mean or who is in charge."""
    grid = cells(reading)
    for sentence in reading.sentences:
        cell = grid.get(sentence.block)
        if cell is None or cell.is_header or cell.column == 0:
            continue
        if any(_LEVELS.match(header) for header in (*cell.headers[:1], cell.header)):
            yield _finding(sentence, "level", 0.85, "a cell of a table of levels or owners")


def _words(
    sentence: Sentence, match: re.Match[str] | None, note: str, group: int | str = 0
) -> Finding:
    assert match is not None
    span = sentence.source(match.start(group), match.end(group))
    return Finding(Kind.NORM, span, "norm/words", 0.8, note, Standing.NORM)


def _finding(sentence: Sentence, rule: str, confidence: float, note: str) -> Finding:
    return Finding(Kind.NORM, sentence.span, f"norm/{rule}", confidence, note, Standing.NORM)


_BY_WORD = frozenset(
    f"norm/{rule}"
    for rule in (
        "escalation",
        "schedule",
        "deadline",
        "channel",
        "owner",
        "approval",
        "policy",
        "money",
    )
)
"""Rules that a single word can meet: 'on-call', 'schedule', 升级."""
_HINT = 0.5
_BAN = re.compile(r"\A\W*(?:never|don['’]t|do not|avoid)\b", re.IGNORECASE)
_MINE = re.compile(
    r"\b(?:I|my|he|she|his|her)\b|[我他她]|probably|to be honest|\bsome (?:days|people)\b|"
    r"recommend|it'?s not because|suggest",
)


@dataclass(frozen=True, slots=True)
class NormFinder:
    """Kind `norm`: rules of the firm, and no steps, stories, questions or head cells that only use
    their words."""

    name: str = "norm"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Findings for whole sentences and for the channel or the meaning of a grade alone."""
        where = positions(reading)
        grid = cells(reading)
        by_start = {s.span.start: s for s in reading.sentences}
        for finding in Ruled("norm", Kind.NORM, "norms", _more).find(reading):
            sentence = by_start.get(finding.span.start)
            if sentence is None or finding.rule not in _BY_WORD:
                yield finding
                continue
            cell = grid.get(sentence.block)
            if _tells_nothing(sentence, cell is not None and cell.is_header):
                continue
            if _is_craft(sentence, where):
                yield replace(finding, confidence=min(finding.confidence, _HINT))
            else:
                yield finding


_HOLDS = re.compile(r"\b(?:is|are|must|may|can|shall|will)\b|[须应可]")
_ORDER = re.compile(
    r"\A[\s\d.、*_>-]*(?:请|别|不要|不许|把|将|在|先|再|然后|给|对|从|用|按|到(?!货|账|期|点|岗)|填|写|查|看|打|点|拉|建|同步|"
    r"检查|确认|更新|提交|通知|联系|每(?:天|周|月|晚)[把将给盘看查]|[\x00-\x7f]*\Z)"
)
"""The Chinese reader takes any sentence without a subject for an order: so the opening decides."""


def _tells_nothing(sentence: Sentence, header: bool) -> bool:
    if sentence.speech is Speech.STORY:
        return _HOLDS.search(sentence.text) is None
    return header or sentence.speech in (Speech.QUESTION, Speech.DIALOGUE)


def _is_craft(sentence: Sentence, where: Positions) -> bool:
    """Whether somebody tells how they work: an order to the reader outside a section of rules, or
    in the first person."""
    if _MINE.search(sentence.text):
        return True
    if where[sentence.block] & _POSITIONS:
        return False
    if HAN.search(sentence.text):
        return _ORDER.match(sentence.text) is not None
    return sentence.speech is Speech.STEP or _BAN.match(sentence.text) is not None


FINDER = NormFinder()
