"""`review`: go through the changes one by one, and keep what was decided for next time."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill.cli import app, desk, kept, notice, options
from antidistill.cli.options import Asked
from antidistill.errors import UsageFault
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.batch import Task, Tools
    from antidistill.cli.review_screen import Screen
    from antidistill.decisions.store import Shelf
    from antidistill.document import Document
    from antidistill.formats.base import Format
    from antidistill.review import Review

EXAMPLES = (
    ("antidistill review notes.md", "change by change; ? explains the keys"),
    ("antidistill review --web notes.md", "the same as a page in your browser"),
    ("antidistill review --again notes.md", "also what was decided before"),
    ("antidistill notes.md", "write the copy with all that was decided"),
)
ABOUT = """Go through the changes of one document, and decide each.

What you decide is kept at once, without any text in clear, and holds in later runs wherever the
passage stands unchanged. Nothing is written but that, until you say so at the end."""


@click.command("review", help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}")
@options.generalises
@click.option("-o", "--output", type=click.Path(), metavar="DIR|FILE", help="Where the copy goes.")
@click.option("--again", is_flag=True, help="Offer what was decided earlier once more.")
@click.option("--web", is_flag=True, help="As a page of this machine, original beside copy.")
@click.option("--no-open", is_flag=True, help="With --web: print its address, start no browser.")
def command(asked: Asked, output: str | None, again: bool, web: bool, no_open: bool) -> None:
    """Go through the changes of one document."""
    from antidistill import batch
    from antidistill.cli.review_screen import Screen
    from antidistill.review import Bench, begun

    if asked.no_decisions:
        raise click.UsageError("a review is about decisions: --again offers earlier ones once more")
    if no_open and not web:
        raise click.UsageError("--no-open is about the page of --web")
    at = desk.desk()
    task = _task(asked, output or at.settings.output)
    shelf = kept.shelf(at.folders.data, asked)
    order = desk.order(at, replace(asked, decisions=None, no_decisions=True))
    decisions = shelf.begun()
    paper = _Paper(at.tools, task, *batch.document_of(task, asked.encoding, at.tools))
    notice.show(at.folders.data, notice.spoken())
    notice.show(at.folders.data, paper.document.language)
    assert decisions.marker is not None
    bench = Bench(paper.document, paper.form, order, decisions.marker)
    review = begun(bench, decisions, again=again)
    screen = Screen(desk.look(sys.stdout), asked.paths[0], order.mode.name)
    if web and review.sight.items:
        from antidistill.cli.review_web import Matter, sit

        matter = Matter(task.name, order.mode.name, paper.copy, shelf.keep, paper.write)
        screen.end(sit(review, matter, browse=not no_open))
    else:
        _at_terminal(screen, shelf, review, paper)


@dataclass(frozen=True, slots=True)
class _Paper:
    """The document under review, and how its copy is written."""

    tools: Tools
    task: Task
    document: Document
    form: Format

    @property
    def copy(self) -> Path:
        """Where the copy goes."""
        assert self.task.output is not None
        return self.task.output

    def write(self, review: Review, force: bool) -> None:
        """The copy with all that was decided, and a line about it; raises OutputFault."""
        result = review.sight.result
        data = self.form.write(self.document, result.text, result.edits)
        self.tools.write(self.copy, data, force)
        click.echo(f"{self.task.name} → {self.copy}", err=True)


def _task(asked: Asked, output: str | None) -> Task:
    from antidistill.cli.tasks import STDIN, choose, refuse_clashes

    if len(asked.paths) != 1 or asked.paths[0] == STDIN or Path(asked.paths[0]).is_dir():
        raise UsageFault("a review goes through one file: name it, and not its folder")
    chosen = choose(asked.paths, output)
    refuse_clashes(chosen.tasks, force=True)
    return chosen.tasks[0]


def _at_terminal(screen: Screen, shelf: Shelf, review: Review, paper: _Paper) -> None:
    review = _walked(screen, shelf, review)
    if review.at or not review.sight.items:
        return
    if screen.confirmed(tr("Write {output_path} now?", output_path=paper.copy)):
        paper.write(review, paper.copy.exists() and screen.confirmed(tr("It exists. Replace it?")))


def _walked(screen: Screen, shelf: Shelf, review: Review) -> Review:
    """The review where the user has left it; every decision is on the disk before the next."""
    screen.begin(review)
    while review.at:
        after = screen.step(review)
        if after is None:
            break
        if after.decisions != review.decisions:
            shelf.keep(review.decisions, after.decisions)
        review = after
    screen.end(review)
    return review
