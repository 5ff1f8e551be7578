"""A brief as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sayso.export.beside import write_about
from sayso.export.brief import Block, Kind, brief_blocks
from sayso.export.readable import Readable
from sayso.export.whole import file_in, whole_text
from sayso.export.write_options import WriteOptions

_OPENS: Mapping[Kind, str] = {
    "title": "# ", "section": "## ", "day": "### ", "act": "#### ", "fact": "- ", "side": "  - ", "quotation": "> ",
    "source": "- ", "plain": "",
}  # fmt: skip
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&$])")
_LEADS = re.compile(r"(?=[-+=])|(?<=\d)(?=[.)])")
"""Where a mark stands that at the start of a line would make a list or a heading of it."""
_LISTED = frozenset[Kind]({"fact", "side", "source"})
"""Pieces between which no empty line stands."""
_START = re.compile(r"\d{1,9}[.)]|[-+=]")


def write_markdown(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write a brief: material acts by date with their standing, sides and quotations; commitments, sources, limits.

    Acts that are not known to have happened stand apart, with the reason. No word of a report is taken for Markdown.
    Return how many of each. Lost: acts of words but in number, all but one sentence of each voice, links, edges.

    Raises:
        CaseFull: the file cannot be written.
    Source: CommonMark 0.31.
    """
    path, counts = file_in(out, "brief.md"), dict[str, int]()
    with whole_text(path) as file:
        before: Kind | None = None
        for block in brief_blocks(view, asked, counts):
            file.write(_shown(block, before))
            before = block.kind
    write_about(path, "markdown", asked, counts)
    return counts


def plain_markdown(words: str) -> str:
    """Write words so that Markdown shows them as they are.

    >>> plain_markdown("1. *a* <b>")
    '1\\\\. \\\\*a\\\\* \\\\<b\\\\>'
    """
    safe = _MARKS.sub(r"\\\1", words)
    return _LEADS.sub(r"\\", safe, count=1) if _START.match(safe) else safe


def _shown(block: Block, before: Kind | None) -> str:
    words, opens = plain_markdown(block.text), _OPENS[block.kind]
    apart = "" if before is None or {before, block.kind} <= _LISTED else "\n"
    match block.kind:
        case "quotation":
            return f"{apart}{opens}{words}\n>\n> — {plain_markdown(block.by or '')}\n"
        case "source" if block.href:
            return f"{apart}{opens}{words}: <{_bare(block.href)}>\n"
        case "act":
            return f"{apart}{opens}{words}\n\n`{block.ref}`\n"
    return f"{apart}{opens}{words}\n"


def _bare(url: str) -> str:
    """Give an address that cannot end its angle brackets."""
    return re.sub(r"[<>\s\\]", lambda found: f"%{ord(found[0]):02X}", url)
