"""Which edits of the text fall on which paragraph, row and cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.formats.docx.growing import Line
from antidistill.formats.docx.layout import Layout
from antidistill.formats.docx.names import local
from antidistill.span import Span, merged


@dataclass(frozen=True, slots=True)
class Splice:
    """A replacement inside one line, counted from its first character."""

    start: int
    end: int
    new: str


@dataclass(slots=True)
class LineChange:
    """What happens to one line."""

    line: Line
    splices: list[Splice] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    """Lines of code that follow it as paragraphs of their own."""
    removed: bool = False

    @property
    def text(self) -> str:
        """How the line reads then."""
        out: list[str] = []
        done = 0
        for splice in self.splices:
            out += self.line.inline.text[done : splice.start], splice.new
            done = splice.end
        return "".join((*out, self.line.inline.text[done:]))


class Changes:
    """The edits, looked at from the elements of the document."""

    def __init__(self, layout: Layout, edits: Sequence[Edit]) -> None:
        self.layout = layout
        self.gone = merged(e.span for e in edits if len(e.span))
        self._starts = [span.start for span in self.gone]
        self.lines = [LineChange(line) for line in layout.lines]
        self._ends = [line.end + line.marked for line in layout.lines]
        self._code = _code_lines(layout)
        for edit in sorted(edits, key=lambda e: e.span):
            if edit.span.of(layout.text) != edit.new:
                self._spread(edit)
        for change in self.lines:
            _trim(change)
        self._mark_removed()

    def takes(self, span: Span) -> bool:
        """Whether all characters of a span, one at least, are edited away."""
        at = bisect_right(self._starts, span.start) - 1
        return len(span) > 0 and at >= 0 and span in self.gone[at]

    def _touched(self, span: Span) -> Iterator[LineChange]:
        """The lines that a span has characters of; for an insertion, the line that it is in."""
        at = bisect_left(self._ends, span.start)
        while at < len(self.lines) and self.lines[at].line.start <= span.end:
            line = self.lines[at].line
            inside = line.start < span.end and span.start < line.end
            if inside or (not len(span) and line.start <= span.start <= line.end):
                yield self.lines[at]
            at += 1

    def _spread(self, edit: Edit) -> None:
        """Give each line its share: the first line of the new text to the first, and so on."""
        touched = list(self._touched(edit.span))
        news = edit.new.split("\n") if edit.new else []
        for number, change in enumerate(touched):
            line = change.line
            start = max(edit.span.start, line.start) - line.start
            end = max(start, min(edit.span.end, line.end) - line.start)
            start, end = _whole(line, start, end)
            new = news[number] if number < len(news) else ""
            last = number + 1 == len(touched)
            if last and len(news) > len(touched):
                if id(line) in self._code:
                    change.more += news[len(touched) :]
                else:
                    new = "\n".join(news[number:])
            if len(touched) == 1 and "\n" in line.inline.text[start:end]:
                new, change.more = edit.new, []
            change.splices.append(Splice(start, end, new))

    def _mark_removed(self) -> None:
        """A line goes with its line feed; or, as the last of several, with that of the one before.
        Where all the text of a line goes and its line feed stays, an empty paragraph does."""
        before: LineChange | None = None
        for change in self.lines:
            line = change.line
            feed = line.marked and self.takes(Span(line.end, line.end + 1))
            above = before is not None and before.line.marked and not before.removed and (
                self.takes(Span(before.line.end, before.line.end + 1))
                and before.line.end + 1 == line.start)  # fmt: skip
            empty = not change.text.strip() and not change.more
            untouched = line.start == line.end and not feed
            change.removed = empty and (feed or (above and not untouched))
            before = change


def _trim(change: LineChange) -> None:
    """What goes at the beginning of a line takes the blanks behind it along, which nobody sees in a
    text file and everybody in print."""
    at = 0
    for number, splice in enumerate(change.splices):
        if splice.start != at or splice.new:
            return
        at = splice.end
        later = change.splices[number + 1 :]
        most = later[0].start if later else len(change.line.inline.text)
        while at < most and change.line.inline.text[at] == " ":
            at += 1
        change.splices[number] = Splice(splice.start, at, "")


def _whole(line: Line, start: int, end: int) -> tuple[int, int]:
    """The range, widened to take the label of a note, which has several characters, whole."""
    owners = line.inline.owners

    def cuts(at: int) -> bool:
        return 0 < at < len(owners) and owners[at] is owners[at - 1] and local(
            owners[at]).endswith("Reference")  # fmt: skip

    if start == end:
        while cuts(end):
            end += 1
        return end, end
    while cuts(start):
        start -= 1
    while cuts(end):
        end += 1
    return start, end


def _code_lines(layout: Layout) -> set[int]:
    """The lines of code blocks, by the identity of the line."""
    spans = [b.extent for b in layout.blocks if b.form is Form.CODE]
    starts = [s.start for s in spans]
    found = set()
    for line in layout.lines:
        at = bisect_right(starts, line.start) - 1
        if at >= 0 and line.start < spans[at].end:
            found.add(id(line))
    return found


def difference(old: str, new: str) -> list[Edit]:
    """Edits from one text to another where the edits themselves are not known, line by line."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        _line_edit(Span(starts[a], starts[b]), "".join(after[c:d]), old)
        for op, a, b, c, d in matcher.get_opcodes()
        if op != "equal"
    ]


def _line_edit(span: Span, new: str, old: str) -> Edit:
    """An edit of whole lines; where lines come for lines, the last line feed stays."""
    if new.endswith("\n") and span.of(old).endswith("\n"):
        return Edit(Span(span.start, span.end - 1), new[:-1], "")
    return Edit(span, new, "")
