"""What robots.txt permits is read as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest

from sayso.fetch.robots_rules import rules_for


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        ("User-agent: *\nAllow: /\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/sport", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*?print=", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?b", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-c-b", True),
        ("User-agent: *\nDisallow: /ab*b$", "/ab", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: *", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: Sayso/2\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: sayso\nDisallow: /b", "/a", True),
        ("User-agent: sayso\nDisallow: /a\nUser-agent: *\nDisallow: /\nUser-agent: SAYSO\nDisallow: /c", "/c", False),
        ("User-agent: sayso-news\nDisallow: /", "/a", True),
        ("Disallow: /\nUser-agent: *\nDisallow: /b", "/a", True),
        ("User-agent: *\nSitemap: https://wire.example/s.xml\nDisallow: /a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a # not this", "/a", False),
        ("user-AGENT : *\nDISALLOW : /a", "/a", False),
        ("User-agent: *\nDisallow: /s%C3%BCd", "/süd", False),
        ("User-agent: *\nDisallow: /süd", "/s%c3%bcd", False),
        ("User-agent: *\nDisallow: /%61", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("<html><body>not found</body></html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_the_longest_rule_that_fits_decides(lines: str, path: str, allowed: bool) -> None:
    assert rules_for("sayso", lines.splitlines()).allow(f"https://wire.example{path}") is allowed


@pytest.mark.parametrize(
    ("written", "seconds"), [("7", 7.0), ("0.5", 0.5), ("inf", 0.0), ("nan", 0.0), ("-3", 0.0), ("soon", 0.0)]
)
def test_a_delay_is_a_number_of_seconds(written: str, seconds: float) -> None:
    assert rules_for("sayso", ["User-agent: *", f"Crawl-delay: {written}"]).delay == seconds


def test_a_rule_of_many_stars_takes_no_longer_than_its_length() -> None:
    started = time.monotonic()
    rules = rules_for("sayso", ["User-agent: *", f"Disallow: /{'*a' * 2000}*b"])
    assert rules.allow(f"https://wire.example/{'a' * 4000}")
    assert time.monotonic() - started < 2
