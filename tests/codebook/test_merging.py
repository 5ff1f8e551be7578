"""Tables of merging: families of types and weights of signs, and what a bad cell says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sayso.codebook import merging, tables
from sayso.codebook.merging import PairWeights, TypeFamilies
from sayso.errors import CodebookError
from sayso.record.vocabulary import EVENT_TYPES

_families = merging._load_families.__wrapped__
_weights = partial(merging._load_weights.__wrapped__, merging.WEIGHTS)


def test_every_type_meets_itself_and_meeting_is_mutual() -> None:
    families = TypeFamilies.load()
    for one in EVENT_TYPES:
        assert families.meet(one, one)
        for other in EVENT_TYPES:
            assert families.meet(one, other) == families.meet(other, one)


@pytest.mark.parametrize(
    ("name", "text", "load", "problem"),
    [
        (merging.FAMILIES, "family\ttypes\ton_person\nforce\tASSAULT\nforce\tPROTEST\n", _families, "twice"),
        (merging.FAMILIES, "family\ttypes\ton_person\nforce\tASSAULT\n", _families, "in no family"),
        (merging.FAMILIES, "family\ttypes\ton_person\nforce\tWAR\n", _families, "WAR"),
        (merging.WEIGHTS, "sign\tinside\tacross\nbias\t-1\t-2\nx\t1\t\nx\t2\t1\n", _weights, "twice"),
        (merging.WEIGHTS, "sign\tinside\tacross\nx\t1\t1\n", _weights, "bias"),
        (merging.WEIGHTS, "sign\tinside\tacross\nbias\tmuch\t1\n", _weights, "much"),
    ],
)
def test_a_bad_table_is_refused(
    name: str, text: str, load: Callable[[], object], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(CodebookError, match=problem):
        load()


def test_an_empty_cell_weighs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "sign\tinside\tacross\nbias\t-1\t-2.5\nsame sentence\t0.5\n"
    (tmp_path / merging.WEIGHTS).write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    assert _weights() == PairWeights((-1, -2.5), {"same sentence": (0.5, 0)})
