"""Make text from documents safe to print in a terminal."""

from __future__ import annotations

import re
import unicodedata

from sayso.record.plain import to_json

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


# JSON escapes the other controls itself.
_UNESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Drop control characters and direction overrides; line breaks and tabs become spaces.

    A report is hostile until read: an escape sequence in it could move the cursor, retitle the window or hide
    words. Right-to-left letters stay; marks that reorder what follows do not.

    >>> printable("safe\\x1b[2Jtext\\u202egnp.exe\\nnext")
    'safe[2Jtextgnp.exe next'
    """
    if text.isprintable():  # as nearly all is; marks of direction and controls are not
        return text
    return "".join(" " if letter in "\n\r\t\x0b\x0c\x85\u2028\u2029" else letter for letter in text if _shows(letter))


def json_line(value: object) -> str:
    """Give any row of the record as one line of JSON that is safe to print: what could harm stands there escaped.

    >>> json_line({"title": "exe\u202egnp"})
    '{"title":"exe\\\\u202egnp"}'
    """
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", to_json(value).decode())


def _shows(letter: str) -> bool:
    if letter in "\n\r\t\x0b\x0c\x85\u2028\u2029":
        return True
    return letter not in _BIDI and unicodedata.category(letter) not in ("Cc", "Cs")
