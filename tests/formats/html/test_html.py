"""Web pages: their tree, edits that leave every other byte alone, and nothing unseen."""

from __future__ import annotations

import base64
import io
import re
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from antidistill.document import CONTAINERS, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.errors import UnreadableInput
from antidistill.formats.html import Html
from antidistill.formats.soundness import uncovered
from antidistill.span import Span

from ..docx.oracle import says
from ..outline import atoms, outline
from ..tables import cases

FORM = Html()


def read(page: str) -> Document:
    return FORM.read(page.encode(), "a.html")


@pytest.mark.parametrize("case", cases("html/trees.toml"), ids=lambda c: c["what"])
def test_trees(case: dict[str, Any]) -> None:
    document = read(case["page"])
    assert outline(document) == case["tree"].strip("\n")
    assert not uncovered(document)


def test_inline_tags_are_atoms() -> None:
    page = (
        '<p>Run <code>ls</code>, see <a href="https://a.example/b">the page</a> '
        'or https://b.example. <img src="a.png"> <span>x</span></p>'
    )
    assert atoms(read(page)) == [
        "code: ls",
        "link: the page -> https://a.example/b",
        "autolink: https://b.example -> https://b.example",
        "image:  -> a.png",
        "emphasis: x",
    ]


def _made(document: Document, case: dict[str, Any]) -> list[Edit]:
    start = document.text.index(case["old"])
    if "block" in case:
        at = next(
            b for b in document.blocks if b.pieces and b.span.of(document.text) == case["old"]
        )
        parent = document.blocks[at.parent] if at.parent >= 0 else None
        item = parent is not None and parent.form is Form.ITEM
        return [Edit(parent.extent if parent and item else at.extent, "", "a test")]
    return [Edit(Span(start, start + len(case["old"])), case["new"], "a test")]


@pytest.mark.parametrize("case", cases("html/edits.toml"), ids=lambda c: c["what"])
def test_edits(case: dict[str, Any]) -> None:
    document = read(case["page"])
    made = _made(document, case)
    assert FORM.write(document, apply_edits(document.text, made), made).decode() == case["out"]


@pytest.mark.parametrize("case", cases("html/unseen.toml"), ids=lambda c: c["what"])
def test_nothing_unseen_comes_along(case: dict[str, Any]) -> None:
    document = read(case["page"])
    copy = FORM.write(document, document.text)
    for name in set(re.findall(r"Gone\w+", case["page"])):
        assert says(case["page"].encode(), name), "the oracle is not blind"
        assert not says(copy, name), name
    for name in set(re.findall(r"Stays\w+", case["page"])):
        assert says(copy, name), name
    again = FORM.read(copy, "a.html")
    assert FORM.write(again, again.text) == copy


def test_the_user_hears_of_it() -> None:
    document = read("<!-- a --><p>x</p><script>y</script><p hidden>z</p><img src=a.png>")
    assert list(document.notes) == [
        "not in the copy: 1 comment, 1 script, 1 hidden text",
        "1 picture stays: look for yourself what it shows",
    ]


def test_what_is_left_behind_is_counted_in_english() -> None:
    """ "3 propertys of the page" was told."""
    head = "".join(f'<meta name="{name}" content="x">' for name in ("author", "generator"))
    assert list(read(f"<head>{head}</head><p>x</p>").notes) == [
        "not in the copy: 2 properties of the page"
    ]


def test_embedded_pictures_are_drawn_anew() -> None:
    from PIL import Image, PngImagePlugin

    told, out = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_itxt("Author", "GoneAuthor", zip=True)
    Image.new("RGB", (4, 4), "red").save(out, "PNG", pnginfo=told)
    coded = base64.b64encode(out.getvalue()).decode()
    page = "".join(f'<img src="data:image/png;base64,{c}">' for c in (coded, "AAAA"))
    copy = FORM.write(read(page), read(page).text)
    [picture] = re.findall(rb"base64,([^\"]+)", copy)
    assert Image.open(io.BytesIO(base64.b64decode(picture))).getpixel((1, 1)) == (255, 0, 0)
    assert not says(copy, "GoneAuthor")


