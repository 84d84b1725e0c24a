"""Who may come in: requests of this page to this server, and nobody else's.

Other programs of the machine and pages of other sites can reach a loopback port, too: the token
keeps out who was not given the address, the host who came by a name that was pointed here (DNS
rebinding), the origin what another page sends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from secrets import compare_digest, token_urlsafe
from typing import Any

LARGEST = 200_000
"""Bytes of a request's body: a wording of the user's own is far below it."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What goes with every answer."""


@dataclass(slots=True)
class Door:
    """The door of one server."""

    host: str
    """As a browser names it: '127.0.0.1:49152'."""
    token: str = field(default_factory=lambda: token_urlsafe(32))
    """First part of every path."""
    ticket: str = field(default_factory=lambda: token_urlsafe(32))
    """Opens the page once, '' afterwards. What a browser is started with stands in the list of
    processes, where others may read it: so that is not the token."""

    def room(self, path: str) -> str | None:
        """What is asked for behind the token; None without the right one."""
        first, slash, rest = path.partition("?")[0].lstrip("/").partition("/")
        return rest if slash and _same(first, self.token) else None

    def redeems(self, path: str) -> bool:
        """Whether this is the ticket; it holds no longer."""
        good = bool(self.ticket) and _same(path.lstrip("/"), self.ticket)
        if good:
            self.ticket = ""
        return good

    def refusal(self, headers: Message[Any, Any], *, posts: bool) -> HTTPStatus | None:
        """What speaks against a request, whatever it asks for; None when nothing does."""
        origins = headers.get_all("Origin") or []
        if headers.get_all("Host") != [self.host]:
            return HTTPStatus.MISDIRECTED_REQUEST
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return HTTPStatus.FORBIDDEN
        if any(origin != f"http://{self.host}" for origin in origins) or (posts and not origins):
            return HTTPStatus.FORBIDDEN
        return _unfit(headers) if posts else None


def _unfit(headers: Message[Any, Any]) -> HTTPStatus | None:
    length = headers.get("Content-Length", "")
    if headers.get("Transfer-Encoding") or not (length.isascii() and length.isdigit()):
        return HTTPStatus.LENGTH_REQUIRED
    if len(length) > 9 or int(length) > LARGEST:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if headers.get_content_type() != "application/json":
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    return None


def _same(given: str, known: str) -> bool:
    return compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())
