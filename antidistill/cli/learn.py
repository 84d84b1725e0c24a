"""`learn`: a style profile from the user's own writing, to find what is theirs in later runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from antidistill import settings
from antidistill.cli import app
from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.ui import shown, tr

if TYPE_CHECKING:
    from antidistill.profile import Profile
    from antidistill.reading import Reading

EXAMPLES = (
    ("antidistill learn ~/notes", "learn from what you have written there"),
    ("antidistill learn --show", "what it learned"),
    ("antidistill learn --forget", "take the profile away"),
)
ABOUT = """Learn your habits of writing, so that later runs find them.

Reads the documents below DIR and keeps a profile in your data folder: which words of style and
which marks you use more often than others do, with their rates. No sentence, name or number of
your documents is kept. Learning again makes the profile anew. Use what you alone have written,
a few thousand words at least."""
MARKS = {
    "exclamation": said("exclamation marks"),
    "ellipsis": said("dots ..."),
    "tilde": said("tildes"),
    "emoji": said("emoji"),
    "capitals": said("words in capitals"),
    "dash": said("dashes"),
    "lower_start": said("sentences that begin in lower case"),
    "no_stop": said("paragraphs without a full stop"),
    "mixing": said("English words in Chinese sentences"),
}
_FEW = 6000
"""Characters below which a profile says little."""


@click.command("learn", help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[DIR…]")
@click.option("--show", is_flag=True, help="Show the profile.")
@click.option("--forget", is_flag=True, help="Take the profile away.")
@click.option("--json", "as_json", is_flag=True, help="With --show: the profile as JSON.")
def command(paths: Sequence[str], show: bool, forget: bool, as_json: bool) -> None:
    """Learn, show or forget."""
    from antidistill import profile

    if bool(paths) + show + forget != 1:
        raise UsageFault("learn needs a folder of your writing, or --show, or --forget")
    data = settings.folders().data
    if forget:
        gone = profile.forget(data)
        click.echo(tr("The profile is gone.") if gone else tr("There is no profile."), err=True)
    elif show:
        _show(profile.load(data), as_json=as_json)
    else:
        _learn(paths)


def _learn(paths: Sequence[str]) -> None:
    from antidistill import files, profile

    made = profile.learned(_readings(paths))
    if not made.characters:
        raise UsageFault("there is no prose in these documents: nothing to learn")
    place = profile.save(made, settings.folders().data, files.replace)
    _show(made, as_json=False)
    if made.characters < _FEW:
        click.echo(tr("That is little text: a profile from more will find more."), err=True)
    click.echo(tr("Kept in {place}. Later runs use it.", place=place), err=True)


def _readings(paths: Sequence[str]) -> Iterator[Reading]:
    from antidistill import files, nlp
    from antidistill.cli.desk import LARGEST
    from antidistill.errors import UnreadableInput
    from antidistill.formats import format_for, suffixes

    for one in files.find_inputs(paths, suffixes()).inputs:
        name = one.path.name
        try:
            document = format_for(name).read(files.read_bytes(one.path, LARGEST), name)
        except UnreadableInput as fault:
            click.echo(tr("not read: {fault}", fault=fault), err=True)
            continue
        yield nlp.read(document)


def _named(what: str) -> str:
    """A habit as people call it."""
    from antidistill.reports.columns import clean

    mark = what.removeprefix("mark ")
    return shown(MARKS[mark]) if mark != what else clean(what)


def _show(made: Profile | None, *, as_json: bool) -> None:
    from antidistill.profile.stored import dumped
    from antidistill.reports.columns import pad, width

    if made is None:
        raise UsageFault("there is no profile yet: antidistill learn DIR")
    if as_json:
        sys.stdout.write(dumped(made))
        return
    click.echo(
        tr(
            "{documents} documents, {characters:,} characters of prose, "
            "{sentence:.0f} words a sentence",
            documents=made.documents,
            characters=made.characters,
            sentence=made.sentence,
        )
    )
    if not made.habits:
        click.echo(tr("Nothing stands out."))
        return
    names = [_named(habit.what) for habit in made.habits]
    room = max(map(width, names))
    click.echo(pad("", room) + tr("   yours  usual   per 1,000 characters"))
    for name, habit in zip(names, made.habits, strict=True):
        click.echo(f"{pad(name, room)}  {habit.rate:6.2f} {habit.usual:6.3f}")
