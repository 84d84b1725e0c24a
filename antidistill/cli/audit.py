"""`audit`: how a copy will look to a suspicious reader, and what it still tells."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from antidistill.cli import desk, options, pages
from antidistill.cli.options import Asked
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.audit import Audit
    from antidistill.audit.folder import FolderAudit


@click.command("audit")
@options.reads
@click.option(
    "--against", type=click.Path(), metavar="OLD", help="The original, or the folder of originals."
)
@click.option(
    "-m",
    "--mode",
    type=options.ModeName(),
    metavar="MODE",
    help="The mode that made the copy: what it withholds must stand nowhere.",
)
@options.machine
@click.option("--html", type=click.Path(), metavar="FILE", help="As one page, written to FILE.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(asked: Asked, against: str | None, as_json: bool, html: str | None, force: bool) -> int:
    """Show how a copy looks to a suspicious reader; change nothing.

    With --against OLD: what was taken out and is still told, what was invented or broken, and each
    signal of the public detector before → after, with the sentences at fault. Several copies are
    also compared with one another. Exit code 1 when something leaked, broke or is newly suspicious.
    """
    from antidistill.audit.folder import digest, together
    from antidistill.cli.audits import Audits
    from antidistill.cli.tasks import choose

    _refuse_mixed(html, as_json=as_json, force=force)
    at = desk.desk()
    tasks = choose(asked.paths, None).tasks
    copies = [t.source for t in tasks] if against else []
    page = pages.page_path(html, copies, force=force) if html else None
    run = Audits(asked, at, tasks, against, as_json=as_json)
    show = _Page() if page else _Lines(as_json=as_json)
    digests = []
    alarming = False
    for audited in run.audits():
        digests.append(digest(audited))
        alarming = alarming or audited.alarming
        show.document(audited)
    if len(digests) > 1:
        whole = together(digests, run.times())
        alarming = alarming or whole.alarming
        show.folder(whole)
    if page is not None and isinstance(show, _Page) and digests:
        with pages.for_its_owner():
            at.tools.write(page, show.text().encode(), force)
        if against and not asked.quiet:
            click.echo(tr("{html}: holds original text; keep it as carefully", html=html), err=True)
    return run.exit_code(alarming=alarming)


def _refuse_mixed(html: str | None, *, as_json: bool, force: bool) -> None:
    if force and not html:
        raise click.UsageError("--force is about the page of --html FILE")
    if html and as_json:
        raise click.UsageError("--html stands alone: leave out --json")


class _Lines:
    """To standard output, as soon as it is known."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._look = desk.look(sys.stdout)

    def document(self, audited: Audit) -> None:
        """One document."""
        from antidistill.reports import audit_json, audit_table
        from antidistill.reports.json_lines import dumped

        if self._as_json:
            click.echo(dumped(audit_json.record(audited)), nl=False)
        else:
            click.echo("".join(audit_table.table(audited, self._look)), nl=False)

    def folder(self, whole: FolderAudit) -> None:
        """All documents together."""
        from antidistill.reports import audit_json, audit_table
        from antidistill.reports.json_lines import dumped

        if self._as_json:
            click.echo(dumped(audit_json.folder_record(whole)), nl=False)
        else:
            click.echo("".join(audit_table.folder_table(whole, self._look)), nl=False)


class _Page:
    """Gathered for one page."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def document(self, audited: Audit) -> None:
        """One document."""
        from antidistill.reports import audit_page

        self._parts.append(audit_page.section(audited))

    def folder(self, whole: FolderAudit) -> None:
        """All documents together; first on the page."""
        from antidistill.reports import audit_page

        self._parts.insert(0, audit_page.folder_section(whole))

    def text(self) -> str:
        """The page."""
        from antidistill.reports import audit_page

        return audit_page.page(self._parts)
