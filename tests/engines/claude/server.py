"""A server of our own that speaks the Messages and Batches API, and misbehaves when told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answerer = Callable[[dict[str, Any]], str]
"""The body of a request to the text of its reply."""

QUICK = {"retry-after-ms": "1"}


@dataclass
class Act:
    """What the server does with one request."""

    status: int = 200
    text: str | None = None
    """The reply; None lets the model of the server answer."""
    stop: str = "end_turn"
    cut: int | None = None
    """Characters after which the line goes dead."""
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "api_error"
    message: str = "no"
    raw: bytes | None = None
    """Sent in the place of everything else."""
    hang: bool = False
    """Accept, then say nothing until the server is closed."""


@dataclass
class Server:
    """Its model, what it is to do wrong, and what it was sent."""

    model: Answerer
    acts: list[Act] = field(default_factory=list)
    """One for each request to come, in order; then it behaves."""
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    batches: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    looks: int = 0
    """How often a batch says that it is still under way."""
    results: dict[str, str] = field(default_factory=dict)
    """Custom id to the type of its result, where it is not 'succeeded'."""
    url: str = ""
    closed: threading.Event = field(default_factory=threading.Event)

    def requests(self) -> list[dict[str, Any]]:
        """The bodies of the Messages requests."""
        pairs = zip(self.paths, self.bodies, strict=True)
        return [json.loads(b) for p, b in pairs if p == "/v1/messages" and b]

    def message(self, body: dict[str, Any], act: Act) -> dict[str, Any]:
        """A whole message."""
        text = self.model(body) if act.text is None else act.text
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": [{"type": "text", "text": text}],
            "stop_reason": act.stop,
            "stop_sequence": None,
            "usage": {"input_tokens": 1000, "output_tokens": 200},
        }


@contextmanager
def serving(model: Answerer, acts: list[Act] | None = None) -> Iterator[Server]:
    """A server on a free port of the loopback, until the end of the block."""
    told = Server(model, list(acts or []))
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(told))
    http.daemon_threads = True
    told.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        told.closed.set()
        http.shutdown()
        http.server_close()
        thread.join()


def sheet_in(body: dict[str, Any]) -> dict[str, Any]:
    """The document of a request."""
    found: dict[str, Any] = json.loads(body["messages"][0]["content"][-1]["text"])
    return found


def open_lines(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of a request that must be answered: in a second asking, those that are named."""
    lines = [ln for s in sheet_in(body)["sections"] for ln in s["lines"]]
    wanted = [ln for ln in lines if ln.get("may") in ("replace", "vaguer")]
    if len(body["messages"]) > 1:
        named = {a["id"] for a in json.loads(body["messages"][-1]["content"].split("\n", 1)[1])}
        wanted = [ln for ln in wanted if ln["id"] in named]
    return wanted


def answers(pairs: list[tuple[str, str | None]]) -> str:
    """A well-formed reply."""
    found: list[dict[str, Any]] = [{"id": k, "text": t, "sources": []} for k, t in pairs]
    return json.dumps({"answers": found}, ensure_ascii=False)


def leaves_all_out(body: dict[str, Any]) -> str:
    """A model that leaves every line out."""
    return answers([(ln["id"], "") for ln in open_lines(body)])


def _handler(told: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            told.bodies.append(body)
            told.paths.append(self.path.split("?")[0])
            told.headers.append({k.lower(): v for k, v in self.headers.items()})
            act = told.acts.pop(0) if told.acts else Act()
            if act.hang:
                told.closed.wait()
                self.close_connection = True
            elif act.raw is not None:
                self._send(act.status, act.raw, act.headers)
            elif act.status != 200:
                fault = {"type": "error", "error": {"type": act.kind, "message": act.message}}
                self._send(act.status, json.dumps(fault).encode(), act.headers)
            elif self.path.startswith("/v1/messages/batches"):
                self._batch(json.loads(body))
            elif json.loads(body).get("stream"):
                self._stream(json.loads(body), act)
            else:
                self._send(200, json.dumps(told.message(json.loads(body), act)).encode())

        def do_GET(self) -> None:
            told.paths.append(self.path)
            told.bodies.append(b"")
            told.headers.append({k.lower(): v for k, v in self.headers.items()})
            number = self.path.split("/")[4].split("?")[0]
            if self.path.endswith("/results"):
                lines = (self._result(entry) for entry in told.batches[number])
                self._send(200, "".join(f"{json.dumps(n)}\n" for n in lines).encode())
            else:
                self._send(200, json.dumps(self._state(number)).encode())

        def _batch(self, body: dict[str, Any]) -> None:
            number = f"msgbatch_{len(told.batches) + 1}"
            told.batches[number] = body["requests"]
            self._send(200, json.dumps(self._state(number, ended=False)).encode())

        def _state(self, number: str, *, ended: bool | None = None) -> dict[str, Any]:
            if ended is None:
                ended = told.looks <= 0
                told.looks -= 1
            size = len(told.batches[number])
            counts = dict.fromkeys(("canceled", "errored", "expired", "succeeded"), 0)
            return {
                "id": number,
                "type": "message_batch",
                "processing_status": "ended" if ended else "in_progress",
                "request_counts": {**counts, "processing": 0 if ended else size},
                "results_url": f"{told.url}/v1/messages/batches/{number}/results",
                "created_at": "2026-01-01T00:00:00Z",
                "expires_at": "2026-01-02T00:00:00Z",
                "ended_at": None,
                "archived_at": None,
                "cancel_initiated_at": None,
            }

        def _result(self, entry: dict[str, Any]) -> dict[str, Any]:
            kind = told.results.get(entry["custom_id"], told.results.get("*", "succeeded"))
            result: dict[str, Any] = {"type": kind}
            if kind == "succeeded":
                result["message"] = told.message(entry["params"], Act())
            elif kind == "errored":
                fault = {"type": "api_error", "message": "no"}
                result["error"] = {"type": "error", "error": fault, "request_id": None}
            return {"custom_id": entry["custom_id"], "result": result}

        def _stream(self, body: dict[str, Any], act: Act) -> None:
            whole = told.message(body, act)
            text = whole["content"][0]["text"]
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.close_connection = True
            start = {**whole, "content": [], "stop_reason": None}
            block = {"type": "text", "text": ""}
            self._event("message_start", message=start)
            self._event("content_block_start", index=0, content_block=block)
            shown = text if act.cut is None else text[: act.cut]
            for at in range(0, len(shown), 400):
                piece = {"type": "text_delta", "text": shown[at : at + 400]}
                self._event("content_block_delta", index=0, delta=piece)
            if act.cut is not None:
                return
            self._event("content_block_stop", index=0)
            delta = {"stop_reason": act.stop, "stop_sequence": None}
            self._event("message_delta", delta=delta, usage={"output_tokens": 200})
            self._event("message_stop")

        def _event(self, name: str, **fields: Any) -> None:
            data = json.dumps({"type": name, **fields})
            self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())

        def _send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            known = {"content-type": "application/json", "request-id": "req_1"}
            for key, value in {**known, **(headers or {})}.items():
                self.send_header(key, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    return Handler
