"""The few things that the program remembers for a user: their seed, the notice that they saw."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def own_seed(data: Path) -> int:
    """The user's seed, made at the first call, so that two users' copies do not come out alike;
    0 where it can be neither read nor kept."""
    import secrets  # slow to load, and hooks need no seed

    file = data / "seed"
    with suppress(OSError, ValueError):
        data.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), file.open("x", encoding="ascii") as new:
            new.write(str(secrets.randbits(31)))
        return int(file.read_text(encoding="ascii"))
    return 0


def noticed(data: Path) -> frozenset[str]:
    """The languages in which the notice has been shown."""
    with suppress(OSError, UnicodeDecodeError):
        return frozenset((data / "notice").read_text(encoding="ascii").split())
    return frozenset()


def record_notice(data: Path, language: str) -> None:
    """Remember that the notice has been shown in `language`; where that cannot be written it will
    be shown again."""
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True)
        with (data / "notice").open("a", encoding="ascii") as file:
            file.write(f"{language}\n")
