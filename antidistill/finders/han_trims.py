"""What can go together with an amount in a Chinese sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim
from antidistill.finders.han_gaps import leaves_gap
from antidistill.finders.han_rewordings import reworded
from antidistill.finders.han_sentence import (
    BREAK,
    SOFT,
    THRESHOLD,
    any_of,
    clause_around,
    forbids,
    leaves_sentence,
    past_noun,
    tight,
    word_at,
    word_before,
    words_of,
)
from antidistill.finders.han_times import frequency, recent, silent, within
from antidistill.finders.phrases import HAN

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLAUSE_ALONE = re.compile(
    r"\s*(?:大约|大概|约|至少|最多|不超过|控制在|一般|通常|每次|时长|限时|限|默认值?(?:是|为)?|合计|共计?|总共|预计)*\s*"
)
_TAIL = r"\s?(?:以内|之内|以上|以下|左右|上下)?"
_CLAUSE_TAIL = re.compile(r"\s*(?:以内|之内|内|左右|以上|以下|上下|即可|足够|就够)?\s*")


def chinese(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """The phrase that can go with `amount`, None when the sentence needs it."""
    for way in (
        _own_clause,
        reworded,
        silent,
        recent,
        within,
        frequency,
        _complement,
        _change,
        _attribute,
        _counted,
        _last_clause,
        _waiting,
        _repeated,
        _lasting,
    ):
        found = way(text, amount, doc)
        if found is None or not (found.new or leaves_sentence(text, found)):
            continue
        return None if not found.new and leaves_gap(text, found) else found
    return None


def _own_clause(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'，1000 字以内' and '，最多两个小标题' with the comma before."""
    start = max(text.rfind(sign, 0, amount.start) for sign in BREAK)
    if start < 0 or text[start] not in "，,":
        return None
    if not _CLAUSE_ALONE.fullmatch(text, start + 1, amount.start):
        return None
    match = _CLAUSE_TAIL.match(text, amount.end)
    end = match.end() if match else amount.end
    if start >= 5 and THRESHOLD.search(text[: amount.start]):
        end = past_noun(text, end, doc)
    closes = end == len(text) or text[end] in BREAK + ")）"
    return Trim(start, end) if closes and start >= 3 else None


