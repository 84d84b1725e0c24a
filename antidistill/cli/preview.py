"""`preview`: what would change, as a diff. Writes nothing but the page that was asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from antidistill.cli import desk, options
from antidistill.cli.options import Asked


@click.command("preview")
@options.generalises
@click.option("-s", "--side-by-side", "shape", flag_value="side-by-side", help="In two columns.")
@click.option("-u", "--unified", "shape", flag_value="unified", help="As `patch` reads it.")
@click.option("--json", "shape", flag_value="json", help="One JSON object a document, one a line.")
@click.option("--html", type=click.Path(), metavar="FILE", help="As one page, written to FILE.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(asked: Asked, shape: str | None, html: str | None, force: bool) -> int:
    """Show every change with its reason; write nothing.

    Without an option: word by word, what goes in red and struck out, what comes in green.
    """
    from antidistill.cli.runs import Run
    from antidistill.cli.tasks import choose
    from antidistill.reports import REPORTS, Look, Outcome

    if force and not html:
        raise click.UsageError("--force is about the page of --html FILE")
    if html and shape:
        raise click.UsageError("--html stands alone: leave out the other form")
    at = desk.desk()
    order = desk.order(at, asked)
    chosen = choose(asked.paths, None if asked.paths == ("-",) else at.settings.output)
    page = _page(html, [t.output for t in chosen.tasks], force=force) if html else None
    run = Run(asked, at, chosen, as_json=shape == "json")
    outcomes = (
        Outcome(done.task.name, order.mode.name, done.result)
        for done in run.copies(order, write=False)
        if done.result is not None
    )
    if page is None:
        for part in REPORTS[shape or "words"].render(outcomes, desk.look(sys.stdout)):
            click.echo(part, nl=False)
    elif found := list(outcomes):
        text = "".join(REPORTS["html"].render(found, Look()))
        with _for_its_owner():
            at.tools.write(page, text.encode(), force)
        if not asked.quiet:
            click.echo(f"{html}: holds the original text; keep it as carefully", err=True)
    return run.exit_code()


@contextmanager
def _for_its_owner() -> Iterator[None]:
    """New files may be read by the user alone, from their first moment on."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _page(name: str, outputs: list[Path | None], *, force: bool) -> Path:
    """Where the page goes. It holds the original, so never among the copies."""
    from antidistill.errors import UsageFault

    page = Path(name).absolute()
    for output in outputs:
        if output is not None and page.is_relative_to(output.absolute().parent):
            raise UsageFault(
                f"{name}: the page holds the original text, so it must not lie in the folder of "
                f"the copies ({output.parent}); choose another place"
            )
    if page.is_dir():
        raise UsageFault(f"{name}: is a folder; name a file in it")
    if page.exists() and not force:
        raise UsageFault(f"{name}: exists already; choose another name, or replace it with --force")
    return page
