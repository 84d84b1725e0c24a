"""What can go together with an amount in a Chinese sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim, alternatives
from antidistill.finders.phrases import HAN, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BREAK = "，,；;。：:、！!？?→"
_SOFT = r"(?:至少|最少|不少于|大约|大概|差不多|将近|约|近|~|≈|≥|≤|<|>|\s)*"
_THRESHOLD = re.compile(
    r"(?:超过|不超过|大于|小于|低于|高于|多于|少于|不足|不到|达到|达|满|不低于|不高于|不少于|至少|最多|至多|[<>≥≤])\s*\Z"
)
_CLAUSE_ALONE = re.compile(
    r"\s*(?:大约|大概|约|至少|最多|不超过|控制在|一般|通常|每次|时长|限时|限|默认值?(?:是|为)?|合计|共计?|总共|预计)*\s*"
)
_TAIL = r"\s?(?:以内|之内|以上|以下|左右|上下)?"
_CLAUSE_TAIL = re.compile(r"\s*(?:以内|之内|内|左右|以上|以下|上下|即可|足够|就够)?\s*")
_BAD_END = re.compile(
    r"(?:至少|最少|最多|至多|不超过|超过|不少于|不足|大于|小于|低于|高于|多于|少于|约|大约|大概|每|每隔|在|于|为|是|到|"
    r"至|从|将|把|被|和|与|或|及|达到?|仅|只|第|满|近|共|等于|控制在|保持在|设为|设置为|调到|需要?|要|有|持续|耗时|用时|占|"
    r"花费?|最后|[×xX*/<>≥≤=~+-])\s*\Z"
)
_BAD_START = re.compile(
    r"\s*(?:的|以内|以上|以下|左右|之内|内(?!部|容|存|置)|×|/|%|至(?!少)|到|~|-|–|次要?|级|号|型|以前|以后|之前|之后|一次)"
)
_NEGATIVE = re.compile(r"(?:不要|不得|禁止|严禁|不能|不可|不准|不许|切勿|避免|别|勿|除|才能?|才可|以外)")
_CONDITION = re.compile(r"(?:如果|若|当|一旦|只要|如|未能|没能|未)")


@cache
def _data(key: str) -> frozenset[str]:
    return frozenset(str(table("units")["trims"][key]).split())


@cache
def _any(key: str) -> str:
    return alternatives(str(table("units")["trims"][key]))


def chinese(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """The phrase that can go with `amount`, None when the sentence needs it."""
    for way in (
        _own_clause,
        _reworded,
        _recent,
        _within,
        _frequency,
        _complement,
        _change,
        _attribute,
        _counted,
        _last_clause,
    ):
        found = way(text, amount, doc)
        if found is not None and (found.new or _leaves_sentence(text, found)):
            return found
    return None


def _leaves_sentence(text: str, cut: Trim) -> bool:
    """Whether no word before or behind the cut hangs in the air, and the clause still has words."""
    left, right = text[: cut.start], text[cut.end :]
    if _BAD_END.search(left) or (_BAD_START.match(right) and not _BREAKS_AT.match(right)):
        return False
    if left.rstrip()[-1:] in tuple(_BREAK) and right.lstrip()[:1] in tuple(_BREAK):
        return False
    return len(HAN.findall(left + right)) >= 2


_BREAKS_AT = re.compile(rf"\s*[{_BREAK}]")


def _clause(text: str, amount: Amount) -> tuple[int, int]:
    """Where the clause of the amount begins and ends."""
    start = max(text.rfind(sign, 0, amount.start) for sign in _BREAK) + 1
    ends = [at for sign in _BREAK if (at := text.find(sign, amount.end)) >= 0]
    return start, min(ends, default=len(text))


def _tag(doc: Doc | None, text: str, end: int) -> Token | None:
    """The word that ends right before `end`."""
    edge = len(text[:end].rstrip())
    if text[edge - 1 : edge] == "了":
        edge -= 1
    return next((t for t in doc or () if t.idx + len(t.text) == edge), None)


def _next(doc: Doc | None, text: str, at: int) -> Token | None:
    """The word that begins at `at`, or goes on there."""
    at += len(text[at:]) - len(text[at:].lstrip())
    return next((t for t in doc or () if t.idx <= at < t.idx + len(t.text)), None)


def _tight(text: str, start: int) -> int:
    edge = len(text[:start].rstrip(" "))
    return start if text[edge - 1 : edge] in tuple("—–-") else edge


def _own_clause(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'，1000 字以内' and '，最多两个小标题' with the comma before."""
    start = max(text.rfind(sign, 0, amount.start) for sign in _BREAK)
    if start < 0 or text[start] not in "，,":
        return None
    if not _CLAUSE_ALONE.fullmatch(text, start + 1, amount.start):
        return None
    match = _CLAUSE_TAIL.match(text, amount.end)
    end = match.end() if match else amount.end
    if start >= 5 and _THRESHOLD.search(text[: amount.start]):
        end = _past_noun(text, end, doc)
    closes = end == len(text) or text[end] in _BREAK + ")）"
    return Trim(start, end) if closes and start >= 3 else None


