"""Where the cache lies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from antidistill.settings import HOME_VARIABLE


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The user's cache folder of this program; below $ANTIDISTILL_HOME when that is set."""
    if home := environ.get(HOME_VARIABLE):
        return Path(home) / "cache"
    import platformdirs

    return platformdirs.PlatformDirs("antidistill", appauthor=False).user_cache_path
