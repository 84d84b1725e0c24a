"""The command without a word: write generalised copies."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from antidistill import batch
from antidistill.cli import app, desk, hands, in_place, looking, options, summary
from antidistill.cli.options import Asked
from antidistill.errors import Exit

if TYPE_CHECKING:
    from antidistill.batch import Done
    from antidistill.cli.elsewhere import Elsewhere
    from antidistill.cli.runs import Run
    from antidistill.pipeline import Order


@click.command(cls=app.Default)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="DIR|FILE",
    help="Where copies go: a folder, or a file when there is one input. Default: handover/.",
)
@options.sends
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if something would change.")
@click.option("--force", is_flag=True, help="Replace copies that are there already.")
@in_place.keeps
@options.machine
def command(
    asked: Asked, output: str | None, check: bool, force: bool, as_json: bool, kept: in_place.Kept
) -> int:
    """Write generalised copies."""
    from antidistill.cli.elsewhere import elsewhere
    from antidistill.cli.tasks import STDIN

    to_stdout = STDIN in asked.paths and not output and not check
    if to_stdout and as_json:
        raise click.UsageError("the copy and --json both go to stdout: name a file with -o")
    with elsewhere(asked, output, here=kept.in_place or kept.keep_record) as there:
        ways = _Ways(check, force, as_json, to_stdout, kept)
        return _copies(there, ways)


@dataclass(frozen=True, slots=True)
class _Ways:
    """How the copies are to be made."""

    check: bool
    force: bool
    as_json: bool
    to_stdout: bool
    kept: in_place.Kept


def _copies(there: Elsewhere, ways: _Ways) -> int:
    """The whole run; its exit code."""
    from antidistill.cli.runs import Run
    from antidistill.cli.tasks import choose, refuse_clashes
    from antidistill.cli.unchanged import unchanged

    asked, kept, check, as_json = there.asked, ways.kept, ways.check, ways.as_json
    at = desk.desk()
    order = desk.order(at, asked)
    if asked.show_requests or asked.dry_run:
        plan = batch.Plan(choose(asked.paths, None).tasks, order, asked.encoding, write=False)
        return looking.look(asked, plan, at.tools)
    usual = None if ways.to_stdout or kept.in_place else at.settings.output
    hands.refuse(asked, order, keep_record=kept.keep_record)
    chosen = there.named(choose(asked.paths, there.output or usual))
    chosen = in_place.placed(kept, chosen, there.output)
    wanted = not (asked.no_cache or as_json or kept.in_place or kept.keep_record or there)
    known = unchanged(asked, order, chosen.tasks, at.tools, write=not check, on=wanted)
    if (before := known.before()) is not None:
        _tell(asked, summary.as_before(len(chosen.tasks), wrote=not check))
        return int(Exit.WOULD_CHANGE) if check and before.changed else 0
    if not check and not kept.in_place:
        refuse_clashes(chosen.tasks, force=ways.force)
        there.refuse_clashes(chosen.tasks, force=ways.force)
    keeping = in_place.Keeping(kept, chosen.tasks, write=not check)
    tools = there.tools(keeping.tools(at.tools))
    run = Run(asked, replace(at, tools=tools), chosen, as_json=as_json)
    any_change = _made(run, order, there, ways, keeping)
    there.put(force=ways.force)
    if not as_json:
        _tell(asked, summary.total(*run.counts, wrote=not check))
    if not run.counts[1]:
        known.keep(changed=any_change)
    return run.exit_code(would_change=check and any_change)


def _made(run: Run, order: Order, there: Elsewhere, ways: _Ways, keeping: in_place.Keeping) -> bool:
    """Makes the copies and tells of each; whether any differs from its document."""
    any_change = False
    for done in run.copies(order, write=not ways.check, force=ways.force):
        changed = bool(done.result and done.result.changed)
        any_change |= changed
        wrote = not ways.check and (changed or not ways.kept.in_place)
        place = there.shown(done) if wrote else ""
        if ways.as_json:
            _record(done, order.mode.name, place)
        else:
            told = summary.lines(done, wrote=wrote, place=place)
            _tell(there.asked, [*told, *keeping.lines(done.task)])
        if ways.to_stdout:
            sys.stdout.buffer.write(done.data)
            sys.stdout.buffer.flush()
    return any_change


def _tell(asked: Asked, lines: list[str]) -> None:
    for line in () if asked.quiet else lines:
        click.echo(line, err=True)


def _record(done: Done, mode: str, output: str) -> None:
    from antidistill.reports import Outcome
    from antidistill.reports.json_lines import dumped, record

    assert done.result is not None
    click.echo(dumped(record(Outcome(done.task.name, mode, done.result, output))), nl=False)
