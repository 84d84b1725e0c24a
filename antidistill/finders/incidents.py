"""What happened: outages, root causes, timelines, also in filled-in samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from antidistill.document import Block, Document, Form
from antidistill.finders.phrases import HAN
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind, Standing
from antidistill.nlp.english import opens_with_imperative
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PROSE_FENCES = frozenset({"", "text", "txt", "markdown", "md", "plain", "plaintext"})
_CASE = re.compile(
    r"incident|outage|root cause|impact|severity|resolved|affected|postmortem|mitigat|"
    r"事件|事故|故障|根因|根本原因|影响|恢复|告警|复盘|处理人|交接人",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"\b20\d\d[-/.年]\d{1,2}|\b\d{1,2}:\d\d\b|\d{1,2}\s*月\s*\d{1,2}\s*[日号]")
_CLOCK = re.compile(r"^\W*(?:20\d\d[-/]\d\d?[-/]\d\d?\s+)?\d{1,2}:\d\d\b")
_BLANK = re.compile(r"\[[^\]\n]{1,40}\]|<[^>\n]{1,40}>|\{[^}\n]{1,40}\}|_{3,}|X{2,}|YYYY|xxx")
_WHEN = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d{1,2}\s*[ap]\.?m\b|\b20\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b|"
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{1,2}\s*[点时](?:\s*\d{1,2}\s*分|半|整)?(?![间候段])",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\([^()]*\)|（[^（）]*）|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d+(?:st|nd|rd|th)\b|\b[ap]\.?m\b|"
    r"\b(?:utc|gmt|[cemp][sed]?t|to|until|about|around|ca|at|t)\b|"
    r"上午|下午|晚上|晚|凌晨|早上|中午|傍晚|当天|当日|次日|第二天|左右|前后|约|周[一二三四五六日]|"
    r"星期[一二三四五六日]|[年月日号点时分秒半整至到]",
    re.IGNORECASE,
)
"""What may stand beside a time in a heading that says nothing else."""
_LETTER = re.compile(r"[^\W\d_]")
ENTRY = "entry"
_TIME_HEADS = re.compile(r"^\s*(?:time|when|date|时间|时刻|日期|timestamp)", re.IGNORECASE)
_EVENT_HEADS = re.compile(
    r"event|what happened|action|事件|动作|经过|现象|发生|进展", re.IGNORECASE
)


_HAVING = frozenset({"has", "have", "had", "'ve", "’ve"})


def tells_of_past(doc: Doc) -> bool:
    """Whether an English sentence tells what somebody did or what was: 'put down' is no past tense
    without a subject."""
    return any(
        token.lower_ in _HAVING
        or (token.tag_ == "VBD" and any(c.dep_.startswith("nsubj") for c in token.children))
        for token in doc
    )


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    for index, block in enumerate(reading.document.blocks):
        if block.form is Form.CODE and _is_case(reading.document, block):
            yield _finding(block.span, "filled-in sample", 0.75, "a sample filled in with a case")
        elif block.form is Form.TABLE and "incident" in where[index]:
            yield from _timeline(reading, index)
    for sentence in reading.sentences:
        here = where[sentence.block]
        if "incident" not in here or here & {"action", "template"}:
            continue
        if _is_entry(reading, sentence):
            yield _finding(sentence.span, ENTRY, 0.9, "stands under a time of a report")
        elif _record(sentence):
            yield _finding(sentence.span, "report", 0.7, "stands in the report of an incident")


def _is_entry(reading: Reading, sentence: Sentence) -> bool:
    """Whether the heading above is nothing but a time: what stands there has happened, whatever its
    tense ('restart both pods')."""
    path = reading.section_of(sentence.block).path
    return bool(path) and is_time(path[-1]) and reading.block(sentence).form is not Form.HEADING


def is_time(heading: str) -> bool:
    """Whether a heading says when, and nothing else."""
    return _WHEN.search(heading) is not None and not _LETTER.search(_BESIDE.sub("", heading))


def _finding(span: Span, rule: str, confidence: float, note: str) -> Finding:
    return Finding(Kind.INCIDENT, span, f"incident/{rule}", confidence, note, Standing.RECORD)


def _record(sentence: Sentence) -> bool:
    if sentence.speech is Speech.STORY or _CLOCK.match(sentence.text):
        return True
    return sentence.speech is Speech.FACT and _past(sentence)


def _past(sentence: Sentence) -> bool:
    doc = sentence.doc
    return doc is not None and any(t.tag_ == "VBD" for t in doc)


_TELLING = frozenset({"incident/story", "incident/date and past"})
_TURN = re.compile(r"[:：;；—–]|\b(?:because|since|after|until|ever since|but)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:when|whether|if|how|who|what|which|where)\b", re.IGNORECASE)
_OPENS_CONDITION = re.compile(r"\W*(?:if|whether|unless|in case)\b", re.IGNORECASE)
_BIDS = frozenset({Speech.STEP, Speech.QUESTION, Speech.CONDITION, Speech.RULE})
_HAN_PAST = re.compile(
    r"了|过(?!期|程|滤|渡|来|去|载|大|多|长|高|低)|发现|导致|结果|后来|挂|炸|崩|误|丢|漏|赔|没人|才|就是|因为|"
    r"出(?:事|错|故障|问题)|锁(?:表|死)|被"
)
_HAN_LOOK = re.compile(
    r"^\W*(?:请|先|再|并)*(?:查看|查询|查|看|确认|核对|检查|对比|记录|填写|填|注明|选择|参考|沿用|恢复到|回到)"
)


@dataclass(frozen=True, slots=True)
class Incidents:
    """The rules of `incidents.toml`; what they take for a story must tell something that was."""

    name: str = "incident"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Stories, outages, timelines and reports; 'the last release' alone is no story."""
        told = {s.span: _tells(s) for s in reading.sentences}
        asked = {s.span for s in reading.sentences if is_agenda(s)}
        for finding in _RULES.find(reading):
            tells = finding.rule not in _TELLING or told.get(finding.span, True)
            if tells and finding.span not in asked:
                yield finding


