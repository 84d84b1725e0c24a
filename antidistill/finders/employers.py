"""The firm that somebody works for, by name: public or not, in an identity line it tells who."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from antidistill.finders import excerpts
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.meanings import is_everyday
from antidistill.finders.phrases import HAN, table
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading

RULE = "systems/employer"
_NOTE = "the firm that somebody works for"
_IDENTITY = re.compile(
    r"(?:你|我|他|她)是[^，,。；;：:]{0,12}[，,]\s?(?:在|来自)?\Z|(?:你|我|他|她)是\Z"
)
_WORKS_AT = re.compile(r"(?:就职|任职|供职|效力)于\Z|(?:入职|加入)了?\Z")
_PLACE = re.compile(r"在\Z")
_WORKS = re.compile(r"\s?(?:工作|任职|上班|实习|担任|做|当|带)")
_OWN = re.compile(r"\s?(?:集团)?(?:内部|员工)")
_ENGLISH = re.compile(
    r"^[\s>*_-]*(?:You are|You're|I am|I'm|He is|She is|[A-Z]\w+(?: [A-Z]\w+)? is)"
    r"\s[^.;:]{0,80}\b(?:at|for|with|from|of|by)\s\Z"
    r"|\b(?:work(?:s|ed|ing)?|employed)\s(?:at|for|by)\s\Z|\b(?:[Ww]e|[Hh]ere|us)\sat\s\Z"
)
_STAFF = r"(?:employees?|teammates?|staff|personnel|colleagues|team members|workers|people)"
_EMPLOYS = re.compile(
    rf"(?<![\w-])([A-Z][a-z]{{2,}}(?:[A-Z][a-z]+)?)(?:['’]s)?(?= {_STAFF}\b)", re.MULTILINE
)
"""'Norwick employees': whoever has employees is a firm."""
_STAFFED = re.compile(rf"\s(?={_STAFF}\b)")
_NAMES_ITS = re.compile(r"(?: [\w-]+){1,5}\Z")
"""Behind a firm's name in a title: 'Norwick travel policy'."""
_DETERMINED = re.compile(r"\b(an?|the|our|my|their|your)\s\Z", re.IGNORECASE)


@cache
def _firms() -> tuple[str, ...]:
    """Names of firms that everybody knows, in both languages, the longest first."""
    names = table("public_names")
    latin = [n.strip() for n in names["latin"]["companies"].replace("\n", " ").split(",")]
    han = [
        *names["han"]["products_and_companies"].split(),
        *table("systems")["firms"]["zh"].split(),
    ]
    return tuple(sorted(sorted({n for n in (*latin, *han) if n}), key=len, reverse=True))


def _pattern(text: str) -> re.Pattern[str] | None:
    """What finds the firms among those names that stand in `text`, None when none does: few do,
    and to try all of them at each place takes long."""
    words = [n for n in _firms() if n in text]
    return _any_of(tuple(words)) if words else None


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(
            re.escape(n) if HAN.search(n) else rf"(?<![\w-]){re.escape(n)}(?![\w-])" for n in words
        )
    )


def without_firm(role: str) -> str:
    """A role without the name of the firm before it: '高级产品经理'."""
    pattern = _pattern(role)
    match = pattern.match(role) if pattern else None
    rest = role[match.end() :].lstrip(" 的") if match else role
    return rest if len(rest) > 1 else role


def employers(reading: Reading) -> Iterator[Finding]:
    """A finding for each place that names such a firm, once one place says that somebody works
    there; with the plain noun, or without a word where a role follows."""
    sentences = list(excerpts.prose(reading))
    text = "\n".join(e.text for e in sentences)
    staffed = _staffed(text)
    words = {n for n in _firms() if n in text} | staffed
    pattern = _any_of(tuple(sorted(words, key=lambda n: (-len(n), n)))) if words else None
    found = [(e, m) for e in sentences for m in pattern.finditer(e.text)] if pattern else []
    own = {m.group() for e, m in found if _is_employer(e.text, m)} | staffed
    # 'Acme' cannot go where 'Acme Mail', which everybody uses, has to stay
    spelt = {m.group() for _, m in found}
    own = {o for o in own if not any(o in one and o != one for one in spelt)}
    for excerpt, match in found:
        if match.group() in own and not excerpt.in_code(*match.span()):
            yield _finding(excerpt, match)


