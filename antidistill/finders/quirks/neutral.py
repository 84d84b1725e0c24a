"""What somebody says, put neutrally: sayings by rows of a table, clauses of mere tone cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from antidistill.finders.clauses import clauses
from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.base import without
from antidistill.finders.quirks.wording import Wording

_TONE = re.compile(
    r"别(?![人处家的样])|不要|[催吵]|(?<!回)滚(?![动轮])|[着心]急|烦(?!请)|你自己|你自个|那你|谁让|凭什么|不会自己|废话|"
    r"随便|关我|看心情|早干|"
    r"[捂笑]|爱(?:看|来|用|做)不|\b(?:stop|don['’]t you|whatever|lol|haha|"
    r"dude|yourself|seriously|obviously|chill|"
    r"told you|your problem|not my|nope|yeah|ugh|sigh|calm|idiot|stupid|dumb)\b",
    re.IGNORECASE,
)
"""What carries the person's tone; a clause with it goes."""
_STAGE = re.compile(r"\s*(?:（[^（）]*）|\([^()]*\)|\*[^*]+\*|【[^【】]*】)")
"""'(waits two hours)': what the person does while speaking."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A saying and its neutral form."""

    wording: Wording
    neutral: bool
    """Whether nothing personal is left in it."""

    @property
    def changed(self) -> bool:
        """Whether it is not as it was."""
        return bool(self.wording.changes())


def plainer(said: str, *, stage: bool = False, zh: bool | None = None) -> Plain:
    """The neutral form of what is said. `stage`: directions in brackets go too; `zh`: whether it is
    said among Chinese words, where an English word has a Chinese form. A neutral form has no other
    neutral form than itself."""
    wording = Wording(said)
    if stage:
        wording.sub(_STAGE, "")
    by_table(wording, zh=_zh(said) if zh is None else zh)
    _without_tone(wording)
    return Plain(wording, _TONE.search(wording.text) is None)


def has_tone(said: str, *, zh: bool) -> bool:
    """Whether words of the table or of mere tone stand in it."""
    return _TONE.search(said) is not None or any(p.search(said) for p in _patterns(zh))


def is_plain(words: str, *, zh: bool) -> bool:
    """Whether words tell nobody from his neighbour: ordinary words of the work, neutral forms."""
    low = words.strip().lower()
    ordinary, neutral = _ordinary()
    return low in ordinary or (not has_tone(low, zh=zh) and any(n in low for n in neutral))


@cache
def _ordinary() -> tuple[frozenset[str], tuple[str, ...]]:
    """Ordinary words of the work and all neutral forms; those by which a saying shows that it has
    been put neutrally."""
    data = table("sayings")
    ordinary = {w.lower() for part in ("zh", "en") for w in data["plain"][part]}
    forms = {v.lower() for zh in (True, False) for v in _rows(zh).values()}
    common = {w for part in ("zh", "en") for w in data["common"][part]}
    telling = (f for f in forms - common if len(HAN.findall(f)) >= 2 or " " in f)
    return frozenset(ordinary | forms), tuple(sorted(telling))


def by_table(wording: Wording, *, zh: bool) -> None:
    """Put the neutral form in the place of each row of the table that stands in the text: sayings
    first, since words stand in them."""
    rows = _rows(zh)
    alone, anywhere = _patterns(zh)
    for match in reversed(list(alone.finditer(wording.text))):
        new = rows[_key(match.group(1))]
        _stop(wording, match.end(), asks=_ASKS.search(new) is not None)
        _put(wording, match, new, zh=zh)
    for match in reversed(list(anywhere.finditer(wording.text))):
        _put(wording, match, rows[_key(match.group(1))], zh=zh)


_ASKS = re.compile(
    r"[吗]\Z|什么|怎么|多大|\A(?:what|who|when|how|why|is|are|do|does|did)\b", re.IGNORECASE
)


