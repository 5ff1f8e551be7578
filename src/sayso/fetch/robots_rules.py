"""Read a robots.txt as RFC 9309 has it: the longest rule that fits decides, ``*`` and ``$`` are wild."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_KEPT = "/%:=&?~+!$,;'@()*[]-._|"
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_TOKEN = re.compile(r"[a-zA-Z_-]+|\*")
_MEMBERS = frozenset({"allow", "disallow", "crawl-delay"})


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold what a robots.txt says to one agent: paths with whether they are allowed, and the delay it asks for."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Tell whether an address may be fetched: by the longest rule, by the one that allows of two as long.

        >>> rules = rules_for("sayso", ["User-agent: *", "Allow: /", "Disallow: /*.pdf$"])
        >>> rules.allow("https://wire.example/a.pdf"), rules.allow("https://wire.example/a.pdf?b")
        (False, True)
        """
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(pattern), allowed) for pattern, allowed in self.paths if _fits(pattern, path)]
        return path == "/robots.txt" or max(fitting, default=(0, True))[1]


def rules_for(agent: str, lines: Iterable[str]) -> Rules:
    """Gather the rules of all groups that name an agent, or of those for ``*`` where none names it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    open_ = False
    for line in lines:
        key, _, value = line.lstrip("\ufeff").partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            token = _TOKEN.match(value)
            named = [*(named if open_ else ()), token[0].lower() if token else ""]
            groups.setdefault(named[-1], [])
            open_ = True
        elif key in _MEMBERS:
            open_ = False
            for name in named:
                groups[name].append((key, value))
    told = groups.get(agent.lower(), groups.get("*", []))
    paths = tuple((_normal(value), key == "allow") for key, value in told if value and key != "crawl-delay")
    return Rules(paths, max((_seconds(value) for key, value in told if key == "crawl-delay"), default=0.0))


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path begins as a pattern says; each part between stars is taken as early as it comes."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in others[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not others:
        return not whole or at == len(path)
    if whole:
        return path.endswith(others[-1]) and len(path) - len(others[-1]) >= at
    return path.find(others[-1], at) >= 0


def _normal(path: str) -> str:
    """Write a path one way: what is no ASCII escaped, letters and digits not."""

    def plain(match: re.Match[str]) -> str:
        mark = chr(int(match[1], 16))
        return mark if mark.isascii() and (mark.isalnum() or mark in "-._~") else match[0].upper()

    return _ESCAPE.sub(plain, quote(path, safe=_KEPT))


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0
