"""XML and web pages: what stands between tags, in comments, and in attributes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from antidistill.hosts.inside.base import Text, on_one_line, plain
from antidistill.span import Span

_TOKEN = re.compile(
    r"<!--(?P<comment>[\s\S]*?)-->"
    r"|<!\[CDATA\[(?P<data>[\s\S]*?)\]\]>"
    r"|<(?P<hidden>script|style|pre|svg)\b[^>]*>[\s\S]*?</(?P=hidden)\s*>"
    r"|<[!?][^>]*>"
    r"|</?(?P<tag>[\w:.-]+)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>",
    re.IGNORECASE,
)
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "emphasis", "font", "i",
    "ins", "kbd", "literal", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "tt", "u",
    "var",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "title"})
_ALONE = frozenset({
    "p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "option",
})  # fmt: skip
"""Elements that go with their text."""
_ATTRIBUTE = re.compile(r"[\w:.-]+\s*=\s*(?P<quoted>\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_SETTLED = frozenset({"class", "style", "href", "src", "id", "d", "content-security-policy"})
_SPACED = re.compile(r"\s|[\u4e00-\u9fff]")
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Tags:
    """A file with tags in it."""

    def texts(self, text: str) -> Iterator[Text]:
        """Comments, the text between two tags that are no part of a sentence, and attributes."""
        opened, done = "", 0
        for found in _TOKEN.finditer(text):
            if (found["tag"] or "").lower() in _INLINE:
                continue
            yield from _between(text, Span(done, found.start()), opened, found[0])
            yield from _inside(found)
            opened, done = found[0], found.end()
        yield from _between(text, Span(done, len(text)), opened, "")

    def said(self, text: str) -> Iterator[str]:
        """What they say."""
        for one in self.texts(text):
            yield one.text

    def same(self, before: str, after: str) -> bool:
        """Whether it has the same tags, but for those inside sentences."""
        return _tags(before) == _tags(after)


def syntax(path: str) -> Tags:
    """That of any such file."""
    del path
    return Tags()


def _between(text: str, span: Span, opened: str, closed: str) -> Iterator[Text]:
    whole = span.of(text)
    bare = whole.strip()
    if not bare:
        return
    tag = (re.match(r"<([\w:.-]+)", opened) or ["", ""])[1].lower()
    said = on_one_line(html.unescape(_MARKUP.sub("", bare)))
    if not said:
        return
    mark = "## " if tag in _HEADINGS else "- " if tag == "li" else ""
    if tag in _ALONE and opened == f"<{tag}>" and closed.lower() == f"</{tag}>":
        around = Span(span.start - len(opened), span.end + len(closed))
        yield Text(around, said, _element(opened, closed), mark)
        return
    at = span.start + whole.index(bare)
    yield Text(Span(at, at + len(bare)), said, _escaped, mark)


def _element(opened: str, closed: str) -> Callable[[str], str]:
    return lambda text: f"{opened}{_escaped(text)}{closed}" if text.strip() else ""


def _inside(found: re.Match[str]) -> Iterator[Text]:
    if found["comment"] is not None:
        yield Text(Span(*found.span()), found["comment"].strip(), _comment)
    elif found["data"] is not None:
        yield Text(Span(*found.span("data")), found["data"].strip(), _data)
    elif found["attributes"]:
        start = found.start("attributes")
        for one in _ATTRIBUTE.finditer(found["attributes"]):
            quote = one["quoted"][0]
            value = one["quoted"][1:-1]
            key = one[0].split("=")[0].strip().lower()
            if _SPACED.search(value.strip()) and key not in _SETTLED and not key.startswith("on"):
                span = Span(start + one.start("quoted"), start + one.end("quoted"))
                yield Text(span, html.unescape(value), _attribute(quote))


def _escaped(text: str) -> str:
    return html.escape(on_one_line(text), quote=False)


def _comment(text: str) -> str:
    return plain("<!-- ", " -->")(text.replace("--", "–"))


def _data(text: str) -> str:
    return text.replace("]]>", "]] >")


def _attribute(quote: str) -> Callable[[str], str]:
    def written(text: str) -> str:
        bare = html.escape(on_one_line(text), quote=False)
        return quote + bare.replace(quote, "&quot;" if quote == '"' else "&apos;") + quote

    return written


def _tags(text: str) -> tuple[list[str], bool]:
    """Those that stay, and whether the others are in pairs."""
    found = [
        (one[0][:2] == "</", one["tag"].lower()) for one in _TOKEN.finditer(text) if one["tag"]
    ]
    alone = [end for end, tag in found if tag in _ALONE]
    stay = [f"{end} {tag}" for end, tag in found if tag not in _ALONE | _INLINE]
    return stay, sum(alone) * 2 == len(alone)