_AGENDA = re.compile(
    r"\W*(?:which|what|who|whose|how|whether|why|where)(?:\s[^\s,:;]+){1,14}\s?\??\W*",
    re.IGNORECASE,
)
_HAN_AGENDA = re.compile(
    r"\W*(?:哪些|哪里|哪个|什么|谁|为什么|怎么|如何|是否|有没有|有哪些)[^，,。：:；;]{2,25}[？?]?"
)


def is_agenda(sentence: Sentence) -> bool:
    """Whether the sentence only asks what happened, as a point of a meeting does: 'Which visitors
    left early', '哪些环节出了问题'. 'What broke was the belt' tells it."""
    text = sentence.text.strip()
    if HAN.search(text):
        return _HAN_AGENDA.fullmatch(text) is not None
    if _AGENDA.fullmatch(text) is None or sentence.doc is None:
        return False
    return sum(t.tag_ in ("VBD", "VBZ", "VBP") for t in sentence.doc) <= 1


def _tells(sentence: Sentence) -> bool:
    """Whether the sentence tells what happened: a past tense that no question asks about, or the
    particles and verbs of a report in Chinese."""
    if HAN.search(sentence.text):
        looks = _HAN_LOOK.match(sentence.text) is not None
        found = _HAN_PAST.search(sentence.text)
        return found is not None and (not looks or "，" in sentence.text[: found.start()])
    if sentence.doc is None:
        return True
    past = [t.idx for t in sentence.doc if t.tag_ == "VBD" or t.lower_ == "used"]
    past += [t.idx for t in sentence.doc if t.tag_ == "VBN" and _has_had(t)]
    asked = any(_ASKS.search(sentence.text, 0, at) for at in past)
    bids = sentence.speech in _BIDS or (asked and opens_with_imperative(sentence.text))
    if not bids and not _OPENS_CONDITION.match(sentence.text):
        return bool(past)
    return any(_turned(sentence.text[:at]) for at in past)


def _has_had(token: Token) -> bool:
    return any(c.lower_ in ("has", "have", "had", "'ve", "was", "were") for c in token.children)


def _turned(before: str) -> bool:
    """Whether a new clause that asks nothing begins before the verb: 'do not X: we lost a day'."""
    turns = list(_TURN.finditer(before))
    return bool(turns) and _ASKS.search(before, turns[-1].end()) is None


def _is_case(document: Document, block: Block) -> bool:
    """Whether a message or report in a code block is filled in with what happened rather than
    with blanks: it has a moment and the words of an incident, and hardly a blank."""
    text = document.content(block)
    if block.info.lower() not in _PROSE_FENCES or not _CASE.search(text):
        return False
    moments = len(_MOMENT.findall(text))
    return moments >= 1 and len(_BLANK.findall(text)) <= moments


def _timeline(reading: Reading, table: int) -> Iterator[Finding]:
    """The rows of a table of times and events."""
    blocks = reading.document.blocks
    heads = [
        i
        for i, b in enumerate(blocks)
        if b.form is Form.CELL and b.info == "header" and _inside(reading, i, table)
    ]
    texts = [reading.document.content(blocks[i]) for i in heads]
    if not any(map(_TIME_HEADS.match, texts)) or not any(map(_EVENT_HEADS.search, texts)):
        return
    for sentence in reading.sentences:
        cell = blocks[sentence.block]
        if cell.form is Form.CELL and cell.info == "" and _inside(reading, sentence.block, table):
            yield _finding(sentence.span, "timeline", 0.85, "a row of a timeline")


def _inside(reading: Reading, block: int, table: int) -> bool:
    return reading.container(block, Form.TABLE) == table


_RULES = Ruled("incident", Kind.INCIDENT, "incidents", _more)
FINDER = Incidents()
