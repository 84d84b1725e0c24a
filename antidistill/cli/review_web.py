"""The review as a page: the server is started, the browser too, and both end with the review."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill import ui
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.decisions import Decisions
    from antidistill.review import Review


@dataclass(frozen=True, slots=True)
class Matter:
    """What is reviewed."""

    name: str
    mode: str
    output: Path
    save: Callable[[Decisions, Decisions], None]
    write: Callable[[Review, bool], None]


def sit(review: Review, matter: Matter, *, browse: bool) -> Review:
    """The review where the user has left it; `browse` starts a browser where there is a screen. ^C
    is a way to leave, too."""
    from antidistill.web import Site, Sitting
    from antidistill.web.sitting import Surroundings

    around = Surroundings(
        name=matter.name,
        mode=matter.mode,
        output=str(matter.output),
        save=matter.save,
        write=matter.write,
        exists=matter.output.exists,
    )
    sitting = Sitting(review, around)
    site = Site(sitting)
    click.echo(tr("The review is at {address}", address=site.address), err=True)
    click.echo(tr("It ends with its page, or with Ctrl+C here; nothing decided is lost."), err=True)
    if browse and has_screen(os.environ, sys.platform):
        _open(site.entrance)
    spoken = ui.spoken()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            site.run()
    finally:
        ui.use(spoken)
    return sitting.review


def has_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a browser would open a window: without a screen some open in the terminal."""
    return platform in ("darwin", "win32") or bool(
        environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    )


def _open(address: str) -> None:
    import webbrowser

    with contextlib.suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
