"""Prose inside files that are no prose: comments and strings of code and settings, cells, elements.

One way in for all: what a file says, for a look at it, and the edits that generalise just that. A
syntax is a module with `syntax(name)`, listed in `MODULES` by the names of its files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from antidistill.edit import Edit, apply_edits
from antidistill.errors import Refused
from antidistill.hosts.inside.base import SENTENCE, Syntax
from antidistill.hosts.json_text import PROSE, Clean, paragraphs
from antidistill.message import said as message

MODULES = (
    ("objects", r"\.(json|jsonl|ndjson|json5|jsonc|webmanifest)$"),
    ("trees", r"\.ya?ml$"),
    ("cells", r"\.(csv|tsv)$"),
    ("notebooks", r"\.ipynb$"),
    ("tags", r"\.(xml|html?|xhtml|vue|svelte|xsd|xsl|rss|opml|plist|resx)$"),
    ("settings", r"\.(ini|cfg|conf|cnf|properties|desktop|service|env)$|(^|/)\.env(\.[\w.-]+)?$"
     r"|(^|/)\.(editorconfig|gitconfig|npmrc)$"),
    ("markup", r"\.(rst|org|tex|latex|adoc|asciidoc|textile)$"),
    ("code", r"\.(pyi?|[cm]?[jt]sx?|css|s[ac]ss|less|go|rs|java|kts?|[ch]|cc|cpp|cxx|hpp|cs|rb|php|"
     r"swift|scala|groovy|gradle|dart|m|mm|sh|bash|zsh|fish|ps1|psm1|sql|toml|tf|hcl|proto|graphql|"
     r"lua|pl|pm|r|jl|exs?|erl|hs|elm|clj|lisp|el|nix|vim|bat|cmd|mk|cmake|dockerfile|prisma|sol|"
     r"zig|nim|v|vb|vbs|bas|pas|f90|awk|sed|http|feature)$"
     r"|(^|/)(Dockerfile|Containerfile|Makefile|GNUmakefile|Jenkinsfile|Vagrantfile|Rakefile|"
     r"Gemfile|Procfile|Justfile|justfile|CODEOWNERS|\.gitignore|\.dockerignore|\.?bashrc|\.zshrc|"
     r"crontab)$"),
)  # fmt: skip
"""The module for a file, by its path."""
_READ = 200_000
_MOST = 20_000
"""Characters that are looked at, and those of what is said."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(names, re.IGNORECASE)) for name, names in MODULES)


def module_of(path: str) -> str:
    """Which syntax a file has; '' when it is prose or nothing that is known."""
    place = path.replace("\\", "/")
    return next((name for name, names in _patterns() if names.search(place)), "")


def syntax_of(path: str) -> Syntax | None:
    """The same, ready for use."""
    name = module_of(path)
    if not name:
        return None
    found: Syntax = import_module(f"{__name__}.{name}").syntax(path)
    return found


def said(path: str, text: str) -> str | None:
    """What is said in a file, a line for each of its texts; '' when nothing is, None when the file
    is prose as it stands."""
    syntax = syntax_of(path)
    if syntax is None:
        return None
    if not SENTENCE.search(text):
        return ""
    every = (" ".join(one.split()) for one in syntax.said(text[:_READ]))
    return "\n".join(one for one in every if SENTENCE.search(one))[:_MOST]


def edits(path: str, text: str, clean: Clean) -> tuple[Edit, ...]:
    """The edits that generalise the texts of a file, as paragraphs of one document; Refused when
    it would not be the same file afterwards but for these."""
    syntax = syntax_of(path)
    if syntax is None:
        return clean(path, text)
    found = [one for one in syntax.texts(text) if PROSE.search(one.text)]
    made = tuple(
        Edit(found[at].span, new, edit.because, edit.kind, edit.action)
        for at, now, edit in paragraphs([(one.mark, one.text) for one in found], clean)
        if (new := found[at].written(now)) != found[at].span.of(text)
    )
    return checked(path, text, made, syntax)


def checked(path: str, text: str, made: Iterable[Edit], syntax: Syntax) -> tuple[Edit, ...]:
    """Edits that leave a file sound; Refused when they do not."""
    every = tuple(made)
    if every and not syntax.same(text, apply_edits(text, every)):
        raise Refused(
            message("{name}: this file cannot be rewritten safely; change it by hand", name=path)
        )
    return every
