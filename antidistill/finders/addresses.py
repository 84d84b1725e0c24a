"""Addresses in a text: URLs, hosts, IP numbers, mail boxes, paths, storage, repositories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.finders.phrases import table
from antidistill.finders.public import (
    is_documentation_host,
    is_house_host,
    is_known_owner,
    is_public_host,
    is_public_in_any_case,
)
from antidistill.finders.sites import inward_names, is_part, is_site, owner_of


@dataclass(frozen=True, slots=True)
class Address:
    """One address in a text that is not public."""

    start: int
    end: int
    rule: str
    placeholder: str
    note: str


# Addresses stand right beside Han characters, which are letters to \b and \w.
_URL = re.compile(
    r"(?<![A-Za-z0-9_])(?:https?|ftp|wss?|git|ssh)://[^\s<>\"'`，。；、）】》|\\]+", re.IGNORECASE
)
_STORE = re.compile(
    r"(?<![A-Za-z0-9_])(s3a?|oss|gs|cos|obs|hdfs|abfss?|file|jdbc:\w+|mysql|postgres(?:ql)?|redis|mongodb(?:\+srv)?|amqp|kafka|ldaps?|smb|nfs)"
    r"://([^\s<>\"'`，。；、）]+)"
)
_GIT = re.compile(r"(?<![A-Za-z0-9_])git@([\w.-]+):([A-Za-z0-9_./~-]+)")
_IP = re.compile(r"(?<![A-Za-z0-9_.-])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![A-Za-z0-9_-]|\.\d)")
_OWN_NETWORK = re.compile(
    r"127\.|0\.0\.0\.0|255\.|8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|114\.114\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|"
    r"(?:\d+\.){3}0/(?:8|12|16)\Z"
)
_TLD = (
    r"com|net|org|io|cn|co|dev|app|cloud|ai|info|biz|me|tech|xyz|site|online|top|work|eu|uk|de|fr|jp|in|us|ca|au|"
    r"internal|local|lan|corp|intra|intranet|private|home|svc|prod|int|localdomain|consul"
)
_HOST = re.compile(
    rf"(?<![A-Za-z0-9_@/.$%{{-])((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_TLD}))(:\d{{2,5}})?(?![A-Za-z0-9_-]|\.\w)"
)
_INTERNAL = re.compile(
    r"\.(?:internal|local|lan|corp|intra|intranet|private|home|svc|prod|int|localdomain|consul)\Z"
)
_PLACEHOLDER = re.compile(
    r"[<{$%\[]|\b(?:your|my)[-_]?(?:company|domain|org|host|server|site|team|name|app)|(?:^|[/._-])(?:your|my|xxx+|foo|bar|some)(?:$|[/._-])|\.\.\.|…",
    re.IGNORECASE,
)
_LAST = (
    r"(?:[A-Za-z0-9_.@+*$-]+"
    r"|[\u4e00-\u9fff]{1,12}?(?=目录|文件夹|路径|[下里中上]|[^A-Za-z0-9_.@+\u4e00-\u9fff-]|\Z))"
)
"""The last part of a path: behind it a sentence may go on without a space."""
_PATH = re.compile(
    r"(?<![A-Za-z0-9_./~$}\])>*-])(?:~|(?:[A-Za-z]:)?)?"
    rf"((?:/(?=[A-Za-z0-9_.])|(?<=[A-Za-z]:)\\)(?:[\w.@+-]+[/\\])+{_LAST}?/?|(?<=~)/[A-Za-z0-9_.@+/-]+)"
)
_UNC = re.compile(
    rf"(?<!\\)\\\\[A-Za-z0-9_.-]+\\(?:[\w.$-]+\\)*{_LAST}"
    r"|(?<![:\w/\"'=.])//[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?:/[\w$-]+)+"
)
_PRIVATE_ROOT = re.compile(
    r"/?(?:opt|data\d*|srv|backups?|apps?|export|nas|share[ds]?|nfs|work|workspace|deploy|disk\d*|vol\d*|volume\d*|media|"
    r"mnt|Volumes|warehouse|root|www|wwwroot|soft|software|scripts?|jobs?|conf|projects?|repos?|logs|storage|home\d|var/www|"
    r"usr/local/(?!bin|lib|etc|share|sbin|include|var))/|[A-Za-z]:\\|\\"
)
_HOSTED = re.compile(
    r"://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org)/"
    r"(?P<owner>(?!your|my|some|user|owner|org\b|example|organi[sz]ation)[\w.-]+)/[\w.-]+/(?:-/)?"
    r"(?:blob|tree|raw|edit|wiki|issues?/\d|actions|runs|pulls?/\d|projects|labels|milestones)\b",
    re.IGNORECASE,
)
"""A page inside a repository: of one that nobody knows it is the house's own."""
_HOME = re.compile(r"/(?:home|Users)/(?!user\b|username\b|me\b)[\w.-]+")


