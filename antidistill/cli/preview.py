"""`preview`: what would change, as a diff. Writes nothing but the page that was asked for."""

from __future__ import annotations

import sys

import click

from antidistill.cli import desk, options, pages
from antidistill.cli.options import Asked
from antidistill.message import said
from antidistill.ui import tr


@click.command("preview")
@options.generalises
@click.option("-s", "--side-by-side", "shape", flag_value="side-by-side", help="In two columns.")
@click.option("-u", "--unified", "shape", flag_value="unified", help="As `patch` reads it.")
@click.option("--json", "shape", flag_value="json", help="One JSON object a document, one a line.")
@click.option("--html", type=click.Path(), metavar="FILE", help="As one page, written to FILE.")
@click.option(
    "--word",
    type=click.Path(),
    metavar="FILE",
    help="Of one Word file, as tracked changes in a copy of the original, written to FILE.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(
    asked: Asked, shape: str | None, html: str | None, word: str | None, force: bool
) -> int:
    """Show every change with its reason; write nothing.

    Without an option: word by word, what goes in red and struck out, what comes in green.
    """
    from antidistill.batch import exposures
    from antidistill.cli.runs import Run
    from antidistill.cli.tasks import choose
    from antidistill.reports import REPORTS, Look, Outcome
    from antidistill.reports.word import tracked

    file = html or word
    if force and not file:
        raise click.UsageError("--force is about the FILE of --html or --word")
    if file and (shape or (html and word)):
        named = "--html" if html else "--word"
        raise click.UsageError(said("{named} stands alone: leave out the other form", named=named))
    at = desk.desk()
    order = desk.order(at, asked)
    chosen = choose(asked.paths, None if asked.paths == ("-",) else at.settings.output)
    page = pages.page_path(file, [t.output for t in chosen.tasks], force=force) if file else None
    if word and not word.lower().endswith(".docx"):
        raise click.UsageError(
            said("--word {word}: the file is a Word file, so end its name in .docx", word=word)
        )
    if word and len(chosen.tasks) != 1:
        raise click.UsageError("--word FILE shows one document: name one")
    run = Run(asked, at, chosen, as_json=shape == "json")
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
        for part in REPORTS[shape or "words"].render(outcomes, desk.look(sys.stdout)):
            click.echo(part, nl=False)
    elif found := list(outcomes):
        data = (
            tracked(found[0]) if word else "".join(REPORTS["html"].render(found, Look())).encode()
        )
        with pages.for_its_owner():
            at.tools.write(page, data, force)
        if not asked.quiet:
            click.echo(
                tr("{file}: holds the original text; keep it as carefully", file=file), err=True
            )
    return run.exit_code()
