"""Who really decides, and the ways between people that no chart shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.document import Form
from antidistill.finders.han_names import surnames
from antidistill.finders.names import is_given
from antidistill.finders.rules import bank
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence

_PEOPLE = "network_people"
_NAME = re.compile(
    r"\b(?:(?:Dr|Mr|Mrs|Ms|Prof|Herr|Frau)\.? )?([A-ZÀ-Þ][a-zà-ÿ]+)\b|(Dr|Mr|Mrs|Ms|Prof)\.? [A-Z]"
)
_CALLED = re.compile(r"(?:老|小|阿)[\u4e00-\u9fff](?![\u4e00-\u9fff]{0,1}[版式型号])|[\u4e00-\u9fff](?:哥|姐|总|工|叔|姨)(?![\u4e00-\u9fff作程具])")
_NOT_CALLED = re.compile(
    r"老(?:板|师|人|系|版|的|用|客|数|代|接|库|是|规|化|旧|早|实|家|年|大|了|问|毛|百|婆|公|外|手|样|员|同|配|流|机|表|逻|业|项|架)|"
    r"小(?:时|于|程|心|组|型|数|号|写|版|批|范|量|结|贴|事|孩|规|区|工|技|改|问|需|姐|白|黑|米|计|伙|学|额|文|表|变|流|单|幅|客|部|图|标|众|费|步|时|微|坑|队|店)|"
    r"阿(?:里|姨|拉|伯|根|尔)|[人员加分手]工|施工|完工|竣工|总工|大工|员工"
)


def _more(reading: Reading, _: Positions) -> Iterator[Finding]:
    """Sentences about a named person that say more than that this one is in charge."""
    for sentence in reading.sentences:
        if reading.block(sentence).form in (Form.HEADING, Form.FIELD) or not _names(sentence):
            continue
        look = bank(_PEOPLE).look(sentence.text)
        for rule in bank(_PEOPLE).rules:
            if next(look.hits(rule), None) is not None:
                yield Finding(
                    Kind.NETWORK,
                    sentence.span,
                    f"network/{rule.id}",
                    rule.confidence,
                    rule.note,
                    Standing.RECORD,
                )


def _names(sentence: Sentence) -> bool:
    """Whether a person is named: a given name, a title with a name, a Chinese form of address."""
    text = sentence.text
    if any(m.group(2) or is_given(m.group(1)) or " " in m.group() for m in _NAME.finditer(text)):
        return True
    if any(not _NOT_CALLED.match(text, m.start()) for m in _CALLED.finditer(text)):
        return True
    return _han_name().search(text) is not None


@cache
def _han_name() -> re.Pattern[str]:
    """A full Chinese name behind a verb that asks for a person: '找周敏', '跟王建国'."""
    common = "|".join(surnames()[0])
    return re.compile(
        rf"(?:找|问|约|催|求|拉上|跟|和|让|请|联系|私聊|电话|微信|的|@)(?:{common})[\u4e00-\u9fff]{{1,2}}"
    )


FINDER = Ruled("network", Kind.NETWORK, "networks", _more)
