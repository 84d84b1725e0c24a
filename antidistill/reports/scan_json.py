"""What a distiller would take, for programs: one JSON object a document, one document a line.

The schema (version 1; keys may be added, none will change its meaning):

    version         1
    file            as it was named on the command line, "-" for standard input
    language        "en" or "zh"
    verdict         one sentence that sums it up
    exposure        {score, reasons, sections, telling, heat}: score is 0 to 100;
                    sections [{path, score}];
                    telling [{start, end, line, text, kinds, targets}];
                    heat [{start, end, line, score, kinds}], every sentence and code block
    style           {delta, rough, telling}: Burrows' Delta to work documents at large; telling
                    [{feature, deviations}]; null for a short text
    targets         [{id, name, findings, lines}]: what distillers look for (W1 to W19, P1 to P14)
                    and get here, from how many findings, on which lines
    contradictions  [{sort, message, places}]: sort is count, role or label;
                    places [{start, end, line, text}]
    findings        [{kind, rule, start, end, line, text, standing, confidence, because}], by place
"""

from __future__ import annotations

from typing import Any

from antidistill.reports.json_lines import VERSION
from antidistill.reports.scan_view import ScanView
from antidistill.style import Marked


def record(view: ScanView) -> dict[str, Any]:
    """The object of one document, as the schema above has it."""
    return {
        "version": VERSION,
        "file": view.name,
        "language": view.scan.reading.language,
        "verdict": view.verdict,
        "exposure": _exposure(view),
        "style": _style(view.scan.exposure.style),
        "targets": [
            {
                "id": fed.target.id,
                "name": fed.target.names["en"],
                "findings": len(fed.findings),
                "lines": sorted({view.line(f.span) for f in fed.findings}),
            }
            for fed in view.fed
        ],
        "contradictions": [
            {"sort": c.sort, "message": c.message, "places": [view.place(p) for p in c.places]}
            for c in view.slips
        ],
        "findings": [
            {
                "kind": f.kind.value,
                "rule": f.rule,
                **view.place(f.span),
                "standing": f.standing.value,
                "confidence": f.confidence,
                "because": f.note,
            }
            for f in sorted(view.scan.findings, key=lambda f: f.span)
        ],
    }


def _style(style: Marked | None) -> dict[str, Any] | None:
    if style is None:
        return None
    telling = [{"feature": m.feature, "deviations": round(m.first, 2)} for m in style.telling]
    return {"delta": round(style.delta, 3), "rough": style.rough, "telling": telling}


def _exposure(view: ScanView) -> dict[str, Any]:
    exposure = view.scan.exposure
    return {
        "score": exposure.score,
        "reasons": list(exposure.reasons),
        "sections": [{"path": list(p), "score": s} for p, s in exposure.sections],
        "telling": [
            {
                **view.place(span),
                "kinds": [k.value for k in kinds],
                "targets": list(view.targets_at(span)),
            }
            for span, kinds in exposure.telling
        ],
        "heat": [
            {
                "start": h.span.start,
                "end": h.span.end,
                "line": view.line(h.span),
                "score": h.score,
                "kinds": [k.value for k in h.kinds],
            }
            for h in exposure.heat
        ],
    }
