"""Values that are withheld in one place and stand in others."""

from __future__ import annotations

import pytest

from antidistill.finders import find
from antidistill.finding import Kind

from .samples import read

_COMMANDS = "The {0} desk opens at nine.\n\n```\npsql -d {0}\necho {0}\nls /srv/{0}x\n```\n"


@pytest.mark.parametrize(("name", "times"), [("aftersales", 2), ("ledgerbook", 2)])
def test_a_database_is_the_same_in_all_commands_but_a_word_in_a_sentence(
    name: str, times: int
) -> None:
    text = _COMMANDS.format(name)
    found = [f for f in find(read(text)) if f.kind is Kind.ARGUMENT and f.span.of(text) == name]
    assert len(found) == times
    assert all(f.span.start > text.index("```") for f in found)
    assert {f.neutral for f in found} == {"<database>"}


def test_an_account_is_no_value_elsewhere() -> None:
    text = "```\nssh deploy@web7.corp.shopmoor.net\nmake deploy\n```\n"
    found = [f for f in find(read(text)) if f.span.of(text) == "deploy"]
    assert [text[f.span.end] for f in found] == ["@"]
