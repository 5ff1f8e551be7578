"""A preface in the voice of an editor or blogger, signed by name, before somebody else's report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.text.parts import Part

PREFACE_AMONG = 5
"""Paragraphs from the top of the page in which a preface ends."""
_SIGNED = re.compile(r"[.!?][\"'”’]*\s+[-–—]*\s*(?:[A-Z][\w.’'-]*\s){1,2}[A-Z][\w’'-]+$")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|my|me|we|our)\b")


def with_signed_preface(parts: Sequence[Part]) -> list[Part]:
    """Mark a paragraph near the top that speaks in the first person and ends with a person's name.

    Open parts before it belong to it, except a headline.
    """
    for index, part in enumerate(parts[:PREFACE_AMONG]):
        if not part.settled and _is_signed(part.text) and index + 1 < len(parts):
            return [
                earlier if earlier.settled else earlier.settle("editor_note") for earlier in parts[: index + 1]
            ] + list(parts[index + 1 :])
    return list(parts)


def _is_signed(paragraph: str) -> bool:
    return bool(_SIGNED.search(paragraph) and _FIRST_PERSON.search(_QUOTED.sub("", paragraph)))
