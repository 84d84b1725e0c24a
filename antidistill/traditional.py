"""Traditional Chinese: read as its simplified twin, character by character, so that every rule and
every entry of the manual holds for it; what is written comes back in the document's own script."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from antidistill.document import Document
from antidistill.edit import Edit, apply_edits
from antidistill.manual.fog import tables
from antidistill.reading import OwnWords
from antidistill.result import Result

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_TAIWANESE = "s2tw"
_LEAST, _SHARE = 5, 0.02
"""That many of the commonest traditional characters, and that share of all Han characters: one in a
name or a quotation makes no traditional text."""
_TAIWAN = re.compile(
    "資料|伺服器|軟體|硬體|網路|程式|專案|使用者|預設|檔案|螢幕|滑鼠|影片|品質|資訊|設定|訊息|迴圈"
)
_ELSEWHERE = re.compile(
    "數據|服務器|軟件|硬件|網絡|程序|項目|用戶|默認|屏幕|鼠標|視頻|質量|信息|設置|消息|循環"
)
_HONG_KONG = re.compile("[嘅喺咗唔冇啲嚟]")


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    found = sum(map(text.count, tables()["traditional"]["characters"]))
    return found >= _LEAST and found >= _SHARE * len(_HAN.findall(text))


def twin(document: Document) -> Document:
    """The document in simplified characters, each at the place of its own; words of Taiwan that
    are as long as those of the mainland are replaced by these (資料庫: 数据库)."""
    return replace(document, text=_mainland(simplified(document.text)))


def _mainland(text: str) -> str:
    return _known().sub(_same_length, text)


def _same_length(word: re.Match[str]) -> str:
    mainland = _words()[word.group()]
    return mainland if len(mainland) == len(word.group()) else word.group()


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_words(), key=len, reverse=True)))


def _regional(text: str, script: str) -> str:
    """Simplified text in a script, in Taiwan's with Taiwan's words. OpenCC has those too, and puts
    them where they do not belong (反覆出現: 覆現)."""
    if script == _TAIWANESE:
        text = _mainlands().sub(lambda word: _taiwans()[word.group()], text)
    return str(_converter(script).convert(text))


@cache
def _mainlands() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_taiwans(), key=len, reverse=True)))


@cache
def _taiwans() -> dict[str, str]:
    return {mainland: taiwan for taiwan, mainland in _words().items()}


def _words() -> dict[str, str]:
    words: dict[str, str] = tables()["traditional"]["words"]
    return words


def twin_words(own: OwnWords) -> OwnWords:
    """The user's own words as they stand in a twin."""
    return replace(
        own,
        keep=frozenset(map(simplified, own.keep)),
        withhold=frozenset(map(simplified, own.withhold)),
        names=frozenset(map(simplified, own.names)),
        aliases=tuple((simplified(a), simplified(b)) for a, b in own.aliases),
    )


def simplified(text: str) -> str:
    """`text` with its characters simplified, as many as it had."""
    return text.translate({ord(c): _simple(c) for c in set(_HAN.findall(text))})


def returned(result: Result, document: Document) -> Result:
    """The outcome of the twin as that of the document: what was written anew in its script and its
    region's words, all else byte for byte as it stood."""
    script = _script(document.text)
    edits = tuple(_returned(e, document.text, result.document.text, script) for e in result.edits)
    text = apply_edits(document.text, edits)
    return replace(result, document=document, text=text, edits=edits)


def traditional(text: str, like: str) -> str:
    """A simplified text in the characters, and the words of the region, of `like`."""
    return _regional(text, _script(like))


def _returned(edit: Edit, original: str, twin: str, script: str) -> Edit:
    if not _HAN.search(edit.new):
        return edit
    new = _regional(edit.new, script)
    if edit.action != "manual":
        new = _as_it_stood(edit, original, twin, new, script)
    return replace(edit, new=new)


def _as_it_stood(edit: Edit, original: str, twin: str, new: str, script: str) -> str:
    """The new words with those characters that they took over as the document has them."""
    had, was = edit.span.of(original), edit.span.of(twin)
    out = []
    same_length = len(new) == len(edit.new)
    for tag, a, b, c, d in SequenceMatcher(None, was, edit.new, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(had[a:b])
        else:
            part = edit.new[c:d]
            out.append(new[c:d] if same_length else _regional(part, script))
    return "".join(out)


def _script(text: str) -> str:
    """The name of the conversion that makes simplified text like this one."""
    taiwan, elsewhere = len(_TAIWAN.findall(text)), len(_ELSEWHERE.findall(text))
    if taiwan >= elsewhere:
        return _TAIWANESE
    return "s2hk" if _HONG_KONG.search(text) else "s2t"


@cache
def _simple(character: str) -> str:
    found = str(_converter("t2s").convert(character))
    return found if len(found) == 1 else character


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)
