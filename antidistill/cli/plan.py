"""`plan`: the first half of the agent engine: what is to be worded anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from antidistill.cli import desk, options
from antidistill.cli.options import Asked
from antidistill.sheet import May, Sheet
from antidistill.ui import shown_in, tr

if TYPE_CHECKING:
    from antidistill.engines import Refusal
    from antidistill.passage import Rewrite


def _schemas(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    del param
    if wanted and not ctx.resilient_parsing:
        from antidistill.engines.agent.records import SCHEMAS

        found = {name: json.loads(path.read_text("utf-8")) for name, path in SCHEMAS.items()}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        ctx.exit()


@click.command("plan")
@options.plans
@options.machine
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_schemas,
    help="Show the JSON schemas of plans and answers.",
)
def command(asked: Asked, as_json: bool) -> int:
    """Tell a coding agent what to word anew; write nothing.

    The plan holds the sections with a stand-in for everything withheld, what may stand in each
    place, and the instructions. Answer it, then run antidistill apply.
    """
    from antidistill.cli.runs import Run
    from antidistill.cli.tasks import choose

    at = desk.desk()
    order = replace(desk.order(at, asked), engine=_Planner())
    assert isinstance(order.engine, _Planner)
    run = Run(asked, at, choose(asked.paths, None), as_json=as_json)
    mode = asked.mode or at.settings.mode or desk.DEFAULT_MODE
    for done in run.copies(order, write=False):
        sheet = order.engine.taken()
        if sheet is None:
            click.echo(tr("{name}: nothing to word anew", name=done.task.name), err=True)
        elif as_json:
            _write(sheet, done.task.name, mode)
        else:
            _describe(sheet, done.task.name)
    return run.exit_code()


class _Planner:
    """A model engine that answers nothing and remembers what it was asked."""

    name = "agent"

    def __init__(self) -> None:
        self._sheet: Sheet | None = None

    def ask(self, sheet: Sheet) -> list[Rewrite]:
        self._sheet = sheet
        return []

    def ask_again(self, sheet: Sheet, refusals: Sequence[Refusal]) -> list[Rewrite]:
        del sheet, refusals
        return []

    def taken(self) -> Sheet | None:
        """The sheet of the last document, once."""
        sheet, self._sheet = self._sheet, None
        return sheet


def _write(sheet: Sheet, name: str, mode: str) -> None:
    from antidistill.engines.agent.records import plan_record
    from antidistill.guard.outbound import escaping
    from antidistill.reports.json_lines import dumped

    told = None if escaping(sheet.withheld, name, "") else name
    record = plan_record(sheet, told, mode)
    lines = [ln for part in record["sections"] for ln in part["lines"]]
    for line, key in ((ln, key) for ln in lines for key in ("why", "tells") if key in ln):
        # the digest is of the English reasons, so that it is the same for every reader
        line[key] = shown_in(sheet.language, line[key])
    sys.stdout.write(dumped(record))


def _describe(sheet: Sheet, name: str) -> None:
    count = {may: sum(ln.may is may for ln in sheet.open()) for may in May}
    click.echo(
        tr(
            "{name}: {count} lines may become public craft, {count2} may only become "
            "vaguer or go, {count3} stay and may be adapted",
            name=name,
            count=count[May.REPLACE],
            count2=count[May.VAGUER],
            count3=count[May.MEND],
        )
    )
    click.echo(
        tr("  antidistill plan --json writes the plan; antidistill apply PLAN ANSWERS the copy")
    )
