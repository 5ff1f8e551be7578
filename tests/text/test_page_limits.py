"""Pages of too much markup are refused before they are parsed; long pictures in a page are not."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from sayso.errors import UnsafeInput
from sayso.text.formats.page_limits import MAX_ATTRIBUTES, MAX_PAGE_TAGS, check_size

MANY = range(MAX_ATTRIBUTES + 1)
PICTURE = "data:image/png;base64," + "AB/+" * 100_000


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<p>" * (MAX_PAGE_TAGS + 1), "tags"),
        ("<p " + " ".join(f"a{n}=1" for n in MANY) + ">", "attributes"),
        ("<p " + " ".join(f"a{n}" for n in MANY) + ">", "attributes"),
        ("<p " + "".join(f"a{n}='>'" for n in MANY) + ">", "attributes"),
        ("<P\n" + "/".join(f'a{n}=""' for n in MANY) + ">", "attributes"),
        ("<p " + " ".join(f"a{n}=1" for n in MANY), "attributes"),
    ],
)
def test_too_much_markup_is_refused(source: str, says: str) -> None:
    with pytest.raises(UnsafeInput, match=says):
        check_size(source)


@pytest.mark.parametrize(
    "source",
    [
        f'<p><img src="{PICTURE}"></p>', f"<img alt=x src={PICTURE}>", f"<img src='{' '.join(map(str, MANY))}'>",
        "<p " + " ".join(f"a{n}=1" for n in range(MAX_ATTRIBUTES // 2)) + ">", "",
    ],
)  # fmt: skip
def test_long_values_are_no_attributes(source: str) -> None:
    check_size(source)


@pytest.mark.parametrize("piece", ["<a '", '<a "', "<a", "'\"", "<a x='", "<"])
def test_marks_without_end_are_gone_through_once(piece: str) -> None:
    started = time.process_time()
    with suppress(UnsafeInput):
        check_size(piece * 250_000)
    assert time.process_time() - started < 2
