"""Cuts of amounts that would leave a Chinese sentence with a gap that shows."""

from __future__ import annotations

import re

from antidistill.finders.amount import Trim
from antidistill.finders.han_sentence import BREAK

_VALUED = re.compile(rf"(?:时间段?|时段|时长|时刻|日期|期限)(?:[:：]|为|是)\s?[^{BREAK}]{{0,6}}\Z")
"""What is said to be a time: '开始时间为当天[零点]开放'."""
_TIMED = re.compile(r"\s*(?:开始|结束|完成|到期|截止|生效|关闭)\s*")
"""A clause that says nothing but when."""
_DOSED = re.compile(rf"(?:\A|[{BREAK}\s])[加取吸称倒]\s?\Z")
_NO_OBJECT = re.compile(r"\s?[稍略就即再后至到使会可也才仍]")
"""'加[2μl]稍稍超过': the verb has nothing left to be done to."""


def leaves_gap(text: str, cut: Trim) -> bool:
    """Whether a cut takes the value that its label announces, all of a clause but when it ends, or
    what a verb of one character is done to."""
    left, right = text[: cut.start], text[cut.end :]
    clause = re.split(rf"[{BREAK}]", left)[-1] + re.split(rf"[{BREAK}]", right)[0]
    if _VALUED.search(left) or _TIMED.fullmatch(clause):
        return True
    return _DOSED.search(left) is not None and _NO_OBJECT.match(right) is not None
