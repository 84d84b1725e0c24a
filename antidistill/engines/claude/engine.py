"""The engine: a request for each piece of a document, one more for what was turned down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from antidistill.engines.base import Refusal
from antidistill.engines.claude.batches import Pending
from antidistill.engines.claude.kept import Kept
from antidistill.engines.claude.options import Options
from antidistill.engines.claude.price import Bill, cost, price_of
from antidistill.engines.claude.replies import Reply, answers_in
from antidistill.engines.claude.request import Request, first_request, second_request
from antidistill.engines.claude.transport import Hopeless, Transport
from antidistill.errors import EngineFault
from antidistill.message import said
from antidistill.passage import Rewrite
from antidistill.sheet import Named, Sheet

ROOM = 45_000
"""Characters of a document that are sent at once; a longer one is cut between sections."""
_MARGIN = 1.15
"""Estimates are exceeded by this much before the next request is not made for want of money."""


class Sender(Protocol):
    """How a request gets its reply: at once, or in a batch."""

    def send(self, request: Request, most: int) -> Reply:
        """The reply, of at most `most` tokens; raises EngineFault."""
        ...


@dataclass(slots=True)
class ClaudeEngine:
    """Asks a model for the wording. All that leaves is in the sheet."""

    options: Options = field(default_factory=Options)
    kept: Kept = field(default_factory=Kept)
    bill: Bill = field(default_factory=Bill)
    sender: Sender | None = None
    tell: Callable[[str], None] = field(default=lambda _: None)
    """Told how far it is, with tokens and cost."""
    gate: threading.Lock | None = None
    """Held by whoever computes; let go while waiting for the server."""
    name: str = "claude"
    _hopeless: Hopeless | None = None

    def __post_init__(self) -> None:
        if self.sender is None:
            self.sender = Transport(self.options, self.bill, self._progress)

    def ask(self, sheet: Sheet) -> list[Rewrite | Named]:
        """The model's answers and what it found; raises EngineFault, or Refused before anything is
        sent."""
        return self._all([first_request(piece, self.options) for piece in pieces(sheet)])

    def ask_again(self, sheet: Sheet, refusals: Sequence[Refusal]) -> list[Rewrite | Named]:
        """Its second answers. What the first ones cost is not lost when this fails."""
        requests = []
        for piece in pieces(sheet):
            inside = {ln.id for ln in piece.open()}
            named = [r for r in refusals if r.passage in inside]
            if named:
                requests.append(second_request(piece, named, self.options))
        return self._all(requests)

    def _all(self, requests: Sequence[Request]) -> list[Rewrite | Named]:
        """The answers to all requests; one that waits for a batch does not keep the others from
        joining it."""
        out: list[Rewrite | Named] = []
        waits: Pending | None = None
        for request in requests:
            try:
                out += answers_in(self._reply(request))
            except Pending as pending:
                waits = pending
        if waits is not None:
            raise waits
        return out

    def _reply(self, request: Request) -> Reply:
        kept = self.kept.get(request.key)
        if kept is not None:
            return kept
        if self._hopeless is not None:
            raise self._hopeless
        most = self._affordable(request)
        self.tell(
            said(
                "asking {model} at {host}, ~{read} tokens",
                model=self.options.model,
                host=self.options.host,
                read=request.read,
            )
        )
        assert self.sender is not None
        try:
            with _open(self.gate):
                reply = self.sender.send(request, most)
        except Hopeless as fault:
            self._hopeless = fault
            raise
        if reply.stop != "cut":
            self.kept.put(request.key, reply)
        self._progress(len(reply.text))
        return reply

    def _affordable(self, request: Request) -> int:
        """The most tokens that the reply may have; raises EngineFault when the money that is left
        does not suffice for what is expected."""
        most = self.options.most_tokens
        if self.options.max_cost is None:
            return most
        each = price_of(self.options)
        if each is None:
            raise EngineFault(
                said(
                    "the price of {model} is not known, so --max-cost cannot be kept: set "
                    "price = [in, out] (dollars for a million tokens) under [claude]",
                    model=self.options.model,
                )
            )
        spent = self.bill.dollars + self.bill.reserved
        left = self.options.max_cost - spent - cost(self.options, round(_MARGIN * request.read), 0)
        able = round(left / each[1] * 1_000_000) if each[1] else most
        if able < request.written:
            raise EngineFault(
                said(
                    "--max-cost {max_cost:g} does not suffice: ${spent:.4f} so far, and "
                    "about ${cost:.4f} for the next request; what was answered is kept with "
                    "--resume",
                    max_cost=self.options.max_cost,
                    spent=spent,
                    cost=cost(self.options, request.read, request.written),
                )
            )
        return min(most, able)

    def _progress(self, size: int) -> None:
        dollars = f", ${self.bill.dollars:.4f}" if price_of(self.options) else ""
        bill = self.bill
        self.tell(f"{bill.read} tokens in, {bill.written} out{dollars}; reply: {size} characters")


def pieces(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet in pieces that fit a request and ask for something."""
    return (
        piece
        for piece in sheet.sections(ROOM)
        if any(ln.otherwise is not None for ln in piece.open())
    )


@contextmanager
def _open(gate: threading.Lock | None) -> Iterator[None]:
    """Let others compute while this one waits."""
    if gate is None:
        yield
        return
    gate.release()
    try:
        yield
    finally:
        gate.acquire()