def addresses_in(text: str, owners: frozenset[str] = frozenset()) -> Iterator[Address]:
    """The private addresses in `text`. `owners` are the names of the domains that the house has."""
    taken: list[tuple[int, int]] = []
    for found in (
        *_urls(text, owners),
        *_stores(text),
        *_gits(text),
        *_ips(text),
        *_hosts(text, owners),
    ):
        if not any(s < found.end and found.start < e for s, e in taken):
            taken.append((found.start, found.end))
            yield found
    # nothing inside a URL is a path of its own
    taken += [m.span() for m in _URL.finditer(text)]
    for found in _paths(text):
        if not any(s < found.end and found.start < e for s, e in taken):
            yield found


def private_url(url: str, owners: frozenset[str] = frozenset()) -> str | None:
    """Why a URL is not for the public: 'house link' or 'private host'; None if it is, or may be: a
    site that nobody knows is the house's when it is one of its `owners`, or looks inward."""
    host = host_of(url)
    if host is None or is_documentation_host(host) or _PLACEHOLDER.search(host):
        return None
    hosted = _HOSTED.search(url)
    page = url.partition(host)[2].strip("/") and host.removeprefix("www.")
    if is_house_host(host) or (page and is_house_host(page)):
        return "house link"
    if hosted is not None and not is_known_owner(hosted["owner"]):
        return "house link"
    if is_public_host(host) or _is_public_service(host):
        return None
    inward = _INTERNAL.search(host) or inward_names().match(host) or re.search(r"://[^/]+:\d", url)
    owned = (owner_of(host) in owners and not is_site(host, url)) or "." not in host
    owned = owned or _IP.fullmatch(host) is not None
    return "private host" if inward or owned or is_part(host) else None


def _is_public_service(host: str) -> bool:
    """Whether a host inside a cluster is one that every cluster has: 'etcd.kube-system.svc'."""
    parts = re.fullmatch(r"([\w-]+)\.([\w-]+)\.svc(?:\.cluster\.local)?(?::\d+)?", host)
    return parts is not None and all(
        is_public_in_any_case(p) or p.startswith(("kube-", "openshift-")) for p in parts.groups()
    )


def host_of(url: str) -> str | None:
    """The host in a URL, without user and port; None if it has none."""
    match = re.match(r"[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?([^/:?#\s]+)", url, re.IGNORECASE)
    return match.group(1).lower() if match else None


def _urls(text: str, owners: frozenset[str]) -> Iterator[Address]:
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:!?)*_")
        if private_url(url, owners):
            scheme = url.split("://")[0]
            rest = url[len(scheme) + 3 :]
            shown = f"{scheme}://<host>" + ("/<path>" if "/" in rest.rstrip("/") else "")
            yield Address(
                match.start(), match.start() + len(url), "url", shown, "an address of the house"
            )


