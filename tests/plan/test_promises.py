"""What every plan keeps to, whatever the findings are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antidistill import guard, nlp
from antidistill.document import Block, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.finding import Finding, Kind, Standing
from antidistill.formats import markdown
from antidistill.formats.markdown import Markdown
from antidistill.mode import Action, Mode, load
from antidistill.passage import Rewrite
from antidistill.plan import begin, finish, open_passages
from antidistill.reading import Reading, Sentence
from antidistill.span import Span
from tests.plan.marks import from_findings, planned, unmarked
from tests.things.markdown_texts import DOCUMENTS

MARKDOWN = Markdown()
CALM = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
SOMETIMES = st.integers(0, 3).map(lambda n: n == 0)
APART = ("delimiter", "header", "title", "tags")
"""Cells and fields that break when a name goes: each has a case of its own below."""
Run = tuple[Document, list[Finding], list[Edit], int]
ANSWERS = st.sampled_from([None, "Wipe the bed.", "擦净版台。", "Pull a proof and compare it."])


@st.composite
def findings_in(draw: st.DrawFn, document: Document) -> list[Finding]:
    """Findings as finders make them: on whole sentences, on words, with and without a way out."""
    found = []
    reading = nlp.read(document, analyse=False)
    for sentence in reading.sentences:
        if reading.block(sentence).info in APART:
            continue
        if draw(SOMETIMES):
            found.append(_finding(draw, sentence.span, whole=True))
        elif draw(SOMETIMES):
            start = draw(st.integers(0, len(sentence.text) - 1))
            end = draw(st.integers(start + 1, len(sentence.text)))
            # A cut at the very beginning can run into the removal before it: see the case below.
            words = sentence.source(start, end)
            found.append(_finding(draw, words, whole=start == 0))
    for block in document.blocks:
        if block.form is Form.CODE and block.pieces and draw(SOMETIMES):
            found.append(_finding(draw, block.span, whole=True))
    return found


def _finding(draw: st.DrawFn, span: Span, *, whole: bool) -> Finding:
    kind = draw(st.sampled_from([k for k in Kind if k is not Kind.CRITICAL]))
    way = draw(st.sampled_from(["none", "cut", "neutral"]))
    return Finding(
        kind,
        span,
        "hand/made",
        draw(st.sampled_from([0.4, 0.7, 0.9])),
        "made by hand",
        draw(st.sampled_from(list(Standing))),
        cut=span if way == "cut" and not whole else None,
        neutral="the desk" if way == "neutral" and not whole else None,
    )


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A document with findings, the edits of its plan, and how many headings were left out."""
    document = markdown.read(draw(DOCUMENTS).encode(), "notes.md")
    found = draw(findings_in(document))
    mode = load(draw(st.sampled_from(["light", "medium", "heavy"])))
    draft = begin(nlp.read(document, analyse=False), found, mode)
    asked = open_passages(draft)
    said = {
        p.id: Rewrite(p.id, "presstool list" if p.slot.place == "code" else draw(ANSWERS))
        for p in asked
    }
    made = finish(draft, found, mode, asked, said)
    gone = sum(
        b.form is Form.HEADING and not draft.stands(i) for i, b in enumerate(document.blocks)
    )
    return document, found, made, gone


@CALM
@given(runs())
def test_the_new_text_is_a_sound_document(
    run: Run,
) -> None:
    document, _, made, gone = run
    text = apply_edits(document.text, made)
    new = MARKDOWN.read(text.encode(), "notes.md")
    assert list(guard.structure_problems(document, new, gone)) == []
    had = set(MARKDOWN.problems(document, document.text))
    assert [p for p in MARKDOWN.problems(document, text) if p not in had] == []


@CALM
@given(runs())
def test_words_change_only_where_somebody_saw_something(run: Run) -> None:
    document, found, made, _ = run
    seen = [b.extent for b in document.blocks if b.pieces for f in found if _holds(b, f)]
    for edit in made:
        assert edit.span.of(document.text) != edit.new, "an edit that changes nothing"
        if edit.action in ("trimmed", "role", "smoothed", "masked"):
            assert edit.because
            assert any(edit.span.overlaps(extent) for extent in seen)


def _holds(block: Block, finding: Finding) -> bool:
    return block.extent.overlaps(finding.span)


def _is_plain_line(reading: Reading, sentence: Sentence) -> bool:
    """Not in a place where critical text is touched today: those have cases of their own below."""
    block = reading.block(sentence)
    footnote = reading.container(sentence.block, Form.FOOTNOTE) >= 0
    apart = block.info in APART or block.form is Form.LINK_DEFINITION or footnote
    return len(block.pieces) == 1 and not apart


@CALM
@given(DOCUMENTS, st.data())
def test_critical_text_stays_byte_for_byte(text: str, data: st.DataObject) -> None:
    document = markdown.read(text.encode(), "notes.md")
    reading = nlp.read(document, analyse=False)
    lines = [s for s in reading.sentences if _is_plain_line(reading, s)]
    if not lines:
        return
    guarded = data.draw(st.sampled_from(lines)).span
    found = [
        *data.draw(findings_in(document)),
        Finding(Kind.CRITICAL, guarded, "hand/made", 0.9, "made by hand"),
    ]
    draft = begin(reading, found, load("heavy"))
    asked = open_passages(draft)
    made = finish(draft, found, load("heavy"), asked, {})
    assert not any(e.span.overlaps(guarded) for e in made)


