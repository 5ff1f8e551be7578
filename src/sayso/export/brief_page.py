"""A brief as one HTML page: no scripts, nothing fetched, every word escaped."""

from __future__ import annotations

import html
from pathlib import Path

from sayso.export.beside import write_about
from sayso.export.brief import Block, brief_blocks
from sayso.export.readable import Readable
from sayso.export.terminal import printable
from sayso.export.whole import file_in, whole_text
from sayso.export.write_options import WriteOptions

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a;
background: #fff } h1, h2, h3, h4 { line-height: 1.25; margin: 1.4rem 0 .3rem } h2 { border-bottom: 2px solid #1a1a1a }
p { margin: .15rem 0; overflow-wrap: anywhere } .side { margin-left: 1.5rem; color: #444 } code { font-size: .8em;
color: #555; font-weight: normal } blockquote { border-left: .25rem solid #999; margin: .4rem 0 .4rem 1.5rem;
padding: .1rem .8rem } blockquote footer { font-size: .85em; color: #444 } a { color: #0b4f8a }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt } h2, h3, h4 { break-after: avoid }
blockquote { break-inside: avoid } a { color: inherit; text-decoration: none } }
"""
_HEAD = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What reports tell</title><style>{_STYLE}</style></head><body>
"""
_TAGS = {"title": "h1", "section": "h2", "day": "h3"}


def write_html(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write the brief of ``write_markdown`` as one page that needs no network; return how many of each it tells.

    Quotations lead to their reports on the page, reports to their addresses on the web. Lost: as with Markdown.

    Raises:
        CaseFull: the file cannot be written.
    Source: HTML Living Standard (WHATWG).
    """
    path, counts = file_in(out, "brief.html"), dict[str, int]()
    with whole_text(path) as file:
        file.write(_HEAD)
        for block in brief_blocks(view, asked, counts):
            file.write(_shown(block) + "\n")
        file.write("</body></html>\n")
    write_about(path, "html", asked, counts)
    return counts


def _shown(block: Block) -> str:
    words, ref = _safe(block.text), _safe(block.ref or "")
    match block.kind:
        case "title" | "section" | "day":
            tag = _TAGS[block.kind]
            return f"<{tag}>{words}</{tag}>"
        case "act":
            return f'<h4 id="{ref}">{words} <code>{ref}</code></h4>'
        case "quotation":
            by = f'<a href="#{ref}">{_safe(block.by or "")}</a>'
            return f"<blockquote><p>{words}</p><footer>— {by}</footer></blockquote>"
        case "source":
            link = f' <a href="{_safe(block.href)}" rel="noreferrer">{_safe(block.href)}</a>' if block.href else ""
            return f'<p id="{ref}">{words}{link}</p>'
    return f'<p class="{block.kind}">{words}</p>'


def _safe(text: str) -> str:
    return f"<bdi>{html.escape(printable(text))}</bdi>" if text and not text.isascii() else html.escape(printable(text))
