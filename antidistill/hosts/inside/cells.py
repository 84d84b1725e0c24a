"""Tables as text (CSV, TSV): a row says something together; a cell changes alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from antidistill.hosts.inside.base import Text, on_one_line
from antidistill.span import Span

_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Cells:
    """A table."""

    separator: str = ""
    """'' to be told from its first line."""

    def texts(self, text: str) -> Iterator[Text]:
        """Its cells."""
        separator = self._between(text)
        cell = re.compile(
            rf'"((?:[^"]|"")*)"|[^{re.escape(separator)}\r\n"][^{re.escape(separator)}\r\n]*'
        )
        for found in cell.finditer(text):
            said = found[1].replace('""', '"') if found[1] is not None else found[0]
            yield Text(Span(*found.span()), said, _written(separator, quoted=found[1] is not None))

    def said(self, text: str) -> Iterator[str]:
        """What its rows say; the first names the columns."""
        rows = csv.reader(text.splitlines(), delimiter=self._between(text))
        for number, row in enumerate(rows):
            if number:
                yield "; ".join(cell.strip() for cell in row if cell.strip())

    def same(self, before: str, after: str) -> bool:
        """Whether it has as many rows, and each as many cells."""
        return self._shape(before) == self._shape(after)

    def _shape(self, text: str) -> list[int]:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=self._between(text))
        return [len(row) for row in reader]

    def _between(self, text: str) -> str:
        first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
        return self.separator or max(_SEPARATORS, key=first.count)


def syntax(path: str) -> Cells:
    """That of a table, by the end of its name."""
    return Cells("\t" if path.lower().endswith(".tsv") else "")


def _written(separator: str, *, quoted: bool) -> Callable[[str], str]:
    def written(text: str) -> str:
        bare = on_one_line(text) if "\n" not in text else text
        if quoted or any(mark in bare for mark in (separator, '"', "\n")):
            return '"' + bare.replace('"', '""') + '"'
        return bare

    return written
