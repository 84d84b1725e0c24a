"""Engines as the flags and the user's own settings ask for them."""

from __future__ import annotations

import json
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
from antidistill.ui import joined, shown, tr

if TYPE_CHECKING:
    from antidistill.batch import Done, Plan, Tools
    from antidistill.cli.desk import Desk
    from antidistill.engines import Engine, ModelEngine
    from antidistill.engines.claude import ClaudeEngine, Options
    from antidistill.engines.claude.kept import Kept
    from antidistill.engines.claude.request import Request

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


def look(asked: Asked, plan: Plan, tools: Tools) -> int:
    """Print what would be sent, or what it would cost; send and write nothing."""
    from antidistill.engines.claude import ClaudeEngine
    from antidistill.engines.claude.batches import Gatherer, Pending

    engine = plan.order.engine
    assert isinstance(engine, ClaudeEngine)
    gatherer = Gatherer(engine.options, engine.bill)
    engine.sender = gatherer
    met = []
    for task in plan.tasks:
        gatherer.requests.clear()
        done = next(batch.run(replace(plan, tasks=(task,), write=False), tools))
        if done.fault is not None and not isinstance(done.fault, Pending):
            met.append(done.fault)
            click.echo(f"antidistill: {shown(done.fault)}", err=True)
        elif asked.show_requests:
            for request, most in gatherer.requests.values():
                _show(request.params, most, engine)
        else:
            _estimate(task.name, [r for r, _ in gatherer.requests.values()], engine)
    return int(batch.exit_code(met, len(plan.tasks), would_change=False))


def _show(params: dict[str, object], most: int, engine: ClaudeEngine) -> None:
    extra = params.get("extra_body", {})
    assert isinstance(extra, dict)
    body = {k: v for k, v in params.items() if k != "extra_body"}
    body |= {"max_tokens": most, "stream": True, **extra}
    shown = {"url": f"{engine.options.base_url.rstrip('/')}/v1/messages", "body": body}
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


def _estimate(name: str, requests: list[Request], engine: ClaudeEngine) -> None:
    from antidistill.engines.claude.price import cost, price_of

    if not requests:
        click.echo(tr("{name}: nothing to ask", name=name))
        return
    read, written = sum(r.read for r in requests), sum(r.written for r in requests)
    known = price_of(engine.options) is not None
    dollars = tr("price not known")
    if known:
        dollars = tr("about ${cost:.4f}", cost=cost(engine.options, read, written))
    click.echo(
        tr(
            "{name}: {requests_count} request(s) to {model} at {host}, about {read} "
            "tokens in, {written} out, {dollars}; a second asking may add as much "
            "again",
            name=name,
            requests_count=len(requests),
            model=engine.options.model,
            host=engine.options.host,
            read=read,
            written=written,
            dollars=dollars,
        )
    )


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
        tr("{n} request(s)", n=bill.requests),
        tr("{read} tokens in, {written} out", read=bill.read, written=bill.written),
        dollars,
    ]
    if engine.kept.used:
        told.append(tr("{n} kept answer(s) used", n=engine.kept.used))
    return joined(told)
