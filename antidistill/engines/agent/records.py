"""Plans and answers as JSON: one object a document, one a line or a file.

`plan.schema.json` and `answers.schema.json` beside this module are the contract. Keys may be added;
none will change its meaning while `version` is 1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.passage import Rewrite
from antidistill.sheet import VERSION, Named, Sheet

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
        "instructions": _addressed(sheet),
        "material": [{"id": m.id, "text": m.text} for m in sheet.material],
        "sample_cases": list(sheet.cases),
        "answer_with": {
            "version": VERSION,
            "digest": digest_of(sheet),
            "answers": [{"id": "…", "text": "…", "sources": []}],
            "found": [{"id": "…", "kind": "…", "quote": "…", "text": None}],
        },
    }


def _addressed(sheet: Sheet) -> str:
    """The instructions, with the keys in their example by which `apply` knows the plan."""
    keys = f'"version":{VERSION},"digest":"{digest_of(sheet)}",'
    return sheet.instructions.replace('{"answers":', f'{{{keys}"answers":')


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


@dataclass(slots=True)
class Given:
    """All that was said to one plan."""

    answers: dict[str, Rewrite] = field(default_factory=dict)
    """By id."""
    named: dict[str, list[Named]] = field(default_factory=dict)
    """Kept lines that were named as telling, by id."""
    earlier: list[Rewrite | Named] = field(default_factory=list)
    """What earlier files said of the same lines, the newest first."""

    @property
    def found(self) -> list[Named]:
        """Those in the order in which they were given."""
        return [one for of_line in self.named.values() for one in of_line]


def read_answers(texts: Iterable[tuple[str, str]]) -> dict[str, Given]:
    """What was said to each plan, by its digest, out of (name, text) of files; of a line a later
    file replaces what an earlier one said, so that a second round holds only what is to be better.
    Raises UsageFault."""
    given: dict[str, Given] = {}
    for name, text in texts:
        for node in _objects(text, name):
            _of_version(node, name)
            node.setdefault("answers", [])
            if not isinstance(node.get("digest"), str) or not isinstance(node["answers"], list):
                raise UsageFault(
                    said("{name}: answers need a digest and a list of answers", name=name)
                )
            known = given.setdefault(node["digest"], Given())
            answers = (_answer(answer, name) for answer in node["answers"])
            _hear(known, {a.passage: a for a in answers}, _named(node.get("found", []), name))
    return given


def _hear(known: Given, answers: Mapping[str, Rewrite], named: Mapping[str, list[Named]]) -> None:
    """Add what a later file says; what it replaces may stand again where that is refused."""
    before = [known.answers[k] for k in answers if k in known.answers]
    entries = [one for k, of_line in named.items() if of_line for one in known.named.get(k, ())]
    known.earlier[:0] = [*before, *entries]
    known.answers |= answers
    known.named |= named


def _named(nodes: Any, name: str) -> dict[str, list[Named]]:
    """The entries of `found`, by line; none for a line that is taken back."""
    out: dict[str, list[Named]] = {}
    for node in nodes if isinstance(nodes, list) else [nodes]:
        if _is_taken_back(node):
            out[node["id"]] = []
            continue
        words = [node.get(k) for k in ("id", "kind", "quote")] if isinstance(node, dict) else [None]
        text = node.get("text") if isinstance(node, dict) else None
        if not all(isinstance(w, str) for w in words) or not isinstance(text, str | None):
            raise UsageFault(
                said(
                    '{name}: an entry of found is {{"id": …, "kind": …, "quote": …, '
                    '"text": … or null}}, or {{"id": …, "kind": null}} to take it back',
                    name=name,
                )
            )
        out.setdefault(node["id"], []).append(Named(node["id"], node["kind"], node["quote"], text))
    return out


def _is_taken_back(node: Any) -> bool:
    """Whether an entry says that nothing is to be named in a line after all."""
    named = isinstance(node, dict) and isinstance(node.get("id"), str)
    return named and "kind" in node and node["kind"] is None


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
