"""The server as anybody on the machine could speak to it, through real sockets."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from antidistill.web.door import LARGEST, Door
from antidistill.web.presence import AFTER_THE_LAST, SILENCE, Presence
from tests.web.conftest import Running, running, sample

JSON = "application/json"


def _spoken(running: Running, raw: bytes) -> tuple[int, str, str]:
    """Status, headers and body of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", running.site.server_port), timeout=10) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        parts = iter(lambda: line.recv(65536), b"")
        head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode(), body.decode()


def _request(
    running: Running,
    path: str,
    body: object = None,
    *,
    method: str = "",
    token: str = "",
    **headers: str,
) -> tuple[int, str, str]:
    """A request as the page makes it, but for what is given; '' leaves a header out."""
    door = running.site.door
    data = b"" if body is None else json.dumps(body).encode()
    given = {"Host": door.host}
    if body is not None:
        given |= {"Origin": f"http://{door.host}", "Content-Type": JSON}
        given |= {"Content-Length": str(len(data))}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [
        f"{method or ('GET' if body is None else 'POST')} /{token or door.token}/{path} HTTP/1.1"
    ]
    lines += [f"{name}: {value}" for name, value in given.items() if value]
    return _spoken(running, "\r\n".join([*lines, "", ""]).encode() + data)


def _state(running: Running) -> dict[str, Any]:
    status, _, body = _request(running, "state")
    assert status == 200
    found: dict[str, Any] = json.loads(body)
    return found


def test_it_listens_on_this_machine_only(runbook: Running) -> None:
    assert runbook.site.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["", "page.js", "page.css", "texts", "state"])
def test_the_page_and_its_parts(runbook: Running, path: str) -> None:
    status, head, body = _request(runbook, path)
    assert status == 200
    assert len(body) > 1000
    assert "default-src 'none'" in head
    assert "Cache-Control: no-store" in head
    assert "Referrer-Policy: no-referrer" in head


@pytest.mark.parametrize(
    ("told", "headers", "status"),
    [
        ("another name that points here", {"Host": "evil.example:80"}, 421),
        ("localhost is another name", {"Host": "localhost"}, 421),
        ("no host", {"Host": ""}, 421),
        ("another site", {"Origin": "http://evil.example"}, 403),
        ("a page without an origin", {"Origin": "null"}, 403),
        ("another port of this machine", {"Origin": "http://127.0.0.1:1"}, 403),
        ("a link on another site", {"Sec_Fetch_Site": "cross-site"}, 403),
        ("another port, as browsers say it", {"Sec_Fetch_Site": "same-site"}, 403),
    ],
)
def test_who_is_not_let_in(
    runbook: Running, told: str, headers: dict[str, str], status: int
) -> None:
    act = {"do": "take", "choice": "keep", "number": 0}
    for found in (_request(runbook, "state", **headers), _request(runbook, "act", act, **headers)):
        assert found[0] == status, told
        assert "on-call" not in found[2]
    assert not runbook.paper.saved


def test_two_hosts_are_none(runbook: Running) -> None:
    host = runbook.site.door.host
    raw = f"GET /{runbook.site.door.token}/state HTTP/1.1\r\nHost: {host}\r\nHost: evil\r\n\r\n"
    assert _spoken(runbook, raw.encode())[0] == 421


@pytest.mark.parametrize("token", ["wrong", "x" * 43, "%00", "..", "é"])
def test_a_wrong_token(runbook: Running, token: str) -> None:
    for path in ("", "state", "page.js", "exposure"):
        assert _request(runbook, path, token=token)[0] == 403
    act = {"do": "take", "choice": "keep", "number": 0}
    assert _request(runbook, "act", act, token=token)[0] == 403
    assert _request(runbook, "leave", {}, token=token)[0] == 403
    assert not runbook.site.sitting.over


