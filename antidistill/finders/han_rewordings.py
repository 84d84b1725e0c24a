"""Chinese amounts that leave a vaguer word behind, where none at all would break the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim
from antidistill.finders.han_sentence import any_of, clause_around
from antidistill.finders.phrases import HAN

if TYPE_CHECKING:
    from spacy.tokens import Doc


def reworded(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'至少提前 1 天' says '提前', '每隔 2 分钟' says '定期', '等十秒再' says '稍等再', and
    '最多重试 3 次' asks for a limit."""
    del doc
    before = text[: amount.start]
    early = re.search(r"(?:至少|最少|最迟|需|须)(?=提前\s?\Z)", before)
    if early is not None and early.group() in ("至少", "最少", "最迟"):
        return Trim(early.start(), amount.end, "提前")
    every = re.search(r"(?:默认)?每(?:隔)?\s?\Z", before)
    behind = text[amount.end : clause_around(text, amount)[1]]
    often = every is not None and ("隔" in every.group() or "一次" in behind)
    if every is not None and often and amount.rule == "duration" and HAN.match(behind.lstrip()):
        return Trim(every.start(), amount.end, "定期")
    return (
        _paused(text, amount)
        or _numbered(text, amount)
        or _limited(text, amount)
        or _enough(text, amount)
        or _plenty(text, amount)
        or _waited(text, amount)
        or _time_of_day(text, amount)
    )


def _enough(text: str, amount: Amount) -> Trim | None:
    """'准备两到三个账号即可' as '准备几个账号即可': bare, the verb would ask for one or for all."""
    words = text[amount.start : amount.end]
    if (
        amount.rule != "count"
        or re.match(r"[1一]\D|\d{2}", words)
        or words[-1] not in "个份张台条名"
    ):
        return None
    behind = re.match(
        r"\s?[\u4e00-\u9fff]{1,6}(?:即可|就行|就可以|就够|足够|足矣)", text[amount.end :]
    )
    return Trim(amount.start, amount.end, f"几{words[-1]}") if behind else None


def _plenty(text: str, amount: Amount) -> Trim | None:
    """'准备 2-3 倍用电时间' as '准备足够的用电时间': bare, it would be the time itself."""
    verb = re.search(r"(?:准备|预留|预备|留出|留足|备足|备好)\s?\Z", text[: amount.start])
    times = text[amount.end - 1] == "倍" and amount.rule == "count"
    behind = re.match(r"的?\s?(?=[\u4e00-\u9fff]{2})", text[amount.end :])
    if verb is None or not times or behind is None:
        return None
    return Trim(verb.start() + 2, amount.end + behind.end(), "足够的")


def _time_of_day(text: str, amount: Amount) -> Trim | None:
    """'活跃时间段：晚上 10 点到凌晨 1 点' as '活跃时间段：晚上': the label wants a time."""
    label = re.search(r"(?:时间段?|时段)[:：]\s?\Z", text[: amount.start])
    part = re.match(r"(?:清晨|早上|上午|中午|下午|傍晚|晚上|深夜|凌晨)", text[amount.start :])
    if label is None or part is None or amount.rule != "clock":
        return None
    return Trim(amount.start, amount.end, part.group())


def _waited(text: str, amount: Amount) -> Trim | None:
    """'等待 1 分钟左右，再' as '等待片刻，再': bare, nobody would know what for."""
    verb = re.search(r"(?<!不)(?:等待|等候|静置)\s?(?:大约|约)?\s?\Z", text[: amount.start])
    behind = re.match(r"\s?(?:左右|上下)?(?=[，,])", text[amount.end :])
    if verb is None or behind is None or amount.rule != "duration":
        return None
    words = "一段时间" if text[amount.end - 1] in "时天周月" else "片刻"
    return Trim(verb.start() + 2, amount.end + behind.end(), words)


def _paused(text: str, amount: Amount) -> Trim | None:
    """'等十秒再' as '稍等再'."""
    pause = re.search(r"(?<![高中上下同相对何平优])等\s?\Z", text[: amount.start])
    if (
        pause is not None
        and amount.rule == "duration"
        and re.match(r"\s?(?:再|后)", text[amount.end :])
    ):
        return Trim(pause.start(), amount.end, "稍等")
    return None


def _numbered(text: str, amount: Amount) -> Trim | None:
    """'连续 3 次' as '连续多次', '至少两人' as '多人', before what is done or happens."""
    words = text[amount.start : amount.end]
    if re.match(r"\s?[\u4e00-\u9fff]", text[amount.end :]) is None or re.match(r"[1一]\D", words):
        return None
    row = re.search(r"(?:连续|接连|累计)\s?\Z", text[: amount.start])
    if row is not None and words.endswith("次") and not re.match(r"\s?以", text[amount.end :]):
        return Trim(row.start(), amount.end, row.group().strip() + "多次")
    least = re.search(r"(?:至少|最少)(?:由|有|要|需要?)?\s?\Z", text[: amount.start])
    if least is not None and re.fullmatch(r"\S*\s?个?人", words):
        verb = least.group().strip()[2:]
        return Trim(least.start(), amount.end, verb + "多人")
    return None


def _limited(text: str, amount: Amount) -> Trim | None:
    """'最多重试 3 次' as '限制重试次数'."""
    before = text[: amount.start]
    most = re.search(rf"(?:最多|至多|不超过)({any_of('zh_verbs')})\s?\Z", before)
    if most is not None and re.fullmatch(r"\S*\s?[次遍]", text[amount.start : amount.end]):
        return Trim(most.start(), amount.end, f"限制{most.group(1)}次数")
    return None
