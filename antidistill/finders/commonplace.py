"""Values in commands and settings that name nothing of anybody's own."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.phrases import table
from antidistill.finders.public import is_public_in_any_case

_PLACEHOLDER = re.compile(
    r"[<{$%\[*`]|\A(?:your|my)[-_]|(?:\A|[-_./])(?:xxx+|yyy+|zzz+|foo|bar|example|placeholder)|\.\.\.|…|\A-|\A\W+\Z|\A\d+\Z",
    re.IGNORECASE,
)


@cache
def _common() -> frozenset[str]:
    return frozenset(table("commands")["common"]["values"].split())


def is_common(value: str) -> bool:
    """Whether a value names nothing private: a placeholder, a default, a public product."""
    bare = value.strip("\"'")
    if re.match(
        r"(?:openshift|kube|k8s|istio|knative|cattle|calico|ingress|cert-manager)(?:-|\Z)|app\.kubernetes\.io/",
        bare,
    ):
        return True
    if bare in _common() or _PLACEHOLDER.search(bare):
        return True
    root = re.split(r"[-_.:](?=\d)", bare)[0]
    return is_public_in_any_case(bare) or is_public_in_any_case(root)
