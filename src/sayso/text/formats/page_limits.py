"""How much markup a page may hold, so that reading it takes bounded time and memory."""

from __future__ import annotations

import re

from sayso.errors import UnsafeInput

MAX_PAGE_CHARACTERS = 8_000_000
"""A page over this is refused: trafilatura 2.3.1 takes 8 s on one core for 50,000 boxes of two links in 2
million characters, and its time grows with the boxes (2026-11)."""

MAX_PAGE_TAGS = 300_000
"""A page of more tags is refused: one of 200,000 takes trafilatura 2.3.1 20 s and 250 MiB, one of 300,000 up to
500 MiB, one of two million 1,660 MiB and five minutes (made pages of short paragraphs, one core, 2026-11)."""

MAX_ATTRIBUTES = 3_000
"""A tag of more attributes is refused: libxml2 2.14.6 compares each with all before it, so that a tag of 20,000 takes
2.7 s to decode and one of 500,000 did not end within five minutes (2026-11). Below this, what follows a `<` in a
script could be taken for a tag."""

# Every opening tag with its quoted values whole; possessive, so that a page of quotation marks is gone through once.
_TAG = re.compile(r"""<[a-z](?:"[^"]*+"|'[^']*+'|[^"'>])*+""", re.I)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++)|"[^"]*+"|'[^']*+'""")
_NAME = re.compile(r"[^\s/]+")


def check_size(source: str) -> None:
    """Pass a page that can be read.

    Raises:
        UnsafeInput: ``too_large``: too long, of too many tags, or with a tag of too many attributes.
    """
    counts = (
        (len(source), MAX_PAGE_CHARACTERS, "characters"),
        (source.count("<"), MAX_PAGE_TAGS, "tags"),
        (_most_attributes(source), MAX_ATTRIBUTES, "attributes in one tag"),
    )
    for n, most, what in counts:
        if n > most:
            remedy = "Save its text without scripts and pictures"
            raise UnsafeInput("too_large", f"the page has more than {most:,} {what}", remedy=remedy)


def _most_attributes(source: str) -> int:
    """Count the attributes of the tag that has most; tags too short for too many are passed over."""
    tags = (tag[0] for tag in _TAG.finditer(source) if tag.end() - tag.start() > 2 * MAX_ATTRIBUTES)
    return max((len(_NAME.findall(_VALUE.sub(" ", tag))) - 1 for tag in tags), default=0)
