"""The page that needs nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from antidistill.reports import REPORTS, Look
from antidistill.reports.html import WARNING

from .documents import RUNBOOK, exposing, outcome

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Collects the elements, and what is open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.seen if name == tag]


def page(*marked: str) -> str:
    return "".join(REPORTS["html"].render([outcome(m) for m in marked], Look()))


def test_it_is_whole() -> None:
    assert Page(page(RUNBOOK)).open == []


def test_it_asks_for_nothing() -> None:
    text = page(RUNBOOK)
    assert not re.search(r"https?://|//\w|@import|url\(|<script|<img|<link|<iframe", text)
    assert "default-src 'none'" in text
    assert {a["href"][:1] for a in Page(text).all("a") if a["href"]} == {"#"}


def test_it_says_that_it_holds_the_original() -> None:
    assert WARNING in Page(page(RUNBOOK)).text


def test_changes_show_their_reason_and_the_list_leads_to_them() -> None:
    found = Page(page(RUNBOOK))
    marked = found.all("del") + found.all("ins")
    reasons = {"pitfall · from the manual: a trap", "pitfall · left out: a trap"}
    assert {m["title"] for m in marked} == reasons
    targets = {f"#{a['id']}" for _, a in found.seen if "id" in a}
    assert {a["href"] for a in found.all("a")} <= targets


def test_a_filter_for_each_kind() -> None:
    text = page(RUNBOOK)
    assert [a["id"] for a in Page(text).all("input")] == ["show-pitfall"]
    assert "#show-pitfall:not(:checked)" in text


def test_markup_in_the_document_stays_text() -> None:
    text = page('a <script>alert("x")</script> [[<b onclick="x">|&amp; "q"]] </div>\n')
    assert Page(text).open == []
    assert "<script" not in text
    assert '<b onclick="x">' in Page(text).text


def test_long_unchanged_stretches_are_folded_and_stay_in_the_page() -> None:
    text = page("a [[b|c]]\n" + "".join(f"line {n}\n" for n in range(30)))
    assert "<summary>26 unchanged lines</summary>" in text
    assert all(f"line {n}" in Page(text).text for n in range(30))


def test_documents_of_one_page_have_their_own_anchors() -> None:
    ids = [a["id"] for _, a in Page(page("a [[b|c]]\n", "d [[e|f]]\n")).seen if "id" in a]
    assert len(ids) == len(set(ids)) == 3


def test_an_unchanged_document_has_no_table() -> None:
    found = Page(page("All known.\n"))
    assert not found.all("del") and not found.all("input")
    assert "nothing to generalise" in found.text


def test_names_in_critical_text_are_named() -> None:
    text = "".join(REPORTS["html"].render([exposing("Tell Ms Berg. [[x|y]]", "Berg")], Look()))
    assert "Critical text stays as it is and still names Berg." in Page(text).text
