"""The ledger in both languages, under review."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from antidistill.decisions import Decisions, Marker
from antidistill.document import Document
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.pipeline import Order
from antidistill.reading import OwnWords
from antidistill.review import Bench, Item, begun

HERE = Path(__file__).parent
MARKER = Marker(b"k" * 32, b"s" * 16, rounds=1)
OWN = OwnWords(aliases=(("Bluebird", "the partner"), ("青鸟公司", "合作方")))
EMPTY = Decisions(MARKER)


def document(text: str, name: str = "ledger.md") -> Document:
    """A Markdown document."""
    return format_for(name).read(text.encode(), name, None)


def source(language: str) -> str:
    """The ledger as it is."""
    return (HERE / f"ledger.{language}.md").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def bench(text: str, mode: str = "medium") -> Bench:
    """A document under review; analysed once for all tests."""
    order = Order(load(mode), own=OWN)
    return Bench(document(text), format_for("ledger.md"), order, MARKER)


def item_about(table: Bench, fragment: str) -> Item:
    """The one thing to decide whose original holds `fragment`."""
    (found,) = [i for i in begun(table, EMPTY).sight.items if fragment in i.old]
    return found
