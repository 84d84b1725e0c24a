"""The local engine, on a small manual of made-up topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.engines import Brief, LocalEngine
from antidistill.engines.local import lists, voice
from antidistill.finding import Kind, Standing
from antidistill.manual.load import heads, topic
from antidistill.manual.wordings import wording
from antidistill.passage import Passage, Rewrite, Slot
from antidistill.reading import Speech
from antidistill.span import Span
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
FOLDERS = (HERE / "topics",)
SECRETS = (
    "Turn the small screw under the cupboard before lunch.",
    "Keep the second drawer shut while the mill delivers.",
    "Hide the good paper behind the stove on Fridays.",
    "Give the night shift the older key first.",
    "Knock twice on the pipe to wake the pump.",
)

NEAR = (
    " near paper, sheets, forme, proof, roller, margin, letter, type, spine, thread of the"
    " letterpress."
)
NEAR_ZH = "，纸张、墨辊、版面、样张、页边、铅字都在活版印刷机旁。"
"""An entry is only written where it shares words with the place: this speaks of all of them."""

PAGE = 200
"""Lines of the document beside the passages: what all lines have tells nothing of a place."""


def slot(
    speech: str = "rule", place: str = "item", length: int = 60, stop: bool = True, **more: object
) -> Slot:
    """A slot, with a full stop and a capital unless said otherwise."""
    made = Slot(Speech(speech), place, full_stop=stop, capital=True, length=length)
    return replace(made, **more)  # type: ignore[arg-type]


def passage(
    text: str = SECRETS[0],
    at: int = 0,
    *,
    heading: str = "Letterpress",
    before: str = "",
    kind: Kind = Kind.PITFALL,
    group: str = "",
    where: Slot | None = None,
    near: bool = True,
) -> Passage:
    """A passage, near the letterpress; its place makes its id."""
    told = text.rstrip(".。") + (NEAR if text.isascii() else NEAR_ZH) if near else text
    return Passage(
        id=f"p{at}",
        text=told,
        span=Span(at * 100, at * 100 + len(told)),
        kind=kind,
        standing=Standing.GUIDANCE,
        slot=where or slot(length=60),
        group=group or f"list {at}",
        path=("Manual of the hall", heading),
        before=before,
        after="",
    )


def answers(
    passages: Sequence[Passage],
    language: str = "en",
    seed: int = 0,
    also: str = "",
    title: str = "Notes",
) -> list[Rewrite]:
    """What the engine says, in a document of the passages' headings and texts and `also`."""
    words = [w for p in passages for w in (*p.path, p.text)]
    rest = [f"Remark {i} on nothing of the kind." for i in range(PAGE)]
    told = Brief(language, title, "\n".join([also, *words, *rest]), seed, FOLDERS)
    return LocalEngine().rewrite(passages, told)


def steps(count: int, heading: str = "Letterpress: set up") -> list[Passage]:
    """A numbered list of steps that are withheld."""
    return [
        passage(
            SECRETS[i % 5],
            i,
            heading=heading,
            group="list 1",
            where=slot("step", "step", 60, position=i / max(1, count - 1)),
        )
        for i in range(count)
    ]


def shelf(answer: Rewrite) -> str:
    """'letterpress/traps' for an answer from that shelf, '' for none."""
    return "/".join(answer.sources[0].split("/")[1:3]) if answer.sources else ""


DATED = "On 2031-04-02 the press stood still. On 2031-04-03 it ran again."


@pytest.mark.parametrize("title", ["Postmortem: the press that stood still", "活版印刷故障复盘"])
def test_nothing_is_written_in_a_record(title: str) -> None:
    assert all(a.text is None for a in answers(steps(4), also=DATED, title=title))


@pytest.mark.parametrize("title", ["Notes", "How to write a postmortem"])
def test_advice_with_dates_is_written(title: str) -> None:
    assert any(a.text is not None for a in answers(steps(4), also=DATED, title=title))


# ---- Topic ----------------------------------------------------------------------------------


TOPICS = {
    "Letterpress": ("Never put the sheets or the shelf by the stove.", "letterpress"),
    "Stoneware kiln": ("Never put the sheets or the shelf by the stove.", "kiln"),
    "活版印刷": ("版面不要放在炉子旁边。", "letterpress"),
}


