"""The file of the decisions, and the key that reads it.

The first line says how marks are made; each further line is one decision:

    {"format": "decisions", "version": 1, "salt": hex, "rounds": 1000, "key": fingerprint}
    {"mark": hex, "choice": "keep"}
    {"mark": hex, "choice": "own", "sealed": an age file in base64}

The lines are sorted by their marks, which tells nothing about the document. The key lies in the
user's data folder, apart from a file that is named by the user: such a file may be copied to
another machine of theirs, and the key goes there by hand.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from antidistill import files
from antidistill.decisions.book import ROUNDS, Decisions, Marker
from antidistill.decisions.choice import Choice, Decision
from antidistill.errors import BrokenData, OutputFault, VaultFault
from antidistill.message import said
from antidistill.vault import sealing

VERSION = 1
MOST_ROUNDS = 1_000_000
_WAY_OUT = "take it away, or leave it aside with --no-decisions"
KEY_NAME, FILE_NAME = "key", "decisions.jsonl"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a user's decisions are."""

    file: Path
    key: Path

    def load(self) -> Decisions:
        """The decisions; an empty book with a fresh salt when there is no file yet. BrokenData when
        the file cannot be read, or was made with another key."""
        secret = self._secret()
        if not self.file.exists():
            fresh = secrets.token_bytes(16)
            return Decisions(_marker(secret, fresh, ROUNDS)) if secret else Decisions()
        head, *lines = self._lines()
        if not secret or head.get("key") != _fingerprint(secret):
            raise BrokenData(
                said(
                    "{file}: made with another key: copy the file 'key' from the decisions "
                    "folder of the machine where it was made to {key}",
                    file=self.file,
                    key=self.key,
                )
            )
        try:
            marker = _marker(secret, bytes.fromhex(head["salt"]), int(head["rounds"]))
            found = {str(line["mark"]): _decision(line, secret) for line in lines}
        except (KeyError, TypeError, ValueError, VaultFault) as fault:
            raise BrokenData(
                said(
                    "{file}: damaged ({type}): {way_out}",
                    file=self.file,
                    type=type(fault).__name__,
                    way_out=_WAY_OUT,
                )
            ) from None
        return Decisions(marker, MappingProxyType(found))

    def begun(self) -> Decisions:
        """The same, ready for new decisions: makes the key and the file when there is none. The
        file too, since two reviews that begin at once must not make their marks differently."""
        if not self.key.exists():
            files.write_new(self.key, sealing.new_identity().encode("ascii"), files.PRIVATE)
        if not self.file.exists():
            self.save(self.load())
        return self.load()

    def keep(self, before: Decisions, after: Decisions) -> None:
        """Writes what was decided between the two, and leaves all else in the file as another
        review, beside this one, may have put it there meanwhile."""
        if not self.file.exists():
            self.save(after)
            return
        now = self.load()
        if now.marker is None or after.marker is None or now.marker.salt != after.marker.salt:
            raise OutputFault(
                said("{file}: was made anew meanwhile: begin the review again", file=self.file)
            )
        for mark in {*before.by_mark, *after.by_mark}:
            if before.by_mark.get(mark) != (decision := after.by_mark.get(mark)):
                now = now.having([mark], decision)
        self.save(now)

    def save(self, decisions: Decisions) -> None:
        """Writes all of it, whole or not at all; lines that are as they were stay byte for byte."""
        marker, secret = decisions.marker, self._secret()
        if marker is None or not secret:
            raise OutputFault(
                said("{key}: the key of the decisions is gone: nothing was written", key=self.key)
            )
        head = {
            "format": "decisions",
            "version": VERSION,
            "salt": marker.salt.hex(),
            "rounds": marker.rounds,
            "key": _fingerprint(secret),
        }
        before = self._written(secret)
        lines = [
            before.get((mark, decision)) or _line(mark, decision, secret)
            for mark, decision in sorted(decisions.by_mark.items())
        ]
        text = "".join(f"{line}\n" for line in (json.dumps(head), *lines))
        files.replace(self.file, text.encode("ascii"), files.PRIVATE)

    def _secret(self) -> str:
        try:
            secret = self.key.read_text(encoding="ascii").strip() if self.key.exists() else ""
            return secret if not secret or sealing.recipient_of(secret) else ""
        except (OSError, UnicodeDecodeError, VaultFault):
            raise BrokenData(
                said("{key}: this is not the key of the decisions", key=self.key)
            ) from None

    def _lines(self) -> list[dict[str, Any]]:
        try:
            found = [json.loads(line) for line in self.file.read_text("ascii").splitlines()]
        except (OSError, ValueError) as fault:
            raise BrokenData(
                said(
                    "{file}: cannot be read ({type}): {way_out}",
                    file=self.file,
                    type=type(fault).__name__,
                    way_out=_WAY_OUT,
                )
            ) from None
        if not found or not all(isinstance(line, dict) for line in found):
            raise BrokenData(
                said("{file}: no file of decisions: {way_out}", file=self.file, way_out=_WAY_OUT)
            )
        if found[0].get("format") != "decisions":
            raise BrokenData(
                said("{file}: no file of decisions: {way_out}", file=self.file, way_out=_WAY_OUT)
            )
        if found[0].get("version") != VERSION:
            raise BrokenData(
                said("{file}: written by a later version: update antidistill", file=self.file)
            )
        return found

    def _written(self, secret: str) -> Mapping[tuple[str, Decision], str]:
        """The lines of the present file: sealing a wording again would change its bytes."""
        if not self.file.exists():
            return {}
        lines = self.file.read_text("ascii").splitlines()[1:]
        return {
            (found["mark"], _decision(found, secret)): line
            for line in lines
            if (found := json.loads(line))
        }


def shelf(data: Path, named: Path | None = None) -> Shelf:
    """The user's own shelf below their data folder, or one with the file that they name."""
    folder = data / "decisions"
    return Shelf(named or folder / FILE_NAME, folder / KEY_NAME)


def _marker(secret: str, salt: bytes, rounds: int) -> Marker:
    if not salt or not 0 < rounds <= MOST_ROUNDS:
        raise ValueError("no salt, or no sensible number of rounds")
    key = hashlib.blake2b(secret.encode("ascii"), person=b"marks", digest_size=32).digest()
    return Marker(key, salt, rounds)


def _fingerprint(secret: str) -> str:
    made = hashlib.blake2b(secret.encode("ascii"), person=b"fingerprint", digest_size=8)
    return made.hexdigest()


def _line(mark: str, decision: Decision, secret: str) -> str:
    found: dict[str, Any] = {"mark": mark, "choice": decision.choice.value}
    if decision.wording is not None:
        inner = json.dumps({"wording": decision.wording, "sources": decision.sources})
        sealed = sealing.seal(inner.encode("utf-8"), sealing.recipient_of(secret))
        found["sealed"] = base64.b64encode(sealed).decode("ascii")
    return json.dumps(found)


def _decision(found: Mapping[str, Any], secret: str) -> Decision:
    choice = Choice(found["choice"])
    if "sealed" not in found:
        return Decision(choice)
    try:
        blob = base64.b64decode(found["sealed"], validate=True)
    except binascii.Error:
        raise ValueError("no base64") from None
    inner = json.loads(sealing.unseal(blob, secret))
    return Decision(choice, str(inner["wording"]), tuple(map(str, inner["sources"])))
