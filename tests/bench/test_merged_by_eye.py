"""What is drawn to be read by eye: which near misses, and that a draw can be repeated."""

from __future__ import annotations

from dataclasses import replace

from bench.quality.merged_by_eye import DRAWN, drawn, nearest
from sayso.record.edges import Edge
from sayso.record.ids import EventId
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import Judgement
from tests.factory import document, mention

TEXTS = ("The army shelled Norwick and stormed Eastley.", "Shells fell: the army shelled Norwick.")
ONE, OTHER = (document(text, f"{at}.txt") for at, text in enumerate(TEXTS))
SHELLED = mention(TEXTS[0], "shelled", doc=ONE)
STORMED = mention(TEXTS[0], "stormed", doc=ONE)
TOLD = mention(TEXTS[1], "shelled", doc=OTHER)
TOLD_TOO = replace(mention(TEXTS[1], "fell", doc=OTHER), event=EventId(TOLD.id))


def edge(left: EventMention, right: EventMention, score: float, judgement: Judgement = "different") -> Edge:
    return Edge(left.id, right.id, judgement, score)


def test_of_two_events_the_likeliest_pair_of_two_documents_is_a_near_miss() -> None:
    mentions = {one.id: one for one in (SHELLED, STORMED, TOLD, TOLD_TOO)}
    likeliest, other = edge(SHELLED, TOLD_TOO, 0.7), edge(STORMED, TOLD, 0.55)
    edges = [
        edge(SHELLED, TOLD, 0.6),
        likeliest,
        other,
        edge(SHELLED, STORMED, 0.9),
        edge(STORMED, TOLD_TOO, 0.8, "same"),
    ]
    assert {one.score for one in nearest(edges, mentions)} == {0.7, 0.55}
    assert nearest(edges[::-1], mentions) == nearest(edges, mentions)


def test_a_draw_is_repeated_and_takes_all_where_there_are_few() -> None:
    many = list(range(3 * DRAWN))
    assert drawn(many) == drawn(many)
    assert len(set(drawn(many))) == DRAWN
    assert sorted(drawn([3, 1, 2])) == [1, 2, 3]
