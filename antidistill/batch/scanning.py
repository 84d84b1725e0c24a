"""Looking at documents without making copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from antidistill.batch.attempts import attempted
from antidistill.batch.loading import loaded, parsed
from antidistill.errors import AntidistillError

if TYPE_CHECKING:
    from antidistill.batch.plan import Tools
    from antidistill.batch.task import Done, Task
    from antidistill.document import Document
    from antidistill.exposure import Exposure
    from antidistill.formats.base import Format
    from antidistill.pipeline import Scan
    from antidistill.reading import OwnWords


def document_of(task: Task, encoding: str | None, tools: Tools) -> tuple[Document, Format]:
    """The document of a task and its format; raises AntidistillError."""
    return parsed(loaded(task, tools.read), encoding, tools.form)


def scans(
    tasks: Iterable[Task],
    own: OwnWords,
    encoding: str | None,
    tools: Tools,
    on_start: Callable[[Task], None] = lambda _: None,
) -> Iterator[tuple[Task, Scan | AntidistillError]]:
    """What a distiller would take from each document, or the fault in its way."""
    for task in tasks:
        on_start(task)

        def work(task: Task = task) -> Scan:
            return tools.scan(document_of(task, encoding, tools)[0], own)

        yield task, attempted(task, work)


def exposures(done: Done, own: OwnWords, tools: Tools) -> tuple[Exposure, Exposure] | None:
    """How much a document and its copy give away; both are read and analysed once more. None when
    there is no copy, or it cannot be."""
    if done.result is None:
        return None
    try:
        copy = tools.form(done.task.name).read(done.data, done.task.name)
        before = tools.scan(done.result.document, own).exposure
        return before, tools.scan(copy, own).exposure
    except AntidistillError:
        return None
