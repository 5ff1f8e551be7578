"""Which originals are withheld when people are redacted: those that name somebody, and those nobody can search."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from sayso.export.redaction import Redaction

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]{0,200}>")


def names_somebody(content: bytes, redaction: Redaction) -> bool:
    """Tell whether bytes as they came may name somebody, also where no reader looks: in a page's head or comments.

    What is no UTF-8, as a PDF file or a page in an older character set, cannot be searched and counts as naming.
    """
    if not redaction.people and not redaction.words:
        return False
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return True
    if "\x00" in text:
        return True
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), html.unescape(text))
    return any(map(redaction.is_in, {plain, unquote(plain), _TAG.sub("", plain)}))
