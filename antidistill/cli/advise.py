"""`advise`: what a request for documentation looks like, and what one can do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from antidistill.cli import desk
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.advice import Advice
    from antidistill.batch import Task

LETTERS = ("scope", "credit", "consent", "erasure")
"""Names of `antidistill.advice.LETTERS`; a test keeps them equal, so that help needs no data."""


@click.command("advise")
@click.argument("request", required=False, type=click.Path(allow_dash=True), metavar="REQUEST")
@click.option(
    "--document", type=click.Path(), metavar="PATH", help="The document that was asked for."
)
@click.option("--letter", type=click.Choice(LETTERS), help="Print the template of a letter.")
@click.option("--language", type=click.Choice(("en", "zh")), help="Of the answer or the letter.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object, to stdout.")
def command(
    request: str | None,
    document: str | None,
    letter: str | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Judge a request for documentation; say what you can do.

    REQUEST is a text file with the message that you got, or - for standard input. Nothing is sent
    anywhere and nothing is changed. Signs are hints, not proof, and this is no legal advice.

    \b
    Letters: scope (ask what it is for), credit (your name and time),
             consent (conditions for what is personal), erasure (delete a profile of you)
    """
    from antidistill.advice import letter as template
    from antidistill.cli import notice
    from antidistill.reports import advice_text
    from antidistill.reports.json_lines import dumped

    if letter:
        if request or document or as_json:
            raise click.UsageError("--letter stands alone, but for --language")
        click.echo(template(letter, language or notice.spoken()), nl=False)
        return 0
    if request is None:
        raise click.UsageError("name the file with the request, or - for standard input")
    found = _advice(request, document, language)
    if as_json:
        click.echo(dumped(advice_text.record(found)), nl=False)
    else:
        click.echo("".join(advice_text.text(found, desk.look(sys.stdout))), nl=False)
    return 0


def _advice(request: str, document: str | None, language: str | None) -> Advice:
    from antidistill import batch, nlp
    from antidistill.advice import advise

    at = desk.desk()
    asked, _ = batch.document_of(_task(request), None, at.tools)
    sentences = [s.text for s in nlp.read(asked, analyse=False).sentences]
    scanned = None
    if document is not None:
        own = desk.own_words(at, (), ())
        _, found = next(iter(batch.scans([_task(document)], own, None, at.tools)))
        if isinstance(found, Exception):
            raise found
        scanned = (found.exposure, found.findings)
    return advise(sentences, language or asked.language, scanned)


def _task(name: str) -> Task:
    """The one file that a path names; UsageFault for a folder or nothing."""
    from antidistill.cli.tasks import choose
    from antidistill.errors import UsageFault

    tasks = choose((name,), None).tasks
    if len(tasks) != 1:
        raise UsageFault(
            said(
                "{name}: holds {tasks_count} documents; name one of them",
                name=name,
                tasks_count=len(tasks),
            )
        )
    return tasks[0]
