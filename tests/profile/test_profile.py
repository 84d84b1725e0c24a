"""The style profile: what is learned, that no text is kept, and what becomes of a damaged one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from antidistill import files, profile
from antidistill.errors import BrokenData
from antidistill.formats.markdown import Markdown
from antidistill.nlp import read
from antidistill.profile.stored import dumped, parsed
from antidistill.reading import OwnHabit, Reading

MINE = (
    "# Notes\n\nPresumably, Brigitte Okonkwo-Feld reads the ledger at 4711! Then again, "
    "nobody asked. Mostly it works! Presumably, it is the old one. Frankly, the importer stays.\n",
    "# More\n\nThen again, the queue is long! Presumably, it drains. Then again, so did the "
    "last one. Mostly it is the disk! Frankly, leave it. Presumably, it ends. "
    "Then again, who knows.\n",
)
PLAIN = (
    "# Notes\n\nThe ledger is read at night. The importer writes the list. The queue drains.\n",
    "# More\n\nThe disk is checked on Monday. The report goes out on Tuesday. It is short.\n",
)
MINE_ZH = (
    "# 笔记\n\n反正，先看日志！反正，队列会慢慢降下来。毕竟，磁盘是旧的！接口反正没人用。\n",
    "# 其他\n\n反正，报表晚上才出！毕竟，没有人看。毕竟，这是旧的！"
    "反正，先这样处理。毕竟，不急。\n",
)


def readings(texts: tuple[str, ...]) -> list[Reading]:
    return [read(Markdown().read(t.encode(), "notes.md")) for t in texts]


def test_words_and_marks_that_stand_out_are_learned() -> None:
    made = profile.learned(readings(MINE))
    what = {h.what for h in made.habits}
    assert {"presumably", "then again", "mark exclamation"} <= what
    assert made.documents == 2
    assert all(h.rate > h.usual for h in made.habits)


def test_chinese_is_learned_alike() -> None:
    what = {h.what for h in profile.learned(readings(MINE_ZH)).habits}
    assert {"反正", "毕竟", "mark exclamation"} <= what


def test_ordinary_writing_teaches_nothing() -> None:
    assert profile.learned(readings(PLAIN)).habits == ()


def test_what_stands_in_one_document_alone_is_its_topic() -> None:
    once = (MINE[0].replace("Then again", "Thereupon") + "Thereupon, it ended. " * 5, PLAIN[0])
    assert "thereupon" not in {h.what for h in profile.learned(readings(once)).habits}


COPIED = "Presumably the ledger is read at night and the list is written after that. "
TOPICS = {
    "payments team": "Then again, the disk is old. Payments team, look at the {n} queue first. ",
    "打开主机电源": "先看第{n}个日志。打开主机电源，预热之后再看一遍读数。",
}


def test_what_stands_in_a_copy_is_counted_once() -> None:
    """Old versions of a document lie beside it: their sentences are no habit."""
    copies = ("# Notes\n\n" + COPIED,) * 6
    assert "presumably" not in {h.what for h in profile.learned(readings(copies)).habits}


def test_a_catch_phrase_is_counted_wherever_it_stands() -> None:
    own = tuple(f"# {n}\n\nThe queue of host {n} drains. Presumably, yes.\n" for n in "abcd")
    assert "presumably" in {h.what for h in profile.learned(readings(own)).habits}


@pytest.mark.parametrize("topic", TOPICS)
def test_what_the_documents_are_about_is_no_habit(topic: str) -> None:
    texts = tuple(
        "# A\n\n" + "".join(TOPICS[topic].format(n=n + 10 * d) for n in range(4)) for d in (1, 2)
    )
    assert topic not in {h.what for h in profile.learned(readings(texts)).habits}


def test_no_text_is_kept() -> None:
    kept = dumped(profile.learned(readings(MINE)))
    for words in ("Brigitte", "Okonkwo", "4711", "ledger", "importer", "queue", "nobody asked"):
        assert words.lower() not in kept.lower()
    assert all(len(h["what"].split()) <= 3 for h in json.loads(kept)["habits"])


def test_it_comes_back_as_it_was_kept_and_can_be_forgotten(tmp_path: Path) -> None:
    made = profile.Profile(2, 900, 7.5, (OwnHabit("反正", 4.0, 0.02), OwnHabit("so", 9.1, 0.5)))
    place = profile.save(made, tmp_path / "data", files.replace)
    assert place == tmp_path / "data" / profile.FILE
    assert profile.load(tmp_path / "data") == made
    assert profile.forget(tmp_path / "data")
    assert profile.load(tmp_path / "data") is None
    assert not profile.forget(tmp_path / "data")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"version": 2}', '{"version": 1, "habits": [{"what": "so"}]}', "null"]
)
def test_a_damaged_profile_names_the_way_out(text: str) -> None:
    with pytest.raises(BrokenData, match=re.escape("antidistill learn --forget")):
        parsed(text, "profile.json")
