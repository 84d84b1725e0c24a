"""A request, complete: what is sent is decided here, looked through, and never changed after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from antidistill.engines.base import Refusal
from antidistill.engines.claude.options import Options
from antidistill.engines.claude.price import answer_tokens, tokens
from antidistill.errors import Refused
from antidistill.guard.outbound import escaping
from antidistill.message import counted
from antidistill.sheet import May, Sheet

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "answers": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "text": {"type": ["string", "null"]},
                    "sources": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["id", "text", "sources"],
                "additionalProperties": False,
            },
        },
        "found": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "kind": {"type": "string"},
                    "quote": {"type": "string"},
                    "text": {"type": ["string", "null"]},
                },
                "required": ["id", "kind", "quote", "text"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["answers", "found"],
    "additionalProperties": False,
}
"""Of the reply; a server that passes over it gets its reply read leniently."""
_AGAIN = {
    "en": "These answers were turned down, or are missing. Answer these lines again, only these, "
    "under `answers`.",
    "zh": "下列回答被退回，或者缺失。请只就这些行重新作答，写在 `answers` 里。",
}
_EPHEMERAL = {"type": "ephemeral"}
_NAMED = 0.1
"""Share of the lines that stay which a model is expected to name."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the Messages API, without its transport."""

    params: dict[str, Any]
    key: str
    """Names the request: the same words to the same model have the same key."""
    read: int
    """Tokens in, estimated."""
    written: int
    """Tokens out, estimated."""
    sheet: Sheet = field(repr=False)


def first_request(sheet: Sheet, options: Options) -> Request:
    """The request for all open lines of a sheet. Raises Refused when it holds anything withheld."""
    user = {"role": "user", "content": _content(sheet)}
    bare = {"role": "user", "content": _content(_blank(sheet))}
    lengths = [len(ln.text) for ln in sheet.open() if ln.may is not May.MEND]
    stays = [len(ln.text) for ln in sheet.nameable()]
    return _checked(sheet, options, [user], [bare], [*lengths, *stays[:: round(1 / _NAMED)]])


def second_request(sheet: Sheet, refusals: Sequence[Refusal], options: Options) -> Request:
    """The request for the lines that `refusals` name, with the reasons; raises Refused."""
    said: list[dict[str, Any]] = [
        {"id": r.passage, "text": r.answer or None, "sources": []} for r in refusals
    ]
    reasons = [{"id": r.passage, "reason": f"{r.check}: {r.reason}"} for r in refusals]
    tail = [
        {"role": "assistant", "content": _dumped({"answers": said, "found": []})},
        {"role": "user", "content": f"{_AGAIN[sheet.language]}\n{_dumped(reasons)}"},
    ]
    bare_said = [_said(r, "") for r in refusals]
    bare_tail = [
        {"role": "assistant", "content": _dumped({"answers": bare_said, "found": []})},
        {"role": "user", "content": f"{_AGAIN[sheet.language]}\n{_dumped(reasons)}"},
    ]
    wanted = {r.passage for r in refusals}
    lengths = [len(ln.text) for ln in sheet.open() if ln.id in wanted]
    first = {"role": "user", "content": _content(sheet)}
    bare = {"role": "user", "content": _content(_blank(sheet))}
    return _checked(sheet, options, [first, *tail], [bare, *bare_tail], lengths)


def _said(refusal: Refusal, text: str | None) -> dict[str, Any]:
    return {"id": refusal.passage, "text": text, "sources": []}


def _checked(
    sheet: Sheet,
    options: Options,
    messages: list[dict[str, Any]],
    bare: list[dict[str, Any]],
    lengths: list[int],
) -> Request:
    params: dict[str, Any] = {
        "model": options.model,
        "max_tokens": options.most_tokens,
        "system": [{"type": "text", "text": sheet.instructions, "cache_control": _EPHEMERAL}],
        "messages": messages,
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}},
    }
    if options.extra:
        params["extra_body"] = dict(options.extra)
    body = text_of(params)
    _refuse_escapes(sheet, body, text_of({**params, "messages": bare}))
    mark = hashlib.blake2b(f"{options.base_url}\n{_dumped(params)}".encode(), digest_size=16)
    written = answer_tokens(lengths, sheet.language)
    return Request(params, mark.hexdigest(), tokens(body), written, sheet)


def _refuse_escapes(sheet: Sheet, body: str, constant: str) -> None:
    found = escaping(sheet.withheld, body, constant)
    if found:
        raise Refused(
            counted(
                "outbound: a withheld name or value would leave this machine, so nothing was "
                "sent; --show-requests shows the request, --engine local works without one",
                "outbound: {n} withheld names or values would leave this machine, so nothing was "
                "sent; --show-requests shows the request, --engine local works without one",
                len(found),
            )
        )


def _content(sheet: Sheet) -> list[dict[str, Any]]:
    """The material first, since it is the same for all pieces of a document and can be cached."""
    blocks: list[dict[str, Any]] = []
    if sheet.material or sheet.cases:
        entries = [{"id": m.id, "text": m.text} for m in sheet.material]
        material = _dumped({"material": entries, "sample_cases": list(sheet.cases)})
        blocks.append({"type": "text", "text": material, "cache_control": _EPHEMERAL})
    blocks.append({"type": "text", "text": _dumped(sheet.record()), "cache_control": _EPHEMERAL})
    return blocks


def _blank(sheet: Sheet) -> Sheet:
    """The sheet without a word of the document: what is always sent."""
    parts = tuple(
        replace(
            p,
            heading="",
            lines=tuple(
                replace(ln, text="", label="", otherwise="" if ln.otherwise is None else None)
                for ln in p.lines
            ),
        )
        for p in sheet.parts
    )
    return replace(sheet, title="", parts=parts)


def text_of(params: dict[str, Any]) -> str:
    """All strings of a request, as a reader meets them: JSON inside strings unpacked."""
    return "\n".join(_strings(params))


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _strings(value)
    elif isinstance(node, str):
        yield from _unpacked(node)


def _unpacked(text: str) -> Iterator[str]:
    head, _, tail = text.partition("\n")
    for part in (head, tail) if tail else (text,):
        if part[:1] in ("{", "["):
            try:
                yield from _strings(json.loads(part))
                continue
            except ValueError:
                pass
        yield part


def _dumped(node: Any) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))