def _stop(wording: Wording, at: int, *, asks: bool) -> None:
    """A question has its mark, and what is none has a full stop."""
    sign = wording.text[at : at + 1]
    new = {".": "?", "。": "？"} if asks else {"?": ".", "？": "。"}
    if sign in new and not wording.text[at + 1 :].strip(" \"'”」』)）"):
        wording.replace(at, at + 1, new[sign])


def _put(wording: Wording, match: re.Match[str], new: str, *, zh: bool) -> None:
    text, (start, end) = wording.text, match.span()
    if not new:
        start, end, new = without(text, start, end)
    elif zh:
        start, end = _close(text, start, end, new)
    elif text[start].isupper() and not (match.group(1).isupper() and end - start > 1):
        new = new[0].upper() + new[1:]
    wording.replace(start, end, new)


def _close(text: str, start: int, end: int, new: str) -> tuple[int, int]:
    """Between Han characters the spaces go that stood around an English word."""
    if HAN.match(new[0]):
        while start > 1 and text[start - 1] == " " and HAN.match(text[start - 2]):
            start -= 1
    if HAN.match(new[-1]):
        while end + 1 < len(text) and text[end] == " " and HAN.match(text[end + 1]):
            end += 1
    return start, end


def _without_tone(wording: Wording) -> None:
    """Cut the clauses of mere tone, as long as another one is left."""
    while _TONE.search(wording.text):
        text = wording.text
        parts = list(clauses(text.rstrip("。.!！?？~～…")))
        toned = [(a, b) for a, b in parts if _TONE.search(text, a, b)]
        if not toned or all(not _says(text[a:b]) for a, b in parts if (a, b) not in toned):
            return
        wording.replace(*without(text, *_bare(text, *toned[-1])))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return start, end - (len(inside) - len(inside.rstrip()))


def _says(part: str) -> bool:
    return len(HAN.findall(part)) >= 2 or len(part.split()) >= 2


def _zh(text: str) -> bool:
    return HAN.search(text) is not None


def _key(words: str) -> str:
    return re.sub(r"\s+", "", words.replace("’", "'")).lower()


@cache
def _rows(zh: bool) -> Mapping[str, str]:
    """The neutral form of each row, by `_key`."""
    data = table("sayings")["zh" if zh else "en"]
    return {_key(k): v for part in ("sayings", "words") for k, v in data[part].items()}


_ZH_LEFT = (
    r"(?<![\u4e00-\u9fffA-Za-z])|(?<=^[先那就嗯好行])|"
    r"(?<=[，。：！？；、\s][先那就嗯好行])|(?<=那就)"
)
_ZH_RIGHT = r"[吧呢啊嘛哈哦呀啦]*(?![\u4e00-\u9fffA-Za-z])"
_EN_LEFT = (
    r"(?<![A-Za-z0-9'’])(?<![A-Za-z0-9]\s)|(?<=^so\s)|(?<=well\s)|(?<=okay\s)|(?<=and\s)|(?<=but\s)"
)
_EN_RIGHT = r"(?!\s*[A-Za-z0-9'’])"


@cache
def _patterns(zh: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Sayings stand alone between commas or stops, words anywhere."""
    data = table("sayings")["zh" if zh else "en"]
    left, right = (_ZH_LEFT, _ZH_RIGHT) if zh else (_EN_LEFT, _EN_RIGHT)
    sayings = f"(?:{left})({_any(data['sayings'])}){right}"
    return re.compile(sayings, re.I), re.compile(f"({_any(data['words'])})", re.I)


def _any(rows: Iterable[str]) -> str:
    """One of the rows, the longest first; Latin words whole, whatever their spaces."""
    return "|".join(_source(row) for row in sorted(rows, key=lambda r: (-len(r), r)))


def _source(row: str) -> str:
    body = r"\s+".join(re.escape(w) for w in row.split()).replace("'", "['’]")
    left = r"(?<![A-Za-z0-9])" if row[0].isascii() else ""
    return left + body + (r"(?![A-Za-z0-9])" if row[-1].isascii() else "")
