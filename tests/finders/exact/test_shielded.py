"""What is public shields names of products, never an address or a person that looks like one."""

from __future__ import annotations

import pytest

from antidistill.finders import find
from antidistill.finding import Kind

from .samples import read


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Open 10.2.3.4 before the shift.", Kind.ARGUMENT, "10.2.3.4"),
        ("Run `ssh admin@192.168.7.21` first.", Kind.ARGUMENT, "192.168.7.21"),
        ("先登录172.16.4.9再重启。", Kind.ARGUMENT, "172.16.4.9"),
        ("Ask Jan Kowalski about the ink.", Kind.PERSON, "Jan Kowalski"),
        ("Ask May Turner about the ink.", Kind.PERSON, "May Turner"),
    ],
)
def test_an_address_or_person_is_found_all_the_same(text: str, kind: Kind, words: str) -> None:
    assert (kind, words) in {(f.kind, f.span.of(text)) for f in find(read(text))}


@pytest.mark.parametrize(
    "text", ["Use Java 17.0.2 and log4j 2.17.1.0.", "Reports are due on Jan 5."]
)
def test_versions_and_months_are_neither(text: str) -> None:
    assert not {f.kind for f in find(read(text))} & {Kind.ARGUMENT, Kind.PERSON}
