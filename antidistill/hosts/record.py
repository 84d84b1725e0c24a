"""What was put where, so that it can be taken out exactly."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from antidistill import files


class Record:
    """Of one user, in their data folder."""

    def __init__(self, data: Path) -> None:
        self._file = data / "installed.json"
        try:
            self._rows: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._rows = {}

    def snippets(self, file: Path) -> list[str]:
        """The texts that were put into a file, the last one first."""
        return list(reversed(self._row(file).get("snippets", [])))

    def add(self, file: Path, snippet: str) -> None:
        """Remember a text that goes into a file."""
        known = self._row(file).setdefault("snippets", [])
        if snippet not in known:
            known.append(snippet)

    def made(self, file: Path) -> None:
        """Remember a file that is made, and the folders that are made for it."""
        new = [str(p) for p in file.parents if not p.exists()]
        self._row(file).update(made=True, folders=new)

    def blank(self, file: Path, text: str) -> None:
        """Remember a file that was there with nothing but white space in it."""
        self._row(file)["blank"] = text

    def was_blank(self, file: Path, text: str) -> str:
        """The white space of such a file, else `text`."""
        return str(self._row(file).get("blank", text))

    def was_made(self, file: Path) -> bool:
        """Whether a file was made for us."""
        return bool(self._row(file).get("made"))

    def clear(self, file: Path) -> None:
        """Forget a file that is gone; folders made for it go too when they are empty."""
        for folder in self._rows.pop(str(file), {}).get("folders", []):
            with suppress(OSError):
                Path(folder).rmdir()
        self.save()

    def save(self) -> None:
        """Write it; raises OutputFault, and then nothing else may be written."""
        rows = {file: row for file, row in self._rows.items() if row}
        files.replace(self._file, (json.dumps(rows, indent=1) + "\n").encode())

    def _row(self, file: Path) -> dict[str, Any]:
        row: dict[str, Any] = self._rows.setdefault(str(file), {})
        return row
