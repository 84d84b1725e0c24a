"""`python -m antidistill`: the same command."""

from __future__ import annotations

from antidistill.cli import main

if __name__ == "__main__":
    main()
