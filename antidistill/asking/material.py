"""What the manual has on a document's topics, for a language model to use or to go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from antidistill.engines import Brief
from antidistill.engines.local import topics
from antidistill.manual.load import topic
from antidistill.manual.topic import Topic
from antidistill.passage import Passage
from antidistill.sheet import Material

_TOPICS = 4
_ROOM, _EACH = 7_000, 700
"""Characters of entries, and for each line that may become public craft: enough for four topics'
own, little beside a document, and no shop window where there is little to write."""


def material(passages: Sequence[Passage], brief: Brief) -> tuple[Material, ...]:
    """Entries on the topics of the passages that may become public craft, best topic first."""
    chosen = [list(_entries(t, brief.language)) for t in _topics(passages, brief)]
    out: list[Material] = []
    size, room = 0, min(_ROOM, _EACH * len(passages))
    for row in zip_longest(*chosen):
        for entry in row:
            if entry is not None and size + len(entry.text) <= room:
                out.append(entry)
                size += len(entry.text)
    order = {t: n for n, t in enumerate(dict.fromkeys(e.id.split("/")[1] for e in out))}
    return tuple(sorted(out, key=lambda e: order[e.id.split("/")[1]]))


def cases(passages: Sequence[Passage], brief: Brief) -> tuple[str, ...]:
    """Illustrative cases for filled-in samples: one for each topic, the best topic's first."""
    language = brief.language
    return tuple(
        " ".join(
            getattr(s, k).of(language) for k in ("title", "what", "impact", "action", "result")
        )
        for t in _topics(passages, brief)[:2]
        for s in t.samples[:1]
    )


def _topics(passages: Sequence[Passage], brief: Brief) -> list[Topic]:
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(passage.group, []).append(passage)
    votes: Counter[str] = Counter()
    heads = {}
    for group in groups.values():
        for place, (_, head) in enumerate(topics.ranked(group, brief)[:2]):
            votes[head.id] += len(group) * (2 - place)
            heads[head.id] = head
    best = sorted(votes, key=lambda name: (-votes[name], name))[:_TOPICS]
    return [topic(heads[name].path) for name in best]


def _entries(whole: Topic, language: str) -> Iterator[Material]:
    """The texts of a topic by the marks that `manual.wordings` resolves."""
    mark = f"manual/{whole.id}"
    for at, command in enumerate(whole.commands):
        text = f"{command.purpose.of(language)}: `{command.run}` → {command.expect.of(language)}"
        yield Material(f"{mark}/commands/{at}", text)
    for number, procedure in enumerate(whole.procedures):
        for at, step in enumerate(procedure.steps):
            check = f" ({step.check.of(language)})" if step.check else ""
            yield Material(f"{mark}/procedures/{number}/{at}", step.say.of(language) + check)
    for at, default in enumerate(whole.defaults):
        yield Material(f"{mark}/defaults/{at}", default.say.of(language))
    for name in ("causes", "traps", "decisions", "statements"):
        for at, text in enumerate(getattr(whole, name)):
            yield Material(f"{mark}/{name}/{at}", text.of(language))
    for at, found in enumerate(whole.checks):
        yield Material(f"{mark}/checks/{at}", found.say.of(language))
