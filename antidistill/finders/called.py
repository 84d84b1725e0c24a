"""Whether a sentence names somebody, told from its words alone."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.given import is_given
from antidistill.finders.han_letters import surnames

_LATIN = re.compile(
    r"\b(?P<title>(?:Dr|Mr|Mrs|Ms|Prof|Herr|Frau)\.? )?(?P<name>[A-ZÀ-Þ][a-zà-ÿ]+)\b"
)
_ADDRESS = re.compile(
    r"(?:老|小|阿)[\u4e00-\u9fff](?![版式型号])|[\u4e00-\u9fff](?:哥|姐|总(?![是在的会得共体结之而]))"
)
_NO_ADDRESS = re.compile(
    r"老(?:板|师|人|系|版|的|用|客|数|代|接|库|是|规|化|旧|早|实|家|年|大|了|问|毛|百|婆|公|外|手|样|员|同|配|"
    r"流|机|表|逻|业|项|架)"
    r"|小(?:时|于|程|心|组|型|数|号|写|版|批|范|量|结|贴|事|孩|规|区|工|技|改|问|需|姐|白|黑|米|计|伙|学|额|"
    r"文|表|变|流|单|幅|客|部|图|标|众|费|步|微|坑|队|店|分|节|字|到|和|为|与|的|、)"
    r"|阿(?:里|姨|拉|伯|根|尔)|[汇之算一]总|小[哥姐]"
)
_BEFORE_NAME = "找|问|约|催|求|拉上|跟|和|让|请|联系|私聊|电话|微信|的|@"


def names_someone(text: str) -> bool:
    """Whether there is a given name, a title with a name, or a Chinese form of address or name."""
    if any(m["title"] or is_given(m["name"]) for m in _LATIN.finditer(text)):
        return True
    if any(not _NO_ADDRESS.match(text, m.start()) for m in _ADDRESS.finditer(text)):
        return True
    return _han_name().search(text) is not None


@cache
def _han_name() -> re.Pattern[str]:
    """A family name with a given name behind a word that asks for a person: '找周敏'."""
    common = "|".join(surnames()[0])
    return re.compile(
        rf"(?:{_BEFORE_NAME})(?:{common})[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff]?[版式型号])"
    )
