"""Blocks that a label marks as a warning or a legal notice: 'WARNING', '⚠', '免责声明'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.reading import Reading, Sentence

_BEFORE_LABEL = r"\s*(?:(?:!!!|\?\?\?|:::|\.\.|\[!)\s*)?(?:[\u26a0\u2622\u2623\u26a1]\ufe0f?\s*)?"
_DANGER = re.compile(
    _BEFORE_LABEL
    + r"(?:(?:electrical |fire |biological )?(?:danger|hazard)\b|biohazard|safety first|"
    r"safety (?:note|notice|warning|instruction)s?\b|危险|注意安全|安全(?:警示|警告|须知)|当心触电)"
    r"|\s*[\u2622\u2623]",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\s*(?:(?:legal |risk )?disclaimers?|(?:legal|liability|risk) (?:notice|disclosure|warning)s?|"
    r"(?:免责|法律|风险)(?:声明|提示|揭示|告知))\s*(?:[:：]|$)",
    re.IGNORECASE,
)
"""What stands behind such a label is worded by lawyers, whatever it says."""
_WARNING = re.compile(
    r"\s*\u26a0|"
    + _BEFORE_LABEL
    + r"(?:warnings?|caution|严重警告|警告|警示|小心|当心|安全提[示醒])(?:[\s:：!！,，.。\]/*]|$)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    _BEFORE_LABEL + r"(?:attention|important|注意)(?:[\s:：!！\]/*]|$)", re.IGNORECASE
)
"""Marks everything that somebody wants read: a warning only where people are at risk."""
_LASTING = re.compile(
    r"permanent|irreversib|cannot be undone|can't be undone|data loss|los(?:e|t|ing) data|destroy|"
    r"delet\w+ (?:all|the data)|wipe|damag|unrecoverable|injur|harm|"
    r"永久|不可恢复|不可逆|无法恢复|无法撤销|数据丢失|丢失数据|清空|损坏|销毁|伤",
    re.IGNORECASE,
)


def in_warnings(reading: Reading, hazards: set[int]) -> Iterator[Sentence]:
    """The sentences of whole blocks that are marked as danger or a legal notice, or as a warning of
    lasting damage or of a hazard. `hazards`: blocks that name one."""
    marked: set[int] = set()
    for index, block in enumerate(reading.document.blocks):
        if block.form not in (Form.PARAGRAPH, Form.CELL, Form.HEADING):
            continue
        text = reading.document.content(block).replace("*", "").replace("_", "")
        danger = _DANGER.match(text) is not None or _LEGAL.match(text) is not None
        warning = danger or _WARNING.match(text) is not None
        if not warning and not _NOTICE.match(text):
            continue
        around = _warned(reading, index)
        if danger or around & hazards or (warning and _lasting(reading, around)):
            marked |= around
    for sentence in reading.sentences:
        if sentence.block in marked and reading.block(sentence).form is not Form.HEADING:
            yield sentence


def _warned(reading: Reading, index: int) -> set[int]:
    """The blocks that a label at the start of block `index` speaks for: itself, the quote or item
    that it opens, and what it announces when it says nothing itself."""
    blocks = reading.document.blocks
    out = {index}
    quote, item = reading.container(index, Form.QUOTE), reading.container(index, Form.ITEM)
    if quote >= 0:
        out |= _within(reading, quote)
    if item >= 0 and next(reading.document.children(item), -1) == index:
        out |= _within(reading, item)
    text = reading.document.content(blocks[index]).strip("*_ \n")
    if blocks[index].form is Form.PARAGRAPH and (len(text) <= _BARE or text.endswith((":", "："))):
        follows = (
            i for i in range(index + 1, len(blocks)) if blocks[i].parent == blocks[index].parent
        )
        after = next(follows, -1)
        if after >= 0 and blocks[after].form in (Form.PARAGRAPH, Form.LIST, Form.QUOTE):
            out |= {after} | _within(reading, after)
    return out


_BARE = 12
"""Characters of a label that stands alone ('⚠ WARNING')."""


def _within(reading: Reading, container: int) -> set[int]:
    found = {container}
    for index, block in enumerate(reading.document.blocks):
        if block.parent in found:
            found.add(index)
    return found


def _lasting(reading: Reading, around: set[int]) -> bool:
    document = reading.document
    return any(_LASTING.search(document.content(document.blocks[i])) for i in around)
