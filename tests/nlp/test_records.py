"""Which documents are the record of what happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.nlp.records import is_incident_report, is_record
from tests.things.tables import toml

ROWS = toml(Path(__file__).parent / "records.toml")
DATED = "On 2031-04-02 the oven went cold. On 2031-04-03 it was warm again."


@pytest.mark.parametrize("title", ROWS["incident"])
def test_the_report_of_an_incident(title: str) -> None:
    assert is_incident_report(title, DATED) and is_record(title, DATED)
    assert not is_record(title, "Date: ____. What happened: ____.")


@pytest.mark.parametrize("title", ROWS["other"])
def test_another_record(title: str) -> None:
    assert is_record(title, DATED) and not is_incident_report(title, DATED)


@pytest.mark.parametrize("title", ROWS["none"])
def test_advice_is_no_record(title: str) -> None:
    assert not is_record(title, DATED)
