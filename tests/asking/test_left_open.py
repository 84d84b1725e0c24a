"""No line ends more open than its plan said: not by others' answers, not by a refusal."""

from __future__ import annotations

from antidistill.finders import find
from antidistill.formats import format_for
from antidistill.guard import Problem
from antidistill.mode import load
from antidistill.nlp import read
from antidistill.passage import Rewrite
from antidistill.plan import begin, finish, open_passages
from antidistill.proof import yield_to
from antidistill.sheet import Line, May, Named
from antidistill.span import Span
from tests.asking.documents import run
from tests.asking.test_review import Reviewing, reviewed, tally

PEOPLE = """# Offers

The recruiter mails the summary to the candidate, and Marta Quill gets a copy.

All letters go to Marta Quill.

The page lists all offers.
"""
TRICKS = """# Print shop

The shop prints on demand.

## Tricks

1. Open the queue page.
2. Never start both presses at once: the fuse of the cellar blows and db-7.corp.internal goes down.
3. Look at the folding machine before anything else, because it is nearly always the culprit.

The page lists all presses.
"""
BLOCKS = """# Checks

The checks of a morning:

```bash
kubectl get pods -n orders-prod-7
kubectl get jobs -n orders-prod-7
kubectl get events -n orders-prod-7
kubectl get nodes
```

The page lists all gateways.
"""


def test_what_reads_anew_without_a_name_does_not_go_for_it() -> None:
    document = format_for("n.md").read(PEOPLE.encode(), "n.md")
    reading = read(document)
    draft = begin(reading, find(reading), load("medium"))
    one, other = (u.index for u in draft.units if "Marta Quill" in u.text)
    draft.gone -= {one, other}
    draft.new[one] = "The recruiter mails the summary to the candidate."
    at = PEOPLE.index("Marta Quill")
    leak = Problem("leak", "still there", Span(at, at + 11), "Marta Quill")
    barred: set[int] = set()
    assert yield_to([leak], draft, {}, [], barred)
    assert barred == {other}
    draft.gone.add(other)
    draft.new[one] = "The recruiter mails it to Marta Quill."
    assert yield_to([leak], draft, {}, [], barred)
    assert one in barred


def test_a_refused_text_leaves_no_more_than_null_does() -> None:
    def told(word: str | None) -> tuple[str, str]:
        def answer(line: Line) -> str | bool | None:
            if line.text.startswith("Never start"):
                return word
            return "Read the page of the fuses." if line.text.startswith("Look at") else False

        result, model = run(TRICKS, answer)
        shown = next(ln for ln in model.sheets[0].open() if ln.text.startswith("Never start"))
        assert not shown.otherwise
        return result.text, " ".join(r.check for r in model.refused)

    refused, why = told("Never start both presses at once, the fuse of the cellar blows.")
    assert "leak" in why
    assert refused == told("")[0]
    assert "fuse of the cellar" not in refused
    assert "Read the page of the fuses." in refused


def test_commands_are_shown_as_the_copy_has_them() -> None:
    result, model = run(BLOCKS, lambda _: None)
    (block,) = (ln for ln in model.sheets[0].lines() if ln.place == "code")
    assert "kubectl get pods" in (block.otherwise or block.text)
    for line in (block.otherwise or block.text).splitlines():
        assert line in result.text.splitlines()


def test_a_line_behind_a_named_one_that_gets_a_text_stays() -> None:
    text = """# Closing

Candidates ask many things. You will learn what they like about it. This has a big impact on offers.

The page lists all offers.
"""

    def told(line: Line) -> Named | None:
        if not line.text.startswith("You will"):
            return None
        return Named(line.id, "judgement", line.text, "Ask them what they like besides pay.")

    result = reviewed(text, Reviewing(told))
    assert "besides pay. This has a big impact on offers." in result.text
    assert tally(result).followed == ()


def test_an_answered_document_gives_no_figure_back() -> None:
    text = (
        "The policy requires a call with the desk every morning (12 minutes). "
        "The hall must be told every night (2 hours).\n"
    )
    document = format_for("n.md").read(text.encode(), "n.md")
    reading = read(document)
    findings = find(reading)

    def made(held: bool) -> list[str]:
        draft = begin(reading, findings, load("heavy"))
        answers = {"x": Rewrite("x", None, alone=True, held=held)}
        edits = finish(draft, findings, load("heavy"), open_passages(draft), answers)
        return [e.span.of(text) for e in edits]

    assert len(made(held=True)) > len(made(held=False))


def test_lines_that_stay_may_be_mended_alike() -> None:
    text = (
        "# Day\n\n## Start\n\nNever start late: Mara once lost a day. This is told to the team.\n"
        "\n## End\n\nNever end late: Mara once lost a night. This is told to the whole team.\n"
    )

    def answer(line: Line) -> str | bool | None:
        if line.text.startswith("This is told"):
            return "Starting and ending is told to the team."
        return False if line.may is May.MEND else None

    _, model = run(text, answer)
    assert [r for r in model.refused if r.check == "repeat"] == []
    assert sum(ln.text.startswith("This is told") for ln in model.sheets[0].open()) == len("ab")
