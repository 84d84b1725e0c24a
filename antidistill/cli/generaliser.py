"""Generalising a text for a hook, a watcher or a filter: without a screen, as the project's
settings say."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill import settings
from antidistill.edit import Edit
from antidistill.errors import NothingLeft, Refused
from antidistill.finding import Kind
from antidistill.message import said
from antidistill.mode import Action
from antidistill.span import Span

if TYPE_CHECKING:
    from antidistill.formats.base import Format
    from antidistill.pipeline import Order

_BOM = "\ufeff"
_ROUNDS = 5


@functools.cache
def generaliser(folder: Path, mode: str) -> Callable[[str, str], tuple[Edit, ...]]:
    """Name and text of a document to the edits that generalise it, in the mode named or else in
    that of the settings for `folder`; raises AntidistillError. Always with the local engine: a
    hook sends nothing anywhere, and agents wait for it."""
    from antidistill.cli import desk
    from antidistill.cli.options import Asked

    folders = settings.folders()
    at = desk.Desk(folders, settings.load(folder, folders.config), desk.real_tools())
    order = desk.order(at, Asked(quiet=True, mode=mode or None, engine="local"))
    return _Generaliser(at.tools.form, order)


@dataclass(frozen=True, slots=True)
class _Generaliser:
    """Edits for prose, for a data file's strings, and for a file with prose inside."""

    form: Callable[[str], Format]
    order: Order

    def __call__(self, name: str, text: str) -> tuple[Edit, ...]:
        from antidistill.hosts import inside, json_text

        if name.endswith(".json") and json_text.values(text):
            traits = self.order.mode.action(Kind.TRAIT) is not Action.KEEP
            return json_text.edits(text, self._strings, traits=traits)
        if inside.module_of(name):
            return inside.edits(name, text, self._strings)
        return self._prose(name, text)

    def _prose(self, name: str, text: str) -> tuple[Edit, ...]:
        from antidistill.pipeline import generalise

        bare = text.removeprefix(_BOM)
        if not bare.strip():
            return ()
        form = self.form(name)
        result = generalise(form.read(bare.encode(), name, "utf-8"), form, self.order)
        shift = len(text) - len(bare)
        made = (e for e in result.edits if e.span.of(bare) != e.new)
        return tuple(_shifted(e, shift) for e in made)

    def _strings(self, name: str, text: str) -> tuple[Edit, ...]:
        # Of a data file its keys are left, when nothing of its sentences is.
        try:
            return self._prose(name, text)
        except NothingLeft:
            because = said("nothing else would be left of it")
            return (Edit(Span(0, len(text)), "", because, Kind.JUDGEMENT, "left out"),)


def settled(clean: Callable[[str, str], tuple[Edit, ...]], name: str, text: str) -> str:
    """The text generalised again and again until nothing more changes, so that doing it to the
    result is doing nothing; Refused when that does not come to an end."""
    from antidistill.edit import apply_edits

    for _ in range(_ROUNDS):
        edits = clean(name, text)
        if not edits:
            return text
        text = apply_edits(text, edits)
    raise Refused(
        said("{name}: generalising it does not come to an end; choose another mode", name=name)
    )


def _shifted(edit: Edit, by: int) -> Edit:
    return replace(edit, span=Span(edit.span.start + by, edit.span.end + by)) if by else edit
