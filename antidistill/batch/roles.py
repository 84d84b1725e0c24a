"""Roles that documents share: a folder is one document, so somebody has the same role in all its
files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from antidistill.batch.loading import loaded, parsed

if TYPE_CHECKING:
    from antidistill.batch.plan import Plan, Tools
    from antidistill.batch.task import Loaded
    from antidistill.document import Document
    from antidistill.formats.base import Format
    from antidistill.pipeline import Order
    from antidistill.reading import OwnWords

Roles = Mapping[str, Mapping[str, str]]
"""By language, the role of each person."""


@dataclass(frozen=True, slots=True)
class Seeking:
    """Looks for the roles that one document gives."""

    own: OwnWords
    encoding: str | None
    form: Callable[[str], Format]
    roles: Callable[[Document, OwnWords], Mapping[str, str]]

    def __call__(self, one: Loaded) -> tuple[str, Mapping[str, str]]:
        """Its language and its roles; none for a document with a fault, which is met and reported
        when the document itself is done."""
        try:
            document, _ = parsed(one, self.encoding, self.form)
            return document.language, self.roles(document, self.own)
        except Exception:
            return "", {}

    def lost(self, one: Loaded) -> tuple[str, Mapping[str, str]]:
        """None; the same will be met when the document itself is done."""
        del one
        return "", {}


def shared(plan: Plan, tools: Tools) -> Roles:
    """By language, the role of each person to whom some document of the run gives one; the first
    document that gives one decides."""
    if len(plan.tasks) < 2:
        return {}
    seeking = Seeking(plan.order.own, plan.encoding, tools.form, tools.roles)
    return gathered(plan.each(seeking, (loaded(task, tools.read) for task in plan.tasks)))


def gathered(found: Iterable[tuple[str, Mapping[str, str]]]) -> Roles:
    """What several documents say, as one."""
    out: dict[str, dict[str, str]] = {}
    for language, roles in found:
        for name, role in roles.items():
            out.setdefault(language, {}).setdefault(name, role)
    return out


def with_roles(order: Order, roles: Mapping[str, str]) -> Order:
    """The order with these roles too. What the user said of a name goes first."""
    own = order.own
    known = {name for name, _ in own.aliases} | own.keep | own.withhold
    more = tuple((name, role) for name, role in roles.items() if name not in known)
    return replace(order, own=replace(own, aliases=(*own.aliases, *more))) if more else order
