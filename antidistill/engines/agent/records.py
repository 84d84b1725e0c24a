"""Plans and answers as JSON: one object a document, one a line or a file.

`plan.schema.json` and `answers.schema.json` beside this module are the contract. Keys may be added;
none will change its meaning while `version` is 1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.passage import Rewrite
from antidistill.sheet import VERSION, Sheet

SCHEMAS = {name: Path(__file__).parent / f"{name}.schema.json" for name in ("plan", "answers")}


def digest_of(sheet: Sheet) -> str:
    """Names a plan: another document, mode or setting has another one."""
    data = json.dumps(sheet.record(), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(data.encode(), digest_size=12).hexdigest()


def plan_record(sheet: Sheet, file: str | None, mode: str) -> dict[str, Any]:
    """The plan of one document. `mode` is what `apply` is to load: a name or a folder."""
    return {
        "antidistill": "plan",
        "version": VERSION,
        "digest": digest_of(sheet),
        "file": file,
        **sheet.record(),
        "mode": mode,
        "instructions": sheet.instructions,
        "material": [{"id": m.id, "text": m.text} for m in sheet.material],
        "sample_cases": list(sheet.cases),
        "answer_with": {
            "version": VERSION,
            "digest": digest_of(sheet),
            "answers": [{"id": "…", "text": "…", "sources": []}],
        },
    }


def read_plans(text: str, name: str) -> list[dict[str, Any]]:
    """The plans in a file; raises UsageFault."""
    plans = [p for p in _objects(text, name) if p.get("antidistill") == "plan"]
    if not plans:
        raise UsageFault(
            said("{name}: holds no plan; antidistill plan PATH --json writes one", name=name)
        )
    for plan in plans:
        _of_version(plan, name)
        if not isinstance(plan.get("digest"), str) or not isinstance(plan.get("mode"), str):
            raise UsageFault(
                said("{name}: the plan lacks its digest or mode; run plan again", name=name)
            )
    return plans


def read_answers(texts: Iterable[tuple[str, str]]) -> dict[str, dict[str, Rewrite]]:
    """Answers by digest and id out of (name, text) of files; a later answer replaces an earlier
    one, so that a second round holds only what was turned down. Raises UsageFault."""
    found: dict[str, dict[str, Rewrite]] = {}
    for name, text in texts:
        for node in _objects(text, name):
            _of_version(node, name)
            if not isinstance(node.get("digest"), str) or not isinstance(node.get("answers"), list):
                raise UsageFault(
                    said("{name}: answers need a digest and a list of answers", name=name)
                )
            known = found.setdefault(node["digest"], {})
            for answer in node["answers"]:
                one = _answer(answer, name)
                known[one.passage] = one
    return found


def _answer(node: Any, name: str) -> Rewrite:
    if not isinstance(node, dict) or not isinstance(node.get("id"), str) or "text" not in node:
        raise UsageFault(said('{name}: an answer is {{"id": …, "text": … or null}}', name=name))
    text, sources = node["text"], node.get("sources", [])
    if not (text is None or isinstance(text, str)):
        raise UsageFault(
            said("{name}: the text of {id!r} must be a string or null", name=name, id=node["id"])
        )
    if not isinstance(sources, list) or not all(isinstance(s, str) for s in sources):
        raise UsageFault(
            said(
                "{name}: the sources of {id!r} must be a list of material ids",
                name=name,
                id=node["id"],
            )
        )
    return Rewrite(node["id"], text, tuple(sources), alone=True)


def _of_version(node: Mapping[str, Any], name: str) -> None:
    if node.get("version") != VERSION:
        raise UsageFault(
            said(
                "{name}: version {found!r}; this program reads {version}",
                name=name,
                found=node.get("version"),
                version=VERSION,
            )
        )


def _objects(text: str, name: str) -> list[dict[str, Any]]:
    """The objects of a file: one, or one a line."""
    try:
        whole = json.loads(text)
        nodes = whole if isinstance(whole, list) else [whole]
    except (ValueError, RecursionError):
        try:
            nodes = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as fault:
            raise UsageFault(said("{name}: no JSON: {fault}", name=name, fault=fault)) from None
    if not all(isinstance(n, dict) for n in nodes):
        raise UsageFault(said("{name}: holds something that is no JSON object", name=name))
    return nodes
