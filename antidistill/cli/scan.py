"""`scan`: what a distiller would take from a document."""

from __future__ import annotations

import sys

import click

from antidistill.cli import desk, options, pages
from antidistill.cli.options import Asked
from antidistill.ui import tr


@click.command("scan")
@options.reads
@options.machine
@click.option("--sarif", is_flag=True, help="One SARIF log of all documents, to stdout.")
@click.option("--html", type=click.Path(), metavar="FILE", help="As one page, written to FILE.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(asked: Asked, as_json: bool, sarif: bool, html: str | None, force: bool) -> int:
    """Show what a document gives away; change nothing.

    How much, section by section and sentence by sentence; the sentences that tell most, and what a
    distiller would make of them; the findings by kind with rule, place and reason; contradictions
    in the document itself.
    """
    from antidistill.cli.runs import Run
    from antidistill.cli.tasks import choose
    from antidistill.reports import scan_json, scanned
    from antidistill.reports.json_lines import dumped
    from antidistill.reports.scan_view import ScanView

    _refuse_mixed(html, as_json=as_json, sarif=sarif, force=force)
    at = desk.desk()
    page = pages.page_path(html, [], force=force) if html else None
    run = Run(asked, at, choose(asked.paths, None), as_json=as_json)
    look = desk.look(sys.stdout)
    views = (ScanView(name, scan) for name, scan in run.scans())
    if sarif:
        from antidistill import __version__
        from antidistill.reports.sarif import log

        click.echo(log(list(views), __version__), nl=False)
    elif page is not None:
        from antidistill.reports.scan_page import page as drawn

        if found := list(views):
            with pages.for_its_owner():
                at.tools.write(page, drawn(found).encode(), force)
            if not asked.quiet:
                told = tr("{file}: holds the original text; keep it as carefully", file=html)
                click.echo(told, err=True)
    else:
        for view in views:
            parts = [dumped(scan_json.record(view))] if as_json else scanned.table(view, look)
            for part in parts:
                click.echo(part, nl=False)
    return run.exit_code()


def _refuse_mixed(html: str | None, *, as_json: bool, sarif: bool, force: bool) -> None:
    if force and not html:
        raise click.UsageError("--force is about the page of --html FILE")
    if (html is not None) + as_json + sarif > 1:
        raise click.UsageError("--html, --json and --sarif: one of them at a time")
