"""Inputs to begin with: the project's own documents and tables."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_EVENT = {
    "hook_event_name": "PreToolUse",
    "cwd": "/tmp",
    "tool_name": "Write",
    "tool_input": {"file_path": "work.md", "content": "# Work\n\nAnna knows.\n"},
}
_PATTERNS = {
    ".md": "samples/*/*.md",
    ".txt": "samples/*/*.txt",
    ".csv": "samples/**/*.csv",
    ".ipynb": "samples/**/*.ipynb",
    "mode": "modes/*/mode.toml",
    "topic": "antidistill/manual/topics/t*.toml",
}
_WORDS = {
    "settings": 'mode = "heavy"\nkeep = ["Kafka"]\n[aliases]\nAnna = "the owner"\n',
    "calls": "cat > SKILL.md <<'EOF'\n# Work\nEOF\n*** Begin Patch\n*** Add File: a.md\n+Anna\n"
    "*** End Patch\n",
    "answers": '{"antidistill": "plan", "version": 1, "digest": "d", "mode": "heavy", '
    '"answers": [{"id": "a", "text": null, "sources": []}]}',
    "edits": "\x01\x02\x05\x03\nThe lamp is green.\n灯是绿的。\n",
    "plan": "\x01\x02\x03\x04\x05\x06\n# Press\n\nOpen the lid. Look inside.\n\n- one\n- two\n\n"
    "| a | b |\n|---|---|\n| c | d |\n",
    "guard": "Lindqvist keeps the key.\0The owner keeps the key of Lindqvist .",
    "sentences": "Is it green? (Yes. It is.) 看灯。 See fig. 4.\n",
    "page.html": "<!doctype html><title>a</title><p>Anna <b>knows</b> it.</p>",
}


def seeds(target: str) -> Iterator[bytes]:
    """Some inputs for a target; at least one."""
    ending = Path(target).suffix or target
    for path in sorted(ROOT.glob(_PATTERNS.get(ending, "nothing/*")))[:12]:
        yield path.read_bytes()[:8_000].decode("utf-8", "ignore").encode()
    if ending == ".docx":
        yield from _word()
    if target.startswith("hook "):
        yield from _events(target.removeprefix("hook "))
    yield _WORDS.get(target, "Anna,1\n").encode()


def _word() -> Iterator[bytes]:
    from docx import Document as new

    made = new()
    made.add_heading("Press", 1)
    made.add_paragraph("Anna knows the lamp.", style="List Bullet")
    made.add_table(2, 2).cell(0, 0).text = "ink"
    held = io.BytesIO()
    made.save(held)
    yield held.getvalue()


def _events(host: str) -> Iterator[bytes]:
    yield json.dumps(_EVENT).encode()
    rows = ROOT / "tests" / "hosts" / "events.toml"
    for part in rows.read_text("utf-8").split("[[event]]")[1:]:
        if f'host = "{host}"' in part and "payload = '''" in part:
            yield part.split("payload = '''")[1].split("'''")[0].replace("$P", "/tmp").encode()
