"""A stand-in for the `antidistill` that a host calls: the hook as it is, as a process, with the
stand-in for the pipeline (simulated.py)."""

from __future__ import annotations

import sys

from antidistill import hooking
from tests.hosts import simulated

if __name__ == "__main__":
    hooking.given = simulated.given
    sys.exit(hooking.main(sys.argv[2:]))
