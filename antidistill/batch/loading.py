"""From a task to its document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from antidistill.batch.attempts import attempted
from antidistill.batch.task import Loaded, Task
from antidistill.errors import AntidistillError, UnreadableInput
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.document import Document
    from antidistill.formats.base import Format


def loaded(task: Task, read: Callable[[Task], bytes]) -> Loaded:
    """The task with its bytes, or with the fault in their way."""
    return Loaded(task, attempted(task, lambda: read(task)))


def parsed(
    one: Loaded, encoding: str | None, form: Callable[[str], Format]
) -> tuple[Document, Format]:
    """The document of a task and its format; raises AntidistillError."""
    name = one.task.name
    chosen = form(name)
    if isinstance(one.data, AntidistillError):
        raise one.data
    try:
        return chosen.read(one.data, name, encoding), chosen
    except UnreadableInput as fault:
        known = str(fault).startswith(name)
        raise (
            fault if known else UnreadableInput(said("{name}: {fault}", name=name, fault=fault))
        ) from fault.__cause__
