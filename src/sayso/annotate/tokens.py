"""Tokens: words, numbers and marks of a normal text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TITLES = frozenset({
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Fr", "Sr", "Hon", "Gen", "Lt", "Col", "Maj", "Capt",
    "Cmdr", "Sgt", "Cpl", "Pvt", "Adm", "Brig", "Sen", "Rep", "Gov", "Pres", "Sec", "Amb", "Supt",
    "Det", "Insp", "St", "Mt", "Ft", "vs", "Messrs", "Sens", "Reps", "Govs", "Drs", "Gens",
})  # fmt: skip
"""Abbreviations that a name or number follows: no sentence ends on one."""
SHORT_FORMS = frozenset({
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Mon", "Tue",
    "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", "Inc", "Ltd", "Corp", "Co", "Bros", "Jr",
    "Dept", "Univ", "Assn", "Ave", "Blvd", "Rd", "Nos", "Vol", "Ariz", "Ark", "Calif", "Colo", "Conn",
    "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md", "Mass", "Mich", "Minn", "Miss", "Mo",
    "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Penn", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo",
    "approx", "est", "etc", "al", "Op", "cf", "Ret",
})  # fmt: skip
"""Abbreviations that a sentence may end on."""

_ABBREVIATION = "|".join(sorted(TITLES | SHORT_FORMS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
    [^\W\d_]++(?=[\s,])                            # most words are plain: none of what follows would cut them otherwise
    | (?:https?://|www\.)[^\s"<>]*[^\s"<>.,;:!?)\]'] | \b[\w.-]{1, 64}@[\w-]{1, 64}\.[\w.]{0, 64}\w | [@\#]\w+
    | (?:[A-Za-z]\.){{2,}}(?:[A-Za-z](?!\w))?(?:-[A-Za-z][\w-]*\w)?   # U.S., a.m., U.S.A, U.S.-led
    | \b(?:{_ABBREVIATION})\.(?=\s|$|[,;:)'"-])
    | \bNo\.(?=\s*\d)
    | \b[A-Z]\.(?=\s*[A-Z])                       # an initial
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|am|pm|mm|km|kg|m)?(?!\w)(?:-[A-Za-z][\w-]*\w)?
    | '(?i:s|re|ve|ll|d|m)(?!\w)                   # clitics
    | (?i:n't)(?!\w)
    | [^\W_]+?(?=(?i:n't)(?!\w))                   # did + n't
    | [^\W_]+(?:(?:'(?!(?i:s|re|ve|ll|d|m|t)(?!\w))|[-&_/.](?=[^\W\d_]))[^\W_]+)*(?:-\d+\w*)?\+?
    | \.{{2,}} | … | -{{2,}} | [^\w\s] | _+
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """Stand at ``start`` (inclusive) to ``end`` (exclusive) of the normal text; ``spaced``: after a space."""

    word: str
    start: int
    end: int
    spaced: bool


def tokens_in(text: str, start: int, end: int) -> Iterator[Token]:
    """Cut a range of a normal text into tokens.

    Punctuation stands apart; so do "'s" and the other clitics, "n't" ("do" "n't"). "U.S.", "Gen." and an
    initial keep their stop. A hyphenated word is one token ("Iran-backed").

    >>> [token.word for token in tokens_in("Iran's U.S.-made jets didn't fly.", 0, 34)]
    ['Iran', "'s", 'U.S.-made', 'jets', 'did', "n't", 'fly', '.']
    """
    last = None
    for match in _TOKEN.finditer(text, start, end):
        yield Token(match.group(), match.start(), match.end(), last is None or match.start() > last)
        last = match.end()