def _past_noun(text: str, at: int, doc: Doc | None) -> int:
    """Where the noun ends that an amount counts at the end of a clause; `at` if a verb follows."""
    ends = [i for sign in _BREAK if (i := text.find(sign, at)) >= 0]
    stop = min(ends, default=len(text))
    words = [t for t in doc or () if t.idx + len(t.text) > at and t.idx < stop]
    named = bool(words) and all(t.tag_ in ("n", "vn", "a", "an", "nz", "f", "m") for t in words)
    return stop if named and stop - at <= 10 else at


def _reworded(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'至少提前 1 天' says '提前', '每隔 2 分钟' says '定期', '最多重试 3 次' asks for a limit."""
    del doc
    before = text[: amount.start]
    early = re.search(r"(?:至少|最少|最迟|需|须)(?=提前\s?\Z)", before)
    if early is not None and early.group() in ("至少", "最少", "最迟"):
        return Trim(early.start(), amount.end, "提前")
    every = re.search(r"(?:默认)?每隔\s?\Z", before)
    if every is not None and amount.rule == "duration" and re.match(r"\s?[\u4e00-\u9fff]", text[amount.end :]):
        return Trim(every.start(), amount.end, "定期")
    most = re.search(rf"(?:最多|至多|不超过)({_any('zh_verbs')})\s?\Z", before)
    if most is not None and re.fullmatch(r"\S*\s?[次遍]", text[amount.start : amount.end]):
        return Trim(most.start(), amount.end, f"限制{most.group(1)}次数")
    return None


def _recent(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'最近 1 小时的' before what happened in it."""
    del doc
    if amount.rule not in ("duration", "count"):
        return None
    lead = re.search(r"(?:在|从)?(?:最近|过去|(?<![附接靠临就将])近|未来|接下来|后续|(?<![提之以当目此从年月日天周期午饭上])前)(?:的)?\s?\Z", text[: amount.start])
    tail = re.compile(r"\s?(?:以?内|里|以来)?的?\s?").match(text, amount.end)
    if lead is None or tail is None or _NEGATIVE.match(text[tail.end() :]):
        return None
    if not re.match(r"[\u4e00-\u9fffA-Za-z]", text[tail.end() :]):
        return None
    return Trim(_tight(text, lead.start()), tail.end())


def _within(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'在 24 小时内' and '三天后' before what is to be done."""
    if amount.rule not in ("duration", "clock", "date", "weekday"):
        return None
    tail = re.compile(
        r"\s?(?:工作日)?(?:之内|以内|内|后|之后|以后|前|之前|以前)(?!部|容|存|置|端|台|者)"
    ).match(text, amount.end)
    if tail is None or _THRESHOLD.search(text[: amount.start]):
        return None
    lead = re.search(rf"(?:在|于|最迟|最晚)?\s?{_SOFT}\Z", text[: amount.start])
    start = lead.start() if lead else amount.start
    end = tail.end()
    if not _acts(text, end, doc) or _forbids(text, start, end):
        return None
    verb = _tag(doc, text, start)
    known = re.search(rf"(?:{_any('zh_verbs')})\s?\Z", text[:start]) is not None
    acting = known or (verb is not None and verb.tag_ == "v")
    if re.search(r"[后前]\Z", text[amount.end : end]) and acting:
        return None
    if not text[_clause(text, amount)[0] : start].strip(" *_"):
        end += len(re.match(r"\s?(?:再|才|就|仍|还)?", text[end:]).group())  # type: ignore[union-attr]
    return Trim(_tight(text, start), end)


def _acts(text: str, at: int, doc: Doc | None) -> bool:
    """Whether what begins at `at` is an action or a new clause, and no noun that was measured."""
    if re.match(r"\s?(?:[和或与及、~～/]|的)", text[at:]):
        return False
    behind = re.match(r"\s?[\u4e00-\u9fffA-Za-z]", text[at:])
    if behind is None:
        return False
    token = _next(doc, text, at)
    return token is None or token.tag_ in ("v", "vn", "d", "ad", "p", "n", "c", "a", "r", "vd", "an")


def _forbids(text: str, start: int, end: int) -> bool:
    """Whether the clause forbids something for that time: without it, it would do so always."""
    begin = max(text.rfind(sign, 0, start) for sign in _BREAK) + 1
    ends = [at for sign in _BREAK if (at := text.find(sign, end)) >= 0]
    around = text[begin:start] + text[end : min(ends, default=len(text))]
    return _NEGATIVE.search(around) is not None and _CONDITION.search(text[begin:start]) is None


def _frequency(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'每周三', '每 2 周', '每天早上 9:00' and '连续 5 分钟' before what is done or seen."""
    lead = re.search(r"(?:每|连续|持续|累计)?\s?\Z", text[: amount.start])
    frequent = bool(lead and lead.group().strip()) or text[amount.start] == "每"
    if not frequent and amount.rule not in ("clock", "weekday"):
        return None
    if lead is not None and lead.group().startswith("持续") and not _opens(text, lead.start()):
        return None
    start = lead.start() if lead else amount.start
    around = re.search(r"(?:在|于)\s?\Z", text[:start])
    start = around.start() if around else start
    more = re.search(rf"(?:{_SOFT})\Z", text[:start])
    start = more.start() if more else start
    if not _acts(text, amount.end, doc) or _forbids(text, start, amount.end):
        return None
    if re.match(r"\s?(?:一次|两次|一遍|前|后|内|之|以|起|至|到|有|是|为)", text[amount.end :]):
        return None
    return Trim(_tight(text, start), amount.end)


def _opens(text: str, at: int) -> bool:
    return not text[:at].rstrip(" *_").strip() or text[:at].rstrip(" *_")[-1] in _BREAK


def _complement(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """' 3 次' after a verb that stands on its own: '重试 3 次' at the end of its clause."""
    if amount.rule not in ("duration", "count", "size"):
        return None
    begin, _ = _clause(text, amount)
    lead = re.search(rf"{_SOFT}\Z", text[: amount.start])
    start = lead.start() if lead else amount.start
    over = re.search(r"(?:已经|已)?超过\s?\Z", text[: amount.start])
    clause = text[begin:start]
    if re.search(r"至多|至少|最多|最少|不超过|不少于|每", clause):
        return None
    known = re.search(rf"(?:{_any('zh_verbs')})\s?\Z", text[:start])
    if over is not None:
        known = re.search(rf"(?:{_any('zh_states')})\s?\Z", text[: over.start()])
        start = over.start()
    verb = _tag(doc, text, start)
    is_verb = verb is not None and verb.tag_ == "v" and len(verb.text) > 1 and over is None
    if not known and not (is_verb and verb is not None and verb.text not in _data("zh_needing")):
        return None
    tail = re.compile(_TAIL).match(text, amount.end)
    end = tail.end() if tail else amount.end
    rest = text[end:].lstrip()
    if text[:start].rstrip().endswith("提前"):
        return Trim(_tight(text, start), end + len(text[end:]) - len(rest))
    closes = not rest or rest[0] in _BREAK + ")）" or re.match(r"[后再并且就仍]|即可|时(?!间)", rest)
    return Trim(_tight(text, start), end) if closes else None


def _change(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'超过 5%' after a verb of change: '错误率上升超过 5% 就回滚'."""
    del doc
    lead = re.search(
        rf"({_any('zh_changes')}|{_any('zh_states')})(了?\s?(?:超过|超出|达到?|至|到|近|约|大约|至少|不超过)?\s?)\Z",
        text[: amount.start],
    )
    if lead is None or amount.rule not in ("share", "count", "size", "duration", "limit"):
        return None
    tail = re.compile(_TAIL).match(text, amount.end)
    end = tail.end() if tail else amount.end
    rest = text[end:].lstrip()
    if rest and not (rest[0] in _BREAK + ")）" or re.match(r"[就时则且后并]|以?后", rest)):
        return None
    return Trim(lead.start(2), end)


def _attribute(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'90 天内的' in '设置 90 天内的回访提醒', '15 分钟的' in '开 15 分钟的站会'."""
    tail = re.compile(r"\s?(?:以?内|之内|左右|上下)?的\s?(?=[\u4e00-\u9fffA-Za-z])").match(text, amount.end)
    if tail is None or amount.rule not in ("duration", "count", "size", "share"):
        return None
    if _THRESHOLD.search(text[: amount.start]) and "至少" not in text[amount.hedge : amount.start]:
        return None
    verb = _tag(doc, text, amount.hedge)
    if verb is None or verb.tag_ != "v" or verb.text in _data("zh_needing"):
        return None
    return Trim(_tight(text, amount.hedge), tail.end())


def _counted(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'3 条以上' in '收到 3 条以上负面评价'."""
    if amount.rule not in ("count", "size", "duration") or re.match(r"\s?的", text[amount.end :]):
        return None
    if re.search(r"\s?(?:不超过|超过|大于|小于|低于|高于|最多|至多|仅|只|满|达到?|第|[<>≥≤])\s?\Z", text[: amount.start]):
        return None
    tail = re.compile(_TAIL).match(text, amount.end)
    end = tail.end() if tail else amount.end
    lead = re.search(rf"{_SOFT}\Z", text[: amount.start])
    start = lead.start() if lead else amount.start
    verb, noun = _tag(doc, text, start), _next(doc, text, end)
    if verb is None or noun is None or verb.tag_ != "v" or verb.text in _data("zh_needing"):
        return None
    if noun.tag_ not in ("n", "vn", "a", "an", "nz", "nw") or not re.match(r"\s?[\u4e00-\u9fffA-Za-z]", text[end:]):
        return None
    if _forbids(text, start, end):
        return None
    return Trim(_tight(text, start), end)


def _last_clause(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'，超过 50 行考虑拆分' behind a clause that says enough on its own."""
    del doc
    start, end = _clause(text, amount)
    if start < 5 or text[start - 1] not in "，," or text[end:].strip(" 。.；;!！"):
        return None
    before, clause = text[: start - 1], text[start:end]
    opened = max(before.rfind(sign) for sign in "。；;：:！？→，,") + 1
    first = before[opened:].strip()
    conditional = re.match(r"\s?(?:如果|若|一旦|当|只要)?\s?(?:超过|大于|小于|低于|高于|不足|达到|多于|少于|[<>≥≤])", clause)
    leans = re.match(
        r"(?:如果|当|若|一旦|只要|虽然|因为|由于|先|除非|即使|要么|不仅|为了|对于|关于|在|从)", first
    )
    if conditional is None or leans is not None or len(HAN.findall(first)) < 5:
        return None
    return Trim(start - 1, end)
