"""Source code: what its comments, documentation and longer strings say."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from antidistill import toml
from antidistill.hosts.inside import scanning
from antidistill.hosts.inside.base import (
    SENTENCE,
    Text,
    dedented,
    indent_of,
    led,
    plain,
    whole_lines,
)
from antidistill.hosts.inside.scanning import Language, Part
from antidistill.span import Span

_CODE = re.compile(r"[{};=<>]|%[sdr(]|\\[a-zA-Z0-9]|\b(?:SELECT|INSERT|UPDATE|DELETE|FROM) ")
"""What makes a short string no sentence that a person is meant to read."""
_PROGRAM = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WITH|<|\{)")
_KEY = re.compile(r"[ \t]*(?::|=(?!=))")
"""After a key, which is no text."""
_SLOT = re.compile(r"\$?\{[^{}\n]*\}|%[sdr]|%\(\w+\)[sdr]")
_LONG = 12
"""Words from which on a string with slots or code in it is one that a person reads all the same."""
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)")
_OPEN, _CLOSE = "\x01", "\x02"
"""Around what is kept of a string."""


@dataclass(frozen=True, slots=True)
class Code:
    """Source code in one language."""

    language: Language
    suffix: str

    def texts(self, text: str) -> Iterator[Text]:
        """Comments, those that follow one another as one; strings that people read."""
        for group in scanning.groups(text, self.language):
            first = group[0]
            if first.sort == "line":
                yield _comment(text, group)
            elif first.sort == "block":
                yield _block(text, first)
            elif not _KEY.match(text, group[-1].span.end):
                yield from _string(text, group, self.language)

    def said(self, text: str) -> Iterator[str]:
        """What they say, paragraph by paragraph."""
        for one in self.texts(text):
            yield from _PARAGRAPH.split(one.text)

    def same(self, before: str, after: str) -> bool:
        """Whether all that is no text is the same, slots in strings too, and it can still be parsed
        where that can be told."""
        if self.suffix in ("py", "pyi") and _is_python(before) and not _is_python(after):
            return False
        if self.suffix == "toml" and _keys(before) is not None and _keys(before) != _keys(after):
            return False
        return self._skeleton(before) == self._skeleton(after)

    def _skeleton(self, text: str) -> str:
        out, done = [], 0
        for part in scanning.parts(text, self.language):
            out.append(text[done : part.span.start])
            if part.sort in ("long", "short"):
                slots = sorted(_SLOT.findall(part.body.of(text)))
                out.append(f"{_OPEN}{''.join(slots)}{_CLOSE}")
            done = part.span.end
        bare = re.sub(r"\s+", " ", "".join((*out, text[done:])))
        return re.sub(rf"{_CLOSE} ?[+.\\]? ?{_OPEN}", "", bare).strip()


def syntax(path: str) -> Code:
    """That of a file, by the end of its name."""
    suffix = path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[-1]
    return Code(scanning.language_of(suffix), suffix)


def _comment(text: str, group: Sequence[Part]) -> Text:
    first, last = group[0], group[-1]
    said = "\n".join(one.body.of(text).strip() for one in group)
    end = last.span.end - last.span.of(text).endswith("\r")
    mark = first.mark.rstrip() + " "
    if first.alone:
        start = text.rfind("\n", 0, first.span.start) + 1
        return whole_lines(text, Span(start, end), said, led(text[start : first.span.start] + mark))
    start = len(text[: first.span.start].rstrip(" \t"))
    return Text(Span(start, end), said, plain(text[start : first.span.start] + mark))


def _block(text: str, part: Part) -> Text:
    body = part.body.of(text)
    end = text[part.body.end : part.span.end]
    head = part.mark + "*" * (len(body) - len(body.lstrip("*")))
    rows = body.lstrip("*").splitlines()
    if len(rows) < 2:
        return Text(part.span, body.strip("* \t"), plain(f"{head} ", f" {end}"))
    inner = [one for one in rows[1:] if one.strip()]
    starred = next(iter(re.findall(r"^\s*\* ?", inner[0] if inner else "")), "")
    bare = [re.sub(r"^\s*\*+ ?", "", one) for one in rows] if starred else rows
    lines, indent = dedented(bare)
    lead = starred.rstrip() + " " if starred else indent
    close = indent_of(rows[-1]) if not rows[-1].strip(" \t*") else ""

    def written(new: str) -> str:
        inside = led(lead)(new.strip("\n"))
        return f"{head}\n{inside}\n{close}{end}" if new.strip() else ""

    return Text(part.span, "\n".join(lines).strip("\n"), written)


def _string(text: str, group: Sequence[Part], language: Language) -> Iterator[Text]:
    whole = _read(text, group, doubled=language.doubled)
    if _is_read(whole):
        yield (_long if group[0].sort == "long" else _short)(text, group, whole, language)


def _long(text: str, group: Sequence[Part], whole: str, language: Language) -> Text:
    del language
    part = group[0]
    body, quote = part.body.of(text), text[part.body.end : part.span.end]
    lines, indent = dedented(whole.splitlines())
    head = body[: len(body) - len(body.lstrip())]
    tail = body[len(body.rstrip()) :]

    def written(new: str) -> str:
        rows = new.strip("\n").splitlines()
        if not rows:
            return f"{part.mark}{quote}"
        inner = "\n".join((rows[0], *(f"{indent}{one}".rstrip() for one in rows[1:])))
        gap = " " if inner.endswith(quote[0]) and not tail else ""
        return f"{part.mark}{head}{inner}{gap}{tail}{quote}"

    return Text(part.span, "\n".join(lines).strip(), written)


def _short(text: str, group: Sequence[Part], whole: str, language: Language) -> Text:
    mark, quote = group[0].mark, group[0].mark[-1]
    raw = all(one.body.of(text) in whole for one in group)

    def written(new: str) -> str:
        lines = new.split("\n")
        if language.doubled:
            return f"{mark}{' '.join(lines).replace(quote, quote * 2)}{quote}"
        if not raw:
            lines = [one.replace("\\", "\\\\") for one in lines]
        body = "\\n".join(re.sub(rf"(?<!\\){quote}", rf"\\{quote}", one) for one in lines)
        return f"{mark}{body}{quote}"

    return Text(Span(group[0].span.start, group[-1].span.end), whole, written)


def _read(text: str, group: Sequence[Part], *, doubled: bool) -> str:
    """What a string says, or some that are written as one."""
    quote = group[0].mark[-1]
    bodies = [one.body.of(text) for one in group]
    if group[0].sort == "long":
        return bodies[0]
    if doubled:
        return "".join(one.replace(quote * 2, quote) for one in bodies)
    return "".join(map(_unescaped, bodies))


def _unescaped(body: str) -> str:
    """As it stands, where more than quotation marks and line ends are escaped."""
    if re.search(r"\\(?![\"'`\\n])", body):
        return body
    change: Callable[[re.Match[str]], str] = lambda m: "\n" if m[1] == "n" else m[1]  # noqa: E731
    return re.sub(r"\\(.)", change, body)


def _is_read(text: str) -> bool:
    words = len(text.split()) + sum("\u4e00" <= c <= "\u9fff" for c in text)
    if words < _LONG:
        return not _CODE.search(text)
    return not _PROGRAM.match(text) and SENTENCE.search(text) is not None


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _keys(text: str) -> object:
    try:
        return _branch(toml.parsed(text))
    except (ValueError, RecursionError):
        return None


def _branch(value: object) -> object:
    if isinstance(value, dict):
        return {key: _branch(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_branch(one) for one in value]
    return "" if isinstance(value, str) else value
