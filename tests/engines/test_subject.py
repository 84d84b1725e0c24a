"""Which headings call a set of steps alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.engines import Brief
from antidistill.engines.local.headings import heading_of
from antidistill.engines.local.subject import subject
from antidistill.manual.load import topic
from tests.engines.test_local import passage
from tests.things.tables import Case, cases, marked

CASES = cases(Path(__file__).parent / "subject.toml", "case")


@pytest.mark.parametrize("case", marked(CASES))
def test_what_a_heading_calls_alone(case: Case) -> None:
    language = case.get("language", "en")
    brief = Brief(language, case["title"], f"{case['title']}\n{case['text']}", 0)
    about = subject(brief, [(case["title"], case["heading"])])
    heading = heading_of(passage(heading=case["heading"]))
    called = {
        head.id
        for head in about.called(heading, brief)
        for procedure in topic(head.path).procedures
        if about.calls(head, procedure, heading, language)
    }
    assert sorted(called) == case["topics"]
    assert about.is_called(heading, brief) == bool(called)
