"""`scan`: what a distiller would take from a document."""

from __future__ import annotations

import sys

import click

from antidistill.cli import desk, options
from antidistill.cli.options import Asked


@click.command("scan")
@options.reads
@options.machine
def command(asked: Asked, as_json: bool) -> int:
    """Show what a document gives away; change nothing.

    What a distiller would take: the findings by kind with rule, place and reason; the sections
    and sentences that tell most.
    """
    from antidistill.cli.runs import Run
    from antidistill.cli.tasks import choose
    from antidistill.reports import scanned
    from antidistill.reports.json_lines import dumped

    at = desk.desk()
    run = Run(asked, at, choose(asked.paths, None), as_json=as_json)
    look = desk.look(sys.stdout)
    for name, scan in run.scans():
        if as_json:
            click.echo(dumped(scanned.record(name, scan)), nl=False)
            continue
        for part in scanned.table(name, scan, look):
            click.echo(part, nl=False)
    return run.exit_code()
