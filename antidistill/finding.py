"""What somebody saw in a document, and of which kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from antidistill.span import Span


class Kind(str, Enum):
    """What a distiller would take there. The modes say what happens to each."""

    CRITICAL = "critical"
    PUBLIC = "public"
    PERSON = "person"
    PITFALL = "pitfall"
    INCIDENT = "incident"
    QUIRK = "quirk"
    JUDGEMENT = "judgement"
    QUANTITY = "quantity"
    CONTEXT = "context"
    NETWORK = "network"
    TRAIT = "trait"
    ARGUMENT = "argument"
    SECRET = "secret"
    NORM = "norm"
    SYSTEM = "system"
    CUSTOMER = "customer"
    PROCEDURE = "procedure"
    PLAIN = "plain"


WHOLE = (
    Kind.CRITICAL,
    Kind.PUBLIC,
    Kind.NETWORK,
    Kind.INCIDENT,
    Kind.TRAIT,
    Kind.NORM,
    Kind.PITFALL,
    Kind.JUDGEMENT,
    Kind.QUIRK,
    Kind.CONTEXT,
    Kind.PROCEDURE,
)
"""What a sentence can be as a whole; of several that are equally sure the first wins."""
COMMENTS = "comments/"
"""The rules about what comments in code say begin with this."""
READING = "model/reading"
"""The rule of what a language model named in a line that the finders left."""
LEARNED = "learned/sentence"
"""The rule of a sentence that only the trained model takes for what it says."""


class Standing(str, Enum):
    """Decides what may stand in its place: only guidance may become public craft."""

    RECORD = "record"
    """It happened, it is so."""
    NORM = "norm"
    """A formal rule of the firm."""
    GUIDANCE = "guidance"
    """A step, hint, cause or rule of the craft."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One span that a finder saw."""

    kind: Kind
    span: Span
    """A whole sentence (or cell, code block, heading) when all of it is of this kind; else the
    words alone: a name, a value, a clause."""
    rule: str
    """Id of the rule, 'finder/rule', shown by `scan`."""
    confidence: float
    """0 to 1."""
    note: str = ""
    """A short reason in plain English, for the report; holds no text of the document."""
    standing: Standing = Standing.GUIDANCE
    cut: Span | None = None
    """The phrase that can go with it and leave a whole sentence behind (', because …', 'for 5
    minutes'); None when taking it would break the sentence."""
    neutral: str | None = None
    """The neutral wording for this span (smoothed quirk, role of a person); None without one."""
