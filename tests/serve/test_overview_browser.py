"""The overview in a real browser: what is brushed, boxed and pointed at filters all else and stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.deciding import case_at
from tests.merged import Act, report
from tests.serve.browser import listening

HOSTILE = "<img src=x onerror=alert(1)> $$x$$"
NODE = """name => {
  for (const view of Bokeh.index.roots) {
    const source = view.model.document.get_model_by_name("parties");
    if (!source) continue;
    view.el.scrollIntoView({ block: "center" });
    const { name: names, x, y } = source.data, at = names.indexOf(name), box = view.el.getBoundingClientRect();
    return [box.x + view.frame.x_scale.compute(x[at]), box.y + view.frame.y_scale.compute(y[at])];
  }
}"""


class Seen:
    """Hold a page with all that its console said, and whatever it asked for elsewhere."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address, self.said = page, address, list[str]()
        page.on("console", lambda one: self.said.append(one.text) if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith((address, "data:")) else self.said.append(one.url))

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        for name in ("timeline", "map", "graph"):
            self.page.locator(f"#plot-{name} .bk-Figure").wait_for()
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state("networkidle")
        self.page.locator(".loading").wait_for(state="detached")
        self.page.wait_for_timeout(500)

    def drag(self, target: str, *path: tuple[float, float]) -> None:
        self.page.locator(target).scroll_into_view_if_needed()
        box = self.page.locator(target).bounding_box()
        points = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in path]
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for point in points[1:]:
            self.page.mouse.move(*point, steps=5)
        self.page.mouse.up()
        self.settle()

    @property
    def asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def n(self) -> int:
        return int(self.page.locator("#said strong").inner_text())


@pytest.fixture(scope="module")
def address(demo_case: Path) -> Iterator[str]:
    with listening(demo_case) as home:
        yield home


@pytest.fixture
def seen(browser: Any, address: str) -> Iterator[Seen]:
    page = browser.new_page(viewport={"width": 1400, "height": 1500})
    yield Seen(page, address)
    page.close()


def test_a_brush_filters_all_else_and_the_way_back_undoes_it(seen: Seen) -> None:
    seen.go("/overview")
    before = seen.n
    seen.drag("#plot-timeline", (0.7, 0.4), (0.8, 0.4), (0.9, 0.4))
    brushed = seen.n
    assert 0 < brushed < before and seen.asked.keys() == {"since", "until"}
    assert seen.page.locator(".event").count() == brushed
    seen.page.go_back()
    seen.settle()
    assert seen.n == before and not seen.asked
    seen.page.go_forward()
    seen.settle()
    assert seen.n == brushed
    assert seen.said == []


def test_a_box_on_the_map_and_somebody_in_the_graph_filter_too(seen: Seen) -> None:
    seen.go("/overview?all=true")
    before = seen.n
    seen.drag("#plot-map", (0.12, 0.05), (0.5, 0.5), (0.85, 0.85))
    boxed = seen.n
    assert seen.asked.keys() == {"all", "box"} and 0 < boxed < before
    seen.page.get_by_role("link", name="box:").click()
    seen.settle()
    assert seen.n == before and seen.asked.keys() == {"all"}
    seen.page.mouse.click(*seen.page.evaluate(NODE, "Iran"))
    seen.settle()
    assert seen.asked["party"] == ["iran"] and 0 < seen.n < before
    assert seen.said == []


def test_facets_and_words_need_no_mouse(seen: Seen) -> None:
    seen.go("/overview")
    seen.page.locator("#facets a", has_text="Iran").first.focus()
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert seen.asked == {"actor": ["iran"]}
    assert seen.page.evaluate("document.activeElement.textContent") == "Iran"
    seen.page.locator("input[name=words]").fill("embassy")
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert seen.asked == {"actor": ["iran"], "words": ["embassy"]}
    assert seen.said == []


def test_it_is_drawn_anew_in_the_dark(seen: Seen) -> None:
    seen.go("/overview")
    with seen.page.expect_response(lambda one: "dark=true" in one.url):
        seen.page.emulate_media(color_scheme="dark")
    seen.settle()
    assert seen.said == []


def test_hostile_names_are_drawn_as_words(browser: Any, tmp_path: Path) -> None:
    acts: list[Act] = [(HOSTILE, "Vesta", "struck", 3)]
    with case_at(tmp_path / "x.sayso", report(acts, "a.txt")):
        pass
    with listening(tmp_path / "x.sayso") as address:
        page = browser.new_page(viewport={"width": 1400, "height": 1500})
        seen = Seen(page, address)
        seen.go("/overview")
        page.mouse.move(*page.evaluate(NODE, HOSTILE))
        page.wait_for_timeout(500)
        assert seen.said == [] and page.locator("img").count() == 0
        page.close()
