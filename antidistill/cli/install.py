"""`install` and `uninstall`: antidistill in an agent program, in Git, or in pre-commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from antidistill import settings
from antidistill.cli import app, notice
from antidistill.cli.options import ModeName
from antidistill.ui import shown, tr

if TYPE_CHECKING:
    from antidistill.hosts.parts import Place

EXAMPLES = (
    ("antidistill install claude-code", "for you, in all projects; it asks before it changes"),
    ("antidistill install codex --project --rewrite", "here, without questions"),
    ("antidistill install git --path 'docs/**/*.md'", "commits of these get the generalised text"),
)
ABOUT = """Look at what an agent or Git writes before it is written, and let you decide.

HOST is claude-code, codex, openclaw, gemini-cli, copilot, qwen-code, opencode, cursor, git,
pre-commit, or an agent that takes the skill alone: windsurf, trae, trae-cn, hermes, kiro, goose,
roo, agents. Everything else in a settings file stays byte for byte; what is edited goes into the
vault first. Run it again to change the choice."""
_FOR_PROJECTS = ("git", "pre-commit")


def _placed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the host and the options about where."""
    whole = click.option(
        "--project/--user",
        "project",
        default=None,
        help="In this project, or for you in all projects (the default, but not for git).",
    )(function)
    return click.argument("name", metavar="HOST")(whole)


@click.command(
    "install",
    help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}",
    short_help="Look at what an agent or Git writes before it is written.",
)
@_placed
@click.option("-m", "--mode", type=ModeName(), metavar="MODE", help="As for writing copies.")
@click.option("--ask", "do", flag_value="ask", help="Ask, with the generalised text (the default).")
@click.option("--rewrite", "do", flag_value="rewrite", help="Write the generalised text.")
@click.option("--block", "do", flag_value="block", help="Do not let such a write happen.")
@click.option("--off", "do", flag_value="off", help="Look at nothing, such as in one project.")
@click.option(
    "--on-failure",
    type=click.Choice(["block", "pass"]),
    default="block",
    help="What happens to a write that cannot be judged. Default: block.",
)
@click.option("--path", "patterns", multiple=True, metavar="PATTERN", help="For git. Repeatable.")
def install(
    name: str,
    project: bool | None,
    mode: str | None,
    do: str | None,
    on_failure: str,
    patterns: tuple[str, ...],
) -> int:
    """Put it in, remember the choice, and say what is left to do."""
    from antidistill import hooking
    from antidistill.hosts import choices, installing
    from antidistill.hosts.targets import target_named

    target = target_named(name)
    notice.show(settings.folders().data, notice.spoken())
    if mode:
        _load(mode)
    folders = settings.folders()
    place = _place(name, project, choices.OnFault(on_failure), patterns)
    keeper = hooking.keeper(folders, "settings")
    done = installing.install(target.parts(place), keeper, folders.data)
    chosen = choices.Choice(choices.Do(do or "ask"), mode or "", place.on_fault)
    if name not in _FOR_PROJECTS:
        choices.remember(chosen, place.project, folders.data)
    for one in done:
        click.echo(f"{one.file}: {shown(one.what)}", err=True)
    _advise(target.remains(place), folders.data)
    return 0


@click.command("uninstall")
@_placed
@click.option("--path", "patterns", multiple=True, metavar="PATTERN", help="For git. Repeatable.")
def uninstall(name: str, project: bool | None, patterns: tuple[str, ...]) -> int:
    """Take antidistill out of HOST again. Everything else stays as it is."""
    from antidistill import hooking
    from antidistill.hosts import choices, installing
    from antidistill.hosts.targets import target_named

    target = target_named(name)
    folders = settings.folders()
    place = _place(name, project, choices.OnFault.BLOCK, patterns, all_languages=True)
    keeper = hooking.keeper(folders, "settings")
    done = installing.uninstall(target.parts(place), keeper, folders.data)
    touched = [one for one in done if one.what != installing.SAME]
    for one in touched:
        click.echo(f"{one.file}: {shown(one.what)}", err=True)
    if not touched:
        click.echo(tr("nothing of antidistill is there"), err=True)
    return 0


def place_of(name: str, project: bool | None, patterns: tuple[str, ...]) -> Place:
    """Where a host is installed, for a look at it."""
    from antidistill.hosts.choices import OnFault

    return _place(name, project, OnFault.BLOCK, patterns)


def _place(
    name: str,
    project: bool | None,
    on_fault: Any,
    patterns: tuple[str, ...],
    *,
    all_languages: bool = False,
) -> Place:
    from antidistill import hooking
    from antidistill.errors import UsageFault
    from antidistill.hosts.parts import Place

    if patterns and name != "git":
        raise UsageFault("--path is about git: leave it out")
    here = name in _FOR_PROJECTS if project is None else project
    languages = ("en", "zh") if all_languages else (notice.spoken(),)
    root = _root() if here else None
    return Place(Path.home(), root, hooking.program(), on_fault, languages, patterns)


def _root() -> Path:
    """The project around the current folder: its repository, else the folder itself."""
    here = Path.cwd()
    return next((p for p in (here, *here.parents) if (p / ".git").exists()), here)


def _load(mode: str) -> None:
    """UsageFault, BrokenData for a mode that is none, before anything is written."""
    from antidistill.mode import load

    load(mode, settings.folders().modes)


def _advise(remains: tuple[str, ...], data: Path) -> None:
    from antidistill.vault import Vault

    rows = list(remains)
    if not Vault(data / "vault").exists:
        rows.append(
            tr(
                "Make a vault: antidistill vault init. Without one no file on disk is "
                "generalised in place, and settings that exist are not edited."
            )
        )
    for row in rows:
        click.echo(tr("Left to do: {row}", row=shown(row)), err=True)
