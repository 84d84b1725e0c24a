"""What becomes of answers in a whole document: links, marks, null, and what is told about them."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antidistill.asking import prepare
from antidistill.asking.claims import without_secrets
from antidistill.asking.judging import Judge, staying
from antidistill.asking.yielding import retreat
from antidistill.edit import apply_edits
from antidistill.engines import Brief
from antidistill.finders import find
from antidistill.finding import Finding, Kind, Standing
from antidistill.formats import format_for
from antidistill.guard import Problem
from antidistill.guard.outbound import escaping
from antidistill.mode import load
from antidistill.nlp import read
from antidistill.passage import Rewrite
from antidistill.plan import begin, finish, open_passages
from antidistill.plan.passages import passage_for
from antidistill.sheet import Line, May
from tests.asking.documents import run

PUBLIC = "Open the latency graph of the service."
ADDRESS = "https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data"
TRICK = "Look at the connection pool before anything else, because it is nearly always the culprit."
BAN = "Never restart all nodes at once: the cache is cold and db-7.corp.internal falls over."
LINKED = f"""# Order service

{TRICK.replace("connection pool", f"[connection page]({ADDRESS})")}

The page lists all gateways.
"""
LINKS = (
    "Open the [latency graph](⟦link 1⟧).",
    "The [graph of the pool](⟦link 1⟧) has a threshold line in red, which the alert uses as well.",
)


def asked(text: str, words: str, answer: str | None) -> tuple[str, list[tuple[str, str]]]:
    """The copy when the line with `words` gets this answer, and what was refused."""
    result, model = run(text, lambda ln: answer if words in ln.text else False)
    return result.text, [(r.check, r.reason) for r in model.refused if r.check != "missing"]


@pytest.mark.parametrize("answer", LINKS)
def test_a_link_is_carried_and_its_address_has_no_length(answer: str) -> None:
    copy, refused = asked(LINKED, "Look at the", answer)
    assert refused == []
    assert answer.replace("⟦link 1⟧", ADDRESS) in copy


def test_a_refused_answer_with_a_link_tells_nothing_of_the_address() -> None:
    copy, refused = asked(LINKED, "Look at the", "Wait 17 minutes at [it](⟦link 1⟧) or ⟦link 9⟧.")
    assert refused
    assert "grafana.com" not in str(refused)
    assert "17" not in copy


MARKED = {
    "a tag that closes behind the sentence": (
        "Look at the pool before anything else, **<b>because it is nearly always the culprit.</b>**"
        " The page lists all gateways.",
        "Look at the pool",
    ),
    "tags inside the sentence": (
        "Look at the <b>pool</b> before anything else, because it is nearly always the culprit.",
        "Look at the",
    ),
    "a tag that is closed before it opens": (
        "Look at the </font>pool<font color=red> before anything else, because it is nearly always"
        " the culprit.</font>",
        "Look at the",
    ),
    "emphasis over two sentences": (
        "**Look at the pool before anything else, because it is nearly always the culprit. The page"
        " lists all gateways.**",
        "Look at the pool",
    ),
}


@pytest.mark.parametrize("name", MARKED)
def test_marks_stay_in_pairs(name: str) -> None:
    source, words = MARKED[name]
    copy, refused = asked(
        f"# Order service\n\n{source}\n\nThe office has two doors.\n", words, PUBLIC
    )
    assert refused == []
    assert PUBLIC.rstrip(".") in re.sub(r"\*\*|<[^>]*>", "", copy)
    assert copy.count("**") % 2 == 0
    for tag in ("b", "font"):
        excess = source.count(f"</{tag}>") - len(re.findall(f"<{tag}[ >]", source))
        assert copy.count(f"</{tag}>") - len(re.findall(f"<{tag}[ >]", copy)) == excess


def test_an_answer_may_announce_the_commands_behind_it() -> None:
    text = (
        "# Order service\n\nNever restart all nodes at once, the cache is cold then.\n\n"
        "```bash\nkubectl get pods\n```\n\nThe page lists all gateways.\n"
    )
    _, refused = asked(text, "Never restart", "List the pods of the service:")
    assert refused == []
    _, refused = asked(
        text.replace("```bash\nkubectl get pods\n```\n\n", ""), "Never", "List them:"
    )
    assert [check for check, _ in refused] == ["form"]


STEPS = """# Order service

1. Look at the connection pool before anything else, because it is nearly always the culprit.
2. Check when the last release went out.
3. Never restart all nodes at once: the cache is cold and db-7.corp.internal falls over.
4. Note the time at which the alert came.
"""


def test_null_is_what_otherwise_shows_and_nothing_leaves_the_line_out() -> None:
    result, model = run(STEPS, lambda _: None, "heavy")
    for line in model.sheets[0].open():
        if line.may is not May.MEND:
            assert (line.text in result.text) <= (line.otherwise == line.text)
            assert not line.otherwise or line.otherwise in result.text
    nothing, model = run(STEPS, lambda ln: "" if ln.may is not May.MEND else False, "medium")
    assert not [r for r in model.refused if r.check != "missing"]
    assert "connection pool" not in nothing.text and "restart" not in nothing.text
    assert "Check when the last release went out." in nothing.text


def test_answers_that_say_the_same_in_two_cells_may_stand() -> None:
    text = (
        "# Contacts\n\n| Role | Who |\n|---|---|\n| Lead | Marta Kowalska |\n"
        "| Second | Viktor Lindqvist |\n| Third | on call |\n"
    )
    copy = run(text, lambda ln: "by rota" if ln.place == "cell" else False)[0].text
    assert copy.count("by rota") == 2
    assert "Kowalska" not in copy


SECRETS = """# Order service