def _staffed(text: str) -> frozenset[str]:
    """The names of firms whose employees a document speaks of more than once: 'All employees',
    'Remote colleagues' are no firm's."""
    counted = Counter(m[1] for m in _EMPLOYS.finditer(text))
    return frozenset(
        name
        for name, times in counted.items()
        if times > 1 and not is_everyday(name) and len(re.findall(rf"\b{name}\b", text)) > 2
    )


_PRODUCT = re.compile("(?:会议|文档|云|地图|网盘|邮箱|支付|视频|音乐|直播|浏览器|输入法|翻译)\\Z")
"""What everybody uses is joined and shared, and nobody's employer: '加入腾讯会议'."""


def _is_employer(text: str, match: re.Match[str]) -> bool:
    before, behind = text[: match.start()], text[match.end() :]
    if _PRODUCT.search(match.group()):
        return False
    if not HAN.search(text):
        return _ENGLISH.search(before) is not None
    if _IDENTITY.search(before) or _WORKS_AT.search(before) or _OWN.match(behind):
        return True
    return _PLACE.search(before) is not None and _WORKS.match(behind) is not None


def _finding(excerpt: Excerpt, match: re.Match[str]) -> Finding:
    start, end = match.span()
    neutral: str | None
    start, end, neutral = (_chinese if HAN.search(excerpt.text) else _english)(
        excerpt.text, start, end
    )
    span = excerpt.source(*match.span())
    cut = None
    if neutral is None:
        cut = excerpt.source(start, end)
    return Finding(Kind.SYSTEM, span, RULE, 0.8, _NOTE, Standing.RECORD, cut, neutral)


def _chinese(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """'，字节跳动后端工程师' loses the name; elsewhere '公司' stands for it."""
    role = re.compile(r"\s?的?\s?(?=[\w\u4e00-\u9fff-])").match(text, end)
    lead = _IDENTITY.search(text[:start])
    if lead is not None and role is not None and not lead.group().endswith(("在", "来自")):
        return start, role.end(), None
    if re.match(r"\s?(?:公司|集团)", text[end:]):
        return start, end, None
    if _WORKS_AT.search(text[:start]) or (
        lead is not None and lead.group().endswith(("在", "来自"))
    ):
        return start, end, "一家公司"
    return start, end, "公司"


def _english(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """' at ByteDance' goes from an identity line; elsewhere 'the company' stands for it."""
    lead = re.search(r"\s(?:at|from)\s\Z", text[:start])
    if lead is not None and _ENGLISH.search(text[:start]):
        works = re.search(r"\b(?:works?|worked|working|we|here|us)\s\Z", text[: lead.start() + 1])
        closes = re.match(r"\s*(?:[.,;)]|\Z|\s(?:and|who|with|in)\b)", text[end:])
        if works is None and closes is not None:
            return lead.start(), end, None
    staffed = _STAFFED.match(text, end)
    if staffed is not None:
        return start, staffed.end(), None
    article = _DETERMINED.search(text[:start])
    if article is not None:
        noun = text[end:].lstrip()
        fits = article.group(1).lower() not in ("a", "an") or (
            (article.group(1).lower() == "an") == (noun[:1].lower() in "aeio")
        )
        if re.match(r"\s[a-z]", text[end:]) and fits:
            return start, end + 1, None
        return start, end, "company"
    if re.search(r"\bwork(?:s|ed|ing)?\s(?:at|for)\s\Z", text[:start]):
        return start, end, "a company"
    opens = not text[:start].strip(" \"'“*_([>-")
    if opens and _NAMES_ITS.match(text, end):
        return start, end + 1, None
    return start, end, "The company" if opens else "the company"