def test_a_page_in_an_old_encoding_comes_back_in_it() -> None:
    page = '<meta charset="gb2312"><p>先看连接池</p>'.encode("gb18030")
    document = FORM.read(page, "a.html")
    assert document.language == "zh"
    assert FORM.write(document, document.text) == page


@pytest.mark.parametrize(
    "page", ["<p>a <b", "<p class='x>y</p>", "<div>" * 5000, "<ul><li>" * 500, "\0<p>x</p>"]
)
def test_pages_that_cannot_be_followed_are_refused(page: str) -> None:
    with pytest.raises(UnreadableInput):
        read(page)


@pytest.mark.parametrize(
    ("page", "copy"),
    [
        ("<p>a <<!x>b c</p>", "<p>a &lt;b c</p>"),
        ("<p>&<!-- x -->lt;b</p>", "<p>&amp;lt;b</p>"),
        ("<p>&l<!-- x -->t;b &am<!--y-->p</p>", "<p>&amp;lt;b &amp;amp</p>"),
        ("<p>1 <<!-- x --> 2 & <!-- y -->3</p>", "<p>1 < 2 & 3</p>"),
    ],
)
def test_what_goes_leaves_no_tag_and_no_entity_behind(page: str, copy: str) -> None:
    assert FORM.write(read(page), read(page).text).decode() == copy


TAGS = ["p", "div", "b", "a href='x'", "span", "ul", "ol", "li", "table", "tr", "td", "th", "h2",
        "pre", "code", "blockquote", "details", "summary", "br", "img src='y'",
        "title"]  # fmt: skip
SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(["word ", "检查", "&amp;", "&nbsp;", "a < b", "\n", "  ", "&lt;x&gt;"]),
        st.sampled_from(
            [
                "<",
                "&",
                "&am",
                "p;",
                "#60;",
                "/b>",
                "!-- x -->",
                "<!x>",
                "<!-- x -->",
                "<meta y>",
                "<script>x</script>",
                "<b hidden>y</b>",
            ]
        ),
        st.sampled_from(TAGS).map(lambda t: f"<{t}>"),
        st.sampled_from(TAGS).map(lambda t: f"</{t.split()[0]}>"),
    ),
    max_size=40,
).map("".join)


def taken(page: str) -> Document:
    """A page of scraps, which may be one that is refused."""
    try:
        return read(page)
    except UnreadableInput:
        reject()


@settings(max_examples=200, deadline=None)
@given(SCRAPS)
@example("<pre><title><p>")
def test_any_page_is_covered_and_comes_back(page: str) -> None:
    document = taken(page)
    assert not uncovered(document)
    copy = FORM.write(document, document.text)
    again = FORM.read(copy, "a.html")
    assert again.text == document.text
    assert FORM.write(again, again.text) == copy
    for block in document.blocks:
        assert 0 <= block.extent.start <= block.extent.end <= len(document.text)
        assert block.form in CONTAINERS or block.form is Form.RULE or block.pieces or (
            block.form is Form.CELL)  # fmt: skip
        assert all(p in Span(0, len(document.text)) for p in block.pieces)


def _random_edits(document: Document, rng: Random) -> list[Edit]:
    made: list[Edit] = []
    done = 0
    for block in document.blocks:
        spans = [block.extent, *block.pieces]
        span = rng.choice(spans)
        if span.start >= done and len(span) and rng.random() < 0.5:
            made.append(Edit(span, rng.choice(["", "new <x>", "y & z"]), "a test"))
            done = span.end
    return made


@settings(max_examples=200, deadline=None)
@given(SCRAPS, st.randoms(use_true_random=False))
def test_any_edits_leave_tags_in_pairs(page: str, rng: Random) -> None:
    document = taken(page)
    made = _random_edits(document, rng)
    copy = FORM.write(document, apply_edits(document.text, made), made)
    assert "new <x>" not in copy.decode()
    again = FORM.read(copy, "a.html")
    assert FORM.write(again, again.text) == copy
