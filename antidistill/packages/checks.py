"""What the copies of a package break together: the checks before anything of it is written."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from antidistill.errors import Refused
from antidistill.finders.spread import occurrences
from antidistill.finding import Kind as Finds
from antidistill.message import said
from antidistill.packages import card
from antidistill.packages.crossing import Gone, names_left
from antidistill.packages.documents import InMember
from antidistill.packages.member import Package, Turned, Whole
from antidistill.packages.people import Subject, spelt, without


def check(package: Package, whole: Whole, names: Mapping[str, Gone], subject: Subject) -> None:
    """Raises InMember where the copies together break a promise."""
    spellings = tuple(spelt((*subject.names, *subject.slugs)))
    for one in whole.turned:
        result, fault = one.result, ""
        if without(one.path, spellings) != one.path and package.renames:
            fault = "a withheld name stands in a file name"
        if result is not None:
            critical = " ".join(
                f.span.of(result.document.text) for f in result.findings if f.kind is Finds.CRITICAL
            )
            for name in (*subject.names, *subject.slugs):
                if any(occurrences(result.text, name)) and not any(occurrences(critical, name)):
                    fault = "the name of the person whom it is about is still there"
            if any(names_left(names, result)):
                fault = "a name or value that another file withholds is still there"
            fault = fault or _broken_card(package, whole, one)
        if fault:
            message = said("{name}: leak: {fault}", name=one.source.name, fault=said(fault))
            raise InMember(one.source.path, Refused(message))


def _broken_card(package: Package, whole: Whole, one: Turned) -> str:
    """What makes a valid `SKILL.md` an invalid one."""
    if not is_card(one.path) or one.result is None:
        return ""
    before = card.faults(one.result.document.text, _folder(package.name, one.source.path))
    after = card.faults(one.result.text, _folder(whole.name, one.path))
    return "its front matter would no longer be valid" if after - before else ""


def _folder(name: str, path: str) -> str:
    return posixpath.basename(posixpath.dirname(path)) or name


def is_card(path: str) -> bool:
    """Whether a file is the one by which agents know a skill."""
    return posixpath.basename(path).lower() == "skill.md"
