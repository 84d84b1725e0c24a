"""What a run with a language model would send, and what it would cost, before anything is sent."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from antidistill import batch
from antidistill.cli.options import Asked
from antidistill.ui import shown, tr, trn

if TYPE_CHECKING:
    from antidistill.batch import Plan, Tools
    from antidistill.engines.claude import ClaudeEngine
    from antidistill.engines.claude.request import Request


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
        trn(
            "{name}: {n} request to {model} at {host}, about {read} tokens in, {written} out, "
            "{dollars}; a second asking may add as much again",
            "{name}: {n} requests to {model} at {host}, about {read} tokens in, {written} out, "
            "{dollars}; a second asking may add as much again",
            len(requests),
            name=name,
            model=engine.options.model,
            host=engine.options.host,
            read=read,
            written=written,
            dollars=dollars,
        )
    )
