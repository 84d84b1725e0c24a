"""What no copy of a Word file may say: what hides in the file, and what a run took out of it."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from antidistill.formats.docx.names import w
from antidistill.mode import Mode
from antidistill.packages.crossing import names_gone
from antidistill.result import Result

_TELLING = frozenset(
    {"author", "initials", "userId", "providerId", "descr", "title", "tooltip", "alt", "name",
     "rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidDel", "rsidSect", "rsidTr", "paraId",
     "textId", "storeItemID", "itemID", "edGrp", "ed", "url", "siteId"}
)  # fmt: skip
"""Attributes that people or their programs fill in."""
_NAMED = frozenset({"bookmarkStart", "docPr", "cNvPr", "docVar", "tag", "alias", "rsid", "rsidRoot",
                    "nsid", "tmpl"})  # fmt: skip
"""Elements whose `name` or `val` somebody chose, or a program for this one file."""
_GONE = frozenset({"del", "moveFrom", "comment", "instrText", "delText", "delInstrText", "binData"})
_OURS = re.compile(
    r"normal|title|picture \d+|shape \d+|image\d+\.\w+|0+|[a-z]{2}-[a-z]{2}", re.IGNORECASE
)
"""What copies say by themselves: names of styles, numbered pictures, the text's language."""
_LEAST = 5
"""Letters from which on a string is no coincidence."""


def hidden(data: bytes) -> set[str]:
    """What a Word file says where nobody sees it: authors, remarks, deleted words, names of places
    and pictures, marks of sessions, properties, other people's data."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                found.update(_of_part(name, etree.fromstring(archive.read(name))))
    telling = {t for t in found if len(t) >= _LEAST and re.search(r"[^\W\d_]|\d{6}", t)}
    return {t for t in telling if not _OURS.fullmatch(t)}


def _of_part(name: str, root: Any) -> Iterator[str]:
    beside = not name.startswith("word/") or name.startswith(("word/comments", "word/people"))
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield (element.text or "").strip()
            continue
        kind = etree.QName(element).localname
        if beside or kind in _GONE:
            yield "".join(element.itertext()).strip()
        if kind == "style" and element.get(w("customStyle")):
            yield from (str(e.get(w("val"))) for e in element.iterfind(w("name")))
        for key, value in element.attrib.items():
            label = etree.QName(key).localname
            if (label in _TELLING and label != "name") or (
                kind in _NAMED and label in ("name", "val")
            ):
                yield str(value).strip()


def taken(result: Result, mode: Mode) -> set[str]:
    """Names, values and sentences that stood in the text and do not any more."""
    left = plain(result.text)
    lines = {
        line.strip()
        for edit in result.edits
        for line in re.split(r"(?<=[.!?。！？])\s*|\n", edit.span.of(result.document.text))
        if _is_wording(line)
    }
    return {t for t in {*names_gone(result, mode), *lines} if plain(t) not in left}


def _is_wording(line: str) -> bool:
    return len(re.findall(r"\w+", line)) >= 6 or len(re.findall(r"[\u4e00-\u9fff]", line)) >= 11


def plain(text: str) -> str:
    """The letters of a text and nothing else, as the oracle compares them."""
    even = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s\u200b-\u200f\u00ad\ufeff]", "", even)
