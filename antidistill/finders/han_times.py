"""What can go together with a time in a Chinese sentence: when, how long back, how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim
from antidistill.finders.han_sentence import (
    NEGATIVE,
    SOFT,
    THRESHOLD,
    acts,
    any_of,
    clause_around,
    forbids,
    opens,
    tight,
    word_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


def silent(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'超过 2 周' in '超过 2 周没动静就关单': that nothing came is the condition."""
    del doc
    tail = re.compile(r"\s?(?:内|后|以上|都|还)?\s?(?=没|未|无人|仍未|仍没)").match(
        text, amount.end
    )
    lead = re.search(r"(?:超过|满|大约|约|连续|如果|若)?\s?\Z", text[: amount.start])
    if amount.rule != "duration" or tail is None or lead is None:
        return None
    start = lead.start() if not lead.group().startswith(("如果", "若")) else amount.start
    return Trim(tight(text, start), tail.end()) if opens(text, start) else None


def recent(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'最近 1 小时的' before what happened in it; '3 天' behind 召开前."""
    if amount.rule not in ("duration", "count"):
        return None
    lead = re.search(
        r"(?:在|从)?(?:最近|过去|(?<![附接靠临就将])近|未来|接下来|后续|(?<![提之以当目此从年月日天周期午饭上])前)(?:的)?\s?\Z",
        text[: amount.start],
    )
    tail = re.compile(r"\s?(?:以?内|里|以来)?的?\s?").match(text, amount.end)
    if lead is None or tail is None or NEGATIVE.match(text[tail.end() :]):
        return None
    if not re.match(r"[\u4e00-\u9fffA-Za-z]", text[tail.end() :]):
        return None
    if lead.group().strip() == "前" and _is_event(text, lead.start(), doc):
        return Trim(amount.start, tail.end())
    return Trim(tight(text, lead.start()), tail.end())


def _is_event(text: str, end: int, doc: Doc | None) -> bool:
    """Whether an amount is counted from something that happens ('召开[前 3 天]发布'), and nobody
    looks at what was before ('查看[前 3 天]')."""
    verb = word_before(doc, text, end)
    if verb is None or verb.tag_ not in ("v", "vn") or len(verb.text) < 2:
        return False
    return re.search(r"[看查取比计顾总析导读]", verb.text) is None


def within(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'在 24 小时内' and '三天后' before what is to be done."""
    if amount.rule not in ("duration", "clock", "date", "weekday"):
        return None
    tail = re.compile(
        r"\s?(?:工作日)?(?:之内|以内|内|后|之后|以后|前|之前|以前)(?!部|容|存|置|端|台|者)"
    ).match(text, amount.end)
    if tail is None or THRESHOLD.search(text[: amount.start]):
        return None
    lead = re.search(rf"(?:在|于|最迟|最晚)?\s?{SOFT}\Z", text[: amount.start])
    start = lead.start() if lead else amount.start
    end = tail.end()
    if not acts(text, end, doc) or forbids(text, start, end):
        return None
    verb = word_before(doc, text, start)
    known = re.search(rf"(?:{any_of('zh_verbs')})\s?\Z", text[:start]) is not None
    acting = known or (verb is not None and verb.tag_ == "v")
    if re.search(r"[后前]\Z", text[amount.end : end]) and acting:
        return None
    if not text[clause_around(text, amount)[0] : start].strip(" *_"):
        end += len(re.match(r"\s?(?:再|才|就|仍|还)?", text[end:]).group())  # type: ignore[union-attr]
    return Trim(tight(text, start), end)


def frequency(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """'每周三', '每 2 周', '每天早上 9:00' and '连续 5 分钟' before what is done or seen."""
    lead = re.search(r"(?:每|连续|持续|累计)?\s?\Z", text[: amount.start])
    frequent = bool(lead and lead.group().strip()) or text[amount.start] == "每"
    if not frequent and amount.rule not in ("clock", "weekday"):
        return None
    if lead is not None and lead.group().startswith("持续") and not opens(text, lead.start()):
        return None
    start = lead.start() if lead else amount.start
    around = re.search(r"(?:在|于)\s?\Z", text[:start])
    start = around.start() if around else start
    more = re.search(rf"(?:{SOFT})\Z", text[:start])
    start = more.start() if more else start
    if not acts(text, amount.end, doc) or forbids(text, start, amount.end):
        return None
    if re.match(r"\s?(?:一次|两次|一遍|前|后|内|之|以|起|至|到|有|是|为)", text[amount.end :]):
        return None
    return Trim(tight(text, start), amount.end)
