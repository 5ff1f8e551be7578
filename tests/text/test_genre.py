from __future__ import annotations

import pytest

from sayso.record.documents import Metadata
from sayso.text.genre import genre_of
from tests.text.page import CUES, REPORT, segments


def genre(text: str, **said: str) -> str:
    return genre_of(Metadata(**said), text, text, segments(text), CUES.genres)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "report"),
        ({"title": "Opinion: The truce will not hold"}, "opinion"),
        ({"outlet": "Harbour Post - Editorial"}, "opinion"),
        ({"url": "https://example.org/opinion/2019/truce"}, "opinion"),
        ({"title": "Analysis: Who wants the bridge"}, "analysis"),
        ({"title": "The truce: live updates"}, "live"),
        ({"title": "Those who live at the bridge"}, "report"),
    ],
)
def test_labels(said: dict[str, str], expected: str) -> None:
    assert genre("\n\n".join(REPORT), **said) == expected


def test_own_voice_without_reporting_is_opinion() -> None:
    text = "I have seen truces fail. We should not trust this one, and I will not. Perhaps my fears are wrong."
    assert genre(text) == "opinion"
    assert genre(f"“{text}” she said on Sunday. The army said nothing.") == "report"


def test_times_of_day_make_a_live_page() -> None:
    assert genre("10:15 a.m. Shells fall.\n\n10:40 a.m. More shells.\n\n11:05 a.m. Quiet at last.") == "live"


def test_no_report_no_genre() -> None:
    assert genre("") == "unknown"
