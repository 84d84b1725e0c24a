"""Masks of settings: what sort of setting it is can stay, its own name and value go."""

from __future__ import annotations

import re

from antidistill.plan.phrases import is_setting_word

_BARE = "<NAME>=<value>"
_MOST = 2
"""Words of a mask's name."""


def setting_mask(setting: str, mask: str) -> str:
    """The mask for 'BILLING_TIMEOUT=30': '<TIMEOUT>=<value>', so that one masked setting is told
    from another; `mask` itself where it is no setting's or no word of the name is everybody's."""
    if mask != _BARE:
        return mask
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", setting.split("=")[0])
    known = [w.upper() for w in words if is_setting_word(w)][-_MOST:]
    return f"<{'_'.join(known)}>=<value>" if known else mask
