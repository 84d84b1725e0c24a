"""How somebody writes, by what nobody chooses: function words and punctuation (Burrows' Delta).

Each feature's rate is set beside its norm in work documents (`norms.toml`) and counted in standard
deviations; the distance of two texts is the mean difference over all features. Two texts by one
author on one subject are usually below 0.8, texts by different people above 1; both figures hold
for texts of a few thousand words and get vaguer the shorter a text is.
"""

from __future__ import annotations

from antidistill.style.delta import Distance, Mark, Marked, between, distance, marked
from antidistill.style.profile import Profile, profile

__all__ = ["Distance", "Mark", "Marked", "Profile", "between", "distance", "marked", "profile"]
