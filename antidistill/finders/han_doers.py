"""Doers whom a Chinese sentence need not name: '再跟李姐核对金额', '失败时需要李姐手动上传'."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.amount import alternatives
from antidistill.finders.phrases import table

_BESIDE = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[后前先再需须要并时]))[跟与和同向找由]\Z")
_STEP = re.compile(r"(?:(?<=[后先再并])|需要|(?<!必)须|(?<=[\u4e00-\u9fff][，,])\s?)\Z")
_PLACE = re.compile(r"(?<=[内里中上])(?=\s?\Z)")


@cache
def acts() -> str:
    """The pattern of what one can be said to do without saying who does it, with its manner."""
    data = table("person_context")["acts"]
    manner, act = (alternatives(str(data[key])) for key in ("zh_manner", "zh"))
    return rf"(?:{manner}|在[\u4e00-\u9fff]{{1,6}}上)?(?:{act})"


@cache
def _act() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The act right behind a name; the same with what it is done to."""
    return (
        re.compile(rf"\s?{acts()}"),
        re.compile(rf"\s?{acts()}[好完]?(?=[\u4e00-\u9fffA-Za-z《「“])"),
    )


def unsaid(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What can go of `text` with the name at `[start, end)`: '跟李姐' and '李姐' above; None where
    nobody would know who is asked ('拿不准，找李姐确认')."""
    alone, with_object = _act()
    beside = _BESIDE.search(text, 0, start)
    if beside is not None and with_object.match(text, end):
        return beside.start(), end
    called = _PLACE.search(text, 0, start) if text.startswith("@", start) else None
    does = called or _STEP.search(text, 0, start)
    return (does.end(), end) if does and alone.match(text, end) else None