@pytest.mark.parametrize("heading", TOPICS)
def test_the_heading_chooses_the_topic_of_a_paragraph(heading: str) -> None:
    text, expected = TOPICS[heading]
    language = "en" if heading.isascii() else "zh"
    one = passage(text, heading=heading, where=slot(place="paragraph"), near=False)
    (answer,) = answers([one], language)
    assert shelf(answer) == f"{expected}/traps"


def test_an_item_is_answered_on_the_topic_that_it_names() -> None:
    text = "Never open the stoneware kiln while its shelf is hot."
    (answer,) = answers([passage(text, heading="Things to know", near=False)])
    assert shelf(answer) == "kiln/traps"


@pytest.mark.parametrize("heading", ["Payroll", "", "Press release", "Bookkeeping"])
def test_an_unknown_topic_has_no_answer(heading: str) -> None:
    text = "Never phone the mill about the cupboard on a Tuesday."
    for place in ("item", "paragraph"):
        one = passage(text, heading=heading, where=slot(place=place), near=False)
        assert answers([one]) == [Rewrite("p0", None)]


def test_a_neighbour_helps_out_when_the_topic_has_nothing_left() -> None:
    many = [
        passage(f"If it rains on day {i}, phone the mill about it.", i, where=slot("condition"))
        for i in range(8)
    ]
    found = [shelf(a) for a in answers(many)]
    assert found.count("letterpress/decisions") == 2
    assert "bindery/decisions" in found


# ---- Shelf ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", marked(cases(HERE / "slots.toml", "case")))
def test_the_slot_chooses_the_shelf(case: Case) -> None:
    one = passage(
        case["text"],
        heading=case.get("heading", "Letterpress"),
        before=case.get("before", ""),
        kind=Kind(case.get("kind", "pitfall")),
        where=slot(case["speech"], case["place"]),
    )
    (answer,) = answers([one], case.get("language", "en"))
    assert shelf(answer) == f"letterpress/{case['shelf']}"


def test_a_question_is_answered_by_a_question() -> None:
    (answer,) = answers([passage("Is the cupboard shut", where=slot("question"))])
    assert answer.text is not None and answer.text.endswith("?")


@pytest.mark.parametrize(
    ("text", "asks"), [("柜子门关好是否", True), ("柜子有没有锁好", True), ("柜子门关好了", False)]
)
def test_what_asks_in_so_many_words_is_a_question(text: str, asks: bool) -> None:
    (answer,) = answers([passage(text, where=slot("fact", "check"))], "zh")
    assert answer.text is not None and ("是否" in answer.text) == asks


# ---- Sets of steps --------------------------------------------------------------------------


def numbers(found: Sequence[Rewrite]) -> list[tuple[str, int]]:
    """(procedure, place of its step) of each answer."""
    parts = [a.sources[0].rsplit("/", 1) for a in found if a.sources]
    return [(name, int(at)) for name, at in parts]


def test_a_list_of_steps_comes_from_one_procedure_in_its_order() -> None:
    found = numbers(answers(steps(5)))
    assert found == [("manual/letterpress/procedures/0", i) for i in range(5)]


def test_the_heading_chooses_the_procedure() -> None:
    found = numbers(answers(steps(4, "Letterpress: wash at the end of the day")))
    assert found == [("manual/letterpress/procedures/1", i) for i in range(4)]


def test_a_shorter_list_keeps_the_first_and_the_last_step() -> None:
    found = [at for _, at in numbers(answers(steps(4)))]
    assert found[0] == 0 and found[-1] == 4
    assert found == sorted(set(found))


def test_steps_stand_where_they_speak_of_the_same_and_end_as_the_act_does() -> None:
    texts = ("Lay out the rags.", "Never scrap the morning proof.", "Ask for a palette.")
    many = [
        replace(p, text=text, kind=Kind.PROCEDURE) for p, text in zip(steps(3), texts, strict=True)
    ]
    assert [at for _, at in numbers(answers(many))] == [0, 3, 4]


def test_half_an_act_is_none() -> None:
    five = "Letterpress: a new forme"
    assert numbers(answers(steps(4, five))) and not numbers(answers(steps(3, five)))


def test_two_steps_among_others_come_from_one_procedure_in_its_order() -> None:
    first, second = numbers(answers(steps(2)))
    assert first[0] == second[0] == "manual/letterpress/procedures/0"
    assert first[1] < second[1]


