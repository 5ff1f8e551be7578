"""The headline, and the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.codebook.phrases import fold
from sayso.text.parts import Part

HEADLINE_WORDS = (4, 24)
"""Words of a headline: of the 319 titles of gold/train, 99 % have 4 to 24 (2026-11)."""
_FULL_STOP = re.compile(r"[.;:,…][\"'”’]*$")
_INNER_STOP = re.compile(r"[a-z\d][.!?][\"'”’]? [A-Z]")
_MARK = re.compile(r"[^\w]+")


def with_headline(parts: Sequence[Part], title: str | None) -> list[Part]:
    """Mark the headline among a page's parts.

    It is the part that says what the title says, among the first five; without one, the first open part if
    that plainly is a headline. The line below it belongs to it if it looks the same.
    """
    if any(part.kind == "headline" for part in parts):
        return list(parts)
    found = _titled(parts, title) if title else None
    if found is None:
        found = _first_plain(parts)
    if found is None:
        return list(parts)
    judged = list(parts)
    judged[found] = parts[found].settle("headline")
    below = found + 1
    if below + 1 < len(parts) and not parts[below].settled and is_plain_headline(parts[below].text):
        judged[below] = parts[below].settle("headline")
    return judged


def with_title_apart(parts: Sequence[Part], title: str | None) -> list[Part]:
    """Cut the title off a caption that is glued before it in the first part."""
    if not parts or not title or parts[0].settled or not parts[0].text.endswith(title):
        return list(parts)
    at = len(parts[0].text) - len(title)
    return [*parts[0].cut(at, "caption", "headline"), *parts[1:]] if at else list(parts)


def is_plain_headline(line: str) -> bool:
    """Tell whether a line reads as a headline: as long as one, no full stop, not one quotation."""
    words = line.split()
    if not HEADLINE_WORDS[0] <= len(words) <= HEADLINE_WORDS[1] or _FULL_STOP.search(line):
        return False
    if _INNER_STOP.search(line):
        return False
    return line[0] not in "\"“(['‘" or line[-1] not in "\"”)]'’"


def _titled(parts: Sequence[Part], title: str) -> int | None:
    wanted = _bare(title)
    for index, part in enumerate(parts[:5]):
        bare = _bare(part.text)
        if bare and (bare == wanted or (len(bare) >= 20 and (wanted.startswith(bare) or bare.startswith(wanted)))):
            return index if len(bare) <= len(wanted) + 20 else None
    return None


def _first_plain(parts: Sequence[Part]) -> int | None:
    """Find the first open part if it is a headline; a section's name (up to three words) may precede it."""
    open_parts = [index for index, part in enumerate(parts) if not part.settled][:2]
    if len(open_parts) < 2:
        return None
    first, second = open_parts
    if is_plain_headline(parts[first].text):
        return first
    section = len(parts[first].text.split()) < HEADLINE_WORDS[0] and parts[first].text[-1].isalnum()
    return second if section and is_plain_headline(parts[second].text) else None


def _bare(line: str) -> str:
    return _MARK.sub(" ", fold(line)).strip()
