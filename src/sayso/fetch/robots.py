"""What robots.txt permits, as RFC 9309 has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from sayso.errors import InputError, UnreadableInput
from sayso.fetch.client import Answer
from sayso.fetch.robots_rules import Rules, rules_for

AGENT = "sayso"
MAX_ROBOTS_BYTES = 512_000
"""RFC 9309 asks that at least 500 KiB be read; what stands beyond is left."""

LONGEST_DELAY_SECONDS = 60.0
"""What a site may ask for between two requests by ``Crawl-delay``, stated by many sites though not in RFC 9309."""

_NOTHING = ("User-agent: *", "Disallow: /")


class Robots:
    """Remember, for as long as this object lives, what each site permits; ``fetch`` gets its robots.txt."""

    def __init__(self, fetch: Callable[[str], Answer]) -> None:
        self._fetch = fetch
        self._sites: dict[str, Rules] = {}
        self._failed: set[str] = set()

    def forget_failures(self) -> None:
        """Ask again those sites whose robots.txt could not be had."""
        for site in self._failed:
            del self._sites[site]
        self._failed.clear()

    def check(self, url: str) -> float:
        """Pass if a page may be fetched, and give the seconds that the site wants between two requests, at most 60.

        A site without robots.txt permits all; one whose robots.txt fails (5xx, no answer) permits nothing for now.

        Raises:
            UnreadableInput: ``robots``.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            lines = self._fetched(f"{site}/robots.txt")
            if lines is None:
                self._failed.add(site)
            self._sites[site] = rules_for(AGENT, _NOTHING if lines is None else lines)
        if not self._sites[site].allow(url):
            remedy = "Ask the publisher, or set robots = false for this feed if you may"
            raise UnreadableInput(
                "robots", "the site's robots.txt forbids it or cannot be had", path=url, remedy=remedy
            )
        return min(LONGEST_DELAY_SECONDS, self._sites[site].delay)

    def _fetched(self, url: str) -> Sequence[str] | None:
        try:
            answer = self._fetch(url)
        except InputError:
            return None
        if answer.status == 200:
            return answer.content[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").splitlines()
        return () if 400 <= answer.status < 500 and answer.status != 429 else None
