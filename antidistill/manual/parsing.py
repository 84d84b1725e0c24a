"""Whether a command of the manual parses in its language, and does no harm if it is followed."""

from __future__ import annotations

import ast
import json
import logging
import re
import shlex
import shutil
import subprocess
from functools import cache

from antidistill.manual.fog import tables
from antidistill.manual.topic import Command

SHELLS = ("bash", "sh", "shell", "console")
DIALECTS = ("mysql", "postgres", "sqlite", "tsql", "oracle")
"""What counts as SQL: a statement that one of these reads. Commands name no product's dialect."""
_ARGUMENT = re.compile(r"<([A-Za-z][\w .|/-]*)>")
_SQL = re.compile(
    r"\s*(--|SELECT|SHOW|EXPLAIN|DESCRIBE|DESC|ALTER|CREATE|DROP|INSERT|UPDATE|DELETE|WITH|SET|KILL"
    r"|ANALYZE|VACUUM|GRANT|REVOKE|BEGIN|START|COMMIT|ROLLBACK|OPTIMIZE|REINDEX|CHECK|LOCK|USE"
    r"|CALL|TRUNCATE|REPLACE|MERGE|REFRESH|FLUSH|PURGE|STOP|CHANGE|RESET|PREPARE|LOAD|COPY)\b",
    re.IGNORECASE,
)


def unparsed(command: Command) -> str:
    """Why the command cannot be parsed in its language, or ''."""
    run = _ARGUMENT.sub("ARG", command.run)
    if not run.strip():
        return "empty"
    if command.language in SHELLS:
        return _shell(run)
    if command.language == "sql":
        return _sql(run)
    try:
        if command.language == "json":
            json.loads(run)
        if command.language == "python":
            ast.parse(run)
    except ValueError as fault:
        return f"no {command.language}: {fault}"
    except SyntaxError as fault:
        return f"no Python: {fault}"
    if command.language in ("yaml", "toml", "ini"):
        return "a tab in the indentation" if "\t" in run else ""
    return "" if _balanced(run) else "brackets or quotes do not match"


def harmful(run: str) -> str:
    """What in the command destroys something without being told what, or ''. A reader runs what a
    manual shows."""
    hit = _harm().search(run)
    return hit.group() if hit else ""


@cache
def _harm() -> re.Pattern[str]:
    joined = "|".join(f"(?:{p})" for p in tables()["harm"]["patterns"])
    return re.compile(joined, re.IGNORECASE | re.MULTILINE)


def _shell(run: str) -> str:
    bash = shutil.which("bash")
    if bash is None:
        try:
            shlex.split(run, comments=True)
        except ValueError as fault:
            return f"no shell command: {fault}"
        return ""
    done = subprocess.run([bash, "-n"], input=run, capture_output=True, text=True, check=False)
    return f"no shell command: {done.stderr.strip()}" if done.returncode else ""


def _sql(run: str) -> str:
    """By sqlglot where it is installed; without it by the first word and the brackets alone, as
    somebody who writes a topic of their own may not have it."""
    if not (_SQL.match(run) and _balanced(run)):
        return "no SQL statement"
    try:
        import sqlglot
        from sqlglot.errors import SqlglotError
    except ImportError:
        return ""
    # It tells of every statement that it knows by its first word only, such as SHOW GRANTS.
    logging.getLogger("sqlglot").setLevel(logging.ERROR)
    first = ""
    for dialect in DIALECTS:
        try:
            sqlglot.parse(run, dialect=dialect)
        except SqlglotError as fault:
            first = first or str(fault).split("\n")[0]
        else:
            return ""
    return f"no SQL: {first}"


def _balanced(run: str) -> bool:
    return all(run.count(a) == run.count(b) for a, b in ("()", "[]", "{}")) and not (
        run.count('"') % 2 or run.count("'") % 2
    )
