"""`--in-place` and `--keep-record`: what the vault takes in while copies are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from antidistill.cli import desk, vault_options
from antidistill.cli.restore import SHORT
from antidistill.errors import UsageFault, VaultFault
from antidistill.formats import copy_name
from antidistill.message import said
from antidistill.reports.columns import clean
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.batch import Task, Tools
    from antidistill.cli.tasks import Chosen
    from antidistill.document import Document
    from antidistill.formats.base import Format
    from antidistill.pipeline import Order
    from antidistill.result import Result
    from antidistill.vault import Exchange, Vault


@dataclass(frozen=True, slots=True)
class Kept:
    """What the options say."""

    in_place: bool
    keep_record: bool
    folder: str | None


def keeps(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, as a `Kept` in `kept`."""

    @wraps(function)
    def gathered(*args: Any, **values: Any) -> Any:
        kept = Kept(**{f.name: values.pop(f.name) for f in fields(Kept)})
        return function(*args, kept=kept, **values)

    whole: Callable[..., Any] = vault_options.placed(gathered)
    whole = click.option(
        "--keep-record",
        is_flag=True,
        help="Seal the list of what was withheld in the vault, for yourself.",
    )(whole)
    return click.option(
        "--in-place", is_flag=True, help="Change the files themselves; originals go to the vault."
    )(whole)


def placed(kept: Kept, chosen: Chosen, output: str | None) -> Chosen:
    """The documents, each with its own file as the output if that is asked for."""
    if not kept.in_place:
        return chosen
    if output:
        raise UsageFault("--in-place and -o are two places: leave one of them out")
    if any(task.source is None for task in chosen.tasks):
        raise UsageFault("standard input has no place of its own: leave out --in-place")
    for task in chosen.tasks:
        if task.unit is None and copy_name(task.name) != task.name:
            raise UsageFault(
                said("{name}: cannot be changed in place: leave out --in-place", name=task.name)
            )
    tasks = tuple(replace(task, output=task.source) for task in chosen.tasks)
    return replace(chosen, tasks=tasks)


class Keeping:
    """The vault beside a run that writes."""

    def __init__(self, kept: Kept, tasks: tuple[Task, ...], *, write: bool) -> None:
        """Raises VaultFault when something is to be sealed and there is no vault."""
        from antidistill.vault import Exchange

        self._kept = kept if write else replace(kept, in_place=False, keep_record=False)
        self._vault: Vault = vault_options.place(kept.folder)
        self._exchange: Exchange = Exchange(self._vault)
        self._sources = {task.name: task.source for task in tasks}
        kept = self._kept
        if not kept.in_place and not kept.keep_record:
            return
        if not self._vault.exists:
            asked = "--in-place" if kept.in_place else "--keep-record"
            raise VaultFault(
                said("{asked} needs a vault: make one with antidistill vault init", asked=asked)
            )
        vault_options.warn(self._vault, sorted({_folder(t.source) for t in tasks if t.source}))

    def tools(self, tools: Tools) -> Tools:
        """The tools of the run, with those of the vault among them."""
        if self._kept.in_place:
            tools = replace(tools, read=self._reading(tools.read), write=self._exchanged)
        if self._kept.keep_record:
            tools = replace(tools, generalise=self._recording(tools.generalise))
        return tools

    def lines(self, task: Task) -> Iterator[str]:
        """What to tell about a document that was written."""
        number = self._exchange.sealed.get(task.source) if task.source else None
        if number:
            yield "  " + tr("its original is in the vault: {number}", number=number[:SHORT])

    def _reading(self, read: Callable[[Task], bytes]) -> Callable[[Task], bytes]:
        def reading(task: Task) -> bytes:
            data = read(task)
            if task.source is not None:
                self._exchange.saw(task.source, data)
            return data

        return reading

    def _exchanged(self, path: Path, data: bytes, force: bool) -> None:
        del force
        self._exchange.put(path, data, desk.LARGEST)

    def _recording(
        self, generalise: Callable[[Document, Format, Order], Result]
    ) -> Callable[[Document, Format, Order], Result]:
        from antidistill.vault import RECORD
        from antidistill.vault.record import record

        def recording(document: Document, form: Format, order: Order) -> Result:
            result = generalise(document, form, order)
            if result.changed:
                page = record(result, order.mode.name).encode("utf-8", "surrogateescape")
                source = self._sources.get(document.name)
                name = f"{source.stem if source else 'standard input'}.md"
                folder = _folder(source) if source else ""
                self._vault.seal(page, clean(name), kind=RECORD, folder=folder)
            return result

        return recording


def _folder(source: Path) -> Path:
    return source.resolve().parent
