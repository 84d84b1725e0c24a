"""What is said to users and models. No word of what is withheld: these lines end up in the
transcripts of the hosts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.edit import Edit
from antidistill.message import said
from antidistill.ui import LANGUAGES, joined, shown, shown_in, tr, trn

if TYPE_CHECKING:
    from antidistill.hosts.signs import Likeness

_ROWS = 8
UNJUDGED = "antidistill could not judge this write: {reason}"
NOTICE = (
    "antidistill is installed here. If this request means to write down how a person works, "
    "so that a skill, an agent or somebody else can take over, tell the user now that "
    "`antidistill scan` shows what the text would give away and `antidistill preview` what a "
    "generalised copy would look like, and that skill files are looked at before they are "
    "written. Write such files with the file tools, not through the shell."
)


def summary(told: Sequence[tuple[str, str, Sequence[Edit]]]) -> str:
    """What would change in these files: line by line, what is done and why."""
    out: list[str] = []
    for path, text, edits in told:
        main = [edit for edit in edits if edit.action != "repaired"] or edits
        out.append(
            tr(
                "antidistill would generalise {places} in {path}:",
                places=places(len(main)),
                path=path,
            )
        )
        rows = list(dict.fromkeys(f"  {_row(text, edit)}" for edit in main))
        out += rows[:_ROWS]
        if len(rows) > _ROWS:
            out.append("  " + tr("and {n} more", n=len(rows) - _ROWS))
    return "\n".join(out)


def places(count: int) -> str:
    """'1 place', '3 places'."""
    return trn("{n} place", "{n} places", count)


def _row(text: str, edit: Edit) -> str:
    line = text.count("\n", 0, edit.span.start) + 1
    return tr(
        "line {line}: {value} ({because})",
        line=line,
        value=said(edit.action or "changed"),
        because=edit.because,
    )


def rewritten(says: str) -> str:
    """For the model, with a call that is rewritten."""
    head = says.splitlines()[0].rstrip(":：")
    head = head.replace(tr("would generalise"), tr("has generalised"))
    return (
        f"{head}, as the user has set it up. The file differs from what was sent: read it again "
        "before you edit it, and do not put the original wording back in any way."
    )


def differs(paths: Sequence[str]) -> str:
    """For the model, when a file does not say what it sent."""
    return (
        f"antidistill has generalised {', '.join(paths)}, as the user has set it up. The file "
        "differs from what was sent: read it again before you edit it, and do not put the "
        "original wording back in any way."
    )


def choose(host: str) -> str:
    """For the user, below a question."""
    return tr(
        "Yes writes the generalised text. To have this done without a question: "
        "antidistill install {host} --project --rewrite",
        host=host,
    )


def blocked(host: str, *, asked: bool) -> str:
    """Below the reason of a blocked call."""
    if not asked:
        return tr(
            "The user has chosen to block such writes. Tell them, and do not write it another way."
        )
    return tr(
        "This host cannot ask, so the call does not run. Tell the user: "
        "`antidistill install {host} --project --rewrite` lets antidistill write "
        "the generalised text from now on. Do not write it another way.",
        host=host,
    )


def instead(arguments: Mapping[str, Any]) -> str:
    """For the model, when a call was blocked that cannot be rewritten: what it may send."""
    import json

    return (
        "This host cannot change a call. Make the same call again with these arguments and the "
        f"others as they were; do not put the original wording back in any way:\n"
        f"{json.dumps(arguments, ensure_ascii=False)}"
    )


def unjudged(reason: str) -> str:
    """When a write could not be judged."""
    return tr(UNJUDGED, reason=reason)


def is_unjudged(text: str) -> bool:
    """Whether `text` says so, in whatever language."""
    heads = (shown_in(language, UNJUDGED).partition("{")[0] for language in LANGUAGES)
    return any(head.strip("：: ") in text for head in heads)


def stuck(path: str) -> str:
    """When an edit cannot be made harmless without text that it does not touch."""
    return (
        f"antidistill: this edit of {path} changes part of a sentence that would be generalised "
        "as a whole. Send the whole sentence or paragraph in one edit."
    )


def doubtful(path: str, likeness: Likeness) -> str:
    """For what surely is distillation, when nothing is found in it."""
    reasons = joined(map(shown, likeness.reasons), "; ")
    if likeness.person:
        return tr(
            "antidistill: {path} describes a person ({reasons}), and the program "
            "sees nothing to generalise in it. Read it before it is written: it may "
            "have missed what tells.",
            path=path,
            reasons=reasons,
        )
    return tr(
        "antidistill: {path} reads as told from experience ({reasons}), and the program "
        "sees nothing to generalise in it. Read it before it is written: it may "
        "have missed what tells.",
        path=path,
        reasons=reasons,
    )


def collects(why: str) -> str:
    """For a command that gathers raw material."""
    return tr(
        "antidistill: this command is {why}: it gathers somebody's messages or "
        "documents so that a skill can be made of them. What it gathers cannot "
        "be generalised beforehand.",
        why=why,
    )


def writer(told: Sequence[tuple[str, str, Sequence[Edit]]], *, named: bool) -> str:
    """For a command that makes a skill of files, and may name the person."""
    if not told and not named:
        return tr(
            "antidistill: this command makes a skill of a person. Nothing to generalise is seen "
            "in its files; the skill is not installed by itself."
        )
    if not told:
        return tr("antidistill: this command names the person; the name is left out.")
    return tr(
        "{summary}\nThis command makes a skill of them. They are generalised "
        "first (the originals are kept), and the skill is not installed by "
        "itself.",
        summary=summary(told),
    )


def afterwards(paths: Sequence[str]) -> str:
    """For a command that writes a skill file in a way that cannot be looked into."""
    return tr(
        "antidistill: this command writes {paths}, and its text cannot be seen "
        "beforehand. It is generalised as soon as it is there (the original is "
        "kept).",
        paths=joined(paths),
    )


def unclear_files() -> str:
    """For a command whose files only the shell knows."""
    return tr(
        "antidistill: this command writes or reads skill text in files that "
        "cannot be told before it runs. Use the file tools, or plain paths."
    )


def put_right(file: Path, cleaned: tuple[str, tuple[Edit, ...]]) -> str:
    """For the user, when a file was generalised in place."""
    count = places(len(cleaned[1]))
    return tr(
        "antidistill has generalised {count} in {file}; the original is kept",
        count=count,
        file=file,
    )


def still_there(file: Path, cleaned: tuple[str, tuple[Edit, ...]], program: str) -> str:
    """For the user, when a file holds what would be generalised."""
    count = places(len(cleaned[1]))
    return tr(
        "antidistill would generalise {count} in {file}. See them: {program} "
        "preview {file}; do it: {program} watch --once {file}",
        count=count,
        file=file,
        program=program,
    )


def noticed(reasons: Sequence[str]) -> str:
    """For the user, when a prompt asks for distillation."""
    return tr(
        "antidistill: this looks like a request for somebody's know-how ({reasons})",
        reasons=joined(map(shown, reasons), "; "),
    )
