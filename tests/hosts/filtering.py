"""A stand-in for the `antidistill` that Git calls: `filter clean` and `filter process` as they
are, with the stand-in for the pipeline (simulated.py)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folder:
    """Keeps in a folder beside the repository."""

    place: Path

    def keep(self, data: bytes, path: Path) -> None:
        """Each text once."""
        self.place.mkdir(exist_ok=True)
        (self.place / f"{abs(hash(data))}-{path.name}").write_bytes(data)


def main(words: list[str]) -> int:
    """As the program, which loads no more than it needs: Git calls `seen` all the time."""
    if words[2] == "seen":
        from antidistill.hosts.overwriting import ANSWER, keep

        sys.stdout.buffer.write(ANSWER)
        keep(Path.cwd(), Folder(Path(words[0])))
        return 0
    from antidistill.cli.filter import cleaned
    from antidistill.errors import AntidistillError
    from antidistill.hosts.in_place import Tools
    from antidistill.hosts.memory import Memory
    from tests.hosts.simulated import clean

    tools = Tools(clean, Folder(Path(words[0])), Memory(Path(words[0]) / "memory"))
    if words[2] == "process":
        from antidistill.hosts.packets import serve

        serve(sys.stdin.buffer, sys.stdout.buffer, lambda d, p: cleaned(d, p, tools))
        return 0
    try:
        sys.stdout.buffer.write(cleaned(sys.stdin.buffer.read(), words[4], tools))
    except AntidistillError as fault:
        print(fault, file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
