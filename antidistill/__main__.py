"""`python -m antidistill`, and the `antidistill` command: the same."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a hook without it, since agents wait for that at every call."""
    if len(sys.argv) == 3 and sys.argv[1] == "hook" and not sys.argv[2].startswith("-"):
        from antidistill import hooking
        from antidistill.hosts import HOSTS

        if sys.argv[2] in HOSTS:
            sys.exit(hooking.main(sys.argv[2:]))
    from antidistill.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
