"""Is the net up? What a host has in its settings is run as the host would run it, on a canary, and
the answer is read by the host's rules."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from antidistill.hosts import jsonc, saying
from antidistill.hosts.base import Answer, Fate, Host, Least, Switch
from antidistill.hosts.canary import canary_event
from antidistill.hosts.installing import MARK, is_held, is_ours
from antidistill.hosts.parts import Entry, Lines, Part, Place, Target, Whole
from antidistill.message import counted, listed, said

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was looked at."""

    good: bool | None
    """None: it cannot be told from here."""
    text: str


def examine(host: Target, place: Place) -> Iterator[Remark]:
    """Settings, program, canary, and what could stand in the way, in this order. Where nothing
    asks us before a write there is no canary, and for a skill alone no net."""
    commands: list[str] = []
    parts = host.parts(place)
    alone = all(_is_of_a_skill(part) for part in parts)
    for part in parts:
        if isinstance(part, Entry):
            yield from _entry(part, commands)
        elif isinstance(part, Lines):
            yield _lines(part)
        elif alone or not _is_of_a_skill(part):
            yield _whole(part)
    if not answers(host):
        yield from (Remark(False if alone else None, text) for text in host.remains(place))
        return
    own = cast(Host, host)
    if not commands:
        commands = [place.hook(own.name)]
    yield _canary(own, commands[0], place)
    yield from _in_the_way(own, place)
    yield from (
        Remark(None, said("not seen there: {text}", text=text)) for text in own.known.sight.unseen
    )


def answers(target: Target) -> bool:
    """Whether it is a host that asks us, and whose answers to a call we know how to read."""
    return hasattr(target, "fate")


def _is_of_a_skill(part: Part) -> bool:
    return isinstance(part, Whole) and part.file.suffix == ".md"


def _entry(part: Entry, commands: list[str]) -> Iterator[Remark]:
    name = said("{part} in {file}", part=part.at[-1], file=part.file)
    try:
        found = [v for v in _elements(part) if is_ours(v)]
    except (OSError, ValueError) as fault:
        yield Remark(False, said("{name}: cannot be read: {fault}", name=name, fault=fault))
        return
    if not found:
        yield Remark(False, said("{name}: not there; run antidistill install again", name=name))
        return
    if part.value in found:
        yield Remark(True, said("{name}: there", name=name))
    else:
        yield Remark(
            False,
            said("{name}: differs from what this version would set up; install again", name=name),
        )
    commands += [c for value in found for c in _commands(value)]
    others = [v for v in _elements(part) if not is_ours(v)]
    if others and part.at[-1] in ("PreToolUse", "BeforeTool", "preToolUse"):
        yield Remark(
            None,
            counted(
                "{name}: a hook of others: when it rewrites the same call too, the one that ends "
                "last wins",
                "{name}: {n} hooks of others: when one of them rewrites the same call, the one "
                "that ends last wins",
                len(others),
                name=name,
            ),
        )


def _elements(part: Entry) -> list[Any]:
    if not part.file.exists():
        return []
    return jsonc.elements(part.file.read_text(encoding="utf-8-sig"), part.at)


def _commands(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        command, args = value.get("command"), value.get("args")
        if isinstance(command, str):
            yield " ".join((command, *args)) if isinstance(args, list) else command
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _commands(one)


def _whole(part: Whole) -> Remark:
    try:
        text = part.file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _found(str(part.file), None)
    return _found(str(part.file), text == part.text)


def _lines(part: Lines) -> Remark:
    """Other lines of ours are not at fault: for Git somebody may have chosen other paths."""
    name = said("{part} in {file}", part=part.text.split("\n")[0].strip(), file=part.file)
    try:
        text = part.file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return _found(name, None)
    if is_held(part, text) or MARK not in text:
        return _found(name, is_held(part, text) or None)
    return replace(_found(name, False), good=None)


def _found(name: str, same: bool | None) -> Remark:
    """On what is as we would write it, differs (False), or is not there (None)."""
    if same is None:
        return Remark(False, said("{name}: not there; run antidistill install again", name=name))
    if same:
        return Remark(True, said("{name}: there", name=name))
    told = said("{name}: differs from what this version would set up; install again", name=name)
    return Remark(False, told)


def _canary(host: Host, command: str, place: Place) -> Remark:
    """Runs the hook as the host does, on a write of a skill file that gives know-how away."""
    word = f"relay{secrets.randbelow(9000) + 1000}"
    folder = place.project or place.home
    event = canary_event(host, folder, word)
    try:
        run = subprocess.run(
            command,
            shell=True,
            input=json.dumps(event).encode(),
            capture_output=True,
            timeout=_SECONDS,
            cwd=folder,
            env={**os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Remark(False, said("canary: no answer within {seconds} s", seconds=_SECONDS))
    out, err = (part.decode("utf-8", "replace") for part in (run.stdout, run.stderr))
    return _read(host, Answer(out, err, run.returncode), word)


def _read(host: Host, answer: Answer, word: str) -> Remark:
    fate, new = host.fate(answer)
    leaks = new is not None and word in json.dumps(new)
    if fate is Fate.RUNS:
        told = said("canary: the write would pass as it is")
        if answer.stderr.strip():
            told = listed((told, " ".join(answer.stderr.split())), ": ")
        return Remark(False, told)
    if leaks:
        return Remark(False, "canary: the write would pass with the know-how in it")
    if fate is Fate.BLOCKED and saying.is_unjudged(f"{answer.stdout}{answer.stderr}"):
        words = " ".join((answer.stderr or answer.stdout).split())[:300]
        return Remark(False, said("canary: blocked, but for a fault of ours: {told}", told=words))
    fates = {
        Fate.BLOCKED: "the write does not happen",
        Fate.ASKED: "the user is asked, and sees the generalised text",
        Fate.REWRITTEN: "the generalised text is written",
    }
    return Remark(True, said("canary: {words}", words=fates[fate]))


def _in_the_way(host: Host, place: Place) -> Iterator[Remark]:
    """Switches that turn hooks off, old versions, what only the host knows of."""
    for switch in host.known.checks.switches:
        for root in filter(None, (place.home, place.project)):
            yield from _switched_off(root / switch.file, switch)
    for least in host.known.checks.versions:
        yield _version(least)
    for text in host.known.checks.unknown:
        yield Remark(None, text)


def _switched_off(file: Path, switch: Switch) -> Iterator[Remark]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return
    if file.suffix == ".toml":
        word = "true" if switch.off else "false"
        off = re.search(rf"^\s*{switch.key}\s*=\s*{word}", text, re.MULTILINE) is not None
    else:
        try:
            off = jsonc.loads(text).get(switch.key) is switch.off
        except (ValueError, AttributeError):
            off = False
    if off:
        yield Remark(False, said("{file}: hooks are switched off there", file=file))


def _version(least: Least) -> Remark:
    command, wanted = least.command[0], ".".join(map(str, least.version))
    try:
        run = subprocess.run(least.command, capture_output=True, text=True, timeout=15, check=False)
        found = re.search(r"\d+(\.\d+)+", run.stdout)
    except (OSError, subprocess.TimeoutExpired):
        found = None
    if found is None:
        return Remark(
            None,
            said(
                "{command}: version not known ({wanted} is wanted: {why})",
                command=command,
                wanted=wanted,
                why=least.why,
            ),
        )
    version = tuple(map(int, found.group().split(".")))
    return Remark(
        version >= least.version,
        said(
            "{command} {group}, wanted {wanted}: {why}",
            command=command,
            group=found.group(),
            wanted=wanted,
            why=least.why,
        ),
    )
