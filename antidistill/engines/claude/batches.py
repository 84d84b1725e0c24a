"""Many documents in one batch: requests are gathered, sent together, and fetched when done."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from antidistill.engines.claude.kept import Kept
from antidistill.engines.claude.options import Options
from antidistill.engines.claude.price import Bill, cost
from antidistill.engines.claude.replies import Reply
from antidistill.engines.claude.request import Request
from antidistill.engines.claude.transport import Transport, translated
from antidistill.errors import AntidistillError, EngineFault
from antidistill.message import counted, said

_OPEN = "batches"
"""Under this name the batches on their way are kept."""
_HALF = 0.5
_WAITS = (2.0, 5.0, 15.0, 30.0, 60.0)
"""Seconds between two looks at a batch; the last one again and again."""


class Pending(AntidistillError):
    """A document waits for a reply that is not there yet."""


@dataclass(slots=True)
class Gatherer:
    """Takes requests instead of sending them."""

    options: Options
    bill: Bill
    requests: dict[str, tuple[Request, int]] = field(default_factory=dict)
    """By key, with the most tokens that each reply may have."""
    failed: dict[str, str] = field(default_factory=dict)
    """Keys of requests that the server could not do, and why."""

    def send(self, request: Request, most: int) -> Reply:
        """Never a reply: raises Pending, or EngineFault for a request that failed before."""
        if request.key in self.failed:
            raise EngineFault(
                said("{host}: {failed}", host=self.options.host, failed=self.failed[request.key])
            )
        if request.key not in self.requests:
            self.requests[request.key] = (request, most)
            self.bill.reserved += _HALF * cost(self.options, request.read, request.written)
        raise Pending("waits for the batch")


@dataclass(slots=True)
class Batches:
    """The batches of a run, and those that an earlier run left on their way."""

    transport: Transport
    gatherer: Gatherer
    kept: Kept
    sleep: Callable[[float], None]
    tell: Callable[[str], None] = field(default=lambda _: None)

    def submit(self) -> None:
        """Send what was gathered as one batch. Its number is kept before anything else happens."""
        gathered = self.gatherer.requests
        if not gathered:
            return
        with translated(self.transport.options):
            made = self.transport.client().messages.batches.create(
                requests=[_entry(k, r, most) for k, (r, most) in gathered.items()]
            )
        self._remember([*self.open(), {"id": made.id, "keys": list(gathered)}])
        self.tell(
            counted(
                "batch {id}: {n} request sent",
                "batch {id}: {n} requests sent",
                len(gathered),
                id=made.id,
            )
        )
        gathered.clear()
        self.transport.bill.reserved = 0.0

    def fetch(self) -> None:
        """Wait until every open batch has ended, and keep the replies."""
        for batch in self.open():
            self._wait(batch["id"])
            self._take(batch["id"])
            self._remember([b for b in self.open() if b["id"] != batch["id"]])

    def open(self) -> list[dict[str, Any]]:
        """The batches on their way, oldest first."""
        note = self.kept.note(_OPEN)
        return json.loads(note) if note else []

    def _remember(self, batches: list[dict[str, Any]]) -> None:
        self.kept.write(_OPEN, json.dumps(batches))

    def _wait(self, number: str) -> None:
        for turn in range(10**6):
            with translated(self.transport.options):
                state = self.transport.client().messages.batches.retrieve(number)
            if state.processing_status == "ended":
                return
            counts = state.request_counts
            self.tell(
                counted(
                    "batch {number}: {n} request under way",
                    "batch {number}: {n} requests under way",
                    counts.processing,
                    number=number,
                )
            )
            self.sleep(_WAITS[min(turn, len(_WAITS) - 1)])

    def _take(self, number: str) -> None:
        with translated(self.transport.options):
            for entry in self.transport.client().messages.batches.results(number):
                result: Any = entry.result
                if result.type != "succeeded":
                    self.gatherer.failed[entry.custom_id] = _why(result)
                    continue
                text = "".join(getattr(b, "text", "") or "" for b in result.message.content)
                stop = result.message.stop_reason or "end_turn"
                self.kept.put(entry.custom_id, Reply(text, stop))
                self.transport.bill.add(result.message.usage, self.transport.options, batch=True)


def _entry(key: str, request: Request, most: int) -> Any:
    params = {k: v for k, v in request.params.items() if k != "extra_body"}
    return {
        "custom_id": key,
        "params": {**params, **request.params.get("extra_body", {}), "max_tokens": most},
    }


def _why(result: Any) -> str:
    reasons = {
        "errored": "the request failed in the batch",
        "expired": "the batch ran out of time before the request was done",
        "canceled": "the batch was cancelled",
    }
    return reasons.get(result.type, "no reply in the batch")