@CALM
@given(DOCUMENTS)
def test_without_findings_nothing_changes(text: str) -> None:
    document = markdown.read(text.encode(), "notes.md")
    draft = begin(nlp.read(document, analyse=False), [], load("heavy"))
    assert open_passages(draft) == []
    assert finish(draft, [], load("heavy"), [], {}) == []


@pytest.mark.parametrize("name", ["light", "medium", "heavy"])
def test_a_mode_that_keeps_everything_changes_nothing(name: str) -> None:
    mode: Mode = load(name)
    lenient = replace(mode, policy=dict.fromkeys(mode.policy, Action.KEEP))
    source = "The press. «pitfall|Never lift the lid on a Monday.» Ask «person=him|Kowalski»."
    assert planned(source, lenient).text == planned(source, lenient).document.text


WITHHELD_ALONE = {
    "an incident, in light": ("light", "incident record"),
    "a reason, in medium": ("medium", "context record"),
    "a trap without public craft, in light": ("light", "pitfall"),
}


@pytest.mark.parametrize(("mode", "kind"), WITHHELD_ALONE.values(), ids=WITHHELD_ALONE.keys())
def test_what_a_mode_withholds_does_not_come_back_word_for_word(mode: str, kind: str) -> None:
    source = f"""# Press

The press stands on the left of the hall, by the window, next to the door of the bindery.

## Other things

«{kind}|Never lift the lid of the boiler on a wet Monday in spring.»

## Key

Ask for the key at the desk and sign for it.
"""
    assert "wet Monday" not in planned(source, mode).text


def test_a_document_of_records_does_not_come_back_word_for_word() -> None:
    source = """The press stands by the window.

«incident record|In spring the lid of the boiler fell on the small screw and bent it.»

«incident record|In summer the belt of the second pump tore and hit the window.»
"""
    text = planned(source, "light").text
    assert "small screw" not in text and "second pump" not in text


def test_a_cut_behind_a_sentence_that_goes_does_not_overlap_it() -> None:
    source = (
        "The press stands on the left. «pitfall|Never lift the lid on a Monday.» "
        "«context cut|In the old hall it was so», and you ask for the key at the desk.\n"
    )
    assert "on the left. And you ask for the key" in planned(source, "medium").text


TOUCHED = {
    "in a wrapped paragraph": """The press stands on the left of the hall, by the
window. «pitfall|Never lift the lid on a Monday.» «critical|The boiler
is hot and can burn a hand badly.» Ask for the
key at the desk.
""",
    "in the head of a column that goes": """| part | «critical|danger: hot» |
|------|-------------|
| ink | «judgement|wait until the bell has rung twice» |
| paper | «judgement|wait until the mill has phoned again» |
""",
    "in a footnote that nothing refers to any more": """The press stands on the left of the hall.

- «pitfall|Never lift[^hot] the lid on a Monday morning.»

[^hot]: «critical|The boiler is hot and can burn a hand badly.»
""",
}


@pytest.mark.parametrize("source", TOUCHED.values(), ids=TOUCHED.keys())
def test_critical_text_stays_in_hard_places(source: str) -> None:
    text, found = unmarked(source)
    guarded = next(f.span.of(text) for f in found if f.kind is Kind.CRITICAL)
    assert guarded in from_findings(text, found, "heavy").text


BROKEN = {
    "a name that is all of a field": "---\ntitle: press\nowner: «person|Kowalski»\n---\n\nText.\n",
    "a name in a list of values": "---\ntags: [ink, «person|Kowalski»]\n---\n\nText.\n",
    "the head of a column": (
        "| «pitfall|never turn it to the right» | where |\n|---|---|\n| ink | shelf |\n"
    ),
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_fields_and_heads_of_columns_stay_whole(source: str) -> None:
    made = planned(source, "heavy")
    new = MARKDOWN.read(made.text.encode(), "notes.md")
    assert list(guard.structure_problems(made.document, new, 0)) == []
    assert MARKDOWN.problems(made.document, made.text) == []
    fields = [b.info for b in made.document.blocks if b.form is Form.FIELD]
    assert [b.info for b in new.blocks if b.form is Form.FIELD] == fields


def test_a_name_inside_public_words_goes_all_the_same() -> None:
    source = "«public|Run the pump with «secret=<token>|x7Kd02» and wait for the green lamp.»\n"
    assert "x7Kd02" not in planned(source, "light").text


def test_critical_text_below_an_item_that_goes_does_not_break_the_list() -> None:
    source = """- Open the lid.
- «pitfall|Turn the small screw twice to the left.»
  - «critical|Danger: the boiler is hot.»
- Press start.
"""
    text = planned(source, "heavy").text
    assert "- Danger: the boiler is hot.\n" in text
    assert "- - " not in text