Look at the [connection page](https://grafana.com/d/very-long-address) before anything else, because
it is nearly always the culprit.

1. Marta Kowalska will tell you that a restart of db-7.corp.internal is fine.
2. Never restart all nodes at once: db-7.corp.internal falls over after 45 minutes.
3. Check when the last release went out.
"""
FORM = format_for("n.md")
READING = read(FORM.read(SECRETS.encode(), "n.md"))
PREPARED = prepare(
    READING, find(READING), load("medium"), lambda _: Brief("en", "Order service", SECRETS, 0)
)
MASKS = PREPARED.composed.masks
HIDDEN = sorted({*MASKS.hidden, *MASKS.local, *MASKS.carried.values()})
PIECES = st.sampled_from(
    [
        *HIDDEN,
        "Kowalska",
        "45 minutes",
        *MASKS.carried,
        "the",
        "Check",
        "(",
        "'",
        '"',
        "`",
        "**",
        ":",
    ]
)


def test_there_is_something_to_tell() -> None:
    assert any("kowalska" in h for h in HIDDEN) and any("http" in h for h in HIDDEN)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map(" ".join))
def test_no_reason_tells_anything_withheld(text: str) -> None:
    composed = PREPARED.composed
    judge = Judge(composed, READING.document, staying(composed), ())
    given_ = [Rewrite(line.id, text, alone=True) for line in composed.sheet.open()]
    for refusal in judge.hear(given_):
        told = f"{refusal.check} {refusal.reason}"
        assert escaping([h for h in HIDDEN if not h.isdigit()], told, "") == []


REASONS = {
    "'Marta Kowalska' is neither in the document nor public": "⟦person 1⟧",
    "'45 minutes' stands neither in the original nor in the manual": "⟦figure 1⟧",
    "80 characters: 2 to 45 are asked": "80 characters: 2 to 45 are asked",
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_guess_is_not_confirmed_in_its_own_words(reason: str) -> None:
    told = without_secrets(PREPARED.composed, reason)
    assert "Kowalska" not in told and "45 minutes" not in told
    assert REASONS[reason] in told


SECTIONS = """# Order service

## One

1. Look at the connection pool before anything else, because it is nearly always the culprit.
2. Never restart all nodes at once: the cache is cold and db-7.corp.internal falls over.

## Two

1. Never restart the queue before the workers: the order is what saves you from a long night.
2. Look at the certificate first, because nine times out of ten it has expired.
"""


def test_a_problem_costs_the_answers_of_its_section_alone() -> None:
    reading = read(FORM.read(SECTIONS.encode(), "n.md"))
    draft = begin(reading, find(reading), load("medium"))
    asked_ = open_passages(draft)
    assert {p.path[-1] for p in asked_} == {"One", "Two"}
    answers = {p.id: Rewrite(p.id, PUBLIC, alone=True) for p in asked_}
    at = next(p for p in asked_ if p.path[-1] == "Two")
    fewer = retreat([Problem("leak", "there", at.span)], draft, answers, asked_, asked_)
    assert fewer == asked_
    assert {p.path[-1] for p in asked_ if answers[p.id].text is None} == {"Two"}
    assert retreat([Problem("leak", "there", at.span)], draft, answers, asked_, asked_) is None
    assert retreat([Problem("structure", "nowhere")], draft, answers, asked_, asked_) is None


def test_an_answer_that_is_dropped_with_what_it_hangs_on_is_told() -> None:
    text = (
        "# Order service\n\nThese are the tricks that nobody else knows:\n\n"
        f"- {TRICK}\n- {BAN}\n\n"
        "The page lists all gateways.\n"
    )

    def told(line: Line) -> str:
        return "" if line.may is not May.MEND else line.text

    result, _ = run(text, told)
    assert result.tally is not None
    final = {t.passage for t in result.tally.turned if t.final}
    assert ("These are the tricks" in result.text) != bool(final)


OPENING = """# Presses

The presses stand in the cellar, where the floor is strong.  They are cleaned each day.

The shop has two doors.
"""


@pytest.mark.parametrize("follower", [None, "They are cleaned.", "The cellar is dry."])
def test_a_line_that_an_answer_leaves_out_does_not_come_back(follower: str | None) -> None:
    """Though the sentence behind it says 'they'."""
    reading = read(FORM.read(OPENING.encode(), "n.md"))
    units = begin(reading, (), load("medium")).units
    first = next(u for u in units if u.text.startswith("The presses"))
    behind = next(u for u in units if u.text.startswith("They"))
    seen = [Finding(Kind.CONTEXT, first.span, "t", 1.0, "t", Standing.RECORD)]
    draft = begin(reading, seen, load("medium"))
    asked_ = [passage_for(draft, u.index) for u in (first, behind)]
    answers = {asked_[0].id: Rewrite(asked_[0].id, "", alone=True)}
    if follower is not None:
        answers[asked_[1].id] = Rewrite(asked_[1].id, follower, alone=True)
    edits = finish(draft, seen, load("medium"), asked_, answers)
    assert "floor is strong" not in apply_edits(OPENING, edits)


def test_a_reason_that_nobody_left_out_stays_before_what_points_at_it() -> None:
    reading = read(FORM.read(OPENING.encode(), "n.md"))
    first = next(u for u in begin(reading, (), load("medium")).units if "floor" in u.text)
    seen = [Finding(Kind.CONTEXT, first.span, "t", 1.0, "t", Standing.RECORD)]
    draft = begin(reading, seen, load("medium"))
    edits = finish(draft, seen, load("medium"), [], {})
    assert "floor is strong" in apply_edits(OPENING, edits)
