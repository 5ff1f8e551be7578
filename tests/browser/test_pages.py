"""Every page of the workbench in a real browser: it opens, asks nobody else, says no error, and fits the screen."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Tab

PAGES = ("/overview", "/actors", "/actors/iran", "/commitments", "/sources", "/places/place-baghdad")
NARROW, WIDE = 360, 1280
CONTRAST = 4.5
"""The least ratio of contrast that WCAG AA asks of text."""

_OVERFLOWS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_UNLABELLED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter(one => !one.labels?.length && !one.getAttribute('aria-label')).map(one => one.outerHTML)"""
_FAINT = """() => {
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = one => { for (; one; one = one.parentElement) {
    const seen = parts(getComputedStyle(one).backgroundColor); if (seen.length === 3 || seen[3] > 0) return seen; }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255]; };
  const found = [];
  for (const one of document.querySelectorAll('main *, header *')) {
    const said = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!said || !one.checkVisibility()) continue;
    const [ink, page] = [light(parts(getComputedStyle(one).color)), light(ground(one))];
    const ratio = (Math.max(ink, page) + .05) / (Math.min(ink, page) + .05);
    if (ratio < 4.5) found.push(`${one.tagName}.${one.className} ${ratio.toFixed(2)}: ${one.textContent.slice(0, 40)}`);
  }
  return found;
}"""


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_alone_and_without_errors(tab: Tab, address: str) -> None:
    tab.open(address)
    assert tab.page.locator("h1").count() == 1 and tab.page.locator("main").count() == 1
    assert tab.page.evaluate(_UNLABELLED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_page(tab: Tab, scheme: str) -> None:
    tab.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for address in PAGES:
        tab.open(address)
        assert tab.page.evaluate(_FAINT) == [], address


def test_pages_fit_a_narrow_screen_and_twice_the_size(tab: Tab) -> None:
    """At 200 % a page of 1,280 points has the room of 640."""
    for width in (NARROW, WIDE // 2):
        tab.page.set_viewport_size({"width": width, "height": 800})
        for address in PAGES:
            tab.open(address)
            assert tab.page.evaluate(_OVERFLOWS) <= 0, f"{address} at {width}"


def test_the_first_key_skips_to_the_content_and_every_link_shows_where_one_is(tab: Tab) -> None:
    tab.open("/actors")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
