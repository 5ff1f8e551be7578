"""A day's work in a real browser: finding, questioning, correcting, adding; with keys alone, and without JavaScript."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import sayso
from tests.browser.conftest import Tab, opened, playwright
from tests.conftest import EXAMPLES

NAME, WHY = "R. Haddad", "the ministry counted again"
PASTED = """Rebels shelled a market in Hodeida on Friday and killed 14 people, the governor said.
The army denied that the market was hit."""


@pytest.fixture(scope="module")
def disputed(read_case: Path) -> Any:
    """Give an event on whose dead reports differ."""
    with sayso.open(read_case) as case:
        return next(one for one in case.events() if any(row.field == "number:killed" for row in one.contested))


def settle(page: playwright.Page) -> None:
    page.wait_for_load_state("networkidle")
    page.locator(".loading").wait_for(state="detached")


def shown(page: playwright.Page) -> int:
    return int(page.locator("#said strong").inner_text())


def brush(page: playwright.Page) -> None:
    """Draw a brush over the left half of the timeline."""
    plot = page.locator("#plot-timeline .bk-Figure")
    plot.wait_for()
    box = plot.bounding_box()
    assert box
    y = box["y"] + box["height"] * 0.4
    page.mouse.move(box["x"] + box["width"] * 0.06, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, y, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=**")
    settle(page)


def killed(page: playwright.Page) -> playwright.Locator:
    """Find what a dossier tells of the dead."""
    return page.locator("#fields tbody > tr").filter(has=page.get_by_role("rowheader", name=re.compile("^Killed")))


def correct(page: playwright.Page, value: str, why: str = WHY) -> None:
    """Open the form beside the number of the dead, fill it in, and send it."""
    form = killed(page).locator("details.decide-details")
    form.locator("summary").click()
    form.locator("input[name=value]").fill(value)
    form.locator("input[name=note]").fill(why)
    form.locator("input[name=by]").fill(NAME)
    form.locator("button.main").click()
    page.wait_for_url("**decided=**")


def rebuild(case: Path) -> None:
    """Read all reports anew, by the other method, as a user would."""
    program = "from sayso.cli import main; main()"
    words = ["build", str(EXAMPLES), "-o", str(case), "-j", "1", "--method", "codebook"]
    subprocess.run([sys.executable, "-c", program, *words], check=True, stdout=subprocess.DEVNULL)


def test_an_event_is_found_by_a_brush_and_corrected_and_the_correction_holds(tab: Tab, disputed: Any) -> None:
    page = tab.page
    tab.open("/overview")
    before = shown(page)
    brush(page)
    assert 0 < shown(page) < before
    asked = parse_qs(urlsplit(page.url).query)
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(saved.value.path().open(encoding="utf-8-sig")))
    assert len(rows) == shown(page)
    assert all(row["date"] and row["date"][:4] <= asked["until"][0] for row in rows)
    page.locator(f"a[href='/events/{disputed.id}']").first.click()
    correct(page, "7")
    assert "7" in killed(page).locator("td").first.inner_text()
    address = page.url.partition("?")[0]
    rebuild(tab.case)
    page.goto(address)
    assert "7" in killed(page).locator("td").first.inner_text()
    assert WHY in page.locator("#decide").inner_text() and NAME in page.locator("#decide").inner_text()
    with page.expect_navigation():
        page.locator("#decide .history form button", has_text="Undo").click()
    assert "holds no more" in page.locator("#decide .history").inner_text()
    assert not page.locator("#fields").get_by_text("7 (").count()


def test_who_disputes_the_dead_is_found_in_two_clicks(reader: Tab) -> None:
    page = reader.page
    reader.open("/overview")
    facet = page.locator("#facets section").filter(has=page.get_by_role("heading", name="contested"))
    facet.get_by_role("link", name="yes").click()
    page.wait_for_url("**contested=true**")
    settle(page)
    page.get_by_role("link", name="killed contested").first.click()
    page.wait_for_url("**/events/**")
    row = killed(page)
    assert "reports differ" in row.inner_text()
    sides = row.locator(".side").all()
    assert len(sides) >= 2
    assert all(side.locator("q").count() and "—" in side.inner_text() for side in sides)


def press_until(page: playwright.Page, test: str, most: int = 300) -> None:
    """Press the tab key until what has the focus passes a test in JavaScript."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const here = document.activeElement; return Boolean({test}); }})()"):
            return
    raise AssertionError(f"the key never reaches {test}")


