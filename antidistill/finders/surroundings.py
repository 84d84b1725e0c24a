"""What can go together with an address or a name so that a grammatical sentence is left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from antidistill.document import AtomKind
from antidistill.finders.clauses import balanced, whole
from antidistill.finders.excerpts import Excerpt, prose
from antidistill.finders.phrases import HAN, table
from antidistill.reading import Reading, Sentence
from antidistill.span import Span

_JOIN = r"\s?(?:,|and/or|and|or|&|/|\+)\s?(?:and\s|or\s)?"
_LEAD = re.compile(
    r"\s(?:(?:located|hosted|running)\s)?(?:on|in|at|from|to|via|through|under|with|by|as|into|against|past|of)"
    r"\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:[.,;:!?)]|\Z)|\s(?:and(?=\s(?!the|our|a\s))|or(?=\sby)|before|after|if|when|first|until|while|because|so|"
    r"to|at|on|in|for|from|via|with|by|using|now|again|then|every|that|as|about|instead|manually)\b"
)
_ASIDE = re.compile(r"\s\([^()]*\)")
"""What a bracket behind a name says is about that name."""
_ONLY_ADDRESS = re.compile(
    r"\s*(?:see|cf\.?|via|at|link|url|source|参见|见|详见|链接|地址|参考)?\s*[:：]?\s*", re.I
)
_HAN_PLACE = re.compile(
    r"\s?(?:目录|文件夹|路径)?(?:下面?|里面?|上面?|中)?的\s?(?=[\u4e00-\u9fff])"
)

_HAN_GOAL = re.compile(
    r"(?<=导出|上传|归档|备份|下载|同步|保存|复制|发布|提交|部署|汇总|登记)\s?(?:到|至|进|在)\s?\Z"
)
"""Verbs that say enough without where to."""
_HAN_GOAL_END = re.compile(
    r"\s?(?:目录|文件夹|路径)?(?:下面?|里面?|上|中)?(?=[，。；！,;）]|\s*\Z|\s?(?:再|后|然后|并|之后))"
)
_HAN_FROM = re.compile(r"(?:\A|(?<=[，；。,;先再请并后]))\s?(?:在|从|通过)\s?\Z")
_HAN_FROM_END = re.compile(
    r"\s?(?:目录|文件夹|路径)?(?:下面?|里面?|上|中)?\s?"
    r"(?=(?:先|再)?(?:执行|运行|查看|下载|拉取|检查|确认|查询|导出|获取|核对|重启))"
)


@cache
def _needing() -> frozenset[str]:
    return frozenset(table("units")["places"]["needing"].split())


@dataclass(frozen=True, slots=True)
class Places:
    """The sentences of a document by where they stand."""

    excerpts: tuple[Excerpt, ...]
    starts: tuple[int, ...]

    def around(self, span: Span) -> tuple[Excerpt, int, int] | None:
        """The sentence that shows `span` to the reader, with where in its text; None if no sentence
        does (in a code block, in the address of a link)."""
        at = bisect_right(self.starts, span.start) - 1
        if at < 0:
            return None
        excerpt = self.excerpts[at]
        where = excerpt.where
        start, end = bisect_left(where, span.start), bisect_left(where, span.end)
        # markup around the ends has no place in the text
        if start >= end or where[start] >= span.end or end >= len(where):
            return None
        return (excerpt, start, end) if where[end - 1] < span.end else None


def in_sentences(reading: Reading) -> Places:
    """All sentences of a document."""
    found = sorted(prose(reading), key=lambda e: e.where[0])
    return Places(tuple(found), tuple(e.where[0] for e in found))


def phrase_of(reading: Reading, excerpt: Excerpt, start: int, end: int) -> Span | None:
    """The phrase in the source that goes with `text[start:end]`, an address or a name; None when
    the sentence needs it."""
    sentence = excerpt.sentence
    if sentence is None:
        return None
    found = _bracketed(excerpt.text, start, end) or (
        _chinese(excerpt.text, start, end)
        if HAN.search(excerpt.text)
        else _english(sentence, start, end)
    )
    if found is None or not balanced(excerpt.text[: found[0]] + excerpt.text[found[1] :]):
        return None
    return whole(reading.block(sentence), _with_marks(reading, sentence, found))


def _with_marks(reading: Reading, sentence: Sentence, found: tuple[int, int]) -> Span:
    """The source of a phrase, with the angle brackets or ticks of an address at its end."""
    span = sentence.source(*found)
    for atom in reading.block(sentence).atoms:
        if atom.kind in (AtomKind.AUTOLINK, AtomKind.CODE) and atom.span.overlaps(span):
            span = Span(min(span.start, atom.span.start), max(span.end, atom.span.end))
    return span


def _bracketed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """'(see https://…)' and '（user-center）' with the space before."""
    opened = max(text.rfind(sign, 0, start) for sign in "(（[")
    if opened < 0 or not _ONLY_ADDRESS.fullmatch(text, opened + 1, start):
        return None
    if text[end : end + 1] not in (")", "）", "]") or not text[:opened].strip():
        return None
    while opened > 0 and text[opened - 1] == " ":
        opened -= 1
    return opened, end + 1


def _english(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """' on build7.lan', ' with Ann and Bob', a bare address behind a whole sentence."""
    text = sentence.text
    if "://" in text[start:end] and not text[end:].strip(" ."):
        lead = text[:start].rstrip()
        whole_before = len(lead.split()) > 3 and not re.search(
            r"(?:[:=(–—-]|\b(?:at|in|on|to|from|see|is|are|via|by|with|under|here|open|visit|the|and|or|of|use))\Z",
            lead,
            re.IGNORECASE,
        )
        return (len(lead), end) if whole_before else None
    first, last = _run(text, start, end)
    aside = _ASIDE.match(text, last)
    if aside is not None and _BEHIND.match(text, aside.end()):
        last = aside.end()
    lead_in = _LEAD.search(text, 0, first)
    if lead_in is None or not _BEHIND.match(text, last) or len(text[: lead_in.start()].split()) < 2:
        return None
    if sentence.doc is None or not _stands_before(sentence, lead_in):
        return None
    return lead_in.start(), last


def _run(text: str, start: int, end: int) -> tuple[int, int]:
    """The run of names joined by 'and' that `text[start:end]` is one of."""
    name = r"(?:[A-Z][\w.@-]*|[\w-]+(?:[.@/][\w-]+)+|\w+-[\w-]+)"
    before = re.search(rf"(?<=\s)(?:{name}(?:\s{name})?{_JOIN})+\Z", text[:start])
    behind = re.compile(rf"(?:{_JOIN}{name}(?:\s{name})?)+(?![\w])").match(text, end)
    return before.start() if before else start, behind.end() if behind else end


def _stands_before(sentence: Sentence, lead: re.Match[str]) -> bool:
    """Whether the words before the phrase say enough without it."""
    words = [t for t in sentence.doc or () if t.idx + len(t) <= lead.start() + 1 and not t.is_space]
    if not words:
        return False
    last = words[-1]
    if last.lemma_.lower() in _needing() or last.pos_ in ("AUX", "ADP", "DET", "SCONJ", "CCONJ"):
        return False
    preposition = lead.group().split()[0].lower()
    if last.pos_ == "VERB":
        return last.tag_ == "VBN" and preposition in (
            "on",
            "in",
            "at",
            "by",
            "via",
            "through",
            "from",
        )
    return preposition != "of" and last.lower_ not in ("not", "only", "due", "according", "access")


def _chinese(text: str, start: int, end: int) -> tuple[int, int] | None:
    """'/data/logs/ 下的' before what lies there, '到 /data/out' behind a verb that says enough, '在
    /data/bin 下' before one; '（张三）' is for the brackets."""
    for before, behind in ((_HAN_GOAL, _HAN_GOAL_END), (_HAN_FROM, _HAN_FROM_END)):
        lead, rest = before.search(text[:start]), behind.match(text, end)
        if lead is not None and rest is not None:
            return lead.start(), rest.end()
    match = _HAN_PLACE.match(text, end)
    if match is None:
        return None
    lead = re.search(r"(?:在|从|到)?\s?\Z", text[:start])
    begin = lead.start() if lead else start
    joined = re.search(r"[和与及、或给为向对跟由把被是比]\s?\Z", text[:begin])
    if joined or (begin == 0 and not text[match.end() :]):
        return None
    return begin, match.end()
