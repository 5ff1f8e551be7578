"""The bench of merging: its baseline, its merging and its arithmetic on reports written here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.quality.merging import Read, apart, by_headline, figures_of, merged
from tests.factory import document, mention
from training.scoring import SCORER, load_scorer

TITLES = ("Army bombs rebel depot near the border", "Army bombs rebel depot near border", "Talks in the capital")


def reads() -> list[Read]:
    found = []
    for at, title in enumerate(TITLES):
        text = f"The army bombed a depot on Friday, report {at} says."
        doc = document(text, f"{at}.txt", title=title, published="2019-07-20")
        told = mention(text, "bombed", doc=doc, actors=[("The army", "army")])
        key = "2019-07-19-depot" if at < 2 else None
        found.append(Read(str(at), doc, (told,), (), [{"id": "M1", "event": f"{at}-E1", "event_key": key}]))
    return found


def test_reports_of_one_headline_are_one_story() -> None:
    labels = list(by_headline(reads()).values())
    assert labels[0] == labels[1] != labels[2]
    assert len(set(apart(reads()).values())) == 3


def test_figures_are_the_scorers() -> None:
    if not SCORER.exists():
        pytest.skip("the gold's scorer is not here")
    figures = dict(figures_of("own", reads(), by_headline(reads()), load_scorer()))
    assert figures["own: link F1"] == "1.0000" and figures["own: cluster_b3"] == "1.0000"
    figures = dict(figures_of("own", reads(), apart(reads()), load_scorer()))
    assert figures["own: link F1"] == "0.0000" and figures["own: link precision"] == "0.0000"


def test_merging_labels_every_mention_whatever_the_order() -> None:
    there, back = merged(reads()), merged(reads()[::-1])
    assert there == back
    assert set(there) == {one.id for read in reads() for one in read.mentions}


def test_a_report_without_headline_is_no_story_of_another() -> None:
    bare = [replace(read, document=replace(read.document, title=None)) for read in reads()]
    assert len(set(by_headline(bare).values())) == 3
