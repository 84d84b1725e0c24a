"""How results are shown. The table of the reports; a new one is a module and a line here."""

from __future__ import annotations

from antidistill.reports.base import Look, Outcome, Report
from antidistill.reports.html import Html
from antidistill.reports.inline import Inline
from antidistill.reports.json_lines import JsonLines
from antidistill.reports.side_by_side import SideBySide
from antidistill.reports.unified import Unified

REPORTS: dict[str, Report] = {
    report.name: report for report in (Inline(), SideBySide(), Unified(), JsonLines(), Html())
}

__all__ = ["REPORTS", "Look", "Outcome", "Report"]
