"""The page of addresses: every operation of the description stands there, with what it takes, and no script."""

from __future__ import annotations

from fastapi.testclient import TestClient
from lxml import html

from sayso.serve.described import operations_of


def test_every_address_stands_on_the_page_with_all_it_takes(demo: TestClient) -> None:
    description = demo.get("/openapi.json").json()
    page = html.document_fromstring(demo.get("/docs").text)
    operations = tuple(operations_of(description))
    told = {one.path for one in operations} | {one.path + form for one in operations for form in one.forms}
    assert told == set(description["paths"])
    for one in operations:
        (entry,) = page.xpath("//*[@id=$id]", id=one.anchor)
        assert [cell.text_content().split()[0] for cell in entry.xpath(".//tbody/tr/th")] == [t.name for t in one.taken]
    assert page.xpath("//script | //iframe") == []


def test_forms_name_the_fields_that_they_send(demo: TestClient) -> None:
    operations = {(one.method, one.path): one for one in operations_of(demo.get("/openapi.json").json())}
    sent = {one.name: one.kind for one in operations["POST", "/add/file"].taken}
    assert sent["file"] == "a file"
    assert any(one.name == "words" and one.where == "query" for one in operations["GET", "/overview"].taken)
