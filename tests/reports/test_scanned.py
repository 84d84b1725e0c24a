"""What `scan` says of findings that lie on top of each other."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from urllib.parse import quote

import pytest

from antidistill import nlp
from antidistill.exposure import Exposure, exposure
from antidistill.finding import Finding, Kind
from antidistill.formats import format_for
from antidistill.pipeline import Scan
from antidistill.reading import Reading
from antidistill.reports import Look
from antidistill.reports.sarif import log
from antidistill.reports.scan_json import record
from antidistill.reports.scan_page import page
from antidistill.reports.scan_view import ScanView
from antidistill.reports.scanned import table
from antidistill.span import Span

from .documents import document

TEXT = "Cut the power first, says Anna. Wait 15 minutes.\n"


def finding(kind: Kind, words: str, rule: str) -> Finding:
    at = TEXT.index(words)
    return Finding(kind, Span(at, at + len(words)), rule, 0.9, "why")


def scan(*found: Finding, score: int = 50) -> Scan:
    reading = Reading(document(TEXT), (), ())
    return Scan(reading, found, Exposure(score, (), (), ()))


CRITICAL = finding(Kind.CRITICAL, "Cut the power first, says Anna.", "critical/power")
ANNA = finding(Kind.PERSON, "Anna", "people/name")
WAIT = finding(Kind.QUANTITY, "15 minutes", "quantity/duration")
FIGURE = finding(Kind.QUANTITY, "15", "quantity/figure")


def view(found: Scan) -> ScanView:
    return ScanView("notes.md", found)


def shown(found: Scan) -> str:
    return "".join(table(view(found), Look()))


def test_what_stands_in_critical_text_is_not_offered() -> None:
    found = scan(CRITICAL, ANNA)
    assert view(found).verdict == "Nothing here is yours alone: there is nothing to withhold."
    assert "Anna" not in shown(found)
    assert "Stays in every mode: 1 critical" in shown(found)


def test_one_place_is_told_once_a_kind() -> None:
    text = shown(scan(WAIT, FIGURE))
    assert "quantity (1)" in text
    assert "quantity/duration" in text and "quantity/figure" not in text


def test_two_kinds_at_one_place_are_both_told() -> None:
    norm = finding(Kind.NORM, "15 minutes", "norm/deadline")
    text = shown(scan(WAIT, norm))
    assert "quantity (1)" in text and "norm (1)" in text


def test_programs_get_all() -> None:
    assert len(record(view(scan(CRITICAL, ANNA, WAIT, FIGURE)))["findings"]) == 4


def test_a_low_score_is_said_plainly() -> None:
    found = view(scan(ANNA, score=3)).verdict
    assert found == (
        "Mostly public knowledge, ordinary steps or formal rules: little to withhold (1 finding)."
    )


def read(text: str) -> Reading:
    return nlp.read(format_for("n.md").read(text.encode(), "n.md"), analyse=False)


def sample(text: str) -> Scan:
    """The scan of a text, without models: a finding for each of the words in [brackets]."""
    parts = re.split(r"[\[\]]", text)
    ends = list(accumulate(map(len, parts)))
    reading = read("".join(parts))
    spans = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    found = tuple(Finding(Kind.PITFALL, s, "pitfall/never", 0.8, "a ban") for s in spans)
    return Scan(reading, found, exposure(reading, found))


STORED = (
    "# Wine\n\nRead the label. [Never open the red vat before ten.]\n\n## Cork\n\nKeep it dry.\n"
)


def test_each_sentence_has_its_sign() -> None:
    text = shown(sample(STORED))
    assert "Wine ██████░░░░  63  ··█\n" in text
    assert "Cork ░░░░░░░░░░   0  ··\n" in text


def test_many_sentences_share_signs_and_the_hottest_is_shown() -> None:
    text = "# A\n\n" + "Fine. " * 90 + "[Never!] " + "Fine. " * 90 + "\n"
    drawn = "".join(table(view(sample(text)), Look(width=60)))
    line = next(row for row in drawn.splitlines() if "░░" in row)
    assert len(line) <= 60
    assert line.count("█") == 2


def test_what_it_feeds_is_named() -> None:
    text = shown(sample(STORED))
    assert "└ pitfall → W10" in text
    assert re.search(r"W10 experience: judgements, traps, opinions +1  line 3\n", text)


def test_contradictions_are_told_at_the_end() -> None:
    text = shown(sample("Two rules:\n\n- Ask.\n- Wait.\n- Look.\n"))
    assert text.endswith("\n  line 1, 3: 'Two rules', but 3 follow\n\n")


def test_the_page_holds_everything_and_no_script() -> None:
    drawn = page([view(sample(STORED)), view(sample("Ask <b>Anna</b> & [run].\n"))])
    assert (
        '<mark class="h4" title="pitfall: a ban\nW10">Never open the red vat before ten.' in drawn
    )
    assert '<a href="#d0l3">line 3</a>' in drawn and 'id="d0l3"' in drawn
    assert "&lt;b&gt;" in drawn and "<b>Anna" not in drawn
    assert "<script" not in drawn and "http" not in drawn.replace("http-equiv", "")


def test_critical_text_is_marked_on_the_page() -> None:
    assert '<mark class="stays" title="stays in every mode">' in page([view(read_scan(CRITICAL))])


def read_scan(*found: Finding) -> Scan:
    return Scan(read(TEXT), found, exposure(read(TEXT), found))


def test_a_log_for_code_hosts_holds_places_and_no_words() -> None:
    made = json.loads(log([view(sample(STORED))], "1.2"))
    run = made["runs"][0]
    result = run["results"][0]
    assert made["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] == "warning"
    region = result["locations"][0]["physicalLocation"]["region"]
    at = STORED.index("[")
    assert (region["startLine"], region["startColumn"]) == (3, 17)
    assert (region["charOffset"], region["charLength"]) == (at, STORED.index("]") - at - 1)
    assert "vat" not in json.dumps(made)


def test_a_log_of_nothing_is_still_a_log() -> None:
    assert json.loads(log([], "1.2"))["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("name", "uri"),
    [("a b/c.md", "a%20b/c.md"), ("-", "stdin"), ("/x/y.md", "file:///x/y.md"), ("笔记.md", None)],
)
def test_files_are_named_by_uri(name: str, uri: str | None) -> None:
    made = json.loads(log([ScanView(name, sample(STORED))], "1.2"))
    found = made["runs"][0]["artifacts"][0]["location"]["uri"]
    assert found == (uri or quote(name))


def test_the_hand_is_told_of_a_text_that_is_long_enough() -> None:
    assert view(sample(STORED)).writing == ""
    odd = view(sample("Well, I just do it, and you just do it too! " * 20 + "\n")).writing
    assert odd.startswith("Writing: ")
    assert "(a hand that can be told from others; the text is short" in odd
    assert "just +6.0" in odd
