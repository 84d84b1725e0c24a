"""`apply`: the second half of the agent engine: the answers are judged, the copy is written."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from antidistill import files
from antidistill.cli import desk, options, summary
from antidistill.cli.options import Asked
from antidistill.errors import Exit, UsageFault
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.batch import Done, Task
    from antidistill.engines.agent.records import Given

_LARGEST = 50_000_000
"""Bytes of a plan or of answers."""


@click.command("apply")
@click.argument("plan", type=click.Path(allow_dash=True), metavar="PLAN")
@click.argument("answers", nargs=-1, required=True, type=click.Path(), metavar="ANSWERS…")
@click.option("-o", "--output", type=click.Path(), metavar="DIR|FILE", help="Where the copy goes.")
@click.option("--file", "path", type=click.Path(), help="The document, where the plan has no name.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if an answer is refused.")
@click.option("--force", is_flag=True, help="Replace a copy that is not this plan's.")
@options.own_words
@options.machine
def command(
    asked: Asked,
    plan: str,
    answers: tuple[str, ...],
    output: str | None,
    path: str | None,
    check: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Judge an agent's ANSWERS to a PLAN and write the copy.

    Tells which answers were refused, why, and what stands there instead. Of several files with
    answers a later one goes first, so a second round holds only what is to be better; where its
    answer is refused, the one before it stands. Name the same words of your own (--withhold,
    --keep) as for the plan, or it is stale.
    """
    from antidistill.engines.agent.records import Given, read_answers, read_plans

    plans = read_plans(_text(plan), plan)
    given = read_answers((name, _text(name)) for name in answers)
    _refuse_strays(plans, given, path)
    codes, refused = [], False
    for one in plans:
        asked = replace(asked, paths=(path or one["file"],), mode=one["mode"])
        call = _Call(asked, output, check, force, as_json)
        code, some = call.run(one, given.get(one["digest"], Given()))
        codes.append(code)
        refused |= some
    if any(code > Exit.WOULD_CHANGE for code in codes):
        return codes[0] if len(codes) == 1 else int(Exit.PARTLY_FAILED)
    return int(Exit.WOULD_CHANGE) if check and refused else 0


def _refuse_strays(
    plans: Sequence[Mapping[str, Any]], given: Mapping[str, Given], path: str | None
) -> None:
    """Raises UsageFault for answers without their plan and a plan without its document."""
    if stray := set(given) - {p["digest"] for p in plans}:
        raise UsageFault(
            said(
                "answers to another plan ({stray}): the plan is stale, or it is not theirs",
                stray=min(stray),
            )
        )
    if path is not None and len(plans) > 1:
        raise UsageFault("--file names one document, and there are several plans")
    if path is None and not all(p["file"] for p in plans):
        raise UsageFault("the plan does not name its document: name it with --file")


class _Call:
    """One plan with its answers."""

    def __init__(
        self, asked: Asked, output: str | None, check: bool, force: bool, as_json: bool
    ) -> None:
        self._asked, self._output, self._check = asked, output, check
        self._force, self._as_json = force, as_json

    def run(self, plan: Mapping[str, Any], given: Given) -> tuple[int, bool]:
        """The exit code, and whether an answer was refused."""
        from antidistill.cli.runs import Run
        from antidistill.cli.tasks import choose, refuse_clashes
        from antidistill.engines import AgentEngine

        at = desk.desk()
        order = desk.order(at, self._asked)
        engine = AgentEngine(given.answers, given.found, plan["digest"], given.earlier)
        order = replace(order, engine=engine)
        chosen = choose(self._asked.paths, self._output or at.settings.output)
        written = _Written(at.folders.state, plan["digest"], chosen.tasks)
        force = self._force or written.is_ours()
        if not self._check:
            refuse_clashes(chosen.tasks, force=force)
        run = Run(self._asked, at, chosen, as_json=self._as_json)
        refused = False
        for done in run.copies(order, write=not self._check, force=force):
            self._tell(done, order.mode.name)
            tally = done.result.tally if done.result else None
            refused |= bool(tally and any(t.final for t in tally.turned))
        if not self._check and run.exit_code() == 0:
            written.keep()
        return run.exit_code(), refused

    def _tell(self, done: Done, mode: str) -> None:
        wrote = not self._check
        if self._as_json:
            from antidistill.reports import Outcome
            from antidistill.reports.json_lines import dumped, record

            assert done.result is not None
            target = str(done.task.output or "") if wrote else ""
            found = record(Outcome(done.task.name, mode, done.result, target))
            sys.stdout.write(dumped(_untold(found, done.result.text)))
        elif not self._asked.quiet:
            for line in (*summary.lines(done, wrote=wrote), *summary.refused(done)):
                click.echo(line, err=True)


class _Written:
    """The copies that a plan has come to, so that a second round may write over its own."""

    def __init__(self, state: Path, digest: str, tasks: Sequence[Task]) -> None:
        from antidistill.cache.memory import Memory

        self._memory, self._digest = Memory(state / "applied"), digest
        self._paths = [task.output for task in tasks if task.output is not None]

    def is_ours(self) -> bool:
        """Whether the files that are there are as this plan left them."""
        known = self._memory.known(self._digest)
        return known is not None and self._memory.is_as_left(known, self._paths)

    def keep(self) -> None:
        """Remember them as they are now."""
        from antidistill.cache.memory import Outcome

        self._memory.keep(self._digest, Outcome(True, self._memory.stamps(self._paths)))


def _untold(found: Mapping[str, Any], copy: str) -> dict[str, Any]:
    """The record without the words of the original, of headings as of lines: an agent reads it, and
    the plan kept them from it. `copy` is what was written."""
    changes = [
        {k: v for k, v in c.items() if k != "old"} | {"path": [h for h in c["path"] if h in copy]}
        for c in found["changes"]
    ]
    exposed = [{k: v for k, v in c.items() if k != "text"} for c in found["exposed"]]
    return {**found, "changes": changes, "exposed": exposed}


def _text(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else files.read_bytes(Path(name), _LARGEST)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageFault(said("{name}: is not UTF-8", name=name)) from fault
