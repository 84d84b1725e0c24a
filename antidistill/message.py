"""Messages: English text that remembers what it was made of, so that the edge can say it in
another language. To everything else it is a plain `str`, in English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Message(str):
    """A filled template. Programs (JSON, logs, tests) read the English text."""

    __slots__ = ("template", "values")

    template: str
    """With `{names}`, as the catalogues hold it; '' for a list."""
    values: dict[str, Any]
    """What stands in the places of the names; messages and faults among them are translated too."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Survives the way between processes."""
        return worded, (str(self), self.template, self.values)


def said(template: str, /, **values: Any) -> Message:
    """`template` with `values` in the place of its `{names}`, written as for `str.format`."""
    return worded(template.format(**values) if values else template, template, values)


def counted(one: str, many: str, number: int, /, **values: Any) -> Message:
    """The same with `{n}`, in the singular `one` or in the plural `many`, by which it is known."""
    values = {"n": number, **values}
    return worded((one if number == 1 else many).format(**values), many, values)


def listed(parts: Iterable[str], separator: str = ", ") -> Message:
    """Messages one after the other."""
    found = tuple(parts)
    return worded(separator.join(found), "", {"parts": found, "separator": separator})


def worded(text: str, template: str, values: dict[str, Any]) -> Message:
    """A message whose English `text` is more than its template filled."""
    made = Message(text)
    made.template, made.values = template, values
    return made
