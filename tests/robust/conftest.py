"""A home and a folder of their own."""

from __future__ import annotations

from tests.cli.conftest import home, work

__all__ = ["home", "work"]
