"""A page as one file that stands alone: its styles within, nothing to press, no way into the workbench."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

STATIC = Path(__file__).with_name("static")
OWN = "/static/alone.css"
ONLY_HERE = "//form | //button | //input | //select | //textarea | //script | //template | //link | //*[@hidden]"
"""What works in the workbench alone."""
NOT_PRINTED = "//*[contains(concat(' ', normalize-space(@class), ' '), ' no-print ')]"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A file that is opened from a disk loads nothing, and runs nothing."""
OUTSIDE = re.compile(r"https?://", re.IGNORECASE)


def alone(page: str, told: Iterable[str]) -> str:
    """Make a rendered page one file; ``told`` are the lines that say above it what it is a page of, and when."""
    from lxml import html

    document = html.document_fromstring(page)
    sheets = [link.get("href") for link in document.xpath("//link[@rel='stylesheet']")]
    styles = "\n".join(map(_style, (*sheets, OWN)))
    for one in document.xpath(f"{ONLY_HERE} | {NOT_PRINTED} | //body/header | //a[@class='skip']"):
        if one.getparent() is not None and not _leads_within(one):
            one.drop_tree()
    for link in document.iter("a"):
        _keep_or_plain(link, document)
    for one in document.iter("details"):
        one.set("open", "open")
    _head(document, styles)
    _say(document, told)
    return str(html.tostring(document, encoding="unicode", doctype="<!doctype html>")) + "\n"


def _style(address: str) -> str:
    """Read a style sheet of the package; only the name counts, and only those that are there."""
    known = {f"/static/{path.name}": path for path in STATIC.glob("*.css")}
    return known[address].read_text(encoding="utf-8")


def _leads_within(element: Any) -> bool:
    """Tell whether it is a list of places in this page, which is of use in a file too."""
    links = element.xpath(".//a/@href")
    return element.tag == "nav" and bool(links) and all(link.startswith("#") for link in links)


def _keep_or_plain(link: Any, document: Any) -> None:
    """Keep a link to a place in this page, or to the web; of one into the workbench keep the words."""
    address = link.get("href") or ""
    within = address.startswith("#") and bool(document.xpath("//*[@id=$id]", id=address[1:]))
    if within or OUTSIDE.match(address):
        return
    link.tag = "span"
    for name in ("href", "rel", "title", "aria-current"):
        link.attrib.pop(name, None)


def _head(document: Any, styles: str) -> None:
    from lxml.html import builder

    document.head.append(builder.META(**{"http-equiv": "Content-Security-Policy", "content": POLICY}))
    style = builder.STYLE()
    style.text = styles
    document.head.append(style)


def _say(document: Any, told: Iterable[str]) -> None:
    from lxml.html import builder

    lines = [builder.P(line) for line in told]
    document.body.insert(0, builder.E.header(*lines, builder.CLASS("alone")))
