"""What the user says about the model: its name, its place, its price, the most it may cost."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DEFAULT_MODEL = "claude-opus-5-5"
ANTHROPIC = "https://api.anthropic.com"


@dataclass(frozen=True, slots=True)
class Options:
    """All of them have a default; the key is never printed or logged."""

    model: str = DEFAULT_MODEL
    base_url: str = ANTHROPIC
    api_key: str = field(default="", repr=False)
    max_cost: float | None = None
    """US dollars for the whole run."""
    price: tuple[float, float] | None = None
    """US dollars for a million tokens in and out, where ours are not known or out of date."""
    most_tokens: int = 32_000
    """Of one reply, thinking included."""
    timeout: float = 600.0
    """Seconds without a sign of life."""
    attempts: int = 5
    """How often a request is sent at most when the server is busy or the line is cut."""
    extra: tuple[tuple[str, float | int], ...] = ()
    """Further fields of the request (temperature, seed) for servers that take them."""

    @property
    def host(self) -> str:
        """The server, for messages."""
        parts = urlsplit(self.base_url)
        return parts.netloc.rpartition("@")[2] or self.base_url

    @property
    def at_home(self) -> bool:
        """Whether the server is on this machine: nothing leaves it, and nothing is paid."""
        name = urlsplit(self.base_url).hostname or ""
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost"
