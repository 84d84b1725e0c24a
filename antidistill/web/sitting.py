"""One review in front of one user, in as many tabs as they like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from antidistill import ui
from antidistill.decisions import Choice, Decisions
from antidistill.errors import AntidistillError
from antidistill.exposure import Exposure
from antidistill.passage import Rewrite
from antidistill.reports.exposed import gauge, heat
from antidistill.review import Review
from antidistill.web.view import has_others, shown

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a review needs of the machine."""

    name: str
    """The document, as the user named it."""
    mode: str
    output: str
    """Where the copy goes."""
    save: Callable[[Decisions, Decisions], None]
    """Keep the decisions, as they were before and are now; raises AntidistillError."""
    write: Callable[[Review, bool], None]
    """Write the copy, with True over one that is there; raises AntidistillError."""
    exists: Callable[[], bool]
    """Whether there is a copy already."""


@dataclass(slots=True)
class Sitting:
    """Takes what the page asks for, one thing at a time. Every state has a number, and a tab that
    has not seen the present one decides nothing."""

    review: Review
    around: Surroundings
    number: int = 0
    offered: Rewrite | None = None
    """Another wording that is shown in the place of the proposed one."""
    tried: list[str] = field(default_factory=list)
    written: bool = False
    """Whether the copy was written as the review stands now."""
    over: bool = False
    """Whether the user has left."""
    _gate: Lock = field(default_factory=Lock)
    _scale: Lock = field(default_factory=Lock)
    _measured: dict[str, Exposure] = field(default_factory=dict)

    def state(self, language: str = "") -> dict[str, Any]:
        """All that the page shows, reasons in `language`; '' for the one that is spoken already."""
        with self._gate:
            _speak(language)
            return self._state()

    def act(self, asked: Json) -> dict[str, Any]:
        """Do what is asked for; the state after it. `stale` is set when the tab had not seen the
        state before it, and nothing is done; `said` tells why something was not possible. Raises
        ValueError, KeyError or TypeError for what no page of ours would ask."""
        with self._gate:
            _speak(str(asked.get("lang", "")))
            if asked["number"] != self.number:
                return {**self._state(), "stale": True}
            try:
                told = self._done(str(asked["do"]), asked)
            except AntidistillError as fault:
                told = str(ui.shown(fault))
            return {**self._state(), "said": told}

    def exposure(self) -> dict[str, Any]:
        """Exposure of the original and of the copy as it stands, 0 to 100, with two pictures as
        SVG; `number` is that of the state that was measured."""
        with self._gate:
            number, sight, bench = self.number, self.review.sight, self.review.bench
        with self._scale:
            text = sight.result.text
            if text not in self._measured:
                self._measured = {text: bench.after(sight)}
            before, after = bench.before(), self._measured[text]
        pictures = {"gauge": gauge(before, after), "heat": heat(before, after)}
        return {"number": number, "before": before.score, "after": after.score, **pictures}

    def _state(self) -> dict[str, Any]:
        around = self.around
        return {
            **shown(self.review, self.offered.text if self.offered else None),
            "number": self.number,
            "name": around.name,
            "mode": around.mode,
            "language": ui.spoken(),
            "lang": self.review.sight.result.document.language,
            "output": around.output,
            "exists": around.exists(),
            "written": self.written,
        }

    def _done(self, do: str, asked: Json) -> str:
        """What there is to tell when it was not possible; else ''."""
        if do == "write":
            return self._write(replacing=asked.get("replace") is True)
        if do == "another":
            return self._another()
        after = self._after(do, asked)
        if after.decisions != self.review.decisions:
            self.around.save(self.review.decisions, after.decisions)
            self.written = False
        if after.at != self.review.at or after.decisions != self.review.decisions:
            self.offered, self.tried = None, []
        self.review = after
        self.number += 1
        return ui.shown(after.said)

    def _after(self, do: str, asked: Json) -> Review:
        review = self.review
        if do == "go":
            return review.go(str(asked["item"]))
        if do in ("skip", "back", "undo"):
            after: Review = getattr(review, do)()
            return after
        choice = Choice(asked["choice"])
        if do == "take":
            return review.take(choice, self._answer(choice, asked))
        if do == "kind":
            return review.take_kind(choice)
        if do == "section":
            return review.take_section(choice)
        raise ValueError(do)

    def _answer(self, choice: Choice, asked: Json) -> Rewrite | None:
        if choice is Choice.OWN:
            return Rewrite("", str(asked["wording"]))
        return self.offered

    def _another(self) -> str:
        item = self.review.item
        if item is None or not has_others(item):
            return ui.tr("that cannot be chosen here")
        now = self.offered.text if self.offered else item.new
        self.tried += [now] if now else []
        found = self.review.bench.another(item, [item.new, *self.tried], self.review.sight)
        if found is None:
            return ui.tr("the manual has no other wording that fits")
        self.offered = found
        self.number += 1
        return ""

    def _write(self, *, replacing: bool) -> str:
        self.around.write(self.review, replacing)
        self.written = True
        self.number += 1
        return ""


def _speak(language: str) -> None:
    if language in ui.LANGUAGES and language != ui.spoken():
        ui.use(language)
