"""`python -m tests.ui`: bring the catalogues up to the sources, and compile them.

New messages come in without a translation (the tests name them), those that are gone go out.
"""

from __future__ import annotations

import sys

from tests.ui.catalogues import LANGUAGES, compiled, fresh, mo_file, po_file, written


def main() -> int:
    """Write the .po and .mo files; 1 when a message lacks its translation."""
    missing = 0
    for language in LANGUAGES:
        catalogue = fresh(language)
        po_file(language).write_bytes(written(catalogue))
        mo_file(language).write_bytes(compiled(catalogue))
        for message in catalogue:
            if message.id and not any(_texts(message.string)):
                missing += 1
                sys.stdout.write(f"{language}: {message.id!r} has no translation\n")
    return 1 if missing else 0


def _texts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)


if __name__ == "__main__":
    sys.exit(main())
