"""The server behind the page: on this machine only, for who has the token."""

from __future__ import annotations

import json
import socket
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from antidistill.web.door import HEADERS, Door
from antidistill.web.pages import PAGES
from antidistill.web.presence import Presence
from antidistill.web.sitting import Sitting

LOOPBACK = "127.0.0.1"
_POLL = 0.5
"""Seconds between two looks at who is there."""


class Site(ThreadingHTTPServer):
    """One sitting at one port of the loopback interface, which the system chooses."""

    daemon_threads = True

    def __init__(self, sitting: Sitting) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.timeout = _POLL
        self.sitting = sitting
        self.door = Door(f"{LOOPBACK}:{self.server_port}")
        self.presence = Presence(time.monotonic())
        self.fault: Exception | None = None
        """A fault of the program itself that an answer met."""

    @property
    def address(self) -> str:
        """The page, for the user's own eyes."""
        return f"http://{self.door.host}/{self.door.token}/"

    @property
    def entrance(self) -> str:
        """The page, once: for the command that starts a browser."""
        return f"http://{self.door.host}/{self.door.ticket}"

    def run(self) -> None:
        """Serve until the user leaves or nobody looks any more; then the port is closed, and a
        fault that was met on the way is raised."""
        with self:
            while not self.sitting.over and not self.presence.nobody(time.monotonic()):
                self.handle_request()
        if self.fault is not None:
            raise self.fault

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A tab that was closed in the middle of an answer is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Site
    timeout = 30
    default_request_version = "HTTP/1.0"

    def do_GET(self) -> None:
        door = self.server.door
        if refused := door.refusal(self.headers, posts=False):
            self._answer(refused)
        elif door.redeems(self.path):
            self._answer(HTTPStatus.SEE_OTHER, location=f"/{door.token}/")
        elif (room := door.room(self.path)) is None:
            self._answer(HTTPStatus.FORBIDDEN)
        elif room in PAGES:
            kind, data = PAGES[room]
            self._answer(HTTPStatus.OK, data(), kind)
        elif room == "state":
            self._json(self.server.sitting.state(self._language()))
        elif room == "exposure":
            self._json(self.server.sitting.exposure())
        else:
            self._answer(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        door = self.server.door
        room = door.room(self.path)
        if refused := door.refusal(self.headers, posts=True):
            self._answer(refused)
        elif room not in ("act", "here", "bye", "leave"):
            self._answer(HTTPStatus.FORBIDDEN if room is None else HTTPStatus.NOT_FOUND)
        else:
            try:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self._take(room, dict(asked))
            except (KeyError, TypeError, ValueError, RecursionError):
                self._answer(HTTPStatus.BAD_REQUEST)
            except OSError:
                raise
            except Exception as fault:
                self.server.fault = fault
                self._answer(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _take(self, room: str, asked: Any) -> None:
        site, now = self.server, time.monotonic()
        if room == "act":
            self._json(site.sitting.act(asked))
        elif room == "here":
            site.presence.here(str(asked["tab"]), now)
            self._json({"number": site.sitting.number})
        elif room == "bye":
            site.presence.gone(str(asked["tab"]), now)
            self._json({})
        else:
            self._json({})
            site.sitting.over = True

    def _language(self) -> str:
        return parse_qs(urlsplit(self.path).query).get("lang", [""])[0]

    def _json(self, found: dict[str, Any]) -> None:
        self._answer(HTTPStatus.OK, json.dumps(found).encode("ascii"), "application/json")

    def _answer(
        self,
        status: HTTPStatus,
        data: bytes = b"",
        kind: str = "text/plain; charset=utf-8",
        location: str = "",
    ) -> None:
        data = data or b"" if status is HTTPStatus.OK else status.phrase.encode()
        self.send_response_only(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)
        self._drained()

    def _drained(self) -> None:
        """A body that was not read would turn the answer into a reset connection."""
        self.connection.settimeout(0.2)
        try:
            self.connection.shutdown(socket.SHUT_WR)
            while self.connection.recv(65536):
                pass
        except OSError:
            pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """For what is no proper request: its number, and nothing that was sent."""
        self._answer(HTTPStatus(code))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: paths hold the token."""
