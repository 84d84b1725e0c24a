"""The patterns of what stands around a Chinese name of the house: '洛书的日志', '在洛书里提交'."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.phrases import table

_X = (
    r" ?(?![在到从去别把被给让由用跟和与])(?P<x>[\u4e00-\u9fff]{2,5}?"
    r"|(?<![A-Za-z0-9_.@/-])(?:[A-Z][A-Za-z0-9]{2,14}|[a-z]{3,14}-[a-z0-9]{2,12})"
    r"(?![A-Za-z0-9_.@/-])) ?"
)
"""A word in Han characters, or one in Latin letters."""
_OPENS = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=[在用由从到进把给让被和与跟看查停启信归找别等靠连按对后前动是]))"
)
_ENDS = r"(?=[，。；、：:）)”」\s,.;]|\Z)"
Frame = tuple[str, float, re.Pattern[str]]


def any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


@cache
def frames() -> tuple[Frame, ...]:
    """What each shows ('', a system; 'partner'; 'project'), how sure, and its pattern."""
    data = table("frames")["zh"]
    system, customer, naming = data["system"], data["customer"], data["naming"]
    party = any_of(customer["party"])
    behind = rf"{_ENDS}|(?=[里上中的]|系统|平台)"
    own = "我们|咱们|自己|自研|内部|公司|部门|组里"
    by_hand = "手工|手动|重新|直接|统一|单独|自己|再|先"
    called = rf"\w{{0,2}}(?:{any_of(naming['by'])})[“\"「『]?{_X}{_ENDS}"
    trades = any_of(table("systems")["trades"]["zh"] + table("systems")["trades"]["weak"])
    rules = (
        ("", 2.0, rf"{_OPENS}{_X}的(?:{any_of(system['of'])})"),
        ("", 1.5, rf"{_OPENS}{_X}(?:首页|频道|工单)"),
        (
            "",
            2.0,
            rf"(?:\A|[，。；：在到从去别看用查]){_X}[里中]面?(?:{by_hand})?(?:{any_of(system['within'])})",
        ),
        ("", 1.5, rf"[在从]{_X}里(?!面|外|头)"),
        ("", 2.0, rf"[在到从去]{_X}上(?:{by_hand})?(?:{any_of(system['on'])})"),
        ("", 2.0, rf"{_OPENS}{_X}(?:{any_of(system['does'])})"),
        ("", 1.0, rf"{_OPENS}{_X}(?:{any_of(system['acts'])})"),
        ("", 2.0, rf"{_OPENS}{_X}里(?:{any_of(system['holds'])})"),
        (
            "",
            1.5,
            rf"(?:\A|[，。；：]){_X}是一[个家套款种][^，。；]{{0,28}}(?:{any_of(system['kinds'])})",
        ),
        ("", 2.0, rf"{_X}这个(?:名字|系统|平台|工具|服务|脚本|群|表)"),
        ("", 2.0, rf"自研的{_X}(?:{behind})"),
        ("", 1.5, rf"(?:系统|平台|台账|机器人|小程序|软件|中间件|代号){_X}(?=[的里上]|{_ENDS})"),
        ("", 2.0, rf"(?:欢迎加入|欢迎来到|写给){_X}(?:{_ENDS}|(?=团队|技术|的|公司))"),
        ("", 2.0, rf"以{_X}(?:里的)?为准"),
        ("", 1.5, rf"[和与跟]{_X}(?:每[晚天日周月])?对(?:一次|账|一遍|得上|不上|不平)"),
        ("", 2.0, rf"{_OPENS}{_X}是[^，。；]{{0,6}}(?:{any_of(system['is'])})"),
        (
            "",
            2.0,
            rf"{_OPENS}{_X}是[^，。；]{{0,12}}(?:{own})[^，。；]{{0,8}}(?:{any_of(system['is'])})",
        ),
        ("", 2.0, rf"(?:\A|[，。；：]|[先再都就要只])[在到去上从]{_X}(?:{any_of(system['in'])})"),
        ("", 2.0, rf"[\u4e00-\u9fff][在到去从]{_X}(?:{any_of(system['in'])}){_ENDS}"),
        ("", 2.0, rf"(?:{any_of(system['sure'])})了?{_X}(?:{behind})"),
        ("", 1.0, rf"(?:{any_of(system['maybe'])}){_X}(?:{behind})"),
        ("", 2.0, rf"[由用]{_X}(?:{any_of(system['by'])})"),
        ("", 2.0, rf"(?:通过|使用|借助){_X}(?:{any_of(system['through'])})"),
        ("", 2.0, rf"(?:系统|平台|软件|工具)(?:统一)?(?:使用|用的是|用|为|是){_X}{_ENDS}"),
        ("", 2.0, rf"(?:{any_of(naming['of'])}){called}"),
        (
            "",
            2.0,
            rf"(?:适用于|面向|写给|欢迎加入|欢迎来到|[本该](?:手册|规范|制度|文档|指引|流程|规程)[由供])(?P<x>[\u4e00-\u9fff]{{2,4}}(?:{trades}))",
        ),
        ("project", 2.0, rf"(?:{any_of(naming['works'])}){called}"),
        (
            "project",
            2.0,
            rf"(?:(?<![\u4e00-\u9fff])|(?<=[放和给做跟])){_X}(?:项目|计划|行动)(?!组|经理|管理|书|外|部|名|号)",
        ),
        ("project", 2.0, rf"{_OPENS}{_X}[一二三四五]期(?!的?(?:样本|临床|课))"),
        ("partner", 2.0, rf"(?:{any_of(naming['firms'])}){called}"),
        (
            "partner",
            2.0,
            rf"(?:{any_of(customer['done_by'])})(?:是|归|用的是|一直是|找的是){_X}{_ENDS}",
        ),
        ("partner", 1.5, rf"{_OPENS}{_X}的(?:{any_of(customer['of'])})"),
        ("partner", 2.0, rf"由{_X}(?:{any_of(customer['acts'])})"),
        ("partner", 1.5, rf"(?:{any_of(customer['bought'])}){_X}(?:{_ENDS}|(?=[的时后那以]))"),
        ("partner", 1.5, rf"(?:{any_of(customer['at'])}){_X}的(?=[老小阿大][\u4e00-\u9fff])"),
        ("partner", 1.5, rf"{_OPENS}{_X}(?:{any_of(customer['does'])})"),
        (
            "partner",
            1.0,
            rf"(?:{any_of(customer['before'])}){_X}(?:{_ENDS}|(?=的|[发送供扣拖坑拒签谈订做压修印要办]))",
        ),
        (
            "partner",
            2.0,
            rf"(?:{party})是?{_X}(?:{_ENDS}|(?=的|把|要|说|报价|抽|来|不|那|给|送|催))",
        ),
    )
    return tuple((sort, weight, re.compile(p)) for sort, weight, p in rules)
