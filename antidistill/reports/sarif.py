"""Scans as one SARIF 2.1.0 log, for code hosts and editors that show such results beside the file.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/ . The log is often uploaded somewhere, so it holds
places, kinds and reasons, and no words of the documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from antidistill.exposure import WEIGHTS
from antidistill.finding import Finding, Kind
from antidistill.reports.scan_view import ScanView
from antidistill.span import Span

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HOME = "https://pypi.org/project/antidistill/"
_HARD_WON = 4.0
"""Weight from which on a kind is a warning; others are notes."""


def log(views: Sequence[ScanView], version: str) -> str:
    """The log of one run, as JSON."""
    results = [r for view in views for r in _results(view)]
    rules = sorted({str(r["ruleId"]) for r in results})
    index = {rule: at for at, rule in enumerate(rules)}
    for result in results:
        result["ruleIndex"] = index[str(result["ruleId"])]
    driver = {
        "name": "antidistill",
        "version": version,
        "informationUri": _HOME,
        "rules": [{"id": r, "shortDescription": {"text": r.replace("/", ": ")}} for r in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(v.name)}} for v in views],
        "results": results,
    }
    made = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _results(view: ScanView) -> Iterator[dict[str, Any]]:
    for finding in view.own:
        yield {
            "ruleId": finding.rule,
            "level": "warning" if WEIGHTS.get(finding.kind, 0.0) >= _HARD_WON else "note",
            "message": {"text": _told(finding)},
            "locations": [_location(view, finding.span)],
            "properties": {
                "kind": finding.kind.value,
                "confidence": round(finding.confidence, 3),
                "targets": list(view.targets_at(finding.span)),
            },
        }
    for slip in view.slips:
        yield {
            "ruleId": f"contradiction/{slip.sort}",
            "level": "note",
            "message": {"text": "the document does not agree with itself here"},
            "locations": [_location(view, slip.places[0])],
            "relatedLocations": [_location(view, p) for p in slip.places[1:]],
        }


def _told(finding: Finding) -> str:
    kind = "a name or value" if finding.kind is Kind.SECRET else finding.kind.value
    return f"{kind}: {finding.note}" if finding.note else kind


def _location(view: ScanView, span: Span) -> dict[str, Any]:
    first, last = view.column(span.start), view.column(span.end)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(view.name)},
            "region": {
                "startLine": first[0],
                "startColumn": first[1],
                "endLine": last[0],
                "endColumn": last[1],
                "charOffset": span.start,
                "charLength": len(span),
            },
        }
    }


def _uri(name: str) -> str:
    """A path as a URI; relative ones stay relative, as code hosts want them."""
    if name == "-":
        return "stdin"
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
