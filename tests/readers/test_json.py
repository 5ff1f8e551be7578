from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.readers import json_values, lines, walk
from sayso.readers.json_scan import items, members, value_at
from tests.readers.reading import documents, outline

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON, st.booleans(), st.sampled_from([None, 2]))
def test_a_value_is_cut_where_it_ends(value: object, ascii_only: bool, indent: int | None) -> None:
    written = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass")
    found = value_at(b" \n" + written + b" , 1", 0)
    assert (found.start, found.end) == (2, 2 + len(written))


@given(st.lists(JSON, max_size=5))
def test_the_items_of_an_array(values: list[object]) -> None:
    written = json.dumps(values).encode()
    cut = [json.loads(written[item.start : item.end]) for item in items(written, value_at(written, 0))]
    assert cut == values


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_the_members_of_an_object(values: dict[str, object]) -> None:
    written = json.dumps(values).encode()
    found = {m.key: json.loads(written[m.start : m.end]) for m in members(written, value_at(written, 0))}
    assert found == values


@pytest.mark.parametrize("written", [b"[1, 2", b'{"a": 1]', b'"open', b"", b"[}", b'["a\\"]'])
def test_what_does_not_balance_is_refused(written: bytes) -> None:
    with pytest.raises(UndecodableInput) as caught:
        value_at(written, 0)
    assert caught.value.reason == "bad_json"


def test_depth_does_not_matter_to_the_borders() -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    assert value_at(deep, 0).end == len(deep)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('{"headline": "A", "articleBody": "Calm."}', [(None, '{"headline": "A", "articleBody": "Calm."}')]),
        ('[{"text": "A"},\n {"text": "B"}]', [("/0", '{"text": "A"}'), ("/1", '{"text": "B"}')]),
        ('{"n": 1, "articles": [{"text": "A"}]}', [("/articles/0", '{"text": "A"}')]),
        ('{"response": {"docs": [{"body": "A"}]}}', [("/response/docs/0", '{"body": "A"}')]),
        ('{"a/b": {"~": [{"body": "A"}]}}', [("/a~1b/~0/0", '{"body": "A"}')]),
        (
            '{"tags": [{"name": "x"}], "articles": [{"text": "A"}, {"title": "no text"}]}',
            [("/articles/0", '{"text": "A"}'), ("/articles/1", '{"title": "no text"}')],
        ),
        (
            '{"@graph": [{"@type": "Person"}, {"@type": "NewsArticle", "articleBody": "A"}]}',
            [("/@graph/1", '{"@type": "NewsArticle", "articleBody": "A"}')],
        ),
        ('{"text": "A"}\n{"text": "B"}\n', [("value 1", '{"text": "A"}'), ("value 2", '{"text": "B"}')]),
        ('{"title": "no text"}', [(None, '{"title": "no text"}')]),
        (
            '{"a": [{"text": "A"}], "b": [{"text": "B"}]}',
            [(None, '{"a": [{"text": "A"}], "b": [{"text": "B"}]}')],
        ),
        ("[]", []),
    ],
)
def test_the_articles_of_a_file(tmp_path: Path, written: str, found: list[tuple[str | None, str]]) -> None:
    (tmp_path / "a.json").write_text(written)
    assert [(item.locator, item.content.decode()) for item in documents(tmp_path)] == found


def test_a_mapped_key_tells_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"rows": [{"prose": "A"}], "notes": [{"text": "B"}]}')
    (document,) = documents(tmp_path, options=ReadOptions(columns=(("text", "prose"),)))
    assert document.locator == "/rows/0"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_is_dropped(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.json").write_bytes('[{"text": "né"}]'.encode(encoding))
    (tmp_path / "b.jsonl").write_bytes('{"text": "né"}\n'.encode(encoding))
    assert [item.content.decode() for item in documents(tmp_path)] == ['{"text": "né"}'] * 2


def test_broken_json_is_rejected_where_it_breaks(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "A"},\n {"text": "B"')
    (tmp_path / "b.json").write_text('{"text": "A"}\n]')
    assert outline(list(walk([str(tmp_path)]))) == [
        ("a.json", None, "bad_json"),
        ("b.json", "value 1", '{"text": "A"}'),
        ("b.json", None, "bad_json"),
    ]


def test_each_line_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "A"}\r\n\r\n{"text": "B"}')
    found = documents(tmp_path)
    assert outline(found) == [("a.jsonl", "line 1", '{"text": "A"}'), ("a.jsonl", "line 3", '{"text": "B"}')]
    assert {item.container for item in found} == {"a.jsonl"}


def test_a_line_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_DOCUMENT_BYTES", 20)
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "A"}\n{"text": "' + b"B" * 3_000_000 + b'"}\n{"text": "C"}')
    assert outline(list(walk([str(tmp_path)]))) == [
        ("a.jsonl", "line 1", '{"text": "A"}'),
        ("a.jsonl", "line 2", "too_large"),
        ("a.jsonl", "line 3", '{"text": "C"}'),
    ]


def test_a_value_too_large_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "MAX_DOCUMENT_BYTES", 20)
    (tmp_path / "a.json").write_text('[{"text": "A"}, {"text": "a long text it is"}]')
    assert outline(list(walk([str(tmp_path)]))) == [
        ("a.json", "/0", '{"text": "A"}'),
        ("a.json", "/1", "too_large"),
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("The ministry said nothing.", [("a.json", None, "bad_json")]),
        ("[1, 2, 3]", [("a.json", "/0", "no_text_field")]),
        (
            '[{"text": "A"}, [1], "B", {"text": "C"}]',
            [
                ("a.json", "/0", '{"text": "A"}'),
                ("a.json", "/3", '{"text": "C"}'),
                ("a.json", "/1", "no_text_field"),
            ],
        ),
    ],
)
def test_values_that_are_no_objects_are_rejected_once(
    tmp_path: Path, written: str, found: list[tuple[str, str | None, str]]
) -> None:
    (tmp_path / "a.json").write_text(written)
    assert outline(list(walk([str(tmp_path)]))) == found


def test_a_file_of_brackets_is_not_gone_through(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 20_000_000)
    started = time.monotonic()
    (found,) = walk([str(tmp_path)])
    assert getattr(found, "reason", None) == "deep_json"
    assert time.monotonic() - started < 10
