"""The page of a document in a real browser: words that are selected become offsets of the text of record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sayso
from tests.deciding import case_at
from tests.factory import reading
from tests.serve.browser import listening

TEXT = "Émile 🚀 said \u202eso\x00.\r\nRebels 💥 struck a camp near Hodeida."

SELECT = """([from, to]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let node;
  while ((node = walker.nextNode())) {
    if (node.data.includes(from)) range.setStart(node, node.data.indexOf(from));
    if (node.data.includes(to)) range.setEnd(node, node.data.indexOf(to) + to.length);
  }
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


def test_selected_words_fill_the_form_with_their_offsets(tmp_path: Path, browser: Any) -> None:
    case = case_at(tmp_path / "x.sayso", reading(TEXT, "a.txt", ["struck"]))
    doc = case.documents()[0].id
    with listening(case.path) as address, browser.new_context() as tabs:
        page = tabs.new_page()
        page.goto(f"{address}/documents/{doc}")
        for first, last in (("camp", "Hodeida"), ("💥", "struck"), ("said", "Rebels"), ("so", "so")):
            page.evaluate(SELECT, [first, last])
            page.wait_for_function(
                "(n) => document.querySelector('[name=span_start]').value == n", arg=str(TEXT.index(first))
            )
            ends = page.eval_on_selector_all("[name=span_end]", "all => all.map(one => one.value)")
            assert ends == [str(TEXT.index(last) + len(last))]


def test_a_reading_is_shown_when_it_is_pointed_at_or_reached_by_key(demo_case: Path, browser: Any) -> None:
    with sayso.open(demo_case) as case:
        (doc,) = (one.id for one in case.documents() if one.path.endswith("gulf-ledger-qaim-drones.txt"))
    with listening(demo_case) as address, browser.new_context() as tabs:
        page = tabs.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if "404" not in message.text else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/documents/{doc}")
        assert page.locator("#now").is_hidden()
        page.locator("#text a.trigger", has_text="drone attack").first.hover()
        assert "Popular Mobilization" in page.locator("#now").inner_text()
        assert page.locator("#text .lit").count() > 1
        page.locator("#text a.trigger", has_text="accused").focus()
        assert "ACCUSE" in page.locator("#now").inner_text()
        page.goto(f"{address}/documents/{doc}?at=20-60#s20")
        assert page.locator("#s20").is_visible()
        assert said == []


def test_the_page_of_a_document_works_without_scripts_and_on_a_narrow_screen(demo_case: Path, browser: Any) -> None:
    with sayso.open(demo_case) as case:
        (doc,) = (one.id for one in case.documents() if one.path.endswith("gulf-ledger-qaim-drones.txt"))
    narrow = {"width": 320, "height": 640}
    with listening(demo_case) as address, browser.new_context(java_script_enabled=False, viewport=narrow) as tabs:
        page = tabs.new_page()
        page.goto(f"{address}/documents/{doc}")
        page.locator("a.number-of").first.click()
        assert "#m" in page.url
        for view in (f"/documents/{doc}", "/documents", "/add", "/rejections"):
            page.goto(f"{address}{view}")
            widths = page.locator("html").evaluate("one => [one.scrollWidth, one.clientWidth]")
            assert widths[0] <= widths[1], view
