"""`doctor`: whether the net is up, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from antidistill.cli import app
from antidistill.message import said
from antidistill.ui import shown, tr, trn

if TYPE_CHECKING:
    from antidistill.hosts.choices import Choice
    from antidistill.hosts.examining import Remark

EXAMPLES = (
    ("antidistill doctor claude-code", "what is set up for you"),
    ("antidistill doctor codex --project", "what is set up in this project"),
)
ABOUT = """Tell whether antidistill stands where HOST writes skills.

A canary, a made-up skill file with know-how in it, takes the way that a write of the host would
take: the command in its settings is run, and its answer read by the host's rules. What cannot be
told without the host itself is said. Exits with 1 when the net is not up."""


@click.command(
    "doctor",
    help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}",
    short_help="Tell whether what install has set up works.",
)
@click.argument("name", metavar="HOST")
@click.option("--project/--user", "project", default=None, help="Where it was installed.")
@click.option("--path", "patterns", multiple=True, metavar="PATTERN", help="For git. Repeatable.")
def command(name: str, project: bool | None, patterns: tuple[str, ...]) -> int:
    """See above."""
    from antidistill import settings
    from antidistill.cli.install import place_of
    from antidistill.errors import Exit
    from antidistill.hosts.choices import choice_for
    from antidistill.hosts.examining import answers, examine
    from antidistill.hosts.targets import target_named

    target = target_named(name)
    place = place_of(name, project, patterns)
    remarks = list(examine(target, place))
    if answers(target):
        remarks.append(_chosen(choice_for(place.project or place.home, settings.folders().data)))
    marks = {True: tr("good  "), False: tr("FAULT "), None: tr("unsure")}
    for remark in remarks:
        click.echo(f"{marks[remark.good]}  {shown(remark.text)}")
    bad = sum(remark.good is False for remark in remarks)
    click.echo(
        tr("The net is up.")
        if not bad
        else trn(
            "The net is not up: {n} of these is at fault.",
            "The net is not up: {n} of these are at fault.",
            bad,
        )
    )
    return Exit.WOULD_CHANGE if bad else Exit.DONE


def _chosen(choice: Choice) -> Remark:
    """What the user has chosen to have done with a write."""
    from antidistill.hosts.examining import Remark

    if choice.do.value == "off":
        return Remark(False, said("you have chosen to have nothing looked at here (--off)"))
    what = said(
        "{do}; {on_fault} what cannot be judged",
        do=said(choice.do.value),
        on_fault=said(choice.on_fault.value),
    )
    return Remark(True, said("your choice here: {what}", what=what))
