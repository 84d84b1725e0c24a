"""The portable skill and the manifests: what the specification and the agents accept."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from antidistill import __version__
from antidistill.cli.app import COMMANDS
from antidistill.hosts import HOSTS, shims, signs
from antidistill.hosts.parts import Entry, Place
from antidistill.hosts.skills import NAMES, source
from antidistill.hosts.targets import TARGETS

ROOT = Path(__file__).parents[2]
KEYS = {"name", "description", "license", "compatibility", "metadata", "allowed-tools"}


def _read(language: str) -> tuple[dict[str, Any], str]:
    text = (source(language) / "SKILL.md").read_text("utf-8")
    _, head, body = text.split("---", 2)
    return YAML(typ="safe").load(head), body


@pytest.mark.parametrize("language", NAMES)
def test_the_front_matter_is_portable(language: str) -> None:
    head, body = _read(language)
    assert set(head) == KEYS
    assert head["name"] == source(language).name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", head["name"])
    assert 1 <= len(head["description"]) <= 1024
    assert not set("<>") & set(head["description"])
    assert "---" not in head["description"]
    assert len(head["compatibility"]) <= 500
    assert head["metadata"]["version"] == __version__
    assert len(body.splitlines()) < 100


@pytest.mark.parametrize("language", NAMES)
def test_no_collection_is_in_flow_style(language: str) -> None:
    head = (source(language) / "SKILL.md").read_text("utf-8").split("---")[1]
    assert not re.search(r"^\s*[\w-]+: *[\[{]", head, re.MULTILINE)


@pytest.mark.parametrize("language", NAMES)
def test_links_lead_to_files_and_commands_exist(language: str) -> None:
    _, body = _read(language)
    links = re.findall(r"\]\(([^)]+)\)", body)
    assert links
    for link in links:
        body += (source(language) / link).read_text("utf-8")
    words = set(re.findall(r"`antidistill ([a-z]+)", body))
    assert words <= set(COMMANDS)
    hosts = set(re.findall(r"antidistill install ([a-z-]+)", body))
    assert hosts <= set(TARGETS)
    assert set(HOSTS) <= set(re.findall(r"[a-z]+(?:-[a-z]+)?", body))


@pytest.mark.parametrize("file", [".claude-plugin/plugin.json", ".codex-plugin/plugin.json"])
def test_the_plugins_have_our_version(file: str) -> None:
    assert json.loads((ROOT / file).read_text("utf-8"))["version"] == __version__


def test_the_plugins_hooks_are_those_that_are_installed() -> None:
    hooks = json.loads((ROOT / "hooks" / "hooks.json").read_text("utf-8"))["hooks"]
    place = Place(Path("/home"), None, "antidistill", windows=False)
    parts = [p for p in TARGETS["claude-code"].parts(place) if isinstance(p, Entry)]
    assert hooks == {p.at[-1]: [p.value] for p in parts}


def test_the_pre_commit_hook_takes_the_files_that_we_recognise() -> None:
    rows = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    pattern = re.compile(rows[0]["files"])
    for name in ("SKILL.md", "a/work.md", "x/persona.md"):
        assert pattern.search(name)
        assert signs.of_path(name).enough
    assert not pattern.search("homework.md")


def test_the_shims_are_sound_scripts(tmp_path: Path) -> None:
    place = Place(tmp_path, None, 'C:\\my "tools"\\antidistill.exe')
    script = tmp_path / "shim.mjs"
    script.write_text(shims.text("opencode.js", place), "utf-8")
    manifest = json.loads(shims.text("openclaw/openclaw.plugin.json", place))
    assert manifest["version"] == __version__
    assert "@" not in re.sub(r"@param|@ts", "", shims.text("openclaw/package.json", place))
    try:
        subprocess.run(["node", "--check", str(script)], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no node on this machine")


def test_the_opencode_plugin_does_as_the_hook_says(tmp_path: Path) -> None:
    program = tmp_path / "antidistill"
    program.write_text('#!/bin/sh\ncat "$0.answer"\nexit $(cat "$0.code")\n', "utf-8")
    program.chmod(0o755)
    shim = tmp_path / "shim.mjs"
    shim.write_text(shims.text("opencode.js", Place(tmp_path, None, str(program))), "utf-8")
    driver = tmp_path / "driver.mjs"
    driver.write_text(
        f"import {{ Antidistill }} from {json.dumps(shim.as_uri())};\n"
        'const hooks = await Antidistill({ directory: "." });\n'
        'const output = { args: { filePath: "SKILL.md", content: "private" } };\n'
        'try { await hooks["tool.execute.before"]({ tool: "write" }, output);\n'
        "  console.log(output.args.content + output.args.filePath); }\n"
        'catch (fault) { console.log("blocked: " + fault.message); }\n',
        "utf-8",
    )

    def played(answer: str, code: int = 0) -> str:
        (tmp_path / "antidistill.answer").write_text(answer, "utf-8")
        (tmp_path / "antidistill.code").write_text(str(code), "utf-8")
        run = subprocess.run(["node", str(driver)], capture_output=True, text=True, check=True)
        return run.stdout.strip()

    try:
        assert played("") == "privateSKILL.md"
    except FileNotFoundError:
        pytest.skip("no node on this machine")
    assert played('{"args": {"content": "general"}}') == "generalSKILL.md"
    assert played('{"block": "no"}') == "blocked: no"
    assert played("", 1).startswith("blocked: antidistill could not judge")
    assert played("garbage").startswith("blocked: antidistill could not judge")
    program.unlink()
    assert played("").startswith("blocked: antidistill could not judge")


def test_the_compiled_plugin_is_made_of_this_source() -> None:
    folder = ROOT / "antidistill" / "hosts" / "shims" / "openclaw"
    digest = hashlib.sha256((folder / "index.ts").read_bytes()).hexdigest()
    assert f"sha256 {digest}" in (folder / "index.js").read_text("utf-8")
