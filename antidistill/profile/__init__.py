"""The style profile: what a user writes more often than others do. Frequencies only, no text."""

from __future__ import annotations

from antidistill.profile.learning import learned
from antidistill.profile.stored import FILE, Profile, forget, load, save

__all__ = ["FILE", "Profile", "forget", "learned", "load", "save"]
