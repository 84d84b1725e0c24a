"""What comments in code say: reasons, traps and stories stand in blocks of commands as well. They
are read as the sentences that they are, under the headings of their block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from antidistill.document import Block, Document, Form
from antidistill.finders.features import covers
from antidistill.finding import COMMENTS, Finding, Kind
from antidistill.reading import Reading
from antidistill.span import Span

_LINE = re.compile(
    r"[ \t]*(?:#+|//+|--|/?\*+)[ \t]+(?:\d{1,2}[.、)][ \t]*)?(?P<words>\S.*?)[ \t]*\Z"
)
_CODE = re.compile(r"[={}|$;<>\\`]|\w\(|^!|^\w+:\s|^--?\w")
"""A command or setting that is commented out."""
_TEXTS = frozenset({"markdown", "md", "mdx", "text", "txt", "rst", "diff", "patch", "mermaid"})
"""Fences with text in them, where '#' is no comment."""
_FULL = re.compile(r"(?:.{50}|[\u4e00-\u9fff].{20}).*[^.。!！?？;；:：]\Z")
"""A line so long that its sentence may go on in the next."""
_WORDS, _HAN = 5, 8
"""Shorter comments name what the next line does."""
_KINDS = frozenset({Kind.PITFALL, Kind.JUDGEMENT, Kind.CONTEXT, Kind.INCIDENT, Kind.NETWORK})
_SURE = 0.5
_ALONE = 0.6
"""How sure a finding about a whole line is at least: a comment goes without harm to its code."""


@dataclass(frozen=True, slots=True)
class _Comment:
    """Lines of comment that follow one another."""

    block: int
    lines: tuple[int, ...]
    """Their numbers in the block."""
    words: tuple[str, ...]
    """What each says."""
    where: tuple[int, ...]
    """Where that begins in the source."""


def commented(
    reading: Reading,
    read: Callable[[Document], Reading],
    find: Callable[[Reading], Sequence[Finding]],
) -> list[Finding]:
    """A finding for each line of comment that says what is nobody's but the writer's; `read` and
    `find` tell what sentences say."""
    comments = list(_comments(reading))
    if not comments:
        return []
    text, starts = _written(reading, comments)
    aside = read(_document(reading, text))
    said = [f for f in find(aside) if f.kind in _KINDS and f.confidence >= _SURE]
    whole = [f for f in said if any(covers(f, s) and f.span in s.span for s in aside.sentences)]
    parts = [f for f in said if f.cut is not None and f not in whole]
    out: list[Finding] = []
    for comment, at in zip(comments, starts, strict=True):
        taken = list(_lines(reading, comment, at, whole))
        out += taken or _clauses(comment, at, parts)
    return out


def _comments(reading: Reading) -> Iterator[_Comment]:
    document = reading.document
    for index, block in enumerate(document.blocks):
        if block.form is Form.CODE and block.info.lower().split(" ")[0] not in _TEXTS:
            yield from _in_block(document, index, block)


def _in_block(document: Document, index: int, block: Block) -> Iterator[_Comment]:
    here = _Comment(index, (), (), ())
    for number, piece in enumerate((*block.pieces, Span(0, 0))):
        match = _LINE.match(piece.of(document.text)) if len(piece) else None
        goes_on = match is not None and not _CODE.search(match["words"])
        if here.lines and not (goes_on and _FULL.search(here.words[-1])):
            if _says_something(" ".join(here.words)):
                yield here
            here = _Comment(index, (), (), ())
        if match is not None and goes_on:
            where = piece.start + match.start("words")
            here = _Comment(
                index,
                (*here.lines, number),
                (*here.words, match["words"]),
                (*here.where, where),
            )


def _says_something(words: str) -> bool:
    han = sum("\u4e00" <= c <= "\u9fff" for c in words)
    return han >= _HAN or len(words.split()) >= _WORDS


def _written(reading: Reading, comments: Sequence[_Comment]) -> tuple[str, list[int]]:
    """The comments as paragraphs under the headings of their blocks, and where each begins."""
    out, starts, size = [], [], 0
    last: tuple[str, ...] = ()
    for comment in comments:
        path = reading.section_of(comment.block).path
        if path != last and path:
            out.append(f"# {path[-1]}\n\n")
            size += len(out[-1])
            last = path
        starts.append(size)
        out.append("\n".join(comment.words) + "\n\n")
        size += len(out[-1])
    return "".join(out), starts


def _document(reading: Reading, text: str) -> Document:
    blocks, at = [], 0
    for part in text.split("\n\n")[:-1]:
        heading = part.startswith("# ")
        start, pieces = at + (2 if heading else 0), []
        for line in part[2 if heading else 0 :].split("\n"):
            pieces.append(Span(start, start + len(line)))
            start += len(line) + 1
        form = Form.HEADING if heading else Form.PARAGRAPH
        extent = Span(at, at + len(part) + 2)
        blocks.append(Block(form, tuple(pieces), extent, level=2 if heading else 0))
        at = extent.end
    return Document(text, tuple(blocks), reading.document.language, reading.document.name)


def _lines(
    reading: Reading, comment: _Comment, at: int, found: Sequence[Finding]
) -> Iterator[Finding]:
    """The lines of a comment that `found` takes: those of whole sentences, or all of them when a
    sentence that stays would lose a part."""
    spans, start = [], at
    for words in comment.words:
        spans.append(Span(start, start + len(words)))
        start += len(words) + 1
    met = {n: f for f in found for n, span in enumerate(spans) if f.span.overlaps(span)}
    if not met:
        return
    torn = any(span.overlaps(f.span) and span not in f.span for f in met.values() for span in spans)
    if torn:
        met = dict.fromkeys(range(len(spans)), next(iter(met.values())))
    pieces = reading.document.blocks[comment.block].pieces
    for number, finding in sorted(met.items()):
        yield Finding(
            finding.kind,
            pieces[comment.lines[number]],
            COMMENTS + finding.kind.value,
            max(finding.confidence, _ALONE),
            finding.note,
            finding.standing,
        )


def _clauses(comment: _Comment, at: int, found: Sequence[Finding]) -> Iterator[Finding]:
    """The parts of a line that can be cut from it."""
    start = at
    for words, source in zip(comment.words, comment.where, strict=True):
        line = Span(start, start + len(words))
        for finding in found:
            if finding.cut is not None and finding.cut in line and finding.span in line:
                span, cut = (
                    Span(s.start - start + source, s.end - start + source)
                    for s in (finding.span, finding.cut)
                )
                yield replace(finding, span=span, cut=cut, rule=COMMENTS + finding.kind.value)
        start += len(words) + 1
