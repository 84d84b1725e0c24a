"""Other wordings from the same shelf of the manual."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from antidistill.manual.load import heads, topic
from antidistill.manual.topic import Both, Check, Step, Topic


def beside(source: str, folders: tuple[Path, ...] = ()) -> Iterator[tuple[str, Both]]:
    """What stands beside an entry of the manual ('manual/redis/traps/0'), nearest first, each with
    its own mark: other steps of the procedure, other traps of the topic. Commands have none: they
    belong with what announces them."""
    path = next((h.path for h in heads(*folders) if h.id == source.split("/")[1]), None)
    shelf, _, place = source.rpartition("/")
    texts = [] if path is None else _texts(topic(path), shelf.split("/")[2:])
    for at in sorted(range(len(texts)), key=lambda n: (abs(n - int(place)), n)):
        if at != int(place):
            yield f"{shelf}/{at}", texts[at]


def _texts(whole: Topic, shelf: list[str]) -> list[Both]:
    if shelf[0] == "procedures":
        return [_said(step) for step in whole.procedures[int(shelf[1])].steps]
    if shelf[0] in ("traps", "causes", "decisions", "statements", "checks"):
        return [_said(entry) for entry in getattr(whole, shelf[0])]
    return []


def _said(entry: Step | Check | Both) -> Both:
    return entry if isinstance(entry, Both) else entry.say
