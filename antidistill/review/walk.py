"""The walk over what there is to decide: a value, which every step makes anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from antidistill.decisions import Choice, Decision, Decisions
from antidistill.errors import Refused
from antidistill.message import said
from antidistill.passage import Rewrite
from antidistill.review.bench import Bench, Sight
from antidistill.review.items import Item

Step = tuple[Decisions, frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Review:
    """Where one is: what is decided, what is still to be asked, and at which item."""

    bench: Bench
    sight: Sight
    decisions: Decisions
    todo: frozenset[str]
    """Ids of the items that were neither decided nor passed over."""
    at: str = ""
    """Id of the present item; '' when all is done."""
    past: tuple[Step, ...] = ()
    said: str = ""
    """What the last step has to tell: why it was not possible; else ''."""

    @property
    def item(self) -> Item | None:
        """The present item; None when all is done."""
        return next((i for i in self.sight.items if i.id == self.at), None)

    @property
    def place(self) -> tuple[int, int]:
        """Number of the present item, from 1, and of all items."""
        ids = [i.id for i in self.sight.items]
        return (ids.index(self.at) + 1 if self.at in ids else len(ids)), len(ids)

    @property
    def left(self) -> int:
        """How many items have no decision."""
        return sum(self.decided(i) is None for i in self.sight.items)

    def decided(self, item: Item) -> Decision | None:
        """What was decided about an item, now or earlier."""
        return self.bench.decision(item, self.decisions)

    def take(self, choice: Choice, answer: Rewrite | None = None) -> Review:
        """Decide the present item, and go on to the next."""
        item = self.item
        if item is None or choice not in item.choices:
            return replace(self, said="that cannot be chosen here")
        if answer is not None and (objection := self.bench.objection(item, answer.text or "")):
            return replace(self, said=said("not possible: {objection}", objection=objection))
        return self._taken([item], lambda d: self.bench.decide(item, d, choice, answer))

    def take_all(self, choice: Choice, among: Callable[[Item], bool]) -> Review:
        """Decide the same about the present item and all undecided ones that `among` names and
        that leave that choice."""
        chosen = [
            i
            for i in self.sight.items
            if among(i)
            and choice in i.choices
            and (i.id == self.at or i.id in self.todo or self.decided(i) is None)
        ]
        if not chosen:
            return replace(self, said="that cannot be chosen here")

        def all_of(decisions: Decisions) -> Decisions:
            for item in chosen:
                decisions = self.bench.decide(item, decisions, choice)
            return decisions

        return self._taken(chosen, all_of)

    def take_kind(self, choice: Choice) -> Review:
        """Decide the same about all that is of this kind."""
        item = self.item
        return self.take_all(choice, lambda i: item is not None and i.kind is item.kind)

    def take_section(self, choice: Choice) -> Review:
        """Decide the same about all that stands under this heading."""
        item = self.item
        return self.take_all(choice, lambda i: item is not None and i.path == item.path)

    def undo(self) -> Review:
        """The step before the last, as it was."""
        if not self.past:
            return replace(self, said="there is nothing to undo")
        decisions, todo, at = self.past[-1]
        sight = self.bench.look(decisions)
        return replace(
            self,
            sight=sight,
            decisions=decisions,
            todo=todo,
            at=at,
            past=self.past[:-1],
            said="",
        )

    def skip(self) -> Review:
        """Leave the present item as it is, and go on."""
        step = (self.decisions, self.todo, self.at)
        todo = self.todo - {self.at}
        return replace(
            self, todo=todo, at=self._next(self.sight, todo), past=(*self.past, step), said=""
        )

    def back(self) -> Review:
        """The item before, decided or not."""
        ids = [i.id for i in self.sight.items]
        number = ids.index(self.at) if self.at in ids else len(ids)
        if not number:
            return replace(self, said="this is the first change")
        at = ids[number - 1]
        return replace(self, at=at, todo=self.todo | {at}, said="")

    def go(self, item: str) -> Review:
        """To an item, by its id."""
        known = any(i.id == item for i in self.sight.items)
        return replace(self, at=item, said="") if known else self

    def _taken(self, chosen: Iterable[Item], change: Callable[[Decisions], Decisions]) -> Review:
        decisions = change(self.decisions)
        try:
            sight = self.bench.look(decisions)
        except Refused as fault:
            return replace(self, said=said("not possible: {fault}", fault=fault))
        known = {i.id for i in self.sight.items}
        fresh = {i.id for i in sight.items if i.id not in known}
        told = {i.id for i in sight.items if self.decided(i) != self.bench.decision(i, decisions)}
        todo = (self.todo | fresh) - told - {i.id for i in chosen}
        todo = frozenset(i.id for i in sight.items if i.id in todo and _is_open(sight, i))
        step = (self.decisions, self.todo, self.at)
        return replace(
            self,
            sight=sight,
            decisions=decisions,
            todo=todo,
            at=self.at if self.at in todo else self._next(sight, todo),
            past=(*self.past, step),
            said="",
        )

    def _next(self, sight: Sight, todo: frozenset[str]) -> str:
        """The first item behind the present one that is to be asked, else the first of all."""
        here = self.item
        ahead = [i.id for i in sight.items if i.id in todo]
        behind = [
            i.id for i in sight.items if i.id in todo and here is not None and i.span > here.span
        ]
        return next(iter((*behind, *ahead)), "")


def begun(bench: Bench, decisions: Decisions, *, again: bool = False) -> Review:
    """A review at its beginning: what was decided earlier stands and is not asked, unless `again`
    offers it once more. Raises Refused when the earlier decisions make no sound document."""
    sight = bench.look(decisions)
    todo = frozenset(
        i.id
        for i in sight.items
        if again or (bench.decision(i, decisions) is None and _is_open(sight, i))
    )
    first = next((i.id for i in sight.items if i.id in todo), "")
    return Review(bench, sight, decisions, todo, first)


def _is_open(sight: Sight, item: Item) -> bool:
    """Whether there is still something to decide: what hung on a passage that the user keeps has
    come back by itself."""
    return sight.now[item.id] != item.old
