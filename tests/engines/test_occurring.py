"""Which words occur: looked for one by one, the same as the pattern of all of them finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.engines.local.occurring import words

KNOWN = (
    "disk",
    "disk space",
    "c",
    "cat",
    "redis",
    "redis cluster",
    "磁盘",
    "磁盘空间",
    "c盘",
    "es",
    "ess",
)
PARTS = st.sampled_from([*KNOWN, "s", "es", " ", "-", ".", "x", "9", "K", "ſ", "ı", "İ", "空间"])
FOUND = {
    "Disks fill; the DISK SPACE goes.": ["disks", "disk space"],
    "Redis clusters and 磁盘空间不足": ["redis clusters", "磁盘空间"],
    "diskette, subdisk, disk9": [],
    "abc盘, cat盘": ["c盘", "cat"],
    "": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_latin_words_are_whole_and_the_longest_counts(text: str) -> None:
    assert list(words(KNOWN).in_(text)) == FOUND[text]


@given(st.lists(PARTS, max_size=14).map("".join), st.booleans())
def test_it_finds_what_the_pattern_finds(text: str, upper: bool) -> None:
    known, text = words(KNOWN), text.upper() if upper else text
    assert list(known.in_(text)) == [m.group().lower() for m in known.pattern().finditer(text)]
