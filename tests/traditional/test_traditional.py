"""Traditional Chinese documents get traditional wording, and keep every other byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import traditional
from antidistill.document import Document
from antidistill.edit import apply_edits
from antidistill.formats import format_for
from antidistill.manual.entries import entries
from antidistill.manual.known import is_known
from antidistill.manual.load import heads, topic
from antidistill.mode import load
from antidistill.pipeline import Order, generalise, scan
from antidistill.reading import OwnWords
from antidistill.result import Result
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
CASES = HERE / "cases.toml"


@pytest.mark.parametrize("case", marked(cases(CASES, "script")))
def test_the_script_of_a_text(case: Case) -> None:
    assert traditional.is_traditional(case["text"]) == case["is"]


@pytest.mark.parametrize("case", marked(cases(CASES, "twin")))
def test_the_twin_of_a_text(case: Case) -> None:
    assert traditional.twin(Document(case["text"], (), "zh")).text == case["reads"]


@given(
    st.text(st.sampled_from("資料庫伺服器的這個問題時間線上使用者非同步abc 1，。`\n"), max_size=60)
)
def test_a_twin_has_its_characters_in_their_places(text: str) -> None:
    twin = traditional.twin(Document(text, (), "zh")).text
    assert len(twin) == len(text)
    assert all(a == b for a, b in zip(text, twin, strict=True) if a.isascii() or a in "，。")


def converted(name: str) -> str:
    """A simplified sample in traditional characters, in the words of Taiwan ('s2twp') or not."""
    from opencc import OpenCC

    text = (SAMPLES / "lab-procedure" / "notes.md").read_text(encoding="utf-8")
    return str(OpenCC(name).convert(text))


def written(text: str, mode: str = "heavy") -> Result:
    """The generalised copy of a Markdown text."""
    form = format_for("notes.md")
    return generalise(form.read(text.encode(), "notes.md"), form, Order(load(mode)))


@pytest.mark.parametrize("name", ["s2twp", "s2t"])
def test_what_is_written_is_in_the_script_of_the_document(name: str) -> None:
    from opencc import OpenCC

    text = converted(name)
    result = written(text)
    fresh = [e.new for e in result.edits if e.action == "manual"]
    assert fresh
    assert all(new == OpenCC("s2tw" if name == "s2twp" else "s2t").convert(new) for new in fresh)
    assert result.document.text == text
    assert apply_edits(text, result.edits) == result.text


@pytest.mark.parametrize("name", ["s2twp", "s2t"])
def test_a_second_run_changes_nothing_more(name: str) -> None:
    once = written(converted(name)).text
    assert written(once).text == once


def test_a_traditional_document_is_found_out_as_its_simplified_one() -> None:
    form = format_for("notes.md")
    plain = (SAMPLES / "lab-procedure" / "notes.md").read_bytes()
    other = converted("s2t").encode()
    found = [scan(form.read(data, "notes.md")).findings for data in (plain, other)]
    assert [f.kind for f in found[0]] == [f.kind for f in found[1]]


def test_own_words_are_understood_in_both_scripts() -> None:
    own = OwnWords(withhold=frozenset({"對帳"}), aliases=(("訂單中臺", "訂單服務"),))
    assert traditional.twin_words(own).withhold == {"对帐"}
    assert traditional.twin_words(own).aliases == (("订单中台", "订单服务"),)


def test_an_entry_in_the_words_of_taiwan_is_public() -> None:
    twin = traditional.twin(Document("主從複製是非同步的，切換時可能丟掉最後一批寫入。", (), "zh"))
    assert is_known(twin.text)


def test_nearly_every_entry_is_known_in_every_script() -> None:
    said = [e.text.zh for h in heads() for e in entries(topic(h.path))][::23]
    for like in ("這個資料庫的設定", "這個數據庫的設置"):
        made = [traditional.traditional(text, like) for text in said]
        twins = [traditional.twin(Document(text, (), "zh")).text for text in made]
        strange = [t for t in twins if not is_known(t)]
        assert len(strange) <= 0.01 * len(said), strange