def test_the_ticket_opens_once_and_is_not_the_token(runbook: Running) -> None:
    door = runbook.site.door
    assert door.token not in runbook.site.entrance
    raw = f"GET /{door.ticket} HTTP/1.1\r\nHost: {door.host}\r\n\r\n".encode()
    status, head, _ = _spoken(runbook, raw)
    assert status == 303
    assert f"Location: /{door.token}/" in head
    assert _spoken(runbook, raw)[0] == 403
    assert not door.redeems("/")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ""}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Length": ""}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "²"}, 411),
        ({"Content_Length": str(LARGEST + 1)}, 413),
        ({"Content_Length": "9" * 30}, 413),
        ({"Transfer_Encoding": "chunked"}, 411),
    ],
)
def test_what_is_no_request_of_the_page(
    runbook: Running, headers: dict[str, str], status: int
) -> None:
    act = {"do": "take", "choice": "keep", "number": 0}
    assert _request(runbook, "act", act, **headers)[0] == status
    assert not runbook.paper.saved


@pytest.mark.parametrize(
    "asked",
    [
        [],
        "x",
        None,
        {},
        {"number": 0},
        {"number": 0, "do": "shout"},
        {"number": 0, "do": "take"},
        {"number": 0, "do": "take", "choice": "burn"},
        {"number": 0, "do": "take", "choice": "own"},
        {"number": 0, "do": "go"},
        {"number": 0, "do": "__init__"},
    ],
)
def test_nonsense_is_refused_and_changes_nothing(runbook: Running, asked: object) -> None:
    before = _state(runbook)
    data = {"number": 0} if asked is None else asked
    assert _request(runbook, "act", data)[0] == 400
    assert _state(runbook) == before


def test_other_methods_and_places(runbook: Running) -> None:
    assert _request(runbook, "", method="PUT")[0] == 501
    assert _request(runbook, "nothing")[0] == 404
    assert _request(runbook, "../../etc/passwd")[0] == 404
    assert _request(runbook, "page.js/../state", {})[0] == 404
    assert _spoken(runbook, b"nonsense\r\n\r\n")[0] == 400
    assert _spoken(runbook, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n")[0] == 431


def test_an_answer_repeats_nothing_that_was_sent(runbook: Running) -> None:
    _, head, body = _request(runbook, "<script>alert(1)</script>")
    assert "script>" not in head + body


def test_two_tabs_cannot_decide_what_one_of_them_has_not_seen(runbook: Running) -> None:
    first = second = _state(runbook)["number"]
    act = {"do": "take", "choice": "accept"}
    after = json.loads(_request(runbook, "act", {**act, "number": first})[2])
    assert after["left"] == first + after["total"] - 1
    stale = json.loads(_request(runbook, "act", {**act, "number": second})[2])
    assert stale["stale"]
    assert stale["at"] == after["at"]
    assert len(runbook.paper.saved) == 1


def test_a_decision_that_cannot_be_kept_is_not_made(runbook: Running) -> None:
    runbook.paper.broken = True
    asked = {"do": "take", "choice": "accept", "number": 0}
    after = json.loads(_request(runbook, "act", asked)[2])
    assert "no space left" in after["said"]
    assert after["left"] == after["total"]


def test_it_ends_when_the_user_leaves() -> None:
    with running(sample(), "heavy") as found:
        assert _request(found, "leave", {})[0] == 200
        found.thread.join(10)
        with pytest.raises(ConnectionRefusedError):
            _request(found, "state")


@pytest.mark.parametrize(
    ("happens", "nobody"),
    [
        ([], SILENCE),
        ([("here", "a", 5)], 5 + SILENCE),
        ([("here", "a", 5), ("gone", "a", 9)], 9 + AFTER_THE_LAST),
        ([("here", "a", 1), ("here", "b", 2), ("gone", "a", 3)], 3 + SILENCE),
        ([("here", "a", 1), ("gone", "a", 2), ("here", "b", 4)], 4 + SILENCE),
        ([("gone", "x", 7)], 7 + AFTER_THE_LAST),
    ],
)
def test_when_nobody_looks_any_more(happens: list[tuple[str, str, float]], nobody: float) -> None:
    presence = Presence(0)
    for what, tab, at in happens:
        getattr(presence, what)(tab, at)
    assert not presence.nobody(nobody)
    assert presence.nobody(nobody + 0.1)


def test_tokens_are_long_and_new_for_every_server() -> None:
    made = [Door("127.0.0.1:1") for _ in range(3)]
    secrets = {door.token for door in made} | {door.ticket for door in made}
    assert len(secrets) == 6
    assert min(map(len, secrets)) >= 43
