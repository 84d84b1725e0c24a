"""Edits inside a code block: placeholders for values, whole lines for what has no placeholder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from antidistill.document import Block, Document
from antidistill.edit import Edit
from antidistill.finding import COMMENTS, Finding, Kind
from antidistill.mode import Mode
from antidistill.plan.hollow import hollow
from antidistill.plan.settings_masks import setting_mask
from antidistill.plan.touched import Touches, joined
from antidistill.span import Span

_MOST = 0.5
"""A block that loses more than this share of its lines is not worth keeping."""
_TRICK = re.compile(
    r"\|\s*(?:jq|awk|sed|xargs|grep\s+-\w*[oP]|perl|python3?)\b|\|[^|\n]*\|[^|\n]*\||\$\(|`[^`]+`|"
    r"^\s*(?:for|while|until)\b.*\b(?:in|do)\b",
    re.M,
)
_COMMENT = ("#", "//", "--", ";", "%")
_NUMBERED = re.compile(r"\s*(?:#+\s*|//\s*|--\s*)?(?P<number>\d{1,2})[.、)]\s*\S")
"""A line or comment with its number."""
_AS_EXAMPLE = (
    re.compile(r"[，,；;]\s*(?:后面|后文|以下|下面|下文|这里)?(?:均|都)?以\s*\Z"),
    re.compile(r"\s*为例"),
)
"""What stands around a value that is only an example."""
_MEANT = frozenset({Kind.QUANTITY, Kind.NORM, Kind.CONTEXT, Kind.QUIRK})
"""What a command or a setting needs to be one: an alert rule without its figures is broken."""
_VALUES = frozenset({Kind.ARGUMENT, Kind.SECRET, Kind.SYSTEM, Kind.CUSTOMER, Kind.PERSON})


def in_code(
    document: Document, block: Block, wanted: Sequence[Finding], mode: Mode, part: str
) -> Touches:
    """Placeholders where a finding has one, else the line with the comment above it. Stuck when
    too little would be left, or nothing but placeholders."""
    del mode, part
    edits: list[Edit] = []
    lines: dict[int, Finding] = {}
    masked = [f.span for f in wanted if f.neutral is not None and f.kind not in _MEANT]
    for finding in wanted:
        if finding.neutral is None and any(finding.span in m for m in masked):
            continue
        said = finding.rule.startswith(COMMENTS) or (
            finding.kind is Kind.QUANTITY and finding.cut is not None
        )
        if finding.kind in _MEANT and not said:
            continue
        if finding.neutral is not None:
            mask = setting_mask(finding.span.of(document.text), finding.neutral)
            edit = Edit(finding.span, mask, finding.note, finding.kind, "masked")
            edits = joined(edits, _without_example(document, edit))
        elif finding.kind in _VALUES or finding.cut is None:
            lines.update(
                {n: finding for n, p in enumerate(block.pieces) if p.overlaps(finding.span)}
            )
        else:
            edits = joined(edits, Edit(finding.cut, "", finding.note, finding.kind, "trimmed"))
    for number in hollow(document, block, edits):
        piece = block.pieces[number]
        lines.setdefault(number, next((f for f in wanted if f.span.overlaps(piece)), wanted[0]))
    gone = _with_comments(document, block, lines)
    written = sum(1 for p in block.pieces if p.of(document.text).strip())
    if len(gone) > _MOST * written:
        return Touches((), next(iter(gone.values())))
    for edit in _lines(block, _with_blanks(document, block, gone)):
        edits = joined(edits, edit)
    edits += [e for e in _counted(document, block, gone) if not _overlaps(e, edits)]
    return Touches(tuple(sorted(edits, key=lambda e: e.span)))


def _without_example(document: Document, mask: Edit) -> Edit:
    """The mask; where a clause only says that the value is an example, the clause goes."""
    text, start, stop = document.text, mask.span.start, mask.span.end
    before = text[text.rfind("\n", 0, start) + 1 : start]
    end_of_line = text.find("\n", stop)
    behind = text[stop : end_of_line if end_of_line >= 0 else len(text)]
    opens, closes = _AS_EXAMPLE[0].search(before), _AS_EXAMPLE[1].match(behind)
    if not opens or not closes:
        return mask
    start = mask.span.start - len(before) + opens.start()
    span = Span(start, mask.span.end + closes.end())
    return Edit(span, "", mask.because, mask.kind, "trimmed")


def is_trick(code: str) -> bool:
    """Whether a command block holds more than single public commands: pipelines, command
    substitution, loops, own scripts."""
    return _TRICK.search(code) is not None


def _whole_commands(
    document: Document, block: Block, lines: dict[int, Finding]
) -> dict[int, Finding]:
    """The lines, with those that a backslash joins to them."""
    out = dict(lines)
    texts = [p.of(document.text).rstrip() for p in block.pieces]
    for number, finding in lines.items():
        first = number
        while first > 0 and texts[first - 1].endswith("\\"):
            first -= 1
        last = number
        while texts[last].endswith("\\") and last + 1 < len(texts):
            last += 1
        out.update(dict.fromkeys(range(first, last + 1), finding))
    return out


def _with_comments(
    document: Document, block: Block, lines: dict[int, Finding]
) -> dict[int, Finding]:
    """The lines that go, with comments that would announce nothing any more."""
    gone = _whole_commands(document, block, lines)
    lines = dict(gone)
    texts = [p.of(document.text).strip() for p in block.pieces]
    for number in sorted(lines):
        if texts[number].startswith(_COMMENT):
            continue
        above = number - 1
        behind = next((n for n in range(number + 1, len(texts)) if n not in gone), len(texts))
        alone = behind == len(texts) or not texts[behind] or texts[behind].startswith(_COMMENT)
        if alone and above >= 0 and texts[above].startswith(_COMMENT):
            gone.setdefault(above, lines[number])
    return gone


def _counted(document: Document, block: Block, gone: dict[int, Finding]) -> Iterator[Edit]:
    """New numbers for the lines and comments that are left of those that count 1, 2, 3."""
    found = [
        (n, m) for n, p in enumerate(block.pieces) if (m := _NUMBERED.match(p.of(document.text)))
    ]
    if [int(m["number"]) for _, m in found] != list(range(1, len(found) + 1)):
        return
    left = [(n, m) for n, m in found if n not in gone]
    for place, (line, match) in enumerate(left, 1):
        if int(match["number"]) != place:
            start = block.pieces[line].start
            span = Span(start + match.start("number"), start + match.end("number"))
            yield Edit(span, str(place), "one before it went", Kind.PLAIN, "repaired")


def _overlaps(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(edit.span.overlaps(o.span) for o in others)


def _with_blanks(document: Document, block: Block, gone: dict[int, Finding]) -> dict[int, Finding]:
    """The lines that go, with blank ones that would stand doubled or at an end."""
    out = dict(gone)
    last_blank = True
    previous: Finding | None = None
    blank = [not piece.of(document.text).strip() for piece in block.pieces]
    for number in range(len(block.pieces)):
        if number in gone:
            previous = gone[number]
            continue
        if blank[number] and last_blank and previous is not None:
            out[number] = previous
        last_blank = blank[number]
    end = _end(block, lambda n: n in out or blank[n])
    if previous is not None and any(n in gone for n in range(end, len(block.pieces))):
        out.update(dict.fromkeys((n for n in range(end, len(blank)) if n not in out), previous))
    return out


def _end(block: Block, goes: Callable[[int], bool]) -> int:
    """The number of the first line of those at the end of a block that all go."""
    end = len(block.pieces)
    while end > 0 and goes(end - 1):
        end -= 1
    return end


def _lines(block: Block, gone: dict[int, Finding]) -> Iterator[Edit]:
    """Code lines with their line ends; those at the end of the block as one, with the line end
    before them."""
    pieces = block.pieces
    end = _end(block, gone.__contains__)
    for number in sorted(n for n in gone if n < end):
        yield _cut(Span(pieces[number].start, pieces[number + 1].start), gone[number])
    if 0 < end < len(pieces):
        yield _cut(Span(pieces[end - 1].end, pieces[-1].end), gone[end])
    elif end == 0 and pieces:
        yield _cut(Span(pieces[0].start, pieces[-1].end), gone[0])


def _cut(span: Span, finding: Finding) -> Edit:
    return Edit(span, "", finding.note, finding.kind, "trimmed")
