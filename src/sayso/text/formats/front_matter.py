"""Read front matter: the lines at the top of a text file that say what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.codebook.columns import load_field_names
from sayso.record.documents import FIELDS, Metadata
from sayso.text.formats.fields import stated_by

_MAX_CHARACTERS = 16_384
_FENCED = re.compile(r"---[ \t]*\r?\n(?P<inner>.*?)^---[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,30}):[ \t]+(?P<value>\S.*)")


def front_matter(text: str, *, bare: bool) -> tuple[int, Metadata]:
    """Read the front matter a text begins with.

    Fenced by ``---`` lines it is YAML, or ``key: value`` lines where the YAML is faulty; with ``bare``
    also two or more ``key: value`` lines, all with known keys, ended by a blank line.

    Returns:
        Where it ends (exclusive, in code points), 0 if there is none, and what it states.
    """
    head = text[:_MAX_CHARACTERS]
    fenced = _FENCED.match(head)
    if fenced:
        entries = _entries(fenced["inner"])
        return (fenced.end(), stated_by(entries)) if entries else (0, Metadata())
    return _bare(head) if bare else (0, Metadata())


def _entries(inner: str) -> Mapping[str, object]:
    import yaml

    try:
        # BaseLoader keeps every scalar as written: a date stays the string it is.
        loaded = yaml.load(inner, Loader=yaml.BaseLoader)  # it makes strings, lists and dicts
    except (yaml.YAMLError, RecursionError, ValueError):
        loaded = None
    if isinstance(loaded, dict):
        return {str(key): value for key, value in loaded.items()}
    lines = [_LINE.fullmatch(line.strip()) for line in inner.splitlines() if line.strip()]
    return {line["key"]: line["value"].strip("\"'") for line in lines if line}


def _bare(head: str) -> tuple[int, Metadata]:
    known = load_field_names()
    entries: dict[str, object] = {}
    end = 0
    for line in head.splitlines(keepends=True):
        entry = _LINE.fullmatch(line.strip())
        if not entry or not any(known.find(name, [entry["key"]]) for name in FIELDS):
            break
        entries[entry["key"]] = entry["value"]
        end += len(line)
    rest = head[end:]
    ended = not rest or rest.startswith(("\n", "\r\n"))
    return (end, stated_by(entries)) if len(entries) > 1 and ended else (0, Metadata())
