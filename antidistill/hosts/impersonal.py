"""Skill files about a technology or a format: what the finders take there is a public sentence or
two, and nothing of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from antidistill.edit import Edit
from antidistill.hosts import signs
from antidistill.hosts.signs import Likeness

_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_FRONT = re.compile(r"\A---\r?\n.*?^---\r?$", re.MULTILINE | re.DOTALL)


def is_impersonal(text: str, likeness: Likeness, edits: Sequence[Edit]) -> bool:
    """Whether a text that would change has nothing of a person in it: its words are those of a
    manual, it names technology and nobody, and what would change is a sentence or two of the kinds
    that manuals have too. `[impersonal]` of signs.toml says what is meant by each."""
    rules = signs.impersonal()
    changes = [edit for edit in edits if edit.action != "repaired"]
    if likeness.person or likeness.told or likeness.evidence > rules["evidence"]:
        return False
    if len(changes) > rules["changes"] or not all(_is_mild(e, text, rules) for e in changes):
        return False
    bare = _HEADING.sub(" ", _FRONT.sub(" ", text))
    return (
        len(re.findall(rules["technical"], bare)) >= rules["technical_least"]
        and re.search(rules["somebody"], bare) is None
    )


def _is_mild(edit: Edit, text: str, rules: Mapping[str, Any]) -> bool:
    """Of a kind that manuals have too, and no clear experience by its words."""
    if edit.kind.value not in rules["kinds"]:
        return False
    return signs.evidence(edit.span.of(text)) <= float(rules["changed"])
