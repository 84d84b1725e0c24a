"""Addresses and numbers that reach a thing or a firm, and no person."""

from __future__ import annotations

import re
from functools import lru_cache

from antidistill.document import Form
from antidistill.finders.reachable import Way
from antidistill.reading import Reading

_REGISTERED = re.compile(
    r"税号|稅號|纳税人识别号|納稅人識別號|统一(?:社会)?信用代码|統一編號|开户(?:行|银行)|"
    r"\b(?:VAT|tax|company|trade register)\s(?:(?:registration|identification)\s)?"
    r"(?:id|no\.?|number)|\bIBAN\b",
    re.IGNORECASE,
)
"""What stands in the data that every invoice of a firm has, its telephone among them."""


def reaches_nobody(reading: Reading, block: int, way: Way, value: str) -> bool:
    """Whether the number is in the registered data of a firm, or the box of an address is called
    as a thing that the document writes with capitals inside: 'efast@…' beside 'eFAST'."""
    if way.rule == "phone":
        return block in _registered(reading)
    box = re.split(r"@|%40", value)[0]
    if way.rule != "mail" or len(box) < 4 or not box.isalpha():
        return False
    same = re.findall(rf"(?<![\w.]){box}(?!\w)", reading.document.text, re.IGNORECASE)
    return any(re.search(r"[a-z][A-Z]{2}", word) for word in same)


@lru_cache(maxsize=4)
def _registered(reading: Reading) -> frozenset[int]:
    """The blocks of tables, lists and paragraphs with a firm's registered data."""
    document = reading.document
    said = [
        index
        for index, block in enumerate(document.blocks)
        if block.pieces and _REGISTERED.search(document.content(block))
    ]
    holders = {_holder(reading, index) for index in said}
    if not holders:
        return frozenset()
    return frozenset(i for i in range(len(document.blocks)) if _holder(reading, i) in holders)


def _holder(reading: Reading, block: int) -> int:
    """The table or list that a block stands in; itself in neither."""
    around = (reading.container(block, form) for form in (Form.TABLE, Form.LIST))
    return next((at for at in around if at >= 0), block)
