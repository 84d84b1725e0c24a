"""Pages that hold original text: where they may lie, and that they are for their owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from antidistill.message import said


@contextmanager
def for_its_owner() -> Iterator[None]:
    """New files may be read by the user alone, from their first moment on."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def page_path(name: str, copies: Sequence[Path | None], *, force: bool) -> Path:
    """Where the page goes. It holds the original, so never among the copies; UsageFault then, and
    when it exists already and `force` is not set."""
    from antidistill.errors import UsageFault

    page = Path(name).absolute()
    for output in copies:
        if output is not None and page.is_relative_to(output.absolute().parent):
            raise UsageFault(
                said(
                    "{name}: the page holds the original text, so it must not lie in the "
                    "folder of the copies ({parent}); choose another place",
                    name=name,
                    parent=output.parent,
                )
            )
    if page.is_dir():
        raise UsageFault(said("{name}: is a folder; name a file in it", name=name))
    if page.exists() and not force:
        raise UsageFault(
            said(
                "{name}: exists already; choose another name, or replace it with --force", name=name
            )
        )
    return page
