"""The default model is one that the library knows, with a price."""

from __future__ import annotations

from typing import get_args

from antidistill.engines.claude.options import DEFAULT_MODEL, Options
from antidistill.engines.claude.price import price_of


def test_the_default_model_is_known_and_has_a_price() -> None:
    from anthropic.types.model import Model

    known = {name for part in get_args(Model) for name in get_args(part)}
    assert DEFAULT_MODEL in known
    assert price_of(Options()) is not None


def test_a_model_of_somebody_else_has_no_price() -> None:
    assert price_of(Options(model="qwen3")) is None
