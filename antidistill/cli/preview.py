"""`preview`: what would change, as a diff. Writes nothing but the page that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill.cli import desk, options, pages
from antidistill.cli.options import Asked
from antidistill.message import said
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.batch import Task
    from antidistill.reports import Outcome


@click.command("preview")
@options.generalises
@click.option("-s", "--side-by-side", is_flag=True, help="In two columns.")
@click.option("-u", "--unified", is_flag=True, help="As `patch` reads it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, one a line.")
@click.option("--html", type=click.Path(), metavar="FILE", help="As one page, written to FILE.")
@click.option(
    "--word",
    type=click.Path(),
    metavar="FILE",
    help="Of one Word file, as tracked changes in a copy of the original, written to FILE.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(
    asked: Asked,
    side_by_side: bool,
    unified: bool,
    as_json: bool,
    html: str | None,
    word: str | None,
    force: bool,
) -> int:
    """Show every change with its reason; write nothing.

    Without an option: word by word, what goes in red and struck out, what comes in green.
    """
    from antidistill.batch import exposures
    from antidistill.cli.runs import Run
    from antidistill.cli.tasks import choose
    from antidistill.reports import REPORTS, Outcome

    file = html or word
    forms = {"html": html, "word": word, "json": as_json, "unified": unified}
    shape = _shape({**forms, "side-by-side": side_by_side})
    if force and not file:
        raise click.UsageError("--force is about the FILE of --html or --word")
    at = desk.desk()
    order = desk.order(at, asked)
    chosen = choose(asked.paths, None if asked.paths == ("-",) else at.settings.output)
    page = _page(file, shape, chosen.tasks, force=force) if file else None
    run = Run(asked, at, chosen, as_json=as_json)
    outcomes = (
        Outcome(
            done.task.name,
            order.mode.name,
            done.result,
            exposures=exposures(done, order.own, at.tools) if html else None,
        )
        for done in run.copies(order, write=False)
        if done.result is not None
    )
    if page is None:
        for part in REPORTS[shape].render(outcomes, desk.look(sys.stdout)):
            click.echo(part, nl=False)
    elif found := list(outcomes):
        with pages.for_its_owner():
            at.tools.write(page, _drawn(found, shape), force)
        if not asked.quiet:
            told = tr("{file}: holds the original text; keep it as carefully", file=file)
            click.echo(told, err=True)
    return run.exit_code()


def _shape(forms: Mapping[str, object]) -> str:
    """The form that was asked for, 'words' without one; UsageError for two."""
    wanted = [name for name, given in forms.items() if given]
    if len(wanted) > 1:
        named = f"--{wanted[0]}"
        raise click.UsageError(said("{named} stands alone: leave out the other form", named=named))
    return wanted[0] if wanted else "words"


def _page(file: str, shape: str, tasks: Sequence[Task], *, force: bool) -> Path:
    """Where the page or Word file goes; a fault when it cannot be drawn or must not lie there."""
    page = pages.page_path(file, [task.output for task in tasks], force=force)
    if shape == "word" and not file.lower().endswith(".docx"):
        raise click.UsageError(
            said("--word {word}: the file is a Word file, so end its name in .docx", word=file)
        )
    if shape == "word" and len(tasks) != 1:
        raise click.UsageError("--word FILE shows one document: name one")
    return page


def _drawn(found: Sequence[Outcome], shape: str) -> bytes:
    from antidistill.reports import REPORTS, Look
    from antidistill.reports.word import tracked

    if shape == "word":
        return tracked(found[0])
    return "".join(REPORTS[shape].render(found, Look())).encode()