def _complement(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """' 3 次' after a verb that stands on its own: '重试 3 次' at the end of its clause."""
    if amount.rule not in ("duration", "count", "size"):
        return None
    begin, _ = clause_around(text, amount)
    lead = re.search(rf"{SOFT}\Z", text[: amount.start])
    start = lead.start() if lead else amount.start
    over = re.search(r"(?:已经|已)?超过\s?\Z", text[: amount.start])
    clause = text[begin:start]
    if re.search(r"至多|至少|最多|最少|不超过|不少于|每|(?:默认|超时|间隔|周期|时长)\s?\Z", clause):
        return None
    known = re.search(rf"(?:{any_of('zh_verbs')})\s?\Z", text[:start])
    if over is not None:
        known = re.search(rf"(?:{any_of('zh_states')})\s?\Z", text[: over.start()])
        start = over.start()
    verb = word_before(doc, text, start)
    timed = amount.rule == "duration" or text[amount.end - 1] in "次遍轮回趟"
    is_verb = (
        verb is not None and verb.tag_ == "v" and len(verb.text) > 1 and over is None and timed
    )
    if not known and not (is_verb and verb is not None and verb.text not in words_of("zh_needing")):
        return None
    tail = re.compile(_TAIL).match(text, amount.end)
    end = tail.end() if tail else amount.end
    rest = text[end:].lstrip()
    if text[:start].rstrip().endswith("提前"):
        return Trim(tight(text, start), end + len(text[end:]) - len(rest))
    closes = not rest or rest[0] in BREAK + ")）" or re.match(r"[后再并且就仍]|即可|时(?!间)", rest)
    return Trim(tight(text, start), end) if closes else None


def _change(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'超过 5%' after a verb of change: '错误率上升超过 5% 就回滚'."""
    del doc
    lead = re.search(
        rf"({any_of('zh_changes')}|{any_of('zh_states')})(了?\s?(?:超过|超出|达到?|至|到|近|约|大约|至少|不超过)?\s?)\Z",
        text[: amount.start],
    )
    if lead is None or amount.rule not in ("share", "count", "size", "duration", "limit"):
        return None
    tail = re.compile(_TAIL).match(text, amount.end)
    end = tail.end() if tail else amount.end
    rest = text[end:].lstrip()
    if rest and not (rest[0] in BREAK + ")）" or re.match(r"[就时则且后并]|以?后", rest)):
        return None
    return Trim(lead.start(2), end)


def _attribute(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'90 天内的' in '设置 90 天内的回访提醒', '15 分钟的' in '开 15 分钟的站会'."""
    tail = re.compile(r"\s?(?:以?内|之内|左右|上下)?的\s?(?=[\u4e00-\u9fffA-Za-z])").match(
        text, amount.end
    )
    if tail is None or amount.rule not in ("duration", "count", "size", "share"):
        return None
    if THRESHOLD.search(text[: amount.start]) and "至少" not in text[amount.hedge : amount.start]:
        return None
    verb = word_before(doc, text, amount.hedge)
    if verb is None or verb.tag_ != "v" or verb.text in words_of("zh_equal"):
        return None
    return Trim(tight(text, amount.hedge), tail.end())


def _counted(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'3 条以上' in '收到 3 条以上负面评价'."""
    if amount.rule not in ("count", "size", "duration") or re.match(r"\s?的", text[amount.end :]):
        return None
    if re.search(
        r"\s?(?:不超过|超过|大于|小于|低于|高于|最多|至多|仅|只|满|达到?|第|[<>≥≤])\s?\Z",
        text[: amount.start],
    ):
        return None
    tail = re.compile(_TAIL).match(text, amount.end)
    end = tail.end() if tail else amount.end
    lead = re.search(rf"{SOFT}\Z", text[: amount.start])
    start = lead.start() if lead else amount.start
    verb, noun = word_before(doc, text, start), word_at(doc, text, end)
    if verb is None or noun is None or verb.tag_ != "v" or verb.text in words_of("zh_needing"):
        return None
    if noun.tag_ not in ("n", "vn", "a", "an", "nz", "nw") or not re.match(
        r"\s?[\u4e00-\u9fffA-Za-z]", text[end:]
    ):
        return None
    if forbids(text, start, end) or _ONE_AND_SAME.search(text, 0, start):
        return None
    return Trim(tight(text, start), end)


_ONE_AND_SAME = re.compile(r"同一\s?[\u4e00-\u9fff]")
"""What is told of the one against the several: '同一个视频，准备两个封面'."""


def _last_clause(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'，超过 50 行考虑拆分' behind a clause that says enough on its own."""
    del doc
    start, end = clause_around(text, amount)
    if start < 5 or text[start - 1] not in "，," or text[end:].strip(" 。.；;!！"):
        return None
    before, clause = text[: start - 1], text[start:end]
    opened = max(before.rfind(sign) for sign in "。；;：:！？→，,") + 1
    first = before[opened:].strip()
    conditional = re.match(
        r"\s?(?:如果|若|一旦|当|只要)?\s?(?:超过|大于|小于|低于|高于|不足|达到|多于|少于|[<>≥≤])",
        clause,
    )
    leans = re.match(
        r"(?:如果|当|若|一旦|只要|虽然|因为|由于|先|除非|即使|要么|不仅|为了|对于|关于|在|从)",
        first,
    )
    if conditional is None or leans is not None or len(HAN.findall(first)) < 5:
        return None
    return Trim(start - 1, end)


def _waiting(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'1-2 分钟' in '等待 1-2 分钟点击停止': how long goes, and that one waits stays."""
    del doc
    lead = re.search(rf"(?<!不)(?:等待|等候|静置){SOFT}\Z", text[: amount.start])
    behind = re.match(r"\s?[\u4e00-\u9fff]", text[amount.end :])
    if lead is None or behind is None or amount.rule != "duration":
        return None
    if re.match(r"\s?(?:以内|以上|之内|以下|左右|内|的)", text[amount.end :]):
        return None
    start = lead.start() + 2
    return Trim(start, amount.end, "片刻" if text[amount.end - 1] == "秒" else "一段时间")


def _repeated(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'4 次' behind a verb with what it is done to: '用甲醇冲洗管路 4 次。'"""
    if amount.rule != "count" or text[amount.end - 1] not in "次遍":
        return None
    begin, end = clause_around(text, amount)
    noun = word_before(doc, text, amount.start)
    if text[amount.end : end].strip() or noun is None or not noun.tag_.startswith("n"):
        return None
    known = re.search(
        rf"(?:{any_of('zh_verbs')})[\u4e00-\u9fff]{{2,4}}\s?\Z", text[begin : amount.start]
    )
    return Trim(tight(text, amount.start), amount.end) if known else None


_NO_EVENT = re.compile(
    r"[就则再还没未不后内前以之即必须至到]|响应|完成|解决|回复|恢复|超时|处理|一次|左右|的|为|是|无|仍|通知|升级"
)


def _lasting(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'10分钟' in '10分钟简要讲授, 围绕误区展开': how long it takes goes, what it is stays."""
    del doc
    opened = text[: amount.start].rstrip(" *_")
    behind = re.match(r"\s?([\u4e00-\u9fff]{4,12})(?![\u4e00-\u9fff])", text[amount.end :])
    if amount.rule != "duration" or behind is None or _NO_EVENT.search(behind.group(1)):
        return None
    if (opened and opened[-1] not in "+＋；;。") or THRESHOLD.search(opened):
        return None
    return Trim(amount.start, amount.end + behind.start(1))
