"""Full texts that Git is about to overwrite: `checkout -- FILE`, `restore` and `reset --hard` put
the committed text in the place of one that the filter may never have seen.

Git asks its file-system monitor what has changed before it does any of that. We answer that all may
have, as without a monitor, and keep the texts that are not in the commit.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from antidistill.hosts.keeping import Keeper

LIST = ("ls-files", "--stage", "-z", "--", ":(attr:filter=antidistill)")
ANSWER = b"antidistill\0/\0"
"""Of the second version of its hook: a mark of ours, and 'look at everything'."""


def keep(folder: Path, keeper: Keeper) -> None:
    """Keep what the filtered files of a working copy say, where the index says something else.
    Raises what `Keeper.keep` does."""
    for file, committed in _listed(folder):
        try:
            data = file.read_bytes()
        except OSError:
            continue
        if _blob(data, committed) != committed:
            keeper.keep(data, file)


def _listed(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each filtered file of the index, and the name of its blob."""
    command = ("git", "-c", "core.fsmonitor=false", *LIST)
    env = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    run = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True, timeout=20)
    for row in run.stdout.split(b"\0")[:-1]:
        about, _, name = row.partition(b"\t")
        yield folder / os.fsdecode(name), about.split()[1].decode("ascii")


def _blob(data: bytes, like: str) -> str:
    """The name under which Git would keep `data`, with the hash of a repository like it."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data).hexdigest()
