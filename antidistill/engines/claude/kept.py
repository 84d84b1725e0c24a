"""Answers that were paid for: in memory for the run, sealed on disk where the user resumes."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from antidistill.engines.claude.replies import Reply

_SUFFIX = ".answer"


@dataclass(slots=True)
class Kept:
    """Replies by the key of their request."""

    folder: Path | None = None
    """Where they are sealed; None keeps them in memory alone."""
    seal: Callable[[bytes], bytes] = bytes
    unseal: Callable[[bytes], bytes] = bytes
    resume: bool = False
    """Whether those of an earlier run count."""
    used: int = 0
    """Replies that did not have to be asked for again."""
    _memory: dict[str, str] = field(default_factory=dict, repr=False)
    _made: set[str] = field(default_factory=set, repr=False)

    def get(self, key: str) -> Reply | None:
        """The reply to that request, if one is kept."""
        found = self.note(key)
        if found is None:
            return None
        node = json.loads(found)
        self.used += 1
        return Reply(node["text"], node["stop"])

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply; where the disk has no room, in memory alone."""
        self.write(key, json.dumps({"text": reply.text, "stop": reply.stop}))

    def note(self, key: str) -> str | None:
        """What was written under `key`; None when nothing was, or when it does not open."""
        if key in self._memory:
            return self._memory[key]
        if self.folder is None or not self.resume:
            return None
        with suppress(Exception):
            data = self.unseal((self.folder / f"{key}{_SUFFIX}").read_bytes())
            self._memory[key] = data.decode()
            self._made.add(key)
            return self._memory[key]
        return None

    def write(self, key: str, text: str) -> None:
        """Remember `text` under `key`."""
        self._memory[key] = text
        self._made.add(key)
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = self.folder / f"{key}.part"
            part.write_bytes(self.seal(text.encode()))
            part.replace(self.folder / f"{key}{_SUFFIX}")

    def forget(self) -> None:
        """Remove from the disk what this run used: its documents are written, or nobody wants
        them any more."""
        for key in self._made if self.folder is not None else ():
            assert self.folder is not None
            for suffix in (_SUFFIX, ".part"):
                (self.folder / f"{key}{suffix}").unlink(missing_ok=True)
        self._made.clear()

    @property
    def waiting(self) -> int:
        """How many replies are kept on disk for a later run."""
        return len(self._made) if self.folder is not None else 0
