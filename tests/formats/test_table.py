"""Which format reads which file."""

from __future__ import annotations

import pytest

from antidistill.errors import UsageFault
from antidistill.formats import FORMATS, format_for


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", "markdown"), ("b/A.MD", "markdown"), ("SKILL.markdown", "markdown"),
     ("a.mdx", "markdown"), ("-", "markdown"), ("a.b.txt", "text"), ("x.text", "text")],
)  # fmt: skip
def test_by_suffix(name: str, form: str) -> None:
    assert format_for(name).name == form


@pytest.mark.parametrize("name", ["a.rst", "a", "README", "a.md.bak", ".md"])
def test_others_are_refused_with_a_way_out(name: str) -> None:
    with pytest.raises(UsageFault, match=r"\.md, .*arkdown"):
        format_for(name)


def test_no_suffix_twice() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