def test_a_longer_list_leaves_out_what_the_procedure_does_not_have() -> None:
    found = answers(steps(7))
    assert [a.text is not None for a in found] == [True] * 5 + [False] * 2


def test_a_second_list_does_not_go_on_with_the_steps_of_the_first() -> None:
    first = steps(4, "Letterpress: set up")
    second = [replace(p, id=f"q{i}", group="list 2") for i, p in enumerate(first)]
    found = answers([*first, *second])
    assert [shelf(a) for a in found[:4]] == ["letterpress/procedures"] * 4
    assert "letterpress/procedures" not in {shelf(a) for a in found[4:]}


@pytest.mark.parametrize(
    ("places", "whole"),
    [
        ((0.0, 0.25, 0.5, 0.75, 1.0), True),
        ((0.25, 0.5, 0.75, 1.0), True),
        ((0.75, 0.875, 1.0), False),
        ((0.0, 0.25, 0.5), False),
        ((0.0, 0.25, 0.75, 1.0), False),
        ((0.0, 1.0), False),
    ],
    ids=["all", "its rest", "a small rest", "its beginning", "with a gap", "too short"],
)
def test_a_set_takes_the_place_of_a_whole_list(places: tuple[float, ...], whole: bool) -> None:
    many = [
        replace(p, slot=replace(p.slot, position=at))
        for p, at in zip(steps(len(places), "Letterpress: make-ready"), places, strict=True)
    ]
    assert lists.is_whole(many) == whole
    many = [replace(p, kind=Kind.PROCEDURE, text="Do it.") for p in many]
    assert any(a.text for a in answers(many)) == whole


def test_what_hangs_on_a_replaced_step_goes_with_it() -> None:
    many = steps(4)
    more = replace(many[1], id="more", slot=replace(many[1].slot, speech=Speech.FACT))
    found = {a.passage: a.text for a in answers([*many[:2], more, *many[2:]])}
    assert found["more"] == ""
    assert all(found[p.id] for p in many)


@pytest.mark.parametrize("case", marked(cases(HERE / "places.toml", "case")))
def test_off_topic_is_worse_than_nothing(case: Case) -> None:
    where = slot(case["speech"], case["place"], 60)
    many = [
        passage(
            text,
            i,
            heading=case["heading"],
            before=case.get("before", ""),
            kind=Kind(case["kind"]),
            group="list 1",
            where=replace(where, position=i / max(1, len(case["texts"]) - 1)),
            near=False,
        )
        for i, text in enumerate(case["texts"])
    ]
    stays = tuple((1.0, text) for text in case.get("beside", ()))
    many = [replace(p, beside=stays) for p in many]
    told = {name: case[name] for name in ("also", "title") if name in case}
    found = {shelf(a) for a in answers(many, case.get("language", "en"), **told)}
    assert found == set(case["shelves"])


def test_a_list_of_conditions_does_not_become_a_list_of_steps() -> None:
    many = [
        passage(
            f"If it rains on day {i}, phone the mill", i, group="list 1", where=slot("condition")
        )
        for i in range(3)
    ]
    assert "procedures" not in {shelf(a).split("/")[-1] for a in answers(many)}


# ---- Nothing twice, nothing that the document says ------------------------------------------


def test_no_entry_is_used_twice() -> None:
    many = [passage(f"Never do thing {i} at the cupboard on a Tuesday.", i) for i in range(12)]
    used = [a.sources for a in answers(many) if a.text is not None]
    assert len(used) == len(set(used))
    texts = [a.text for a in answers(many) if a.text is not None]
    assert len(texts) == len(set(texts)) < 12


def test_no_two_tips_are_made_alike() -> None:
    for seed in range(6):
        texts = [a.text or "" for a in answers([passage(at=i) for i in range(12)], seed=seed)]
        begun = [" ".join(t.split()[:2]) for t in texts if t]
        assert len(begun) == len(set(begun)) and sum(";" in t for t in texts) <= 1


def test_what_the_document_says_anyway_is_not_said_again() -> None:
    free = {a.text for a in answers([passage(at=i) for i in range(12)])}
    said = "Fresh ink smears when sheets are stacked at once."
    assert said in free
    many = [passage(at=i) for i in range(12)]
    assert said not in {a.text for a in answers(many, also=f"Some notes. {said}")}


