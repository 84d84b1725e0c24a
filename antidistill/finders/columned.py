"""What the head of a table's column says about its cells: systems under 'System' or '平台',
accounts and places to work under 'Account' or '命名空间'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.common_words import is_common_word, is_unusual
from antidistill.finders.commonplace import is_common
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.named import Named
from antidistill.finders.phrases import HAN, table
from antidistill.finders.public import (
    is_house_host,
    is_public,
    is_public_host,
    is_public_in_any_case,
)
from antidistill.finders.sites import owner_of
from antidistill.finders.tables import Cell, cells
from antidistill.reading import Reading

_LATIN = re.compile(r"[A-Z][A-Za-z0-9]{2,}(?:[ -][A-Z][A-Za-z0-9]+)?|[a-z]+(?:[-_][a-z0-9]+)+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_VALUE = re.compile(r"(?=[\w.-]*[a-z])[A-Za-z][\w.-]{2,}", re.ASCII)
_INWARD = re.compile(
    r"\b(?:10|127|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.[\d.]+|:\d{4,5}\b|\.(?:internal|corp|local|lan|intra)\b"
)
"""Signs of an address that only the house can reach."""


def columned(reading: Reading) -> Iterator[Named]:
    """Names of systems that stand under a head which says so. Under 'Tool' or '名称', where public
    ones stand as often, only those with an address of the house in their row."""
    sorts = _heads("systems")
    within = _rows_of_the_house(reading)
    for excerpt, cell in _filled(reading):
        sort = sorts.get(_bare(cell.header))
        doubtful = sort == "tool"
        if sort is None or (doubtful and cell.row not in within):
            continue
        text = excerpt.text.strip()
        if _is_name(text, sure=not doubtful):
            yield Named(text, "" if doubtful else sort, "column", 0.65)


_LIST = re.compile(
    r"\s*(?P<head>[A-Za-z ]{3,20}|[\u4e00-\u9fff]{2,6})[:：]\s?(?P<items>[^.。:：]{3,120})[.。]?\s*"
)
_TITLED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")


def enumerated(reading: Reading) -> Iterator[Named]:
    """Names in a list behind such a head: 'Dashboards: Basket Health, Checkout Funnel'."""
    sorts = _heads("systems")
    for excerpt in excerpts.prose(reading):
        match = _LIST.fullmatch(excerpt.text)
        sort = sorts.get(match["head"].strip().lower().removesuffix("s")) if match else None
        if match is None or sort in (None, "tool"):
            continue
        items = re.split(r",\s?|，|、|;\s?|\sand\s|和", match["items"].strip())
        for item in items if len(items) > 1 else ():
            titled = _TITLED.fullmatch(item) is not None and not is_public(item)
            if titled or _is_name(item, sure=True):
                yield Named(item, sort or "", "column", 0.6)


def values(reading: Reading) -> Iterator[tuple[Excerpt, int, int]]:
    """Accounts and places to work under such a head: excerpt, start, end."""
    heads = _heads("arguments")
    for excerpt, labels in _labelled(reading):
        told = any(label in heads for label in labels)
        match = _VALUE.fullmatch(excerpt.text.strip()) if told else None
        if match is None or is_common(match.group()):
            continue
        start = excerpt.text.index(match.group())
        if not (match.group().isalpha() and is_common_word(match.group())):
            yield excerpt, start, start + len(match.group())


_CODE = re.compile(r"(?=\S*\d)[!-~]{4,}", re.ASCII)
"""A password of letters alone may be any word; what has a figure in it is none."""


def access(reading: Reading) -> Iterator[tuple[Excerpt, int, int, str]]:
    """What gives access under or beside such a head: excerpt, start, end, 'password', 'token' or
    'code'."""
    heads = _heads("secrets")
    for excerpt, labels in _labelled(reading):
        sort = next((heads[label] for label in labels if label in heads), None)
        match = _CODE.fullmatch(excerpt.text.strip("` \t")) if sort else None
        if sort and match:
            start = excerpt.text.index(match.group())
            yield excerpt, start, start + len(match.group()), sort


def _labelled(reading: Reading) -> Iterator[tuple[Excerpt, tuple[str, ...]]]:
    """The cells that hold one thing, and what says what that is: the head of the column, and in a
    table of two columns the cell before it ('| Password | … |')."""
    first = {cell.row: block for block, cell in cells(reading).items() if cell.column == 0}
    document = reading.document
    for excerpt, cell in _filled(reading):
        labels = [_bare(cell.header)]
        if cell.column == 1 and len(cell.headers) == _PAIR and cell.row in first:
            labels.append(_bare(document.content(document.blocks[first[cell.row]])))
        yield excerpt, tuple(labels)


_PAIR = 2


def _filled(reading: Reading) -> Iterator[tuple[Excerpt, Cell]]:
    """The cells below the heads that hold one thing."""
    grid = cells(reading)
    told: dict[int, list[Excerpt]] = {}
    for excerpt in excerpts.prose(reading) if grid else ():
        if excerpt.block in grid and not grid[excerpt.block].is_header:
            told.setdefault(excerpt.block, []).append(excerpt)
    for block, those in told.items():
        if len(those) == 1:
            yield those[0], grid[block]


def _rows_of_the_house(reading: Reading) -> frozenset[int]:
    """Rows with an address that only the house can reach, or on a domain that has several hosts in
    the tables of the document."""
    document = reading.document
    texts = {
        block: (cell.row, document.content(document.blocks[block]))
        for block, cell in cells(reading).items()
    }
    hosts = {(row, host) for row, text in texts.values() for host in _hosts(text)}
    counts = Counter(owner_of(host) for host in {host for _, host in hosts})
    inward = {row for row, text in texts.values() if _INWARD.search(text)}
    return frozenset(inward | {row for row, host in hosts if counts[owner_of(host)] > 1})


def _hosts(text: str) -> Iterator[str]:
    for match in re.finditer(r"//((?:[\w-]+\.){2,}[a-z]{2,})", text):
        host = match.group(1).lower()
        if not is_public_host(host) and not is_house_host(host):
            yield host


def _is_name(text: str, *, sure: bool) -> bool:
    if HAN.search(text):
        if is_public(text) or _HAN.fullmatch(text) is None:
            return False
        return is_unusual(text) or (not sure and _is_made_of_noun(text))
    if _LATIN.fullmatch(text) is None or is_public_in_any_case(text):
        return False
    return any(not is_common_word(w) for w in re.split(r"[ _-]", text))


def _is_made_of_noun(text: str) -> bool:
    """'投放后台': a word that says what it is for before a noun of systems."""
    nouns = table("systems")["own_nouns"]
    match = re.fullmatch(rf"(.{{2,}}?)(?:{'|'.join(nouns['zh']['system'].split())})", text)
    return match is not None and match.group(1) not in nouns["common"].split()


@cache
def _heads(key: str) -> Mapping[str, str]:
    """Heads of columns in both languages, lower case, with what stands under them."""
    return {
        head.replace("_", " "): sort
        for sort, heads in table("systems")["columns"][key].items()
        for head in heads.split()
    }


@cache
def _bare(header: str) -> str:
    return re.sub(r"[（(].*", "", header).strip(" *_`:：").lower()
