"""The SDK at work: sending, reading the stream, and saying what went wrong in the user's words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from antidistill.engines.claude.options import Options
from antidistill.engines.claude.price import Bill
from antidistill.engines.claude.replies import Reply, answers_in
from antidistill.engines.claude.request import Request
from antidistill.errors import EngineFault
from antidistill.message import said

if TYPE_CHECKING:
    import anthropic

_CUTS = 2
"""How often a reply is asked for again after its line was cut without a whole answer."""


class Hopeless(EngineFault):
    """No further request of this run can succeed: no key, no permission, no such model."""


@dataclass(slots=True)
class Transport:
    """One connection to the server of a run."""

    options: Options
    bill: Bill
    progress: Callable[[int], None] = field(default=lambda _: None)
    """Told the characters received so far of the reply under way."""
    structured: bool = True
    """Whether the server takes `output_config`; learnt from its first refusal."""
    _client: anthropic.Anthropic | None = None

    def send(self, request: Request, most: int) -> Reply:
        """The reply to a request, of at most `most` tokens; raises EngineFault."""
        for attempt in range(_CUTS + 1):
            reply = self._once(request, most)
            if reply.stop != "cut" or answers_in(reply):
                return reply
            if attempt == _CUTS:
                raise EngineFault(
                    said("{host}: the connection was cut again and again", host=self.options.host)
                )
        raise AssertionError

    def client(self) -> anthropic.Anthropic:
        """The SDK's client; the library is loaded here and nowhere else."""
        if self._client is None:
            import anthropic

            # At its debug level the library logs whole requests.
            logging.getLogger("anthropic").setLevel(logging.WARNING)
            key = self.options.api_key or ("none" if self.options.at_home else "")
            if not key:
                raise Hopeless(
                    "the claude engine needs a key: set ANTHROPIC_API_KEY, or api_key under "
                    "[claude] in your own settings; --engine local works without one"
                )
            self._client = anthropic.Anthropic(
                api_key=key,
                base_url=self.options.base_url,
                max_retries=self.options.attempts - 1,
                timeout=self.options.timeout,
            )
        return self._client

    def _once(self, request: Request, most: int) -> Reply:
        import anthropic

        params = {**request.params, "max_tokens": most}
        if not self.structured:
            params.pop("output_config", None)
        try:
            return self._streamed(params)
        except anthropic.BadRequestError as fault:
            if self.structured and _is_about_schema(fault):
                self.structured = False
                return self._once(request, most)
            raise told(fault, self.options) from None
        except anthropic.APIError as fault:
            raise told(fault, self.options) from None

    def _streamed(self, params: dict[str, Any]) -> Reply:
        """What arrives; a stream that breaks off gives what came until then."""
        text: list[str] = []
        size = 0
        stop = "cut"
        usage: dict[str, Any] = {}
        stream: Any = self.client().messages.create(**params, stream=True)
        try:
            for event in stream:
                if event.type == "message_start":
                    usage |= _known(event.message.usage)
                elif event.type == "content_block_delta":
                    piece = getattr(event.delta, "text", None) or getattr(
                        event.delta, "partial_json", None
                    )
                    if piece:
                        text.append(piece)
                        size += len(piece)
                        self.progress(size)
                elif event.type == "message_delta":
                    usage |= _known(event.usage)
                    stop = event.delta.stop_reason or "end_turn"
                elif event.type == "message_stop" and stop == "cut":
                    stop = "end_turn"
        except Exception as fault:
            if not _is_cut(fault):
                raise
        finally:
            stream.close()
            self.bill.add(usage, self.options)
        return Reply("".join(text), stop)


def told(fault: Exception, options: Options) -> EngineFault:
    """A fault of the SDK as one calm line; Hopeless when asking again is no use. The server's own
    words stay out: they may quote the request."""
    import anthropic

    where, model = options.host, options.model
    if isinstance(fault, anthropic.AuthenticationError):
        return Hopeless(
            said("{where}: the key was not accepted (401); check ANTHROPIC_API_KEY", where=where)
        )
    if isinstance(fault, anthropic.PermissionDeniedError):
        return Hopeless(
            said(
                "{where}: the key may not use {model} (403); choose another with --model",
                where=where,
                model=model,
            )
        )
    if isinstance(fault, anthropic.NotFoundError):
        return Hopeless(
            said(
                "{where}: no model {model!r} or no Messages API there (404)",
                where=where,
                model=model,
            )
        )
    if isinstance(fault, anthropic.APITimeoutError):
        return EngineFault(said("{where}: no reply in time; run again with --resume", where=where))
    if isinstance(fault, anthropic.APIConnectionError):
        return EngineFault(
            said("{where}: cannot be reached; check --base-url and the network", where=where)
        )
    if isinstance(fault, anthropic.APIStatusError):
        return _status(fault, where)
    return EngineFault(
        said(
            "{where}: its reply could not be read ({type})", where=where, type=type(fault).__name__
        )
    )


def _status(fault: anthropic.APIStatusError, where: str) -> EngineFault:
    code = fault.status_code
    if code == 402:
        return Hopeless(said("{where}: the account has no money left (402)", where=where))
    if code == 413:
        return EngineFault(
            said("{where}: the document is too long for one request (413); split it", where=where)
        )
    if code == 429:
        return EngineFault(
            said(
                "{where}: too many requests (429); wait, then run again with --resume", where=where
            )
        )
    if code >= 500:
        return EngineFault(
            said(
                "{where}: the server is busy or broken ({code}); try later, --resume",
                where=where,
                code=code,
            )
        )
    return EngineFault(
        said("{where}: the request was not accepted ({code})", where=where, code=code)
    )


def _is_about_schema(fault: anthropic.BadRequestError) -> bool:
    words = str(fault).lower()
    return any(w in words for w in ("output_config", "json_schema", "schema", "extra", "unknown"))


def _is_cut(fault: Exception) -> bool:
    """Whether a stream broke off, as opposed to a server that says no."""
    import anthropic

    if isinstance(fault, anthropic.APIStatusError):
        return False
    names = {type(fault).__module__.partition(".")[0], type(fault).__name__}
    return bool(names & {"httpx", "httpx2", "httpcore", "json", "JSONDecodeError"}) or isinstance(
        fault, anthropic.APIConnectionError | ValueError
    )


def _known(usage: Any) -> dict[str, Any]:
    names = (
        "input_tokens",
        "output_tokens",
        "cache_creation_input_tokens",
        "cache_read_input_tokens",
    )
    return {n: v for n in names if isinstance(v := getattr(usage, n, None), int) and v}


@contextmanager
def translated(options: Options) -> Iterator[None]:
    """Faults of the SDK inside become EngineFaults."""
    import anthropic

    try:
        yield
    except anthropic.APIError as fault:
        raise told(fault, options) from None