def _stores(text: str) -> Iterator[Address]:
    for match in _STORE.finditer(text):
        rest = match.group(2)
        if _PLACEHOLDER.search(rest.split("/")[0]) or is_documentation_host(rest.split("/")[0]):
            continue
        store = match.group(1).rstrip("a") in ("s3", "oss", "gs", "cos", "obs")
        root = "<bucket>" if store else "<host>"
        shown = f"{match.group(1)}://{root}" + ("/<path>" if "/" in rest.rstrip("/") else "")
        yield Address(*match.span(), "store", shown, "where the house keeps it")


def _gits(text: str) -> Iterator[Address]:
    for match in _GIT.finditer(text):
        if not _PLACEHOLDER.search(match.group()) and not is_documentation_host(match.group(1)):
            yield Address(*match.span(), "repository", "<repository>", "a repository of the house")


def _ips(text: str) -> Iterator[Address]:
    for match in _IP.finditer(text):
        numbers = match.group().split("/")[0].split(".")
        version = re.search(r"(?:version|版本|v)\s?\Z", text[: match.start()], re.IGNORECASE)
        if (
            all(int(n) < 256 for n in numbers)
            and not _OWN_NETWORK.match(match.group())
            and not version
        ):
            yield Address(*match.span(), "ip", "<ip>", "an address in the network of the house")


def _hosts(text: str, owners: frozenset[str]) -> Iterator[Address]:
    for match in _HOST.finditer(text):
        host = match.group(1).lower()
        if private_url(f"x://{match.group()}", owners) and not _is_file(text, match, host):
            yield Address(*match.span(1), "host", "<host>", "a host of the house")


def _is_file(text: str, match: re.Match[str], host: str) -> bool:
    """'node.js'-like words and attributes ('app.config.me') are no hosts: one dot needs a real
    top-level domain, and a call follows no host."""
    name = match.group(1)
    if re.match(r"/v\d", text[match.end() :]) or is_public_host(host.rsplit(".", 1)[0]):
        return True
    short = name.count(".") == 1 and re.search(
        r"\.(?:me|in|app|local|prod|int|home|work|co|us|top|site|info)\Z", name
    )
    return bool(short) or text[match.end() : match.end() + 1] in ("(", "=") or name != name.lower()


def _paths(text: str) -> Iterator[Address]:
    for match in _UNC.finditer(text):
        yield Address(*match.span(), "path", "<path>", "a path of the house")
    for match in _PATH.finditer(text):
        path = match.group(1)
        if not is_public_path(path) and not _PLACEHOLDER.search(match.group()):
            yield Address(*match.span(), "path", "<path>", "a path of the house")


def is_public_path(path: str) -> bool:
    """Whether a path is one that every system has ('/etc/hosts', '/var/log/nginx/error.log')."""
    if path.startswith("\\"):
        # behind the letter of a drive
        return _WINDOWS.match(path) is not None
    if path.startswith("/.") or (path.count("/") < 2 and not path.startswith("/Users")):
        return True
    if _INSTALLED.match(path) and all(_is_installed(part) for part in path.split("/")[1:]):
        return True
    return not _HOME.match(path) and _PRIVATE_ROOT.match(path) is None


_WINDOWS = re.compile(
    r"\\(?:Windows|Program Files|ProgramData|Users\\(?:Public|Default|<)|inetpub|Temp\b|path\b)",
    re.IGNORECASE,
)
_INSTALLED = re.compile(r"/(?:opt|soft|software|usr|apps?|srv|data\d*)/")


def _is_installed(part: str) -> bool:
    """Whether a part of a path is what any installation of a public product has."""
    bare = re.sub(r"[-_.]?v?\d[\d.]*\Z|\.(?:sh|py|conf|jar|cfg|properties|ya?ml|xml)\Z", "", part)
    return (
        not part
        or part in table("systems")["installed"]["parts"].split()
        or is_public_in_any_case(bare)
    )
