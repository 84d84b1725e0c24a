"""What a document is as a whole, where a mode treats kinds differently."""

from __future__ import annotations

import pytest

from antidistill.mode import load
from tests.plan.marks import planned

REPORT = (
    "# The soup that boiled over\n\n## What happened\n\n### 15:20\n\n"
    "«incident record|The large pot begins to foam at «quantity record|90 degrees».»"
    "\n\n### 15:45\n\n"
    "«incident record|Ada takes it off the fire.»\n\n## Since then\n\nThe stove has a new ring.\n"
)
TITLED = (
    "# Postmortem: the soup that boiled over\n\nDate: 2031-05-02, shut 2031-05-04\n\n## Impact\n\n"
    "«incident record|The kitchen was closed for the evening.»\n"
)
MEMORY = (
    "# Soup\n\nBones go first. Water covers them. Roots come after an hour.\n\n"
    "«incident record|In May the large pot boiled over.»\n\nSalt goes last.\n"
)


@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_a_report_keeps_its_record(mode: str) -> None:
    made = planned(REPORT, load(mode))
    assert "begins to foam at 90 degrees." in made.text and "off the fire" in made.text


@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_a_report_by_its_title_keeps_its_record(mode: str) -> None:
    assert "was closed for the evening" in planned(TITLED, load(mode)).text


@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_what_happened_once_goes_from_other_documents(mode: str) -> None:
    made = planned(MEMORY, load(mode))
    assert "boiled over" not in made.text and "Salt goes last." in made.text
