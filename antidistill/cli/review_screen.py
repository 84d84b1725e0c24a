"""The review at a terminal: a change is shown, a key is asked for, the walk goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import click

from antidistill.decisions import Choice
from antidistill.diff import Op, Piece, words
from antidistill.message import said
from antidistill.passage import Rewrite
from antidistill.reports.base import Look
from antidistill.reports.columns import clean, cut, painted, signed, wrap
from antidistill.reports.layout import lines
from antidistill.reports.words import count, label
from antidistill.review import Item, Review
from antidistill.ui import joined, shown, tr

KEYS = {
    "y": "accept the change",
    "n": "keep mine, byte for byte",
    "m": "milder: keep it without its names, figures, reasons",
    "s": "stricter: leave it out",
    "e": "write it yourself",
    "w": "show another wording from the manual",
    "k": "all of this kind",
    "c": "all in this section",
    "j": "leave it for later",
    "b": "back to the change before",
    "u": "undo the last step",
    "q": "quit; the next review goes on here",
    "?": "this list",
}
CHOICES = {"y": Choice.ACCEPT, "n": Choice.KEEP, "m": Choice.MILDER, "s": Choice.STRICTER}
WORDS = {
    Choice.ACCEPT: "accepted",
    Choice.KEEP: "yours",
    Choice.MILDER: "milder",
    Choice.STRICTER: "left out",
    Choice.OWN: "your wording",
}
_WIDTH = 79


@dataclass(slots=True)
class Screen:
    """One review at one terminal."""

    look: Look
    name: str
    mode: str
    offered: Rewrite | None = None
    """Another wording that is shown in the place of the proposed one."""
    tried: list[str] = field(default_factory=list)

    def begin(self, review: Review) -> None:
        """What there is, and what was decided before."""
        total = len(review.sight.items)
        if not total:
            click.echo(
                tr(
                    "{name}: nothing to generalise in mode {mode}",
                    name=clean(self.name),
                    mode=self.mode,
                )
            )
            return
        done = total - review.left
        parts = [shown(count(total, "change"))]
        if done:
            parts.append(tr("{n} decided earlier (--again offers them once more)", n=done))
        told = joined((joined(parts), tr("? explains the keys")), "; ")
        click.echo(f"{clean(self.name)} · {self.mode} · {told}")

    def end(self, review: Review) -> None:
        """What was decided, and what is open."""
        if not review.sight.items:
            return
        found = Counter(
            WORDS[d.choice] for i in review.sight.items if (d := review.decided(i)) is not None
        )
        told = [tr("{n} {what}", n=n, what=said(word)) for word, n in found.most_common()]
        if review.left:
            told.append(tr("{n} open: antidistill review goes on there", n=review.left))
        click.echo("\n" + joined((clean(self.name), joined(told)), ": "))

    def step(self, review: Review) -> Review | None:
        """Show the present change, ask, and do what was answered; None to quit."""
        item = review.item
        assert item is not None
        self.show(review, item)
        while True:
            key = self._asked(
                tr("Take this change? [{keys}]", keys=",".join(self._keys(review, item)))
            )
            if key == "q":
                return None
            after = self._done(review, item, key)
            if after is None:
                continue
            if after.said:
                click.echo(shown(after.said))
                continue
            self.offered, self.tried = None, []
            self._tell(after, item)
            return after

    def _done(self, review: Review, item: Item, key: str) -> Review | None:
        """The walk after that key; None when there was only something to show."""
        simple: dict[str, Callable[[], Review]] = {
            "j": review.skip,
            "b": review.back,
            "u": review.undo,
        }
        if key not in self._keys(review, item) or key == "?":
            self._help(review, item)
            return None
        if key in simple:
            return simple[key]()
        if key in CHOICES:
            return review.take(CHOICES[key], self.offered)
        if key in ("k", "c"):
            return self._many(review, key)
        if key == "e":
            return self._written(review, item)
        self._another(review, item)
        return None

    def _many(self, review: Review, key: str) -> Review | None:
        question = "All of this kind: [y,n,m,s], or Enter for none"
        if key == "c":
            question = "All in this section: [y,n,m,s], or Enter for none"
        answer = self._asked(tr(question))
        if answer not in CHOICES:
            return None
        take = review.take_kind if key == "k" else review.take_section
        after = take(CHOICES[answer])
        if not after.said:
            done = shown(count(review.left - after.left, "change"))
            click.echo(joined((done, shown(WORDS[CHOICES[answer]])), ": "))
        return after

    def _written(self, review: Review, item: Item) -> Review | None:
        question = tr("What is to stand in its place? (Enter for nothing of the kind)")
        if item.part:
            question = tr(
                "What is to stand in the place of {part!r}? (Enter for nothing of the kind)",
                part=item.part,
            )
        text = self._line(f"{question}\n> ")
        return review.take(Choice.OWN, Rewrite("", text)) if text and text.strip() else None

    def _another(self, review: Review, item: Item) -> None:
        self.tried += [t for t in (item.new, self.offered.text if self.offered else "") if t]
        found = review.bench.another(item, self.tried, review.sight)
        if found is None:
            click.echo(
                tr("The manual has no other wording that fits; the last one is still offered.")
            )
            return
        self.offered = found
        for line in self._lines(item.old, found.text or ""):
            click.echo(line)

    def _keys(self, review: Review, item: Item) -> list[str]:
        wanted = {"k", "c", "j", "q", "?"} | {k for k, c in CHOICES.items() if c in item.choices}
        wanted |= {"e"} if Choice.OWN in item.choices else set()
        wanted |= {"w"} if item.sources and "/commands/" not in item.sources[0] else set()
        wanted |= {"u"} if review.past else set()
        wanted |= {"b"} if review.place[0] > 1 else set()
        return [key for key in KEYS if key in wanted]

    def _help(self, review: Review, item: Item) -> None:
        for key in self._keys(review, item):
            click.echo(f"  {key}  {shown(KEYS[key])}")

    def show(self, review: Review, item: Item) -> None:
        """One change: where it is, why, old and new."""
        number, total = review.place
        paint = self.look.paint
        click.echo()
        done = shown(label(item.action))
        head = f"({number}/{total}) {shown(item.kind.value)} · {done} · {shown(_sure(item))}"
        click.echo(paint(head, "bold"))
        where = " › ".join((tr("line {line}", line=item.line), *item.path))
        click.echo(paint(cut(clean(where), self._room), "dim"))
        click.echo(paint(cut(clean(shown(item.because)), self._room), "cyan"))
        for line in self._lines(item.old, item.new):
            click.echo(line)
        decision = review.decided(item)
        if decision is not None:
            click.echo(paint(tr("so far: {what}", what=said(WORDS[decision.choice])), "yellow"))

    def _lines(self, old: str, new: str) -> Iterator[str]:
        """Old and new words in one text, like the preview's."""
        made = words(old, new) if new else (Piece(Op.GONE, old),)
        wholly = len(made) == 2 and made[0].op is Op.GONE and made[1].op is Op.NEW
        for part in ((piece,) for piece in made) if wholly else (made,):
            for line in lines(part):
                shown = line.pieces if self.look.colour else signed(line.pieces)
                for row in wrap(shown, self._room - 2):
                    yield f"  {painted(row, self.look)}"

    def _tell(self, after: Review, item: Item) -> None:
        """How the passage reads now, where that is not what was shown."""
        now = after.sight.now.get(item.id)
        decision = after.decided(item)
        if decision is None or now is None:
            return
        if decision.choice in (Choice.MILDER, Choice.OWN) and not item.part:
            click.echo(
                self.look.paint(cut(f"→ {clean(now) or tr('left out')}", self._room), "green")
            )
        else:
            click.echo(self.look.paint(f"→ {shown(WORDS[decision.choice])}", "green"))

    @property
    def _room(self) -> int:
        return max(self.look.width or _WIDTH, 20)

    def confirmed(self, question: str) -> bool:
        """Whether the answer is yes; no at the end of the input."""
        return self._asked(f"{question} [y,n]") == "y"

    def _asked(self, question: str) -> str:
        """The answer's first character, 'q' at the end of the input."""
        answer = self._line(f"{question} ")
        return "q" if answer is None else answer.strip().lower()[:1]

    def _line(self, question: str) -> str | None:
        """A line that was typed; None at the end of the input."""
        try:
            return input(question)
        except EOFError:
            click.echo()
            return None


def _sure(item: Item) -> str:
    if not item.confidence:
        return "follows from another"
    if item.confidence >= 0.75:
        return "sure"
    return "likely" if item.confidence >= 0.5 else "perhaps"
