"""A name for two roles: 'Anna (release manager)' here, 'Anna, the office manager' there."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.contradictions.base import Contradiction
from antidistill.finders.people import people
from antidistill.finders.phrases import HAN
from antidistill.finders.roles import Stated, stated_roles
from antidistill.message import said
from antidistill.reading import Reading
from antidistill.span import Span

_NO_TITLE = ("person who ", "负责")
_TEAMS = (" team", "同事")
"""Descriptions and teams go together with any title."""


def look(reading: Reading) -> Iterator[Contradiction]:
    """One for each person to whom the document gives two titles that differ."""
    owners = {form: p.name for p in people(reading) for form in p.forms}
    titles: dict[str, list[Stated]] = {}
    for stated in stated_roles(reading):
        if _is_title(stated.role):
            titles.setdefault(owners.get(stated.name, stated.name), []).append(stated)
    for name, many in titles.items():
        places = sorted(many, key=lambda s: _place(reading, s))
        first = places[0]
        other = next((s for s in places if not _alike(s.role, first.role)), None)
        if other is not None:
            yield Contradiction(
                "role",
                (_place(reading, other), _place(reading, first)),
                said(
                    "{name} is '{second}' here and '{first}' elsewhere",
                    name=name,
                    second=other.role,
                    first=first.role,
                ),
            )


def _is_title(role: str) -> bool:
    return not role.startswith(_NO_TITLE) and not role.endswith(_TEAMS)


def _alike(one: str, two: str) -> bool:
    """Whether one title is the other, shortened or with more words."""
    if HAN.search(one + two):
        short, long = sorted((one, two), key=len)
        return short in long or (short[-2:] == long[-2:] and set(short) <= set(long))
    words = [{w.strip(".,").rstrip("s") for w in t.lower().split()} for t in (one, two)]
    return words[0] <= words[1] or words[1] <= words[0]


def _place(reading: Reading, stated: Stated) -> Span:
    if stated.sentence < 0:
        return reading.document.blocks[stated.block].span
    return reading.sentences[stated.sentence].source(stated.start, stated.end)
