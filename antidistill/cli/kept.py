"""The decisions of earlier reviews, as a call asks for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.cli.options import Asked
from antidistill.errors import UsageFault
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.decisions import Decisions
    from antidistill.decisions.store import Shelf


def shelf(data: Path, asked: Asked) -> Shelf:
    """Where the decisions of this call are kept."""
    from antidistill.decisions import store

    return store.shelf(data, Path(asked.decisions) if asked.decisions else None)


def decisions(data: Path, asked: Asked) -> Decisions:
    """What was decided; raises BrokenData when the file is damaged, UsageFault when one that is
    named is not there."""
    from antidistill.decisions import NO_DECISIONS

    if asked.no_decisions:
        return NO_DECISIONS
    here = shelf(data, asked)
    if asked.decisions and not here.file.exists():
        raise UsageFault(said("{decisions}: there is no such file", decisions=asked.decisions))
    return here.load() if here.file.exists() else NO_DECISIONS
