from __future__ import annotations

import pytest

from sayso.errors import RecordError
from sayso.record.analysis import NormalView


def test_lengths_must_agree() -> None:
    with pytest.raises(RecordError):
        NormalView("ab", (0, 1), (1, 2))


def test_ranges_at_the_borders() -> None:
    view = NormalView("ab", (1, 3, 5), (2, 4))
    assert view.to_record(0, 2) == (1, 4)
    assert view.to_record(1, 1) == (3, 3)
    assert view.to_record(2, 2) == (5, 5)
    assert NormalView("", (0,), ()).to_record(0, 0) == (0, 0)
