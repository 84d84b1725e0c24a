"""Names that a sentence can do without in a way of its own: whose advice a list is ('Ada Holm of
Opal Press on saving notes:'), who approves, who is asked beside others."""

from __future__ import annotations

import re

from antidistill.finders.han_doers import unsaid
from antidistill.finders.phrases import HAN

_JOIN = r"(?:,\s(?:and\s|or\s)?|\s(?:and/or|and|or|&)\s|/)"
_NAME = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)?"
_WHOSE = re.compile(
    r"(?:,?\s(?:of|at|from|formerly|former)\s[^:.]{2,110}?|\s?\([^()]*\)|,\s[^:.]{2,90}?,?)?"
    r"\s(?P<on>on|about)\s(?=[a-z][^:]{2,80}:\W*\Z)"
)
_HAN_WHOSE = re.compile(
    r"(?:\s?[（(][^（）()]*[）)])?\s?(?:谈|论|聊)\s?(?=[^：:，。]{2,20}[：:]\W*\Z)"
)
_APPROVED = re.compile(
    r"\b(?:approved|confirmed|authori[sz]ed|signed(?:\soff)?|cleared|verified|granted)\sby\s\Z"
)
_GOES_ON = re.compile(r"(?:,|\s(?:and|who|so|but))[^.;:]{0,4}\s?(?:he|she)\b")
_FAVOUR = re.compile(
    r"\s(?=for\s(?:(?:some|more|any|their|the)\s)?"
    r"(?:help|advice|assistance|support|guidance|feedback|permission|approval)\b)"
)
_GOVERNED = re.compile(r"\b(?:from|by|with|to|for|of|via|through)\s\Z")
_BESIDE = re.compile(r"\s(?:and|or)\s(?=(?:the|our|your|their)\s[a-z])")
_HAN_GOVERNED = re.compile(r"[由向跟与经找给请]\Z")
_HAN_BESIDE = re.compile(
    r"\s?[和与、及或]\s?(?=[\u4e00-\u9fff]{1,6}(?:部|组|团队|中心|处|科室|主管|经理|负责人|老师))"
)


def heading_without(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where a line that says whose advice follows comes to its subject, and what opens it instead:
    'On' in the place of 'Ada Holm of Opal Press on'; None for any other sentence."""
    if text[:start].strip(" *_>\"'“"):
        return None
    if HAN.search(text):
        match = _HAN_WHOSE.match(text, end)
        return (match.end(), "关于") if match else None
    match = _WHOSE.match(text, end)
    return (match.end("on"), match["on"].capitalize()) if match else None


def approver(text: str, start: int, end: int) -> str | None:
    """Who approves, where the sentence goes on about that person: 'is confirmed by Ada, and she …';
    None elsewhere."""
    if _APPROVED.search(text, 0, start) and _GOES_ON.match(text, end):
        return "the person responsible"
    return None


def spared(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What can go with a name where a favour is asked ('ask Ada for help'), or where others are
    named beside it ('from Ada and the department'); None elsewhere."""
    if HAN.search(text[start:end]):
        beside = _HAN_BESIDE.match(text, end) if _HAN_GOVERNED.search(text, 0, start) else None
        return (start, beside.end()) if beside else unsaid(text, start, end)
    before = re.search(rf"\b[Aa]sk(?:ing)?\s(?P<names>(?:{_NAME}{_JOIN})*)\Z", text[:start])
    if before is not None:
        behind = re.compile(rf"(?:{_JOIN}{_NAME})*").match(text, end)
        favour = _FAVOUR.match(text, behind.end()) if behind else None
        return (before.start("names"), favour.end()) if favour else None
    beside = _BESIDE.match(text, end) if _GOVERNED.search(text, 0, start) else None
    return (start, beside.end()) if beside else None


_TOLD_WHO = "你是"


def addressed(document: str, text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """For the name at `text[start:end]` of whom a persona speaks to ('你是小北'): the place and
    what stands there instead, '你'; None where that would not be Chinese."""
    if _TOLD_WHO + text[start:end] not in document:
        return None
    behind, before = text[end:], text[:start]
    if before.endswith(_TOLD_WHO):
        return (start - 1, end + 1, "") if re.match(r"[，,]不是", behind) else None
    if before.endswith("你") or not re.match(r"\s?[\u4e00-\u9fff]", behind):
        return None
    return start, end, "你"


_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff，。：]) (?=\S)"), re.compile(r" (?=[\u4e00-\u9fff])")


def with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a Latin name with the blanks that set it apart from the Chinese around it: a
    Chinese word in its place has none."""
    before, behind = _BLANKS
    start -= start > 1 and before.match(text, start - 1) is not None
    return start, end + (behind.match(text, end) is not None)