@pytest.mark.parametrize(
    "text",
    [
        "Fresh ink smears when the sheets are stacked.",
        "Never stack sheets with fresh ink at once, it smears.",
    ],
)
def test_the_withheld_thing_does_not_come_back_in_other_words(text: str) -> None:
    found = answers([passage(text, i) for i in range(12)])
    assert not any("smears" in (a.text or "") for a in found)


def test_the_withheld_thing_does_not_come_back_in_other_words_in_chinese() -> None:
    text = "墨还未干就叠放，肯定会蹭脏。"
    many = [passage(text, i, heading="活版印刷") for i in range(12)]
    assert not any("蹭脏" in (a.text or "") for a in answers(many, "zh"))


# ---- Seed -----------------------------------------------------------------------------------

LISTS = [passage(SECRETS[i], i, group=f"block {i}") for i in range(3)]


def test_the_same_seed_says_the_same() -> None:
    assert answers(LISTS, seed=7) == answers(LISTS, seed=7)


def test_other_seeds_say_other_things() -> None:
    said = {tuple(a.text for a in answers(LISTS, seed=s)) for s in range(12)}
    assert len(said) > 1


@given(st.integers())
def test_no_seed_leaves_the_manual(seed: int) -> None:
    known = {wording(s, FOLDERS) for a in answers(LISTS, seed=seed) for s in a.sources}
    for answer in answers(LISTS, seed=seed):
        assert answer.text is None or any(answer.text in w for w in known)


def test_answers_come_in_the_order_of_the_passages() -> None:
    assert [a.passage for a in answers(LISTS)] == [p.id for p in LISTS]


# ---- Length ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("length", [1, 4, 10, 20, 60])
def test_an_answer_has_no_more_room_than_the_original_gives(length: int, language: str) -> None:
    heading = "Letterpress" if language == "en" else "活版印刷"
    text = SECRETS[0] if language == "en" else "别拧柜子下面的螺丝。"
    many = [passage(text, i, heading=heading, where=slot(length=length)) for i in range(6)]
    room = max(1.8 * length, length + (45 if language == "en" else 22))
    assert all(len(a.text or "") <= room for a in answers(many, language))


def test_an_entry_near_the_length_goes_first() -> None:
    (short,) = answers([passage(where=slot(length=20))])
    (long,) = answers([passage(where=slot(length=90))])
    assert short.text is not None and long.text is not None
    assert len(short.text) < len(long.text)


def test_a_check_is_added_only_where_there_is_room_for_it() -> None:
    roomy = [replace(p, slot=replace(p.slot, length=200)) for p in steps(5)]
    assert (answers(roomy)[0].text or "").endswith("The cloth stays clean.")
    tight = [replace(p, slot=replace(p.slot, length=50)) for p in steps(5)]
    assert (answers(tight)[0].text or "").endswith("with a dry cloth.")


def test_what_is_ticked_off_has_no_check_of_its_own() -> None:
    roomy = [
        replace(p, slot=replace(p.slot, length=200, place="check"))
        for p in steps(5, "Letterpress: set up")
    ]
    found = answers(roomy, title="Letterpress notes", also="Set up the letterpress: the platen.")
    assert (found[0].text or "").endswith("with a dry cloth.")


# ---- Commands -------------------------------------------------------------------------------


def code(text: str, language: str = "bash", at: int = 0) -> Passage:
    """A command block that is withheld."""
    where = slot("label", "code", len(text), code=language)
    return passage(text, at, kind=Kind.ARGUMENT, group=f"code {at}", where=where, near=False)


def test_a_command_is_replaced_by_one_of_the_same_tool_and_language() -> None:
    (answer,) = answers([code("presstool list hall7 --force")])
    assert answer.text == "presstool list --queue <queue>"
    assert answer.sources == ("manual/letterpress/commands/0",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("inktool list queue hall7", "bash"),
        ("presstool list hall7", "python"),
        ("presstool list hall7", "sql"),
    ],
    ids=["another tool", "another language", "a tool of the shell in a query"],
)
def test_no_command_of_another_tool_or_language(text: str, language: str) -> None:
    assert answers([code(text, language)]) == [Rewrite("p0", None)]


