"""`doctor`: whether the net is up, in words."""

from __future__ import annotations

import click

from antidistill.cli import app
from antidistill.message import said
from antidistill.ui import shown, tr

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
    short_help="Tell whether that works.",
)
@click.argument("name", metavar="HOST")
@click.option("--project/--user", "project", default=None, help="Where it was installed.")
def command(name: str, project: bool | None) -> int:
    """See above."""
    from antidistill import settings
    from antidistill.cli.install import place_of
    from antidistill.errors import Exit
    from antidistill.hosts.choices import choice_for
    from antidistill.hosts.examining import examine
    from antidistill.hosts.targets import target_named

    target = target_named(name)
    place = place_of(name, project)
    marks = {True: tr("good  "), False: tr("FAULT "), None: tr("unsure")}
    bad = 0
    for remark in examine(target, place):
        click.echo(f"{marks[remark.good]}  {shown(remark.text)}")
        bad += remark.good is False
    choice = choice_for(place.project or place.home, settings.folders().data)
    if choice.do.value == "off":
        bad += 1
        click.echo(
            f"{marks[False]}  " + tr("you have chosen to have nothing looked at here (--off)")
        )
    else:
        what = tr(
            "{do}; {on_fault} what cannot be judged",
            do=said(choice.do.value),
            on_fault=said(choice.on_fault.value),
        )
        click.echo(f"{marks[True]}  " + tr("your choice here: {what}", what=what))
    click.echo(
        tr("The net is up.")
        if not bad
        else tr("The net is not up: {bad} of these are at fault.", bad=bad)
    )
    return Exit.WOULD_CHANGE if bad else Exit.DONE
