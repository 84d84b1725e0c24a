"""Engines as the flags and the user's own settings ask for them."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from antidistill import batch
from antidistill.cli import hands
from antidistill.cli.options import Asked
from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.ui import joined, shown, tr, trn

if TYPE_CHECKING:
    from antidistill.batch import Done, Plan, Tools
    from antidistill.cli.desk import Desk
    from antidistill.engines import Engine, ModelEngine
    from antidistill.engines.claude import ClaudeEngine, Options
    from antidistill.engines.claude.kept import Kept

KEY = "ANTHROPIC_API_KEY"
URL = "ANTHROPIC_BASE_URL"


WIDTH = 4
"""Documents whose requests are under way at once."""
_ROUNDS = 4
"""Batches that a document can need: one for its answers, one for those that were turned down, and
room for requests that have to be sent again."""


def engine_for(at: Desk, asked: Asked) -> Engine | ModelEngine:
    """The engine of this call; raises UsageFault for options that do not go with it."""
    from antidistill.engines import LocalEngine

    name = asked.engine or at.settings.engine or "local"
    if name == "agent":
        raise UsageFault(
            "the agent engine works in two halves: antidistill plan PATH --json, "
            "then antidistill apply PLAN ANSWERS"
        )
    if name == "claude":
        return claude(at, asked)
    told = {
        "--model": asked.model,
        "--base-url": asked.base_url,
        "--max-cost": asked.max_cost,
        "--resume": asked.resume,
        "--batch": asked.batch,
        "--show-requests": asked.show_requests,
        "--dry-run": asked.dry_run,
    }
    if stray := next((flag for flag, value in told.items() if value), None):
        raise UsageFault(
            said("{stray} is about the claude engine: add --engine claude", stray=stray)
        )
    return LocalEngine()


def claude(at: Desk, asked: Asked) -> ClaudeEngine:
    """The claude engine with its options."""
    from antidistill.engines.claude import ClaudeEngine

    return ClaudeEngine(options_for(at, asked), kept_for(at, asked))


def options_for(at: Desk, asked: Asked) -> Options:
    """Flags first, then the environment, then the user's own settings."""
    from antidistill.engines.claude.options import ANTHROPIC, DEFAULT_MODEL, Options

    told = at.settings.claude
    price = told.get("price")
    url = asked.base_url or os.environ.get(URL) or told.get("base_url") or ANTHROPIC
    if not url.startswith(("http://", "https://")):
        raise UsageFault(
            said("--base-url {url}: an address begins with http:// or https://", url=url)
        )
    return Options(
        model=asked.model or told.get("model") or DEFAULT_MODEL,
        base_url=url,
        api_key=os.environ.get(KEY) or told.get("api_key") or "",
        max_cost=asked.max_cost,
        price=(float(price[0]), float(price[1])) if price else None,
        extra=tuple(sorted(told.get("extra", {}).items())),
    )


def kept_for(at: Desk, asked: Asked) -> Kept:
    """Where answers are kept: in memory, or sealed on disk where the user may resume."""
    from antidistill.engines.claude.kept import Kept

    if not (asked.resume or asked.batch):
        return Kept()
    from antidistill.vault.sealing import seal, unseal

    identity, recipient = _keys(at)
    return Kept(
        at.folders.data / "answers",
        lambda data: seal(data, recipient),
        lambda blob: unseal(blob, identity),
        resume=True,
    )


def _keys(at: Desk) -> tuple[str, str]:
    """The key that answers are sealed with, made at the first call and readable to the user alone.
    It guards copies and backups of the answers, not against who can read this folder."""
    from antidistill.vault.sealing import new_identity, recipient_of

    file = at.folders.config / "answers.key"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(f"{new_identity()}\n")
    identity = file.read_text(encoding="ascii").strip()
    return identity, recipient_of(identity)


def copies(plan: Plan, tools: Tools, asked: Asked) -> Iterator[Done]:
    """What became of each task, with the engine of the plan: several at once, or in a batch, where
    it waits for a server."""
    from antidistill.engines.claude import ClaudeEngine

    engine = plan.order.engine
    if not isinstance(engine, ClaudeEngine):
        with hands.hands(asked, plan.tasks) as each:
            yield from batch.run(replace(plan, each=each), tools)
        return
    engine.tell = _status(asked)
    faults = 0
    try:
        for done in _batched(plan, tools, engine) if asked.batch else _live(plan, tools, engine):
            faults += done.fault is not None
            engine.tell("")
            yield done
    except BaseException:
        if not (asked.resume or asked.batch):
            engine.kept.forget()
        raise
    if not faults:
        engine.kept.forget()
    engine.tell("")
    if not asked.quiet and engine.bill.requests:
        click.echo(f"claude: {_bill(engine)}", err=True)


def _live(plan: Plan, tools: Tools, engine: ClaudeEngine) -> Iterator[Done]:
    if len(plan.tasks) < 2 or engine.options.max_cost is not None:
        # Requests under way at once would not know of each other's cost.
        return batch.run(plan, tools)
    engine.gate = threading.Lock()
    return batch.run(replace(plan, each=batch.ahead(WIDTH, engine.gate)), tools)


def _batched(plan: Plan, tools: Tools, engine: ClaudeEngine) -> Iterator[Done]:
    """Round after round: what has its replies is written, the others' requests go as one batch."""
    from antidistill.engines.claude.batches import Batches, Gatherer, Pending
    from antidistill.engines.claude.transport import Transport

    gatherer = Gatherer(engine.options, engine.bill)
    engine.sender = gatherer
    transport = Transport(engine.options, engine.bill)
    batches = Batches(transport, gatherer, engine.kept, time.sleep, engine.tell)
    batches.fetch()
    for _ in range(_ROUNDS):
        waiting = []
        for done in batch.run(plan, tools):
            if isinstance(done.fault, Pending):
                waiting.append(done.task)
            else:
                yield done
        if not waiting:
            return
        batches.submit()
        batches.fetch()
        plan = replace(plan, tasks=waiting)
    yield from batch.run(plan, tools)


def _status(asked: Asked) -> Callable[[str], None]:
    """A line on a terminal that is written over; silent anywhere else."""
    if asked.quiet or not sys.stderr.isatty():
        return lambda _: None
    return lambda text: click.echo(f"\r\x1b[K{shown(text)}", nl=False, err=True)


def _bill(engine: ClaudeEngine) -> str:
    from antidistill.engines.claude.price import price_of

    bill = engine.bill
    known = price_of(engine.options)
    dollars = tr("price not known") if known is None else f"${bill.dollars:.4f}"
    told = [
        trn("{n} request", "{n} requests", bill.requests),
        tr("{read} tokens in, {written} out", read=bill.read, written=bill.written),
        dollars,
    ]
    if engine.kept.used:
        told.append(trn("{n} kept answer used", "{n} kept answers used", engine.kept.used))
    return joined(told)
