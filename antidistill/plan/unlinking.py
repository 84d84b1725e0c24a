"""Links into the house: the address goes, with what markup hangs on it, and the words stay."""

from __future__ import annotations

import re

from antidistill.document import Atom, AtomKind, Document
from antidistill.edit import Edit
from antidistill.finding import Finding
from antidistill.plan.tidying import line_before
from antidistill.span import Span

_WRAP = re.compile(r"[ \t]*\r?\n[ \t>]*")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|[ \t]?(?:🔒|🔐|🔗|↗)\ufe0f?")
"""What hangs on a link: its attributes, or a sign that says how it opens."""
_HAN, _PUNCTUATION = "[\u4e00-\u9fff]", "[，。；：、！？）]"
_THIS = re.compile(
    r"\A(?:(?P<en>this)(?= [a-z]+(?: [a-z]+)?\Z)|(?:这[个份张篇]|此)(?=[一-鿿]{2,8}\Z))", re.I
)
"""What points with the address alone: '[This form](…)'."""


_HOST = re.compile(
    r"\A(?:https?://)?(?P<name>[\w-]+(?:\.[\w-]+)*)\.[\w-]+\.[a-z]{2,}/?\Z", re.IGNORECASE
)
"""A link that says its own host is left with the name before the domain: 'wiki' of
'wiki.acme.com'."""


def link_at(span: Span, atoms: tuple[Atom, ...]) -> Atom | None:
    """The link whose address (not text) the finding is about."""
    return next(
        (
            a
            for a in atoms
            if a.target is not None
            and (span in a.target or a.target in span)
            and a.kind in (AtomKind.LINK, AtomKind.IMAGE)
            and not a.inner.overlaps(span)
        ),
        None,
    )


def unlinked(document: Document, link: Atom, finding: Finding) -> Edit:
    """A link into the house loses its address, and keeps its words; in brackets of its own it goes
    with them."""
    words = words_of(document, link)
    aside = _aside(document.text, link.span)
    if aside is not None:
        return Edit(aside, "", finding.note, finding.kind, "unlinked")
    span = _closed_up(document.text, with_attributes(document, link.span), words)
    return Edit(span, words, finding.note, finding.kind, "unlinked")


def _closed_up(text: str, span: Span, words: str) -> Span:
    """The span with the spaces that parted a link from Chinese text, where its words need none."""
    start, end = span.start, span.end
    if re.match(_HAN, words) and re.search(rf"{_HAN} \Z", text[max(0, start - 2) : start]):
        start -= 1
    if re.match(rf" {_PUNCTUATION}", text[end : end + 2]) or (
        re.search(rf"{_HAN}\Z", words) and re.match(rf" {_HAN}", text[end : end + 2])
    ):
        end += 1
    return Span(start, end)


def words_of(document: Document, link: Atom) -> str:
    """What a link says, on one line: without its address the next line would begin anew, and 'this'
    would point nowhere."""
    words = _WRAP.sub(" ", link.inner.of(document.text))
    words = _HOST.sub(r"\g<name>", words)
    pointed = _THIS.match(words)
    if pointed is None:
        return words
    inside = line_before(document.text, link.span.start).rstrip(" ")[-1:] in (",", ";")
    article = {"T": "the" if inside else "The", "t": "the"}.get((pointed["en"] or "")[:1], "")
    return article + words[pointed.end() :]


def _aside(text: str, link: Span) -> Span | None:
    """The brackets that hold nothing but a link, with the space before them; None if there are
    none, or if nothing stands before them in their line."""
    if text[link.start - 1 : link.start] + text[link.end : link.end + 1] not in ("()", "（）"):
        return None
    start = link.start - 1
    while start > 0 and text[start - 1] == " ":
        start -= 1
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return Span(start, link.end + 1) if line.strip(" \t#>*-") else None


def with_attributes(document: Document, span: Span) -> Span:
    """The span of a link, with the attributes behind it ('{:target="_blank"}')."""
    match = _ATTRIBUTES.match(document.text, span.end)
    return Span(span.start, match.end()) if match else span
