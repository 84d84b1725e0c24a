"""Where a clause begins and ends, and what can be cut with it so that a whole sentence stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import AtomKind, Block
from antidistill.finders.phrases import HAN
from antidistill.reading import Reading, Sentence
from antidistill.span import Span

BREAKS = re.compile(r"[,，;；:：。!！?？、]|(?<=\s)[-–—]{1,3}(?=\s)|[—–]{1,2}|\.(?=\s|\Z)")
_OPEN = "([（【「『“{"
_CLOSE = ")]）】」』”}"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))
_END = re.compile(r"[\s.。!！?？;；]*\Z")
_LEAD = re.compile(r"(?<![\s,，、;；:：])[\s,，、;；:：]*(?:[-–—]+\s*)?\Z")
_CONJUNCTION = re.compile(
    r"(?:(?<![\s,，])[\s,，]+(?:and|but|or)|(?:而且|并且|但是|但|而))\s*\Z", re.IGNORECASE
)


def clause_end(text: str, start: int, strong: bool = False) -> int:
    """Offset in `text` at which the clause that begins at `start` ends, before its punctuation
    and before a bracket that closes around it. `strong`: commas do not end it."""
    depth = 0
    for at in range(start, len(text)):
        sign = text[at]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0 and (_breaks(text, at, strong) or _announces(text, at)):
            return at
    return len(text)


def _announces(text: str, at: int) -> bool:
    """A colon at the end of the sentence belongs to what follows, not to the clause."""
    return text[at] in ":：" and not text[at + 1 :].strip(" *_\"'”」")


def _breaks(text: str, at: int, strong: bool) -> bool:
    sign = text[at]
    if sign in ";；。!！?？":
        return True
    if sign == ".":
        return at + 1 == len(text) or text[at + 1].isspace()
    if sign in "—–":
        return True
    return sign in ",，" and (not strong or _JOINS.match(text, at + 1) is not None)


_JOINS = re.compile(
    r"\s*(?:(?:but|however|though|although|while|yet)\b|(?:and|or|so|then)\s+(?:it|they|we|you|the|"
    r"this|that|he|she|there|if|when|please|do|don['’]t|never|always)\b|(?:但|但是|不过|所以|因此|然后|而是|"
    r"却|同时|此外|另外|并且|请|务必|必须|建议|需要|可以|应当|应该))",
    re.IGNORECASE,
)
"""What begins a new main clause after a comma, so that a reason ends before it."""


def clause_start(text: str, at: int) -> int:
    """Offset in `text` at which the clause around `at` begins: after the last comma, semicolon,
    dash or opening bracket before it."""
    start = 0
    for match in BREAKS.finditer(text, 0, at):
        if match.group() not in ":：、":
            start = match.end()
    opened = max((text.rfind(sign, 0, at) for sign in _OPEN), default=-1)
    closed = max((text.rfind(sign, 0, at) for sign in _CLOSE), default=-1)
    if opened > closed:
        start = max(start, opened + 1)
    while start < at and text[start].isspace():
        start += 1
    return start


_ANSWER = re.compile(
    r"\s*(?:(?:that['’]s why|that is why|for that reason|therefore|hence|so|then|thus)\b[\s,]*|"
    r"(?:所以说?|因此|因而|于是|故而?|那么?|就)(?=[\u4e00-\u9fff])[，,]?)",
    re.IGNORECASE,
)
"""What answers a reason that stood before it, and hangs in the air without it."""
_BROKEN_END = re.compile(
    r"(?:\b(?:and|or|but|so|nor|yet|because|since|that|which|of|to|for|the|a|an|is|are|was|were|be|with|"
    r"than|not|n['’]t|as|by|if|when|about|every|at (?:least|most))|"
    r"并且|而且|以及|但是?|所以|因此|和|或者?|而|至少|最多|大约|每|[、，,])\Z",
    re.IGNORECASE,
)
_BROKEN_START = re.compile(
    r"(?:for|of|and|but|so|or|nor|which|that|than|because)\b|所以|因此|于是|但|并且|而且|以及|而(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(
    r"(?:如果?|若|假如|要是|倘若|一旦|遇到?|当)[\u4e00-\u9fffA-Za-z0-9 ]+(?:时|的话)?"
)
"""A Chinese condition that nothing follows: '如上传失败'."""
_OPEN_CONDITION = re.compile(r"(?:如果|若|要是|倘若|一旦|除非|即使|只要|不管|无论|虽然|尽管)\s*\Z")
"""What wants a clause right behind it: '如果[由于某些原因]，需要改期'."""
_DENIED = re.compile(
    r"(?:\b(?:not|never|isn['’]t|wasn['’]t|aren['’]t|n['’]t)"
    r"(?: (?:just|only|simply|merely|so much|necessarily))?|"
    r"不(?:是|只是|仅是|单是|光是)?|并非|绝非|未必)[\s，,]*\Z",
    re.IGNORECASE,
)
"""'It is not because of X': what would stay says the opposite."""


def removable(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What to take out of the sentence `text` with `[start, end)`: the comma, dash or brackets
    that tie it to the rest too. None when no whole sentence would be left."""
    if _DENIED.search(text, 0, start):
        return None
    found = _removable(text, start, end)
    return found if found and _is_sentence(text, *found) else None


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether what stays neither begins nor ends with a word that wants another clause, and still
    announces what it announced."""
    left, right = text[:start].rstrip(), text[end:].lstrip(" \t,，;；")
    announces = text.rstrip().endswith((":", "："))
    rest = (left + right).rstrip(" \t\n.。!！?？;；)）")
    if announces and not rest.endswith((":", "：")):
        return False
    closes = not right.strip(" \t\n.。!！?？;；:：)）")
    if closes and _ONLY_IF.fullmatch(left.strip(" \t*_>-|")):
        return False
    if _OPEN_CONDITION.search(left):
        return False
    if closes and _BROKEN_END.search(left.rstrip(" .。:：")):
        return False
    return bool(left.strip(" \t*_>-\"'“「(（")) or _BROKEN_START.match(right) is None


def _removable(text: str, start: int, end: int) -> tuple[int, int] | None:
    opened, closed = len(text[:start].rstrip(" ")), end + _spaces(text[end:])
    if opened > 0 and _PAIRS.get(text[opened - 1]) == text[closed : closed + 1]:
        start, end = opened, closed
    if start > 0 and end < len(text) and _PAIRS.get(text[start - 1]) == text[end]:
        start, end = start - 1, end + 1
        while start > 0 and text[start - 1] == " ":
            start -= 1
        if text[:start].endswith((".", "。")) and text[end : end + 1] in (".", "。"):
            # 'It was returned. (Mostly).'
            end += 1
        elif text[:start].endswith((",", "，")) and not text[end:].strip():
            start -= 1
        return _kept(text, start, end)
    lead = _LEAD.search(text, 0, start)
    begin = lead.start() if lead else start
    tail = text[end:]
    if tail.strip()[:1] in (":", "：") and not tail.strip()[1:].strip(" *_\"'”」"):
        return _kept(text, begin, end)
    if _END.match(tail) and any(sign in text[begin:start] for sign in ":："):
        return None
    if _END.match(tail) or tail[:1] in tuple(_CLOSE):
        joined = _CONJUNCTION.search(text, 0, begin)
        begin = joined.start() if joined else begin
        return _kept(text, begin, end)
    if begin == 0:
        after = end + _gap(tail)
        answer = _ANSWER.match(text, after)
        return _kept(text, 0, answer.end() if answer else after)
    # in the middle one of the two commas stays, unless the rest has to be joined by both
    return _kept(text, begin, end)


def _spaces(tail: str) -> int:
    return len(tail) - len(tail.lstrip(" "))


def _gap(tail: str) -> int:
    match = re.match(r"[\s,，;；:：]*(?:[-–—]+\s*)?", tail)
    return match.end() if match else 0


def _kept(text: str, start: int, end: int) -> tuple[int, int] | None:
    rest = text[:start] + text[end:]
    if not balanced(rest) or not says_something(rest):
        return None
    return start, end


def says_something(rest: str) -> bool:
    """Whether `rest` still has the words of a sentence: four Han characters or two words."""
    return len(HAN.findall(rest)) >= 4 or len(re.findall(r"[A-Za-z][A-Za-z'’-]*", rest)) >= 2


def balanced(text: str) -> bool:
    """Whether every bracket that opens in `text` closes in it, in order."""
    waiting: list[str] = []
    for sign in text:
        if sign in _PAIRS:
            waiting.append(_PAIRS[sign])
        elif sign in _CLOSE and (not waiting or waiting.pop() != sign):
            return False
    return not waiting


def cut_of(reading: Reading, sentence: Sentence, start: int, end: int) -> Span | None:
    """The span in the source that can go with `[start, end)` of the sentence; None when a whole
    sentence would not be left or markup would be torn."""
    found = removable(sentence.text, start, end)
    if found is None or found[0] >= found[1]:
        return None
    return whole(reading.block(sentence), sentence.source(*found))


def whole(block: Block, span: Span) -> Span | None:
    """`span`, widened by the markup whose inside it covers; None if it would tear markup."""
    for atom in sorted(block.atoms, key=lambda a: -len(a.span)):
        if not atom.span.overlaps(span) or (span in atom.inner and span != atom.inner):
            if span in atom.inner and atom.kind is AtomKind.CODE:
                return None
            continue
        if atom.inner in span:
            span = Span(min(span.start, atom.span.start), max(span.end, atom.span.end))
        elif atom.span not in span:
            return None
    return span


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of `text` by its commas, semicolons and dashes, as offsets, in order."""
    start = 0
    for match in BREAKS.finditer(text):
        if match.group() in ":：、":
            continue
        if start < match.start():
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)
