"""What is shipped, tried as a stranger would.

python -m tests.supply wheel [PYTHON…]   build twice and compare, install in empty environments
python -m tests.supply offline           the installed program with every socket closed
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATE = "1700000000"
"""For SOURCE_DATE_EPOCH: any time that does not change."""
TEXT = "# Press\n\nAsk Anna Kowalski for the key. Never lift the lid on a Monday.\n"
CHINESE = "# 压机\n\n钥匙问王建国。周一千万不要抬盖子，去年抬过一次，停了两天。\n"
CLOSED = '''"""Loaded by every Python below: an attempt to reach the network ends the process."""

import os
import socket
import sys


def _closed(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        os.write(2, f"NETWORK: {event}\\\\n".encode())
        os._exit(99)


sys.addaudithook(_closed)
'''
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("--mode", "light", "-o", "light", "notes.md"),
    ("--mode", "heavy", "-o", "heavy", "notes.md"),
    ("--mode", "heavy", "-o", "chinese", "yaji.md"),
    ("preview", "notes.md"),
    ("preview", "--json", "notes.md"),
    ("preview", "--html", "page.html", "notes.md"),
    ("scan", "notes.md"),
    ("audit", "notes.md"),
    ("advise", "notes.md"),
    ("modes", "list"),
    ("modes", "show", "heavy"),
    ("plan", "notes.md"),
    ("vault", "list"),
    ("install", "codex", "--project"),
    ("doctor", "codex"),
    ("uninstall", "codex", "--project"),
    ("hook", "claude-code"),
    ("filter", "clean", "--path", "notes.md"),
    ("completion", "bash"),
)
"""Every command that reads no terminal; `serve`-like ones stay on this machine by their tests."""


def main() -> int:
    """0 when all of it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("wheel", "offline"))
    parser.add_argument("pythons", nargs="*", default=[sys.executable])
    asked = parser.parse_args()
    return offline(Path(sys.executable)) if asked.what == "offline" else wheel(asked.pythons)


def wheel(pythons: Sequence[str]) -> int:
    """Builds twice, compares, and runs the main job from wheel and sdist on each Python."""
    with tempfile.TemporaryDirectory() as place:
        left = ("__pycache__", "dist", ".venv", ".git", ".*_cache", ".hypothesis", "found")
        sources = Path(place, "sources")
        shutil.copytree(ROOT, sources, ignore=shutil.ignore_patterns(*left))
        first, second = (built(sources, Path(place, name)) for name in ("one", "two"))
        same = [digest(a) == digest(b) for a, b in zip(first, second, strict=True)]
        for path, is_same in zip(first, same, strict=True):
            print(f"{path.name}: {'the same twice' if is_same else 'NOT the same'}", digest(path))
        fine = [
            tried(python, path, Path(place, f"env{number}{path.suffix}"))
            for number, python in enumerate(pythons)
            for path in first
        ]
    return 0 if all(same) and all(fine) else 1


def built(sources: Path, place: Path) -> list[Path]:
    """Wheel and sdist of a copy of the sources, at another place each time."""
    source = place / "source"
    shutil.copytree(sources, source)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DATE}
    command = [sys.executable, "-m", "build", "--outdir", str(place / "dist"), str(source)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return sorted((place / "dist").iterdir())


def digest(path: Path) -> str:
    """SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tried(python: str, package: Path, place: Path) -> bool:
    """Whether `package` installs into an empty environment and does its job there."""
    subprocess.run([python, "-m", "venv", str(place)], check=True)
    inside = place / "bin" / "python"
    pip = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, str(package)], check=False).returncode:
        print(f"{package.name}: does not install on {python}")
        return False
    return offline(inside, COMMANDS[:5]) == 0


def offline(python: Path, commands: Sequence[Sequence[str]] = COMMANDS) -> int:
    """How many of the commands reach for the network or fail, each told."""
    version = subprocess.run([str(python), "-V"], capture_output=True, text=True, check=True)
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        Path(place, "closed").mkdir()
        Path(place, "closed", "sitecustomize.py").write_text(CLOSED, encoding="utf-8")
        Path(place, "notes.md").write_text(TEXT, encoding="utf-8")
        Path(place, "yaji.md").write_text(CHINESE, encoding="utf-8")
        for words in commands:
            done = called(python, words, Path(place))
            told = done.stderr.decode(errors="replace")
            wrong = done.returncode == 99 or "Traceback" in told or done.returncode > 2
            bad += wrong
            print(f"{'BAD' if wrong else 'fine'} {done.returncode}  {' '.join(words)}")
            if wrong:
                print(told[-800:])
        copy = Path(place, "heavy", "notes.md")
        if ("--mode", "heavy", "-o", "heavy", "notes.md") in commands:
            bad += not copy.exists() or "Kowalski" in copy.read_text(encoding="utf-8")
        # what a library keeps of its own accord it keeps to send it: Python sees no socket of that
        for kept in (p for p in Path(place, ".cache").rglob("*") if p.is_file()):
            bad += 1
            print(f"BAD left by a library: {kept.relative_to(place)}")
    print(f"{version.stdout.strip()}: {len(commands)} commands, {bad} bad")
    return bad


def called(python: Path, words: Sequence[str], place: Path) -> subprocess.CompletedProcess[bytes]:
    """A command of the installed program in `place`, which is its home too."""
    environment = {
        "PATH": f"{python.parent}:/usr/bin:/bin",
        "HOME": str(place),
        "ANTIDISTILL_HOME": str(place / "own"),
        "PYTHONPATH": str(place / "closed"),
        "LANG": "C.UTF-8",
    }
    command = [str(python), "-m", "antidistill", *words]
    return subprocess.run(
        command, cwd=place, env=environment, input=b"{}", capture_output=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
