"""Compiled patterns. Python keeps what it compiled of a module, but of no pattern; a run has more
than a thousand of them, and to compile them takes longer than all other work on a small document.

What is kept are the numbers that `re` hands to its machine, which checks them again. The same
source with the same signs comes to the same numbers in one version of Python, so nothing else
depends on whether a pattern was kept.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable
from importlib import import_module
from typing import Any

from antidistill.ready.origin import is_of_the_program
from antidistill.ready.shelf import Shelf

_ROWS, _CODES = "patterns", "codes"
_WIDTH = "I"
_WORTH, _MOST = 10, 20_000
"""Patterns."""
_IN_RE = sys.version_info >= (3, 11)
_TRIED = ((3, 10), (3, 11), (3, 12), (3, 13))
"""Versions of Python on which kept patterns were compared with those that `re` makes; on others it
makes its own."""

Row = list[Any]
"""Source and signs as they were given; all signs, number of groups, groups by name, names by
group; where its numbers begin, and where they end."""


def machine() -> str:
    """What the numbers of a pattern depend on besides its source."""
    sre = _module("_sre")
    parts = (sys.implementation.cache_tag, sys.version, sre.MAGIC, sre.CODESIZE, sys.byteorder)
    return " ".join(map(str, parts))


def keep(shelf: Shelf) -> Patterns | None:
    """From now on `re` takes patterns from the shelf; None, and nothing changes, on a Python whose
    patterns are made in another way."""
    if sys.implementation.name != "cpython" or sys.version_info[:2] not in _TRIED:
        return None
    if array(_WIDTH).itemsize != _module("_sre").CODESIZE:
        return None
    compiler = _module("re._compiler" if _IN_RE else "sre_compile")
    parser = _module("re._parser" if _IN_RE else "sre_parse")
    found = Patterns(shelf, compiler, parser)
    compiler.compile = found.compiled
    return found


def _module(name: str) -> Any:
    return import_module(name)


class Patterns:
    """Stands in for the function with which `re` compiles."""

    def __init__(self, shelf: Shelf, compiler: Any, parser: Any) -> None:
        self._shelf, self._compiler, self._parser = shelf, compiler, parser
        self._before: Callable[..., Any] = compiler.compile
        self._machine: Callable[..., Any] = _module("_sre").compile
        self._codes: array[int] = array(_WIDTH, bytes(shelf.get(_CODES) or b""))
        rows: list[Row] = json.loads(bytes(shelf.get(_ROWS) or b"[]"))
        self._rows = {(row[0], row[1]): row for row in rows}
        self._known = len(rows)

    def compiled(self, source: Any, flags: int = 0) -> Any:
        """As `re` does it."""
        if type(source) is not str or flags & self._compiler.SRE_FLAG_DEBUG:
            return self._before(source, flags)
        row = self._rows.get((source, int(flags)))
        if row is None:
            if not is_of_the_program(sys._getframe(1)):
                return self._before(source, flags)
            row = self._made(source, int(flags))
        _, _, signs, groups, by_name, names, start, end = row
        codes = self._codes[start:end].tolist()
        return self._machine(source, signs, codes, groups, dict(by_name), tuple(names))

    @property
    def added(self) -> int:
        """How many patterns were not on the shelf."""
        return len(self._rows) - self._known

    def end(self) -> None:
        """Leave `re` as it was, and put what was added on the shelf if it is enough to be worth a
        file: libraries make some of sets, which come in another order each time."""
        if self._compiler.compile == self.compiled:
            self._compiler.compile = self._before
        if self.added >= _WORTH and len(self._rows) <= _MOST:
            self._shelf.put(_CODES, self._codes.tobytes())
            self._shelf.put(_ROWS, json.dumps([*self._rows.values()]).encode())

    def _made(self, source: str, flags: int) -> Row:
        """A new row; the same steps as those of `re`."""
        parsed = self._parser.parse(source, flags)
        codes = self._compiler._code(parsed, flags)
        by_name = dict(parsed.state.groupdict)
        names: list[str | None] = [None] * parsed.state.groups
        for name, number in by_name.items():
            names[number] = name
        start, groups = len(self._codes), parsed.state.groups - 1
        self._codes.extend(codes)
        signs = flags | parsed.state.flags
        row = [source, flags, signs, groups, by_name, names, start, len(self._codes)]
        self._rows[source, flags] = row
        return row
