"""What was found out about an analysed sentence stays with its analysis: several finders ask the
same, and a copy that is read again shares most of its sentences with the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc

P = ParamSpec("P")
R = TypeVar("R")


def with_its_doc(work: Callable[Concatenate[Doc, P], R]) -> Callable[Concatenate[Doc, P], R]:
    """`work`, done once for each Doc and whatever else it is given (hashable); what came of it goes
    when the Doc goes. It must depend on nothing else, nobody may change what it returns, and that
    must not refer to the Doc, which would keep itself alive."""

    @wraps(work)
    def once(doc: Doc, /, *rest: P.args, **named: P.kwargs) -> R:
        key = (work, rest, *sorted(named.items()))
        kept: dict[Any, Any] = doc.user_data
        if key not in kept:
            kept[key] = work(doc, *rest, **named)
        return cast(R, kept[key])

    return once
