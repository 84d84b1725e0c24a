"""Pictures of the program for the READMEs, made by the program: `python -m tests.pictures`."""

from __future__ import annotations

from pathlib import Path

from antidistill import ui
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.pipeline import Order, generalise, scan
from antidistill.reports import REPORTS, Look, Outcome, scanned
from antidistill.reports.scan_view import ScanView
from tests.pictures.terminal import svg

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "docs" / "pictures"
COLUMNS = 92
MODE = "medium"
SEED = 1


def pictures() -> dict[str, str]:
    """File name → SVG: preview, scan and help, in each language."""
    out: dict[str, str] = {}
    for language in ui.LANGUAGES:
        ui.use(language)
        try:
            for name, command, text in _screens(language):
                out[f"{name}.{language}.svg"] = svg(command, text, COLUMNS)
        finally:
            ui.use("en")
    return out


def _screens(language: str) -> list[tuple[str, str, str]]:
    look = Look(COLUMNS, colour=True)
    name = f"notes.{language}.md"
    form = format_for(name)
    document = form.read((HERE / name).read_bytes(), "notes.md")
    result = generalise(document, form, Order(load(MODE), SEED))
    preview = REPORTS["words"].render([Outcome("notes.md", MODE, result)], look)
    found = "".join(scanned.table(ScanView("notes.md", scan(document)), look))
    return [
        ("preview", f"antidistill preview --mode {MODE} notes.md", "".join(preview)),
        ("scan", "antidistill scan notes.md", _first(found, 24)),
    ]


def _first(text: str, lines: int) -> str:
    """The first lines, and a sign that there are more."""
    rows = text.splitlines()
    return "\n".join([*rows[:lines], "…"] if len(rows) > lines else rows)