def test_a_query_is_replaced_by_a_query() -> None:
    (answer,) = answers([code("SELECT count(id) FROM sheets WHERE drawer = 7;", "sql")])
    assert answer.text == "SELECT count(*) FROM sheets;"


@pytest.mark.parametrize("language", ["sh", "shell", "console", ""])
def test_names_of_the_shell_are_one_language(language: str) -> None:
    (answer,) = answers([code("presstool list hall7", language)])
    assert answer.text is not None


def test_a_prompt_stays_a_prompt() -> None:
    (answer,) = answers([code("$ presstool list hall7")])
    assert answer.text == "$ presstool list --queue <queue>"


def test_a_command_and_its_announcement_are_written_together() -> None:
    lead = replace(passage("Purge the hall:", 1, group="code 0"), slot=slot("lead-in", "lead-in"))
    block, said = answers([code("presstool list hall7"), lead])
    assert (block.text, said.text) == ("presstool list --queue <queue>", "List the queued jobs:")


def test_commands_of_two_blocks_differ() -> None:
    blocks = [code("presstool list hall7\npresstool show 17", at=i) for i in range(3)]
    found = [a.text for a in answers(blocks)]
    assert found == ["presstool list --queue <queue>", "presstool show <job>", None]


def test_a_long_block_gets_more_commands_with_their_purpose() -> None:
    lines = "\n".join(f"presstool {'show' if i % 2 else 'list'} hall{i}" for i in range(6))
    (answer,) = answers([code(lines)])
    assert (answer.text or "").splitlines() == [
        "# List the queued jobs",
        "presstool list --queue <queue>",
        "# Show one job",
        "presstool show <job>",
    ]


def test_a_block_that_looks_gets_no_command_that_acts() -> None:
    lines = "\n".join(f"presstool queue status hall{i}" for i in range(6))
    (answer,) = answers([code(lines)])
    assert answer.text == "presstool queue status <queue>"


def test_commands_stand_in_the_order_of_the_block() -> None:
    lines = ["presstool queue purge hall7", *["sleep 5"] * 4, "presstool queue status hall7"]
    (answer,) = answers([code("\n".join(lines))])
    assert (answer.text or "").splitlines() == [
        "# Empty a queue",
        "presstool queue purge <queue>",
        "# Look whether a queue moves",
        "presstool queue status <queue>",
    ]


# ---- Voice ----------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [True, False])
@pytest.mark.parametrize(("language", "mark"), [("en", "."), ("zh", "。")])
def test_items_end_as_their_neighbours_do(language: str, mark: str, stop: bool) -> None:
    heading = "Letterpress" if language == "en" else "活版印刷"
    text = SECRETS[0] if language == "en" else "别拧柜子下面的螺丝。"
    many = [passage(text, i, heading=heading, where=slot(stop=stop)) for i in range(3)]
    texts = [a.text for a in answers(many, language) if a.text]
    assert texts and all(t.endswith(mark) == stop for t in texts)


@pytest.mark.parametrize(
    ("language", "text", "stop", "says"),
    [
        ("zh", "墨量是否一致？", False, "墨量是否一致"),
        ("zh", "墨量是否一致？", True, "墨量是否一致？"),
        ("en", "Is the ink even?", False, "Is the ink even?"),
    ],
)
def test_a_chinese_question_has_its_mark_where_its_neighbours_have_one(
    language: str, text: str, stop: bool, says: str
) -> None:
    assert voice.fitted(text, slot("question", stop=stop), language) == says


def test_items_begin_as_their_neighbours_do() -> None:
    many = [passage(at=i, where=slot(capital=False)) for i in range(3)]
    texts = [a.text for a in answers(many) if a.text]
    assert texts and all(t[0].islower() for t in texts)


def test_nothing_is_copied_from_the_passage() -> None:
    for answer in answers([passage(SECRETS[i], i) for i in range(5)]):
        assert not any(word in (answer.text or "") for word in ("cupboard", "drawer", "stove"))


def test_no_passages_no_answers() -> None:
    assert answers([]) == []


@pytest.mark.parametrize("head", heads(*FOLDERS), ids=lambda h: str(h.id))
def test_the_made_up_topics_are_read(head: object) -> None:
    assert topic(head.path).id == head.id  # type: ignore[attr-defined]
