"""What a terminal shows, as an SVG that needs no font from elsewhere, no script and no request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from antidistill.reports.columns import width

_CODE = re.compile(r"\x1b\[([0-9;]*)m")
_CLASSES = {"1": "b", "2": "d", "9": "x", "31": "r", "32": "g", "33": "y", "36": "c"}
_WIDE, _HIGH, _SIZE = 8.4, 19, 14
_MARGIN, _BAR = 16, 34
_STYLE = """
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',
'Noto Sans Mono CJK SC','Noto Sans CJK SC','Microsoft YaHei',monospace;fill:#1f2328;white-space:pre}
.bg{fill:#fff;stroke:#d1d9e0}.bar{fill:#f6f8fa}.dot{fill:#d1d9e0}
.b{font-weight:700}.d{fill:#6e7781}.r{fill:#b42318}.x{text-decoration:line-through}
.g{fill:#13702f}.y{fill:#805500}.c{fill:#0b6072}
@media (prefers-color-scheme:dark){
text{fill:#d1d7e0}.bg{fill:#151b23;stroke:#3d444d}.bar{fill:#212830}
.dot{fill:#3d444d}.d{fill:#9198a1}.r{fill:#ff8b81}.g{fill:#5fd07a}.y{fill:#e3b341}.c{fill:#63c7dd}}
"""


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one look, and the column in which they begin."""

    text: str
    column: int
    classes: str


def svg(command: str, output: str, columns: int) -> str:
    """A window with the command and its output; one element a run of equal look, with its length
    given, so that the columns hold whatever font the reader has."""
    lines = [f"\x1b[2m$\x1b[0m {command}", *output.rstrip("\n").split("\n")]
    wide = round(columns * _WIDE + 2 * _MARGIN)
    high = len(lines) * _HIGH + _BAR + _MARGIN
    rows = "\n".join(filter(None, (_row(line, at) for at, line in enumerate(lines))))
    label = escape(f"{command}: {_CODE.sub('', output)[:60].strip()}", quote=True).split("\n")[0]
    top, right = _BAR - 10, wide - 9
    bar = f"M1 {top}V9a8 8 0 0 1 8-8H{right}a8 8 0 0 1 8 8v{_BAR - 19}z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-label="{label}">\n<style>{_STYLE}</style>\n'
        f'<rect class="bg" x=".5" y=".5" width="{wide - 1}" height="{high - 1}" rx="8"/>\n'
        f'<path class="bar" d="{bar}"/>\n'
        + "".join(f'<circle class="dot" cx="{18 + 18 * n}" cy="12" r="5"/>' for n in range(3))
        + f"\n{rows}\n</svg>\n"
    )


def _row(line: str, at: int) -> str:
    y = _BAR + _HIGH * at + _SIZE
    return "".join(_text(run, y) for run in _runs(line) if run.text.strip())


def _text(run: _Run, y: int) -> str:
    lead = len(run.text) - len(run.text.lstrip(" "))
    text = run.text.strip(" ")
    x = _MARGIN + (run.column + lead) * _WIDE
    style = f' class="{run.classes}"' if run.classes else ""
    length = f' textLength="{width(text) * _WIDE:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:.1f}" y="{y}"{length}{style}>{escape(text, quote=False)}</text>'


def _runs(line: str) -> Iterator[_Run]:
    column, classes, done = 0, "", 0
    for match in _CODE.finditer(line):
        yield _Run(line[done : match.start()], column, classes)
        column += width(line[done : match.start()])
        codes = [c for c in match.group(1).split(";") if c not in ("", "0")]
        classes = " ".join(_CLASSES[code] for code in codes)
        done = match.end()
    yield _Run(line[done:], column, classes)
