"""The page in a real browser: every action by mouse and by keyboard, tabs, reloads, access."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from antidistill.decisions import Choice
from antidistill.review import Item, Review
from tests.web.conftest import Running, of_changes, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEYS = {
    "accept": "y", "keep": "n", "milder": "m", "stricter": "s", "edit": "e", "another": "w",
    "kind": "k", "section": "c", "skip": "j", "back": "b", "undo": "u",
    "write": "f", "quit": "q", "help": "?",
}  # fmt: skip
HOW = pytest.mark.parametrize("how", ["mouse", "keys"])
WIDE, PHONE = (1440, 900), (390, 844)


class Tab:
    """A tab with the page, and what came over the net or went wrong in it."""

    def __init__(self, browser: Browser, at: Running, size: tuple[int, int] = WIDE, **more: Any):
        self.at = at
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        self.hosts: set[str] = set()
        self.faults: list[str] = []
        context.on("request", lambda r: self.hosts.add(urlsplit(r.url).netloc))
        self.page = self.open_in(context)

    def open_in(self, context: Any) -> Page:
        page: Page = context.new_page()
        page.on("console", lambda m: self.faults.append(m.text))
        page.on("pageerror", lambda e: self.faults.append(str(e)))
        page.goto(self.at.site.address)
        page.wait_for_selector("#rows .row")
        return page

    @property
    def review(self) -> Review:
        return self.at.review

    def do(self, how: str, name: str, box: str = "") -> None:
        """One action by its button or by its key."""
        if how == "keys":
            self.page.keyboard.press(KEYS[name])
        else:
            which = f"{box} button[value={name}]" if box else f"button[data-do={name}]"
            self.page.click(which)

    def then(self, number: int) -> None:
        """Wait until the server has done something and the page shows it."""
        self.page.wait_for_function("n => state.number > n && !busy", arg=number)

    def done(self, how: str, name: str) -> None:
        """An action, to its end."""
        number = self.at.site.sitting.number
        self.do(how, name)
        self.then(number)

    def to(self, fits: Callable[[Item], bool]) -> Item:
        """Choose the first change of the list that fits."""
        item = next(i for i in self.review.sight.items if fits(i))
        if item.id != self.review.at:
            number = self.at.site.sitting.number
            self.page.click(f'#list button[data-item="{item.id}"]')
            self.then(number)
        return item

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    def close(self) -> None:
        self.page.context.close()
        assert self.hosts == {self.at.site.door.host}
        assert self.faults == []


@pytest.fixture
def tab(browser: Browser, runbook: Running) -> Iterator[Tab]:
    found = Tab(browser, runbook)
    yield found
    found.close()


def _choice(tab: Tab, item: Item) -> Choice | None:
    decision = tab.review.decided(item)
    return decision.choice if decision else None


def _has(choice: Choice) -> Callable[[Item], bool]:
    return lambda item: choice in item.choices


@HOW
@pytest.mark.parametrize("choice", [Choice.ACCEPT, Choice.KEEP, Choice.MILDER, Choice.STRICTER])
def test_a_change_is_decided(tab: Tab, how: str, choice: Choice) -> None:
    item = tab.to(_has(choice))
    tab.done(how, choice.value)
    assert _choice(tab, item) is choice
    assert len(tab.at.paper.saved) == 1
    assert tab.review.at != item.id
    assert f"1 of {len(tab.review.sight.items)} decided" in tab.text("#progress")
    assert tab.text("#told") != ""


@HOW
def test_a_wording_of_ones_own(tab: Tab, how: str) -> None:
    item = tab.to(lambda i: Choice.OWN in i.choices and not i.part)
    tab.do(how, "edit")
    tab.page.fill("#wording", "Ask whoever is on duty <b>today</b>.")
    number = tab.at.site.sitting.number
    if how == "keys":
        tab.page.keyboard.press("Control+Enter")
    else:
        tab.page.click("#edit-save")
    tab.then(number)
    assert _choice(tab, item) is Choice.OWN
    assert "<b>today</b>" in tab.review.sight.result.text
    assert "<b>today</b>" in tab.text("#rows")


@HOW
def test_a_wording_that_is_left_alone(tab: Tab, how: str) -> None:
    tab.to(_has(Choice.OWN))
    tab.do(how, "edit")
    if how == "keys":
        tab.page.keyboard.press("Escape")
    else:
        tab.page.click("#ask-edit button[data-text='do.cancel']")
    assert not tab.page.is_visible("#ask-edit")
    assert not tab.at.paper.saved


def test_what_is_not_possible_is_told(tab: Tab) -> None:
    item = tab.to(lambda i: Choice.OWN in i.choices and not i.part and not i.old.startswith("|"))
    tab.do("keys", "edit")
    tab.page.fill("#wording", "# A heading\nand more")
    number = tab.at.site.sitting.number
    tab.page.click("#edit-save")
    tab.then(number)
    assert "not possible" in tab.text("#told")
    assert _choice(tab, item) is None


@HOW
def test_another_wording_is_shown_and_taken(browser: Browser, procedure: Running, how: str) -> None:
    tab = Tab(browser, procedure)
    item = tab.to(lambda i: bool(i.sources) and tab.review.bench.another(
        i, [i.new], tab.review.sight) is not None)  # fmt: skip
    tab.done(how, "another")
    offered = tab.at.site.sitting.offered
    assert offered is not None
    assert offered.text
    assert offered.text != item.new
    assert "Another wording" in tab.text("#diff")
    tab.done(how, "accept")
    assert offered.text in tab.review.sight.result.text
    tab.close()


@HOW
@pytest.mark.parametrize("many", ["kind", "section"])
def test_all_of_a_kind_or_section(tab: Tab, how: str, many: str) -> None:
    item = tab.to(lambda i: i.kind.value == "pitfall")
    tab.do(how, many)
    number = tab.at.site.sitting.number
    tab.do(how, "keep", box="#ask-many")
    tab.then(number)
    for other in tab.review.sight.items:
        same = other.kind is item.kind if many == "kind" else other.path == item.path
        assert (_choice(tab, other) is Choice.KEEP) == same


@HOW
def test_later_back_and_undo(tab: Tab, how: str) -> None:
    first = tab.review.at
    tab.done(how, "skip")
    second = tab.review.at
    assert second != first
    tab.done(how, "back")
    assert tab.review.at == first
    tab.done(how, "keep")
    assert tab.at.paper.saved
    tab.done(how, "undo")
    assert tab.review.at == first
    assert tab.review.left == len(tab.review.sight.items)
    assert not tab.at.paper.saved[-1]


@HOW
def test_the_copy_is_written_and_replaced_only_when_asked(tab: Tab, how: str) -> None:
    tab.done(how, "keep")
    tab.do(how, "write")
    assert f"{tab.review.left} undecided" in tab.text("#write-open")
    tab.page.click("#write-now")
    tab.page.wait_for_selector("#write-quit:visible")
    assert tab.at.paper.text == tab.review.sight.result.text
    tab.page.keyboard.press("Escape")
    tab.done(how, "keep")
    tab.do(how, "write")
    before = tab.at.paper.text
    tab.page.click("#write-now")
    tab.page.wait_for_function("() => document.getElementById('write-said').textContent")
    assert tab.at.paper.text == before
    tab.page.check("#replace")
    tab.page.click("#write-now")
    tab.page.wait_for_selector("#write-quit:visible")
    assert tab.at.paper.text == tab.review.sight.result.text != before


@HOW
def test_quitting_ends_the_server_and_the_page_says_so(tab: Tab, how: str) -> None:
    tab.do(how, "quit")
    tab.page.wait_for_selector("#alert:visible")
    tab.at.thread.join(10)
    assert not tab.at.thread.is_alive()
    assert "goes on there" in tab.text("#alert")
    assert tab.page.is_disabled("button[data-do=accept]")


def test_a_page_whose_server_is_gone_says_so(tab: Tab) -> None:
    tab.at.site.sitting.over = True
    tab.at.thread.join(10)
    tab.do("keys", "accept")
    tab.page.wait_for_selector("#alert:visible")
    assert "has ended" in tab.text("#alert")
    tab.faults.clear()  # the browser's own word about the connection


def test_walking_through_the_list_without_deciding(tab: Tab) -> None:
    ids = [i.id for i in tab.review.sight.items]
    for key, at in ((".", 1), (".", 2), (",", 1)):
        number = tab.at.site.sitting.number
        tab.page.keyboard.press(key)
        tab.then(number)
        assert tab.review.at == ids[at]
    assert not tab.at.paper.saved


def test_a_mark_in_the_text_leads_to_its_change(tab: Tab) -> None:
    item = tab.review.sight.items[3]
    number = tab.at.site.sitting.number
    tab.page.click(f'#rows [data-item="{item.id}"] >> nth=0')
    tab.then(number)
    assert tab.review.at == item.id


def test_searching(tab: Tab) -> None:
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("redis")
    wanted = [i.id for i in tab.review.sight.items if "redis" in f"{i.old}\n{i.new}".lower()]
    shown = tab.page.eval_on_selector_all("#list button", "b => b.map(x => x.dataset.item)")
    assert shown == wanted != []
    assert tab.text("#found") != "0 found"
    assert not tab.at.paper.saved, "letters in the search are no commands"
    tab.page.keyboard.press("Escape")
    assert tab.page.locator("#list button").count() == len(tab.review.sight.items)


def test_filters_by_kind_and_by_what_is_open(tab: Tab) -> None:
    kinds = [i.kind.value for i in tab.review.sight.items]
    tab.page.uncheck("[data-kind=pitfall]")
    assert tab.page.locator("#list button").count() == len(kinds) - kinds.count("pitfall")
    assert tab.page.locator("#rows .k-pitfall").count() == 0
    assert tab.page.locator("#rows .k-procedure").count() > 0
    tab.page.check("[data-kind=pitfall]")
    tab.done("keys", "keep")
    tab.page.select_option("#status", "decided")
    assert tab.page.locator("#list button").count() == 1
    tab.page.select_option("#status", "open")
    assert tab.page.locator("#list button").count() == len(kinds) - 1


def test_exposure_before_and_after(tab: Tab) -> None:
    tab.page.wait_for_selector("#gauge svg")
    found = tab.at.site.sitting.exposure()
    assert found["before"] > found["after"] > 0
    assert tab.text("#exposure") == (
        f"Exposure: {found['before']} before, {found['after']} after, of 100"
    )
    tab.page.click("#by-section summary")
    assert tab.page.locator("#heat text").count() > 4


def test_reload_in_the_middle(tab: Tab) -> None:
    tab.done("keys", "keep")
    tab.done("keys", "accept")
    at, every = tab.review.at, len(tab.review.sight.items)
    tab.page.reload()
    tab.page.wait_for_selector("#rows .row")
    assert tab.page.evaluate("state.at") == at
    assert f"2 of {every} decided" in tab.text("#progress")
    assert tab.page.locator("#list .done").count() == 2
    tab.done("keys", "undo")
    assert f"1 of {every} decided" in tab.text("#progress")
    assert len(tab.at.site.presence.tabs) == 1


def test_two_tabs(tab: Tab, browser: Browser) -> None:
    other = tab.open_in(tab.page.context)
    tab.done("keys", "keep")
    left = len(tab.review.sight.items) - 1
    other.wait_for_function("left => state.left === left", arg=left)
    assert "another tab" in other.inner_text("#alert")
    stranger = Tab(browser, tab.at)  # another browser hears of it at its next word
    tab.done("keys", "keep")
    stranger.do("keys", "accept")
    stranger.page.wait_for_selector("#alert:visible")
    assert [d.choice for d in tab.review.decisions.by_mark.values()] == [Choice.KEEP] * len(
        tab.review.decisions.by_mark
    )
    assert stranger.page.evaluate("state.left") == left - 1
    stranger.close()


def test_the_server_hears_when_the_last_tab_is_closed(tab: Tab) -> None:
    other = tab.open_in(tab.page.context)
    tab.page.wait_for_timeout(100)
    assert len(tab.at.site.presence.tabs) == 2
    other.close()
    tab.page.goto("about:blank")
    for _ in range(50):
        if tab.at.site.presence.left:
            break
        tab.page.wait_for_timeout(50)
    assert tab.at.site.presence.left
    tab.hosts.discard("")


def test_single_keys_can_be_turned_off(tab: Tab) -> None:
    tab.do("keys", "help")
    assert tab.page.locator("#keys dt").count() == len(KEYS) + 3
    tab.page.uncheck("#single")
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("y")
    tab.page.keyboard.press("n")
    tab.done("mouse", "skip")
    assert not tab.at.paper.saved


def test_tab_and_enter_alone_are_enough(tab: Tab) -> None:
    for _ in range(200):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.dataset.do") == "accept":
            break
    every = len(tab.review.sight.items)
    for left in (every - 1, every - 2):
        number = tab.at.site.sitting.number
        tab.page.keyboard.press("Enter")
        tab.then(number)
        assert tab.review.left == left
    assert tab.page.evaluate("document.activeElement.dataset.do") == "accept"


def test_when_all_is_done(tab: Tab) -> None:
    while tab.review.at:
        tab.done("keys", "accept")
    assert "Everything has been asked" in tab.text("#place")
    assert tab.page.is_disabled("button[data-do=accept]")
    tab.done("keys", "undo")
    assert tab.page.is_enabled("button[data-do=accept]")


def test_both_languages(tab: Tab) -> None:
    tab.page.click("#language")
    tab.page.wait_for_function("() => document.documentElement.lang === 'zh'")
    assert "已定 0 处" in tab.text("#progress")
    words = tab.page.eval_on_selector_all(
        "button[data-do], summary, label > span:first-child, #place, #about",
        "all => all.map(x => x.textContent.replace(/[a-z?/] /, ''))",
    )
    assert [w for w in words if w.strip() and w.isascii() and w.strip().isalpha()] == []
    tab.page.reload()
    tab.page.wait_for_selector("#rows .row")
    assert tab.page.evaluate("document.documentElement.lang") == "zh"
    tab.page.click("#language")
    tab.page.wait_for_function("() => document.documentElement.lang === 'en'")
    assert f"0 of {len(tab.review.sight.items)} decided" in tab.text("#progress")


@pytest.mark.parametrize(
    ("size", "scheme", "language", "boxes"),
    [
        (WIDE, "light", "en", ()),
        (WIDE, "dark", "zh", ()),
        (PHONE, "light", "zh", ()),
        (PHONE, "dark", "en", ("edit", "kind", "write", "help")),
    ],
)
def test_no_serious_fault_of_access(
    browser: Browser,
    runbook: Running,
    size: tuple[int, int],
    scheme: str,
    language: str,
    boxes: tuple[str, ...],
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    tab = Tab(browser, runbook, size, color_scheme=scheme)
    page = tab.page
    if language == "zh":
        page.click("#language")
        page.wait_for_function("() => document.documentElement.lang === 'zh'")
    page.wait_for_selector("#gauge svg")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    tab.to(_has(Choice.OWN))
    assert _faults(axe, page, None) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for name in boxes:
        tab.do("mouse", name)
        page.wait_for_selector("dialog[open]")
        assert _faults(axe, page, "dialog[open]") == []
        page.keyboard.press("Escape")
    tab.close()


def test_the_check_of_access_sees_faults(tab: Tab) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    tab.page.evaluate(
        "document.getElementById('search').parentElement.replaceWith("
        "document.getElementById('search'))"
    )
    assert [name for name, _ in _faults(axe, tab.page, "header")] == ["label"]


def _faults(axe: Any, page: Page, part: str | None) -> list[tuple[str, list[str]]]:
    found = axe.Axe().run(page, context=part).response["violations"]
    return [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def test_two_hundred_changes(browser: Browser) -> None:
    with running(of_changes(20), "medium") as at:
        tab = Tab(browser, at)
        assert tab.page.locator("#list button").count() == 200
        for left in (199, 198, 197):
            tab.done("keys", "keep")
            assert tab.review.left == left
        tab.to(lambda i: i.kind.value == "pitfall")
        tab.do("keys", "kind")
        number = at.site.sitting.number
        tab.do("keys", "milder", box="#ask-many")
        tab.then(number)
        assert tab.review.left == 97
        assert "100" in tab.text("#told")
        tab.page.reload()
        tab.page.wait_for_selector("#rows .row")
        assert "103 of 200 decided" in tab.text("#progress")
        while tab.review.left > 90:
            tab.done("keys", "accept")
        tab.do("keys", "write")
        tab.page.click("#write-now")
        tab.page.wait_for_selector("#write-quit:visible")
        assert at.paper.text.count("Bluebird") == 3
        tab.close()
