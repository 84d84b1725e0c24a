"""YAML: comments, and strings that are sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.hosts import yaml_text
from antidistill.hosts.inside.base import Text


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML file."""

    def texts(self, text: str) -> Iterator[Text]:
        """Comments and strings; flow collections are passed over."""
        for one in yaml_text.texts(text):
            yield Text(one.span, one.text, one.written)

    def said(self, text: str) -> Iterator[str]:
        """What they say."""
        for one in yaml_text.texts(text):
            yield one.text

    def same(self, before: str, after: str) -> bool:
        """Whether it has the same keys."""
        tree = yaml_text.tree(before)
        return tree is not None and tree == yaml_text.tree(after)


def syntax(path: str) -> Tree:
    """That of any YAML file."""
    del path
    return Tree()
