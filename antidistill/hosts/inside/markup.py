"""Documents in a markup that is not Markdown (reStructuredText, Org, LaTeX, AsciiDoc): paragraphs,
items and headings line by line; commands, directives and options stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from antidistill.hosts.inside.base import Text, indent_of, on_one_line
from antidistill.span import Span

_RULE = re.compile(r"([=~^\"'#*+`.:_<>-])\1{2,}[ \t]*")
_HEADING = re.compile(
    r"(?P<lead>\*+ +(?:(?:TODO|DONE|NEXT|WAIT) +)?|={1,6} +|h[1-6]\. +"
    r"|#\+(?i:title|subtitle|description): *"
    r"|\\(?:part|chapter|(?:sub)*section|paragraph|title)\*?\{)"
    r"(?P<said>.*?)(?P<tail>\}?[ \t]*)"
)
_ITEM = re.compile(
    r"(?P<lead>[ \t]*(?:(?:[-+*•.]|\*{2,}|\(?\d{1,2}[.)]|\(?[a-z]\)|#\.|\|)[ \t]+(?:\[[ xX-]\] +)?"
    r"|\\item(?:\[[^\]]*\])?[ \t]*|:[\w -]+:[ \t]+|[%#] +|\.\. +(?=[A-Za-z\u4e00-\u9fff][^:]*$)))"
    r"(?P<said>.*)"
)
_ROW = re.compile(r"[ \t]*(?:\|.*|.*&.*\\\\[ \t]*)")
_CELL = re.compile(r"[^|&\\]+")
_FIXED = re.compile(
    r"[ \t]*(?:\.\. .*::.*|#\+.*|:[A-Za-z_-]+:[ \t]*\S{0,20}"
    r"|\\(?!emph|textbf|textit|footnote|item)[a-zA-Z]+[\[{*\\ ].*|\\[a-zA-Z]+"
    r"|\[[\w, =\"-]+\]|[|+][-+=|]+[|+]|\{|\}|//.*|\.\S.*|__ .*|\.\. _.*)"
)
"""A line that is no text."""
_VERBATIM = (
    (
        re.compile(r"[ \t]*\\begin\{(verbatim|lstlisting|minted|equation|align|tabular).*"),
        r"\\end\{",
    ),
    (re.compile(r"[ \t]*#\+begin_(src|example).*", re.IGNORECASE), r"(?i:#\+end_)"),
    (re.compile(r"(-{4,}|\.{4,})"), r"(-{4,}|\.{4,})$"),
)
"""What opens lines that are no text, and what ends them; the last in AsciiDoc only."""
_LITERAL = re.compile(
    r"[ \t]*(?:\.\. (?:code|highlight|math|toctree|image|csv-table).*::.*|(?!\.\.).*::)"
)
"""In reStructuredText, what indented lines below it are."""


_HOLLOW = re.compile(r"\\begin\{(itemize|enumerate|description)\}\s*\\end\{\1\}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Without its line end."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Markup:
    """A document of lines."""

    suffix: str

    def texts(self, text: str) -> Iterator[Text]:
        """Headings, items with the lines that they go on in, paragraphs, cells."""
        rows = list(_rows(text))
        at = 0
        while at < len(rows):
            end, found = self._verbatim(rows, at), list[Text]()
            if end == at:
                end, found = _next(rows, at)
            yield from found
            at = end

    def said(self, text: str) -> Iterator[str]:
        """What they say, the cells of a row together."""
        last, end = "", 0
        for one in self.texts(text):
            if last and "\n" not in text[end : one.span.start]:
                last += f"; {one.text}"
            else:
                yield last
                last = one.text
            end = one.span.end
        yield last

    def _verbatim(self, rows: Sequence[_Row], at: int) -> int:
        """The end of lines that are no text; `at` where there are none."""
        if self.suffix == "rst":
            return _below(rows, at) if _LITERAL.fullmatch(rows[at].text) else at
        for opens, ends in _VERBATIM[: 3 if self.suffix.startswith("a") else 2]:
            if opens.fullmatch(rows[at].text):
                stop = re.compile(rf"[ \t]*{ends}")
                last = (n for n in range(at + 1, len(rows)) if stop.match(rows[n].text))
                return next(last, len(rows) - 1) + 1
        return at

    def same(self, before: str, after: str) -> bool:
        """Whether its commands and directives are the same, and no list is without an item."""
        return _frame(before) == _frame(after) and not _HOLLOW.search(after)


def syntax(path: str) -> Markup:
    """That of a document, by the end of its name."""
    return Markup(path.lower().rsplit(".", 1)[-1])


def _rows(text: str) -> Iterator[_Row]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield _Row(line.rstrip("\r\n"), at)
        at += len(line)


def _below(rows: Sequence[_Row], at: int) -> int:
    """The end of the lines that stand further in than this one; `at` where none do."""
    size = len(rows[at].text) - len(rows[at].text.lstrip())
    end = at + 1
    while end < len(rows) and (
        not rows[end].text.strip() or len(rows[end].text) - len(rows[end].text.lstrip()) > size
    ):
        end += 1
    return end if any(one.text.strip() for one in rows[at + 1 : end]) else at


def _next(rows: Sequence[_Row], at: int) -> tuple[int, list[Text]]:
    row = rows[at]
    if not row.text.strip() or _RULE.fullmatch(row.text):
        return at + 1, []
    under = rows[at + 1].text if at + 1 < len(rows) else ""
    if _RULE.fullmatch(under) and len(row.text) < 100:
        return at + 2, [_underlined(row, rows[at + 1])]
    if found := _HEADING.fullmatch(row.text):
        span = Span(row.start + found.start("said"), row.start + found.end("said"))
        return at + 1, [Text(span, found["said"], on_one_line, "## ")]
    if _ROW.fullmatch(row.text):
        return at + 1, list(_cells(row))
    if _FIXED.fullmatch(row.text):
        return at + 1, []
    return _paragraph(rows, at)


def _paragraph(rows: Sequence[_Row], at: int) -> tuple[int, list[Text]]:
    found = _ITEM.fullmatch(rows[at].text)
    lead = found["lead"] if found else indent_of(rows[at].text)
    first = rows[at].text[len(lead) :]
    end = at + 1
    while end < len(rows) and _goes_on(rows, end):
        end += 1
    further = rows[at + 1].text if end > at + 1 else ""
    indent = indent_of(further)
    said = "\n".join((first, *(one.text.strip() for one in rows[at + 1 : end])))
    span = Span(rows[at].start, rows[end - 1].span.end)
    mark = "- " if found and re.search(r"[-+*•\\.\])]", lead) else ""
    return end, [Text(span, said, _lines(lead, indent), mark)]


def _goes_on(rows: Sequence[_Row], at: int) -> bool:
    text = rows[at].text
    under = rows[at + 1].text if at + 1 < len(rows) else ""
    other = (_ITEM, _HEADING, _FIXED, _ROW, _RULE)
    return bool(text.strip()) and not any(p.fullmatch(text) for p in other) and not (
        _RULE.fullmatch(under)
    )  # fmt: skip


def _lines(lead: str, indent: str) -> Callable[[str], str]:
    def written(text: str) -> str:
        first, *others = text.splitlines() or [""]
        if not first.strip():
            return ""
        return "\n".join((f"{lead}{first}", *(f"{indent}{one.strip()}" for one in others)))

    return written


def _underlined(row: _Row, under: _Row) -> Text:
    mark = under.text.strip()[0]

    def written(text: str) -> str:
        bare = on_one_line(text)
        wide = len(bare) + sum("\u2e80" <= c <= "\uffef" for c in bare)
        return f"{bare}\n{mark * max(wide, len(under.text.strip()))}" if bare else ""

    return Text(Span(row.start, under.span.end), row.text.strip(), written, "## ")


def _cells(row: _Row) -> Iterator[Text]:
    for found in _CELL.finditer(row.text):
        bare = found[0].strip()
        if bare:
            start = row.start + found.start() + found[0].index(bare)
            yield Text(Span(start, start + len(bare)), bare, on_one_line)


def _frame(text: str) -> list[str]:
    """What must not change."""
    rows = [row.text.strip() for row in _rows(text)]
    fixed = [row for row in rows if _FIXED.fullmatch(row) and not _HEADING.fullmatch(row)]
    return [*fixed, str(text.count("{") - text.count("}")), str(text.count("$") % 2)]
