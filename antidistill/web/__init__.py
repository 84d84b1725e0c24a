"""The review as a page: a server for one user on this machine, and what it shows and takes."""

from __future__ import annotations

from antidistill.web.server import Site
from antidistill.web.sitting import Sitting

__all__ = ["Site", "Sitting"]
