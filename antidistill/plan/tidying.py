"""What a cut leaves at its ends: spaces, commas, brackets and slashes that stood beside what went,
and a small letter at the beginning of a sentence."""

from __future__ import annotations

import re

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan.phrases import measured_before, without_conclusion
from antidistill.plan.units import Unit
from antidistill.span import Span

_FIGURES = frozenset({Kind.QUANTITY, Kind.NORM})
_STOP = re.compile(r"[.,](?!\w)|[。，]")
_CONCLUDES = re.compile(r"(?:[，,]|(?:因此|所以|因而|于是|故)[，,]?)\Z")
_VALUED = re.compile(r"[，、；][^，、；。：:（）()]{1,10}(?:为|是|达到|长达|约为|共计)[ \t]*\Z")
_FIRST_COMMA = re.compile(r"[,，、;；][ \t]*")
_COUNTED = re.compile(r"(?:\A|\|)[ \t#>*_-]*\d{1,2}[.)][ \t]*\Z")
"""The number with which a line or cell counts itself."""
_ENUMERATED = re.compile(r"\d{1,2}[.)]\s+")
_CHAINED = re.compile(r"\s(?:either\s)?(?:or|and)(?=\s(by|from|with|to|at|in|through|via|for)\b)")
"""What joins the next of several to one that went: 'by us or by a partner'."""
_DASH = re.compile(r"[ \t]*[—–:：-]+[ \t]*")
_TIE = 8
"""Characters in which the opening of a conclusion and its commas have room."""
_BRACKETS = ("()", "（）", "[]", "【】", "「」", "“”", '""', "''", "《》")
_COMPARES = re.compile(r"[(（]\s*([<>≤≥＜＞≈~]=?\s*)\Z")
"""A sign in brackets that compared something with what went."""
_SLASH = re.compile(r"(?<=\w)[ \t]*/[ \t]*\Z")
_SLASH_BEHIND = re.compile(r"[ \t]*/[ \t]+")
_SLASHES = re.compile(r"\\+\Z")
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")
"""What a backslash takes its meaning from in Markdown."""
_OPENS = re.compile(r"(?:\A|[:：，。；、,;(（\"'“‘「『|])[ \t#>*_`-]*\Z")
_PATH = re.compile(r"(?<=[^\s#>*-])[ \t]+([>→›»])[ \t]*\Z")
"""What parts the places of a path through menus: 'File > New > Save'."""
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{0,3}(?![\w/.])")
_PARTICLE = re.compile(r"[ \t]*的(?!确|话|士)")
_STOPPED = re.compile(r"[.,;!?](?!\w)|[。，；、！？)）]|\s*(?:\n|\Z)")
_WHILST = re.compile(r"\s(?:whilst|while)\s?\Z", re.IGNORECASE)
_CLOSES = re.compile(r"\s*[.?!](?:\s|\*|_|\Z)")
"""What a sentence ends with that a conjunction cannot stand before."""
_LABEL = 16
"""Characters that a label before a colon has at most."""


def tidied(document: Document, edit: Edit) -> Edit:
    """Take one of the two spaces, and the doubled or orphaned comma, that a cut would leave."""
    if edit.new.strip():
        return edit
    text = document.text
    start, end = _with_escapes(text, edit.span.start, edit.span.end)
    if (hung := _WHILST.search(text, max(0, start - _LABEL), start)) and _CLOSES.match(text, end):
        start = hung.start()
    if edit.kind is Kind.CONTEXT:
        end += (told := without_conclusion(text[end : end + _TIE]))
        start += _parts_clauses(text, start, end, told)
        goes_on = text[end : end + 1].strip("。.；;\n") != ""
        start += goes_on and text[start] in ":：" and _is_label(line_before(text, start))
    if edit.kind in _FIGURES:
        start -= measured_before(text[max(0, start - _TIE * 2) : start])
        start -= _value_before(text, start, end)
    if (sign := _COMPARES.search(line_before(text, start))) and text[end : end + 1] in tuple(")）"):
        start -= len(sign[1])
    while around := _are_around(text, start, end):
        start, end = start - around, end + around
    end += _hangs_behind(text, start, end)
    chained = _CHAINED.match(text, end)
    if chained and re.match(rf"\s?{chained[1]}\b", text[start:end], re.IGNORECASE):
        end = chained.end()
    before = text[start - 1] if start else "\n"
    after = text[end + _is_escaped(text, end + 1)] if end < len(text) else "\n"
    opened = line_before(text, start)
    if not opened.strip(" \t#>*-"):
        dash = _DASH.match(text, end)
        end = dash.end() if dash else end + (after == " ")
    elif _COUNTED.search(opened) and (comma := _FIRST_COMMA.match(text, end)):
        start += len(text[start:end]) - len(text[start:end].lstrip(" "))
        return Edit(Span(start, comma.end()), "", edit.because, edit.kind, edit.action)
    elif after == " " and _STOP.match(text, end + 1):
        start, end = start - (before == " "), end + 1
    elif before == " " and (after in " ,.;:!?)，。；：！？）" or after in "\r\n"):
        start -= 1
    elif after == " " and before in "(（":
        end += 1
    elif before in "(（" and (comma := _FIRST_COMMA.match(text, end)):
        end = comma.end()
    start, end = _without_place(text, start, end)
    if before in "，、" and after in "，。；、！？\n":
        start -= 1
    else:
        start, end = _without_slash(text, start, end)
    glued = _is_sign(text, start - 1) and _is_sign(text, end)
    if glued and not text[start:end].strip():
        start, glued = end, False
    return Edit(Span(start, end), " " * glued, edit.because, edit.kind, edit.action)