def test_with_keys_alone_from_the_overview_to_a_decision(tab: Tab, disputed: Any) -> None:
    page = tab.page
    tab.open("/overview?contested=true")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    press_until(page, f"here.getAttribute('href') === '/events/{disputed.id}'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")
    press_until(page, "here.tagName === 'SUMMARY' && here.closest('tr')?.textContent.includes('Killed')")
    page.keyboard.press("Enter")
    press_until(page, "here.name === 'value'", 3)
    page.keyboard.type("9")
    press_until(page, "here.name === 'note'", 3)
    page.keyboard.type(WHY)
    press_until(page, "here.name === 'by'", 3)
    page.keyboard.type(NAME)
    page.keyboard.press("Enter")
    page.wait_for_url("**decided=**")
    assert killed(page).locator("td").first.inner_text().startswith("9")
    press_until(page, "here.textContent === 'Undo'")
    page.keyboard.press("Enter")
    page.wait_for_function("!document.body.innerText.includes('9, best')")


def test_the_queue_is_worked_off_by_keys_and_each_decision_can_be_undone(tab: Tab) -> None:
    page = tab.page
    tab.open("/name?back=/review")
    page.get_by_label("Name").fill(NAME)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")

    def here() -> str:
        return str(page.locator(".pair.here").get_attribute("id"))

    first = here()
    page.keyboard.press("j")
    assert here() != first
    page.keyboard.press("k")
    assert here() == first
    for key, decision in (("y", "same"), ("n", "different"), ("u", "unsure")):
        with page.expect_navigation():
            page.keyboard.press(key)
        page.wait_for_load_state("networkidle")
        told = page.locator(".told").inner_text()
        assert decision in told and NAME in told
    with page.expect_navigation():
        page.locator(".told button", has_text="Undo").click()
    assert "undo" in page.locator(".told").inner_text()
    with sayso.open(tab.case) as case:
        assert [one.action for one in case.decisions() if one.undone_by] == ["unsure"]


def test_a_pasted_report_stands_in_the_record_at_once(tab: Tab) -> None:
    page = tab.page
    tab.open("/add")
    form = page.locator("form[action='/add/text']")
    form.locator("textarea").fill(PASTED)
    form.get_by_label("Outlet").fill("Gulf Ledger")
    form.get_by_label("Published").fill("2018-05-04")
    form.locator("button.main").click()
    page.wait_for_url("**/added?**")
    links = page.locator("main a[href^='/events/']")
    assert links.count() >= 1
    told = links.first.inner_text()
    links.first.click()
    assert told in page.locator("h1").inner_text()
    assert "market" in page.locator("#mentions").inner_text()
    tab.open("/overview?all=true&words=Hodeida")
    assert shown(page) >= 1


def test_of_two_people_the_later_one_sees_both_versions(tab: Tab, browser: playwright.Browser, disputed: Any) -> None:
    tab.open(f"/events/{disputed.id}")
    with opened(browser, tab.home, tab.case) as other:
        other.open(f"/events/{disputed.id}")
        correct(other.page, "8", "a colleague was quicker")
    tab.awaited.append("409")
    form = killed(tab.page).locator("details.decide-details")
    form.locator("summary").click()
    for name, typed in (("value", "11"), ("note", WHY), ("by", NAME)):
        form.locator(f"input[name={name}]").fill(typed)
    form.locator("button.main").click()
    told = tab.page.get_by_role("alert").inner_text()
    assert "8" in told and "a colleague was quicker" in told and "11" in told and WHY in told
    tab.page.locator("form.decide button.main").click()
    tab.page.wait_for_url("**decided=**")
    assert killed(tab.page).locator("td").first.inner_text().startswith("11")


@pytest.fixture
def plain(browser: playwright.Browser, home: str, case: Path) -> Iterator[Tab]:
    """Open a page in a browser that runs no JavaScript."""
    with opened(browser, home, case, java_script_enabled=False) as tab:
        yield tab


def test_without_javascript_the_same_way_leads_there(plain: Tab, disputed: Any) -> None:
    page = plain.page
    plain.open("/overview")
    before = shown(page)
    page.locator("#timeline-table td a").first.click()
    assert 0 < shown(page) < before
    page.get_by_role("link", name="CSV").wait_for()
    plain.open("/overview")
    facet = page.locator("#facets section").filter(has=page.get_by_role("heading", name="contested"))
    facet.get_by_role("link", name="yes").click()
    page.locator(f"a[href='/events/{disputed.id}']").first.click()
    correct(page, "7")
    assert killed(page).locator("td").first.inner_text().startswith("7")
    with page.expect_navigation():
        page.locator(".told button", has_text="Undo").click()
    assert not killed(page).locator("td").first.inner_text().startswith("7")
    plain.open("/add")
    form = page.locator("form[action='/add/text']")
    form.locator("textarea").fill(PASTED)
    form.locator("button.main").click()
    assert page.locator("main a[href^='/events/']").count() >= 1
