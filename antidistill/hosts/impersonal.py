"""Texts about a technology, a format or a public method: what the finders take there is a public
sentence or two, and nothing of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from antidistill.edit import Edit
from antidistill.hosts import signs
from antidistill.hosts.rules import rules
from antidistill.hosts.telling import ASKED, CODE
from antidistill.hosts.wording import evidence

_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_FRONT = re.compile(r"\A---\r?\n.*?^---\r?$", re.MULTILINE | re.DOTALL)


def is_impersonal(path: str, text: str, edits: Sequence[Edit]) -> bool:
    """Whether a text that would change has nothing of a person in it: it names nobody, its words
    are those of a manual, and what would change is a few sentences of the kinds that manuals have
    too. `[impersonal]` of signs.toml says what is meant by each."""
    known: Mapping[str, Any] = rules()["impersonal"]
    likeness = signs.of_write(path, text)
    bare = ASKED.sub(" ", _HEADING.sub(" ", _FRONT.sub(" ", text)))
    if likeness.person or likeness.told or re.search(known["somebody"], CODE.sub(" ", bare)):
        return False
    made = [edit for edit in edits if edit.action != "repaired"]
    if not all(evidence(edit.span.of(text)) <= float(known["changed"]) for edit in made):
        return False
    kinds = {edit.kind.value for edit in made}
    if kinds <= {*known["kinds"]} and _is_technical(bare, likeness, made, known):
        return True
    # elsewhere a text that is surely ordinary is not even recognised
    there = signs.of_path(path).enough and likeness.evidence <= 0 and len(made) <= known["most"]
    mild = kinds <= {*known["kinds"], *known["kinds_there"]}
    return bool(there and mild and _closer(path, text) <= known["closer"])


def _is_technical(
    bare: str, likeness: signs.Likeness, made: Sequence[Edit], known: Mapping[str, Any]
) -> bool:
    return bool(
        likeness.evidence <= known["evidence"]
        and len(made) <= known["changes"]
        and len(re.findall(known["technical"], bare)) >= known["technical_least"]
    )


def _closer(path: str, text: str) -> float:
    from antidistill.hosts.closer import closer

    return closer(path, text)
