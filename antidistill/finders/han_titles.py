"""Chinese forms of address whatever follows them, and names behind the role of a person: '文姐补',
'品管小庞', '组长章静', '由苗主任'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.common_words import is_cut
from antidistill.finders.han_letters import surnames
from antidistill.finders.han_names import is_more, is_no_name
from antidistill.finders.name_words import words_of
from antidistill.finders.names import Seen
from antidistill.finders.phrases import table

_NO_TITLE = re.compile(
    r"[室们岗制级部办组群证席团队服证]|助理|手册|培训|例会|会议|资格|考试|职称|学历"
)
"""What makes a title a part of another word: '主任室', '经理级'."""

_TOWARDS = re.compile(
    r"[们們]?(?:汇报|匯報|报告|報告|请教|請教|反映|反馈|申请|申請|提交|说明|說明|咨询|询问|请假|索要|了解|征求|确认|解释|学习|提问|道歉|申报|领取|展示|打招呼)"
)
"""Behind '向老师' it says that '向' is no family name."""

_COURTESIES = ("女士", "先生", "小姐", "同学", "阿姨", "大姐", "大哥", "大爷", "大妈")
"""Titles behind which another name begins a new clause."""


@cache
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    data, roles = table("person_context"), table("roles")
    common, doubtful = ("".join(s for s in names if len(s) == 1) for names in surnames())
    letters = "".join(data["given"]["zh"].split())
    titles = data["titles"]["zh"].split()
    long = "|".join(t for t in titles if len(t) > 1)
    asking = words_of(data["before"]["zh"])
    posts = " ".join(t for t in titles if len(t) > 1 and t not in _COURTESIES)
    held = words_of(
        " ".join((roles["heads"]["zh"], roles["teams"]["zh"], data["places"]["zh"], posts))
    )
    asked = rf"(?:(?<={')|(?<='.join(sorted(set(asking.split('|'))))}))"
    behind = rf"(?:{'|'.join(rf'(?<={w})' for w in sorted(set(held.split('|'))))})"
    free = rf"(?:(?<![\u4e00-\u9fff])|(?<=[的在是把对有])|{asked}|{behind})"
    rules = (
        ("title", 0.85, free, rf"[{common}{doubtful}](?:{long})"),
        ("title", 0.8, free, rf"(?:[{common}{doubtful}][总哥姐叔婶嫂]|[{common}]工)"),
        ("title", 0.8, asked, rf"[{common}{doubtful}{letters}][总哥姐叔婶嫂]"),
        ("title", 0.8, behind, r"[\u4e00-\u9fff][哥姐叔婶嫂]"),
        (
            "nickname",
            0.8,
            behind,
            rf"(?!大[都多概约]|老是|小[于时])[老小大][{common}{doubtful}](?:头儿?)?",
        ),
        ("nickname", 0.8, asked, rf"[老小][{common}](?![{letters}])"),
        ("nickname", 0.8, free, rf"老[{common}{doubtful}]头儿?"),
        ("role", 0.8, behind, rf"[{common}{doubtful}][{letters}]{{1,2}}(?![{letters}])"),
        ("ask", 0.8, asked, rf"[{common}{doubtful}][{letters}]{{2}}(?![{letters}])"),
        (
            "nickname",
            0.7,
            behind,
            rf"(?:阿[\u4e00-\u9fff]|([{letters}{common}{doubtful}])\1)(?![{letters}])",
        ),
    )
    return tuple((name, sure, _compiled(*pattern)) for name, sure, *pattern in rules)


def _compiled(before: str, name: str) -> re.Pattern[str]:
    """What stands before a name is looked for where something like a name stands: there are
    hundreds of words for it, and few names."""
    return re.compile(f"(?={name}){before}{name}")


def titled_people(text: str) -> Iterator[Seen]:
    """People whom a text addresses so, or names behind what they are."""
    for rule, sure, pattern in _patterns():
        for match in pattern.finditer(text):
            if _is_person(text, *match.span()):
                yield Seen(*match.span(), rule, sure)


def _is_person(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if is_no_name(name) or name in table("person_context")["titles"]["zh"].split():
        return False
    if is_cut(text, end) or is_more(text, end) or _NO_TITLE.match(text, end):
        return False
    if name[0] == "向" and _TOWARDS.match(text, end):
        return False
    return not is_cut(text, start)