def _is_sign(text: str, at: int) -> bool:
    """Whether a letter or digit of no Chinese word stands there: two of them need a space."""
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalnum()


def _value_before(text: str, start: int, end: int) -> int:
    """How many characters before a figure say what it was the value of, in a Chinese clause that it
    closed: '，时长为[半天]，'."""
    clause = _VALUED.search(line_before(text, start))
    return len(clause.group()) if clause and _STOPPED.match(text, end) else 0


def _parts_clauses(text: str, start: int, end: int, told: int) -> bool:
    """Whether the Chinese comma that a reason begins with still parts two clauses once it went:
    '如果慢，由于缓存旧，因此重启'."""
    closed = told > 0 or _CONCLUDES.search(text, start, end) is not None
    goes_on = "\u4e00" <= text[end : end + 1] <= "\u9fff"
    return closed and goes_on and text[start] == "，" and end - start > 1


def _are_around(text: str, start: int, end: int) -> int:
    """How many characters the marks take that stand on both sides of a cut and belong together: `"`
    opens only where none is open before it."""
    escaped = _is_escaped(text, start - 1) and text[end : end + 1] == "\\"
    pair = text[start - 1 : start] + text[end + escaped : end + escaped + 1]
    if pair == '""':
        return (1 + escaped) * (line_before(text, start).count('"') % 2)
    return (1 + escaped) * (pair in _BRACKETS)


def _with_escapes(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a cut begins and ends that takes each sign with the backslash before it."""
    start -= start < end and _is_escaped(text, start)
    return start, end - (start < end - 1 and _is_escaped(text, end))


def _is_escaped(text: str, at: int) -> bool:
    """Whether a backslash, which is no sign itself, stands before a sign at this place."""
    slashes = _SLASHES.search(text, max(0, at - _TIE), max(0, at))
    return text[at : at + 1] in _SIGNS and slashes is not None and len(slashes.group()) % 2 == 1


def _hangs_behind(text: str, start: int, end: int) -> int:
    """How many characters behind a cut hung on what opened a clause: 的, or the extension of a file
    that a heading names."""
    before = line_before(text, start)
    if start == end or not _OPENS.search(before):
        return 0
    extension = None if before.strip(" \t#>*_`") else _EXTENSION.match(text, end)
    hung = extension or _PARTICLE.match(text, end)
    return len(hung.group()) if hung else 0


def _without_slash(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a cut begins and ends that takes the slash which parted its words from others."""
    before = _SLASH.search(text, max(0, start - _TIE), start)
    behind = _SLASH_BEHIND.match(text, end)
    if before and (behind or _STOPPED.match(text, end) or text[end : end + 1] in " （("):
        return before.start(), end
    aside = text[start:end].strip()[:1] in tuple("(（") and text[:start].rstrip()[-1:].isalnum()
    if behind and not before and not aside:
        return start, behind.end()
    return start, end


def _without_place(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a cut begins and ends that takes a whole place of a path through menus: one of the
    signs that parted it from the others goes too."""
    parted = _PATH.search(line_before(text, start))
    if parted is None:
        return start, end
    behind = re.match(rf"[ \t]*{parted[1]}", text[end : end + _TIE])
    if behind is None and not _STOPPED.match(text, end):
        return start, end
    return start - len(parted.group()), end


def line_before(text: str, at: int) -> str:
    """The line so far: to copy and to search all that stands before takes the square of a text."""
    return text[text.rfind("\n", 0, at) + 1 : at]


def _is_label(before: str) -> bool:
    """Whether a line so far is short: a colon behind it belongs to a label."""
    line = before.strip(" \t#>*-")
    return 0 < len(line) <= _LABEL and not re.search(r"[，。,;；]", line)


def _opens_unit(text: str, unit: Unit, at: int) -> bool:
    """Whether a place is the beginning of a unit, but for the number that counts it."""
    return at <= unit.span.start or _ENUMERATED.fullmatch(text[unit.span.start : at]) is not None


def capitalised(document: Document, unit: Unit, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """`edits`, with a capital put back where a cut took the beginning of an English sentence."""
    text = document.text
    first = next((e for e in edits if not e.new and _opens_unit(text, unit, e.span.start)), None)
    if first is None or first.span.end >= unit.span.end:
        return edits
    rest = document.text[first.span.end : unit.span.end]
    lead = re.match(r"[\s,;:，；：]*", rest)
    skip = lead.end() if lead else 0
    at = first.span.end + skip
    letter = document.text[at] if at < unit.span.end else ""
    opened = _ENUMERATED.match(unit.text)
    opens = unit.text[opened.end() if opened else 0 :][:1]
    if not (letter.islower() and not opens.islower()):
        return edits
    if any(e.span.start <= at < e.span.end for e in edits if e is not first):
        return edits
    whole = Edit(
        Span(first.span.start, at + 1), letter.upper(), first.because, first.kind, first.action
    )
    return tuple(whole if e is first else e for e in edits)
