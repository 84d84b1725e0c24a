"""The formal rules of the firm: levels, times, approvals, owners, channels, schedules, budgets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence

_NAME = r"#[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*(?![\w/])"
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


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    for sentence in reading.sentences:
        block = reading.block(sentence)
        here = where[sentence.block]
        if block.form is Form.CELL and here & _POSITIONS and _FIGURE.search(sentence.text):
            yield _finding(sentence, "cell", 0.7, "a cell of a table of rules")
        elif block.form is Form.FIELD and block.info.lower().rsplit(".", 1)[-1] in _OWNER_FIELDS:
            yield _finding(sentence, "field", 0.8, "a field about an owner or a level")
        elif _LABEL.match(sentence.text) and block.form is not Form.HEADING:
            yield _finding(sentence, "label", 0.75, "a labelled rule")
        if _CHANNEL.search(sentence.text):
            yield _finding(sentence, "channel name", 0.8, "names an official channel")


def _finding(sentence: Sentence, rule: str, confidence: float, note: str) -> Finding:
    return Finding(Kind.NORM, sentence.span, f"norm/{rule}", confidence, note, Standing.NORM)


FINDER = Ruled("norm", Kind.NORM, "norms", _more)
