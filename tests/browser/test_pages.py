"""Every page of the workbench in a real browser: it opens, asks nobody else, says no error, and fits the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

import sayso
from tests.browser.conftest import Tab

DISPUTED = "/events/{disputed}"
PAGES = (
    "/overview", "/overview?all=true&contested=true", DISPUTED, "/documents", "/documents/{report}", "/rejections",
    "/compare?event={disputed}", "/actors", "/actors/iran", "/commitments", "/commitments/{commitment}", "/sources",
    "/sources/{source}", "/places/place-baghdad", "/review", "/log", "/add", "/added?doc={report}", "/docs",
    "/decide?kind=event&target={disputed}", "/name",
)  # fmt: skip
"""Every view; names in braces stand for ids of the case."""
NARROW, WIDE = 360, 1280
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

_OVERFLOWS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_UNLABELLED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter(one => !one.labels?.length && !one.getAttribute('aria-label')).map(one => one.outerHTML)"""
# WCAG AA asks of text a ratio of contrast of 4.5.
_FAINT = """() => {
  const parts = colour => {
    const [r, g, b, a = 1] = (colour.match(/-?[\\d.]+(?:e-?\\d+)?/g) || [0, 0, 0, 0]).map(Number);
    return colour.startsWith('color(') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a]; };
  const over = ([r, g, b, a], [s, h, c]) => [r * a + s * (1 - a), g * a + h * (1 - a), b * a + c * (1 - a), 1];
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const paper = matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0, 1] : [255, 255, 255, 1];
  const ground = one => one ? over(parts(getComputedStyle(one).backgroundColor), ground(one.parentElement)) : paper;
  const found = [];
  for (const one of document.querySelectorAll('main *, header *, footer *')) {
    const said = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!said || !one.checkVisibility()) continue;
    const below = ground(one);
    const [ink, page] = [light(over(parts(getComputedStyle(one).color), below)), light(below)];
    const ratio = (Math.max(ink, page) + .05) / (Math.min(ink, page) + .05);
    if (ratio < 4.5) found.push(`${one.tagName}.${one.className} ${ratio.toFixed(2)}: ${one.textContent.slice(0, 40)}`);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def pages(read_case: Path) -> tuple[str, ...]:
    """Give the address of every view, of things that the case has."""
    with sayso.open(read_case) as case:
        disputed = next(one for one in case.events() if any(row.field == "number:killed" for row in one.contested))
        ids = {
            "disputed": disputed.id, "report": disputed.documents[0],
            "commitment": next(iter(case.commitments())).id, "source": next(iter(case.sources())).id,
        }  # fmt: skip
    return tuple(address.format(**ids) for address in PAGES)


def test_every_page_opens_alone_stands_out_and_fits(reader: Tab, pages: tuple[str, ...]) -> None:
    """At 200 % a page of 1,280 points has the room of 640; each page is loaded once."""
    for address in pages:
        reader.page.set_viewport_size({"width": WIDE, "height": 800})
        if address.startswith("/overview"):
            reader.open(address)
        else:
            reader.page.goto(reader.home + address)
        assert reader.page.locator("h1").count() == 1 and reader.page.locator("main").count() == 1, address
        assert reader.page.evaluate(_UNLABELLED) == [], address
        for scheme in SCHEMES:
            reader.page.emulate_media(color_scheme=scheme)
            assert reader.page.evaluate(_FAINT) == [], f"{address}, {scheme}"
        for width in (NARROW, WIDE // 2):
            reader.page.set_viewport_size({"width": width, "height": 800})
            assert reader.page.evaluate(_OVERFLOWS) <= 0, f"{address} at {width}"
        assert reader.faults == [], address


def test_the_first_key_skips_to_the_content_and_every_link_shows_where_one_is(reader: Tab) -> None:
    reader.open("/actors")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert reader.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
