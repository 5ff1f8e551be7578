"""Bylines: lines near the top that only name the authors or the outlet."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.codebook.phrases import fold
from sayso.record.documents import Metadata
from sayso.text.parts import Part

BYLINE_AMONG = 6
"""Paragraphs from the top of the page among which a byline stands."""
_SMALL = frozenset({"and", "al", "de", "del", "der", "el", "van", "von", "bin", "ibn", "la", "le"})


def with_bylines(parts: Sequence[Part], metadata: Metadata) -> list[Part]:
    """Mark the author's name where the metadata give it, and a line of names over the outlet's line."""
    names = {fold(name) for name in (*metadata.authors, metadata.outlet or "") if name}
    judged = list(parts)
    for index, part in enumerate(parts[:BYLINE_AMONG]):
        following = parts[index + 1].text if index + 1 < len(parts) else ""
        named = fold(part.text).removeprefix("by ") in names
        if not part.settled and (named or (_only_names(part.text) and _outlet_line(following, names))):
            judged[index] = part.settle("furniture")
            if not named:
                judged[index + 1] = parts[index + 1].settle("furniture")
    return judged


def _only_names(line: str) -> bool:
    words = line.replace(",", " ").split()
    return 2 <= len(words) <= 12 and all(word[0].isupper() or word in _SMALL for word in words)


def _outlet_line(line: str, names: set[str]) -> bool:
    return len(line.split()) <= 5 and (fold(line) in names or line.isupper() or line.startswith("Special for"))
