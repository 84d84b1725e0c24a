"""What a Chinese sentence is around an amount: clauses, verbs, what a cut leaves behind."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim, alternatives
from antidistill.finders.phrases import HAN, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BREAK = "，,；;。：:、！!？?→"
_AGAINST = r"(?:[vV][sS]\.?|PK|相比(?:于)?|相较(?:于)?|对比)"
"""One thing against another: 对比[最近 7 天] vs [前 30 天]数据 says nothing without either."""
_BAD_END = re.compile(
    r"(?:至少|最少|最多|至多|不超过|超过|不少于|不足|大于|小于|低于|高于|多于|少于|约|大约|大概|每|每隔|在|于|为|是|到|"
    r"至|从|将|把|被|和|与|或|及|达到?|仅|只|第|满|近|共|等于|控制在|保持在|设为|设置为|调到|有|持续|耗时|用时|占|"
    rf"花费?|最后|还剩|只剩|剩下?|剩余|(?<![A-Za-z]){_AGAINST}|[×xX*/<>≥≤=~+-])\s*\Z"
)
_BAD_START = re.compile(
    rf"\s*(?:{_AGAINST}(?![A-Za-z])|的|以内|以上|以下|左右|之内|内(?!部|容|存|置)|×|/|%|至(?!少)|到|~|-|–|次要?|级|号|型|以前|以后|之前|之后|一次)"
)
SOFT = r"(?:至少|最少|不少于|大约|大概|差不多|将近|约|近|~|≈|≥|≤|<|>|\s)*"
_BOUND = re.compile(
    rf"(?:至少|最少|最多|至多|不超过|不少于|不低于|不高于)[^{BREAK}\d一二两三四五六七八九十百千半几]+\Z"
)
"""A limit whose amount stands further on: 每月至少组织[两次]例会."""
THRESHOLD = re.compile(
    r"(?:超过|不超过|大于|小于|低于|高于|多于|少于|不足|不到|达到|达|满|不低于|不高于|不少于|至少|最多|至多|[<>≥≤])\s*\Z"
)
NEGATIVE = re.compile(
    r"(?:不要|不得|禁止|严禁|不能|不可|不准|不许|切勿|避免|别|勿|除|才能?|才可|以外)"
)
_CONDITION = re.compile(r"(?:如果|若|当|一旦|只要|如|未能|没能|未)")
_UNABLE = re.compile(r"无法|不会|不可用|不生效")
"""What is so only for that time: '零点后一分钟内无法登记'."""
_BREAKS_AT = re.compile(rf"\s*[{BREAK}]")


@cache
def words_of(key: str) -> frozenset[str]:
    return frozenset(str(table("units")["trims"][key]).split())


@cache
def any_of(key: str) -> str:
    return alternatives(str(table("units")["trims"][key]))


def leaves_sentence(text: str, cut: Trim) -> bool:
    """Whether no word before or behind the cut hangs in the air, and the clause still has words."""
    left, right = text[: cut.start], text[cut.end :]
    if _BOUND.search(left) and not _BREAKS_AT.match(text, cut.start):
        return False
    if _BAD_END.search(left) or (_BAD_START.match(right) and not _BREAKS_AT.match(right)):
        return False
    if left.rstrip()[-1:] in tuple(BREAK) and right.lstrip()[:1] in tuple(BREAK):
        return False
    around = re.split(rf"[{BREAK}]", left)[-1] + re.split(rf"[{BREAK}]", right)[0]
    if re.fullmatch(r"[\s*_]*\w[\s*_]*", around):
        # '每天两点跑' cannot become '跑'
        return False
    return len(HAN.findall(left + right)) >= 2


def clause_around(text: str, amount: Amount) -> tuple[int, int]:
    """Where the clause of the amount begins and ends."""
    start = max(text.rfind(sign, 0, amount.start) for sign in BREAK) + 1
    ends = [at for sign in BREAK if (at := text.find(sign, amount.end)) >= 0]
    return start, min(ends, default=len(text))


def word_before(doc: Doc | None, text: str, end: int) -> Token | None:
    """The word that ends right before `end`."""
    edge = len(text[:end].rstrip())
    if text[edge - 1 : edge] == "了":
        edge -= 1
    return next((t for t in doc or () if t.idx + len(t.text) == edge), None)


def word_at(doc: Doc | None, text: str, at: int) -> Token | None:
    """The word that begins at `at`, or goes on there."""
    at += len(text[at:]) - len(text[at:].lstrip())
    return next((t for t in doc or () if t.idx <= at < t.idx + len(t.text)), None)


def tight(text: str, start: int) -> int:
    """`start` before the spaces that stand there, but behind those of a dash."""
    edge = len(text[:start].rstrip(" "))
    if text[edge - 1 : edge] in tuple("—–-"):
        return edge + len(text[edge:]) - len(text[edge:].lstrip(" "))
    return edge


def past_noun(text: str, at: int, doc: Doc | None) -> int:
    """Where the noun ends that an amount counts at the end of a clause; `at` if a verb follows."""
    ends = [i for sign in BREAK if (i := text.find(sign, at)) >= 0]
    stop = min(ends, default=len(text))
    words = [t for t in doc or () if t.idx + len(t.text) > at and t.idx < stop]
    named = bool(words) and all(t.tag_ in ("n", "vn", "a", "an", "nz", "f", "m") for t in words)
    return stop if named and stop - at <= 10 else at


def acts(text: str, at: int, doc: Doc | None) -> bool:
    """Whether what begins at `at` is an action or a new clause, and no noun that was measured."""
    if re.match(r"\s?(?:[和或与及、~～/]|的)", text[at:]):
        return False
    behind = re.match(r"\s?[\u4e00-\u9fffA-Za-z]", text[at:])
    if behind is None:
        return False
    token = word_at(doc, text, at)
    return token is None or token.tag_ in (
        "v",
        "vn",
        "d",
        "ad",
        "p",
        "n",
        "c",
        "a",
        "r",
        "vd",
        "an",
    )


def forbids(text: str, start: int, end: int) -> bool:
    """Whether the clause forbids or denies something for that time: without it, it would do so
    always."""
    begin = max(text.rfind(sign, 0, start) for sign in BREAK) + 1
    ends = [at for sign in BREAK if (at := text.find(sign, end)) >= 0]
    around = text[begin:start] + text[end : min(ends, default=len(text))]
    denies = NEGATIVE.search(around) or _UNABLE.search(around)
    return denies is not None and _CONDITION.search(text[begin:start]) is None


def opens(text: str, at: int) -> bool:
    return not text[:at].rstrip(" *_").strip() or text[:at].rstrip(" *_")[-1] in BREAK
