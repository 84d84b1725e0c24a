"""A page with edits of its words: spliced into its tags, which stay in pairs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from antidistill.edit import Edit
from antidistill.formats.html.cleaned import Page
from antidistill.formats.html.tokens import Sort, Token, begun, pairs
from antidistill.span import Span

_HOLDERS = frozenset({"td", "th", "body", "html", "head", "title", "pre"})
"""Elements that stay when they are emptied, unless an edit takes them whole."""
_SHOWN = frozenset({"img", "hr", "input"})
_LINES = frozenset(
    {"p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr",
     "blockquote", "pre", "dt", "dd", "summary"}
)  # fmt: skip
"""Elements at whose ends a line ends."""
_TICKS = re.compile(r"`([^`\n]+)`")


@dataclass(slots=True)
class _Fate:
    """What becomes of one token."""

    gone: bool = False
    new: str = ""
    """Words that stand before it."""
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    """Replacements inside it."""


def written(page: Page, edits: Sequence[Edit]) -> str:
    """The source of `page` with `edits` made. A tag goes only with its partner; an element goes
    that held something and holds nothing any more; a link to what went becomes its words."""
    work = _Work(page)
    for edit in sorted(edits, key=lambda e: e.span):
        work.enter(edit)
    work.keeppairs()
    work.drop_emptied()
    work.drop_line_ends()
    work.drop_links()
    return "".join(work.out())


class _Work:
    """The tokens of a page and their fates."""

    def __init__(self, page: Page) -> None:
        self.text, self.tokens = page.text, page.tokens
        self.entities = page.entities
        self.fates = [_Fate() for _ in page.tokens]
        self._starts = [t.start for t in page.tokens]
        self.partner = dict(pairs(page.tokens))
        self._again: set[int] = set()
        """Tags that the new words of an edit bring along."""

    def enter(self, edit: Edit) -> None:
        """Gives each token its share of an edit."""
        first = self._at(edit.span.start)
        touched = list(self._touched(first, edit.span))
        if len(touched) == 1 and self._inside_tag(touched[0], edit.span):
            cut = (edit.span.start, edit.span.end, escape(edit.new))
            self.fates[touched[0]].cuts.append(cut)
            return
        tags = [i for i in touched if self.tokens[i].sort is not Sort.TEXT]
        new = self._new(edit, tags)
        for index in tags:
            self.fates[index].gone = True
        texts = [i for i in touched if self.tokens[i].sort is Sort.TEXT]
        for index in texts:
            token = self.tokens[index]
            start, end = max(edit.span.start, token.start), min(edit.span.end, token.end)
            self.fates[index].cuts.append((start, end, new))
            new = ""
        if new:
            self.fates[touched[0] if touched else first].new += new

    def _at(self, offset: int) -> int:
        """The token that an offset is in, or begins at."""
        at = bisect_left(self._starts, offset)
        exact = at < len(self._starts) and self._starts[at] == offset
        return at if exact or at == 0 else at - 1

    def _touched(self, first: int, span: Span) -> Iterator[int]:
        if not len(span):
            before = first - 1
            text = self.tokens[first].sort is Sort.TEXT
            if not text and before >= 0 and self.tokens[before].sort is Sort.TEXT:
                first = before
            yield first
            return
        index = first
        while index < len(self.tokens) and self.tokens[index].start < span.end:
            if self.tokens[index].end > span.start:
                yield index
            index += 1

    def _inside_tag(self, index: int, span: Span) -> bool:
        token = self.tokens[index]
        inside = token.start < span.start and span.end < token.end
        return token.sort is not Sort.TEXT and inside

    def _new(self, edit: Edit, tags: Sequence[int]) -> str:
        """The new words as HTML; tags among them that stood in the old ones are tags again."""
        out: list[str] = []
        rest = edit.new
        for index in tags:
            tag = self.tokens[index].of(self.text)
            before, found, behind = rest.partition(tag)
            if found:
                out += _words(before), tag
                rest = behind
                self._again.add(index)
        return "".join((*out, _words(rest)))

    def keeppairs(self) -> None:
        """A tag stays whose partner stays."""
        for index, other in self.partner.items():
            mine, its = self.fates[index], self.fates[other]
            if mine.gone and not its.gone and index not in self._again:
                mine.gone = False

    def drop_emptied(self) -> None:
        """Takes elements out whose words are all gone."""
        had = [t.start for t in self.tokens if self._shows(t)]
        has = [t.start for i, t in enumerate(self.tokens) if self._left(i, t)]
        for opening, closing in self.partner.items():
            token = self.tokens[opening]
            if opening > closing or token.name in _HOLDERS or self.fates[opening].gone:
                continue
            start, end = token.start, self.tokens[closing].start
            if _any(had, start, end) and not _any(has, start, end):
                self.fates[opening].gone = self.fates[closing].gone = True

    def _shows(self, token: Token) -> bool:
        if token.sort is Sort.TEXT:
            return bool(token.of(self.text).strip())
        return token.name in _SHOWN

    def _left(self, index: int, token: Token) -> bool:
        """Whether a token still shows something, or new words stand at it."""
        fate = self.fates[index]
        if fate.new.strip():
            return True
        if token.sort is Sort.TEXT:
            return bool("".join(self._cut(index)).strip())
        return token.name in _SHOWN and not fate.gone

    def drop_line_ends(self) -> None:
        """Takes a <br> out whose line is gone."""
        had = has = False
        for index, token in enumerate(self.tokens):
            if token.name == "br":
                self.fates[index].gone |= had and not has
            if token.name == "br" or (token.sort is not Sort.TEXT and token.name in _LINES):
                had = has = False
                continue
            had |= self._shows(token)
            has |= self._left(index, token)

    def drop_links(self) -> None:
        """Links to places that are gone become words."""
        gone = {
            token.value(self.text, "id")
            for token, fate in zip(self.tokens, self.fates, strict=True)
            if fate.gone and token.value(self.text, "id")
        }
        for index, token in enumerate(self.tokens):
            goal = token.value(self.text, "href") if token.name == "a" else None
            if goal and goal[1:] in gone and goal.startswith("#") and index in self.partner:
                self.fates[index].gone = self.fates[self.partner[index]].gone = True

    def out(self) -> Iterator[str]:
        """The page, piece by piece."""
        last, words = "", False
        for is_words, piece in self._pieces():
            if words and is_words:
                last = _apart(last, piece)
            yield last
            last, words = piece, is_words
        yield last

    def _pieces(self) -> Iterator[tuple[bool, str]]:
        """What of the page is not empty, and whether it is words."""
        for index, token in enumerate(self.tokens):
            fate = self.fates[index]
            words = token.sort is Sort.TEXT
            if fate.new:
                yield True, fate.new
            if words or not fate.gone:
                yield from ((words, piece) for piece in self._cut(index) if piece)

    def _cut(self, index: int) -> Iterator[str]:
        """A token with its replacements, and with its entities again."""
        token = self.tokens[index]
        done = token.start
        for start, end, new in sorted(self.fates[index].cuts):
            yield self._coded(done, start)
            yield new
            done = end
        yield self._coded(done, token.end)

    def _coded(self, start: int, end: int) -> str:
        """A piece of the page as its file writes it."""
        at = bisect_left(self.entities, (start, 0, ""))
        out: list[str] = []
        while at < len(self.entities) and self.entities[at][1] <= end:
            first, last, entity = self.entities[at]
            out += self.text[start:first], entity
            start = last
            at += 1
        return "".join((*out, self.text[start:end]))


def _apart(words: str, behind: str) -> str:
    """Words that come to no tag or entity with what follows them now."""
    place = begun(words, behind)
    if place is None:
        return words
    end = len(words) + place
    return words[:end] + ("&lt;" if words[end] == "<" else "&amp;") + words[end + 1 :]


def _any(sorted_: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the offsets lies between the two."""
    at = bisect_left(sorted_, start)
    return at < len(sorted_) and sorted_[at] < end


def _words(text: str) -> str:
    """New words as HTML: what Markdown writes in ticks is code."""
    return _TICKS.sub(r"<code>\1</code>", escape(text, quote=False))
