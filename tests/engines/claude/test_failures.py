"""The engine against a server that misbehaves: nothing paid for is lost, nothing hangs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from antidistill.engines.base import Refusal
from antidistill.engines.claude import ClaudeEngine, Options
from antidistill.engines.claude.transport import Hopeless
from antidistill.errors import EngineFault, Refused
from tests.engines.claude.server import QUICK, Act, answers, open_lines, serving
from tests.engines.claude.sheets import SECRET, large, sheet

GOOD = answers([("a1", "Stop the service first."), ("b2", "")])


def model(body: dict[str, Any]) -> str:
    """Answers every line that must be."""
    return answers([(ln["id"], f"Answer {ln['id']}.") for ln in open_lines(body)])


def engine(url: str, **options: Any) -> ClaudeEngine:
    """An engine that asks the server at `url`."""
    return ClaudeEngine(Options(base_url=url, api_key="key-1", timeout=5, **options))


def texts(found: list[Any]) -> dict[str, str | None]:
    """Answers by id."""
    return {a.passage: a.text for a in found}


def test_a_good_reply_is_read() -> None:
    with serving(model) as server:
        found = engine(server.url).ask(sheet())
    assert texts(found) == {"a1": "Answer a1.", "b2": "Answer b2."}


READABLE = {
    "in a fence": f"Here it is:\n```json\n{GOOD}\n```\nDone.",
    "bare objects": '{"id":"a1","text":"Stop the service first."}\n{"id":"b2","text":""}',
    "text behind": f"{GOOD} I hope this helps {{really}}.",
    "unknown keys": '{"note":1,"answers":[{"id":"a1","text":"Stop the service first.","x":[]},'
    '{"id":"b2","text":""}]}',
    "no answers among them": '{"answers":[7,{"id":3,"text":"x"},{"id":"a1","text":'
    '"Stop the service first."},{"text":"lost"},{"id":"b2","text":""},{"id":"a1","text":"again"}]}',
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE)
def test_a_reply_in_another_shape_is_read_as_well(text: str) -> None:
    with serving(model, [Act(text=text)]) as server:
        found = engine(server.url).ask(sheet())
    assert texts(found) == {"a1": "Stop the service first.", "b2": ""}


EMPTY = {
    "prose": Act(text="I would rather talk about the weather."),
    "refusal": Act(text="", stop="refusal"),
    "broken": Act(text='{"answers": [{"id": "a1", "tex'),
    "not a string": Act(text='{"answers": [{"id": "a1", "text": 5}]}'),
    "nested deep": Act(text="{" * 5000),
}


@pytest.mark.parametrize("act", EMPTY.values(), ids=EMPTY)
def test_a_reply_without_answers_gives_none(act: Act) -> None:
    with serving(model, [act]) as server:
        assert engine(server.url).ask(sheet()) == []


def test_what_a_full_reply_holds_is_kept_when_it_breaks_off() -> None:
    with serving(model, [Act(text=GOOD[:-20], stop="max_tokens")]) as server:
        found = engine(server.url).ask(sheet())
    assert texts(found) == {"a1": "Stop the service first."}


def test_a_cut_line_gives_the_answers_that_came_through() -> None:
    with serving(model, [Act(text=GOOD, cut=len(GOOD) - 20)]) as server:
        found = engine(server.url).ask(sheet())
        assert len(server.requests()) == 1
    assert texts(found) == {"a1": "Stop the service first."}


def test_a_line_that_is_cut_at_once_is_asked_again() -> None:
    with serving(model, [Act(text=GOOD, cut=5)]) as server:
        assert len(engine(server.url).ask(sheet())) == 2
        assert len(server.requests()) == 2


def test_a_line_that_is_cut_every_time_is_a_fault() -> None:
    acts = [Act(text=GOOD, cut=5)] * 3
    with serving(model, acts) as server, pytest.raises(EngineFault, match="cut again and again"):
        engine(server.url).ask(sheet())


@pytest.mark.parametrize("status", [429, 500, 503, 529])
def test_a_busy_server_is_asked_again(status: int) -> None:
    with serving(model, [Act(status, headers=QUICK)] * 2) as server:
        assert len(engine(server.url).ask(sheet())) == 2
        assert len(server.requests()) == 3


LASTING = {
    401: (Hopeless, "ANTHROPIC_API_KEY"),
    402: (Hopeless, "money"),
    403: (Hopeless, "--model"),
    404: (Hopeless, "no model"),
    413: (EngineFault, "too long"),
    429: (EngineFault, "--resume"),
    500: (EngineFault, "--resume"),
    529: (EngineFault, "529"),
    400: (EngineFault, "not accepted"),
}


@pytest.mark.parametrize("status", LASTING)
def test_a_fault_that_lasts_is_told_in_one_line(status: int) -> None:
    kind, words = LASTING[status]
    acts = [Act(status, headers=QUICK)] * 3
    with serving(model, acts) as server, pytest.raises(kind, match=words) as met:
        engine(server.url, attempts=2).ask(sheet())
    assert "\n" not in str(met.value)
    assert "key-1" not in str(met.value)


def test_a_key_that_is_refused_is_not_tried_again() -> None:
    with serving(model, [Act(401)]) as server:
        asking = engine(server.url)
        for _ in range(3):
            with pytest.raises(Hopeless):
                asking.ask(sheet())
        assert len(server.requests()) == 1


def test_no_key_means_no_request() -> None:
    with pytest.raises(Hopeless, match="needs a key"):
        ClaudeEngine(Options(base_url="http://192.0.2.1")).ask(sheet())


def test_a_server_that_says_nothing_is_given_up() -> None:
    with serving(model, [Act(hang=True)]) as server:
        asking = ClaudeEngine(Options(base_url=server.url, api_key="k", timeout=0.2, attempts=1))
        with pytest.raises(EngineFault, match="in time"):
            asking.ask(sheet())


def test_nobody_there_is_told() -> None:
    with pytest.raises(EngineFault, match="cannot be reached"):
        engine("http://127.0.0.1:9", attempts=1).ask(sheet())


NO_MESSAGES = {
    "html": Act(raw=b"<html>welcome</html>", headers={"content-type": "text/html"}),
    "nothing": Act(raw=b""),
    "half json": Act(raw=b'{"type": "message", "content"'),
}


@pytest.mark.parametrize("act", NO_MESSAGES.values(), ids=NO_MESSAGES)
def test_something_that_is_no_messages_api_is_told(act: Act) -> None:
    with serving(model, [act] * 3) as server, pytest.raises(EngineFault):
        engine(server.url).ask(sheet())


def test_a_server_without_schemas_is_asked_without_one() -> None:
    act = Act(400, kind="invalid_request_error", message="output_config: unknown field")
    with serving(model, [act]) as server:
        asking = engine(server.url)
        assert len(asking.ask(sheet())) == 2
        assert [("output_config" in r) for r in server.requests()] == [True, False]


def test_a_second_asking_holds_the_reasons_and_only_the_lines_that_need_it() -> None:
    refused = [Refusal("a1", "Use ports 80.", "invention", "'80' is new")]
    with serving(model) as server:
        found = engine(server.url).ask_again(sheet(), refused)
        last = server.requests()[-1]["messages"]
    assert texts(found) == {"a1": "Answer a1."}
    assert [m["role"] for m in last] == ["user", "assistant", "user"]
    assert json.loads(last[1]["content"])["answers"][0]["text"] == "Use ports 80."
    assert "'80' is new" in last[2]["content"]


@pytest.mark.parametrize(
    "leaky",
    [
        f"Restart {SECRET} first.",
        "Restart DB-PROD-7.acme.internal first.",
        "Restart\n\ndb-prod-7.acme.internal",
    ],
)
def test_a_body_with_something_withheld_is_never_sent(leaky: str) -> None:
    with serving(model) as server:
        with pytest.raises(Refused, match="outbound"):
            engine(server.url).ask(sheet(text=leaky))
        assert server.bodies == []


def test_words_that_are_always_sent_do_not_stop_a_run() -> None:
    with serving(model) as server:
        found = engine(server.url).ask(sheet(withheld=("anew", "replace", "service", "text")))
    assert len(found) == 2


def test_a_word_of_the_prompt_still_counts_in_the_document() -> None:
    told = sheet(text="Restart the service first.", withheld=("service",))
    with serving(model) as server, pytest.raises(Refused):
        engine(server.url).ask(told)


def test_a_long_document_is_sent_in_pieces() -> None:
    with serving(model) as server:
        found = engine(server.url).ask(large())
        assert 1 < len(server.requests()) < 10
    assert set(texts(found)) == {f"id{n}" for n in range(10)}


def test_the_prompt_can_be_cached() -> None:
    with serving(model) as server:
        engine(server.url).ask(sheet())
        body = server.requests()[0]
    assert body["system"][0]["cache_control"] == {"type": "ephemeral"}
    assert all(b["cache_control"] for b in body["messages"][0]["content"])


def test_extra_fields_are_sent_where_the_user_sets_them() -> None:
    with serving(model) as server:
        engine(server.url, extra=(("seed", 7), ("temperature", 0.2))).ask(sheet())
        engine(server.url).ask(sheet())
        first, second = server.requests()
    assert (first["temperature"], first["seed"]) == (0.2, 7)
    assert not {"temperature", "seed", "top_p"} & set(second)
