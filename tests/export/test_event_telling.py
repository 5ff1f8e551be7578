"""An event told to a person: its history, its sides, its voices with their words, its links, and why it is one."""

from __future__ import annotations

from dataclasses import replace

from sayso.export.contested import contested_events
from sayso.export.event_telling import MOST_APART, edge_lines, event_lines, link_lines
from sayso.record.edges import Edge
from sayso.record.edtf import Edtf
from sayso.record.ids import EventId, MentionId
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from tests.export.rows import Rows
from tests.factory import attribution, document, mention, number

FIRST = "Orland said two people were killed when Vesta shelled Port Hale."
LATER = "Vesta denied that it shelled Port Hale; medics counted eleven killed."


def told() -> tuple[Rows, EventMention, EventMention]:
    rows = Rows()
    one, other = (
        document(FIRST, "first.txt", outlet="Wire", published="2020-01-03"),
        document(LATER, "later.txt", outlet="Gazette", published="2020-01-05"),
    )
    first = mention(
        FIRST, "shelled", doc=one, actors=[("Vesta", "vesta")], recipients=["Port Hale"],
        numbers=[number(FIRST, "two people", "killed", 2, 2)], date=Edtf("2020-01-02"), date_basis="stated",
        attribution=(attribution(FIRST, "Orland", "said", actor="orland", stance="alleges"),),
    )  # fmt: skip
    later = mention(
        LATER, "shelled", doc=other, actors=[("Vesta", "vesta")], recipients=["Port Hale"], status="negated",
        numbers=[number(LATER, "eleven", "killed", 11, 11)], date=Edtf("2020-01-02"), date_basis="stated",
        attribution=(attribution(LATER, "Vesta", "denied", actor="vesta", stance="denies"),),
    )  # fmt: skip
    rows.kept_documents.extend((one, other))
    rows.kept_mentions.extend((first, later))
    rows.joined.append((first, later))
    return rows, first, later


def test_an_event_shows_its_history_its_sides_and_each_voice_with_its_words() -> None:
    rows, first, later = told()
    (event,) = rows.events()
    lines = list(event_lines(event, {one.id: one for one in (first, later)}))
    assert lines[0] == event.title
    standing = lines.index(f"did it happen: {event.status}")
    assert lines[standing + 1].startswith("  2020-01-03: ") and lines[standing + 2].startswith("  2020-01-05: ")
    assert any(line.startswith("who did it: ") for line in lines)
    assert f"    first.txt at {first.trigger.start}: “{FIRST}”" in lines
    assert f"    later.txt at {later.trigger.start}: “{LATER}”" in lines
    assert any(line.startswith("the reports differ on ") for line in lines)
    assert any("Vesta: denies" in line for line in lines) and any("Orland: alleges" in line for line in lines)
    assert not any(voice.id in line for voice in event.voices for line in lines)
    assert list(event_lines(replace(event, decided_by="person"), {}))[-1].endswith("by a person")
    decided = replace(event, credibility=2, tags=("border",), fields={"time of day": "night"}, review="confirmed")
    assert list(event_lines(decided, {}))[-4:] == [
        "credibility: 2 of 6, by decision", "tags: border", "time of day: night", "confirmed by a person",
    ]  # fmt: skip


def test_counts_that_grew_are_told_by_date() -> None:
    rows, *_ = told()
    (event,) = rows.events()
    lines = list(event_lines(event, {}))
    counted = next(at for at, line in enumerate(lines) if line.startswith("number: killed"))
    assert [line.split(" — ")[0] for line in lines[counted + 1 : counted + 3]] == [
        "  2020-01-03: 2",
        "  2020-01-05: 11",
    ]


def test_links_are_told_from_either_end() -> None:
    here, other = EventId("m1"), EventId("m2")
    links = [Link(here, other, "answers", (), 0.9), Link(other, here, "threatens", (), 0.5)]
    assert list(link_lines(here, links, {other: "Vesta: THREATEN → Orland"})) == [
        "answers: Vesta: THREATEN → Orland (probability 0.90), id m2",
        "threatened by: Vesta: THREATEN → Orland (probability 0.50), id m2",
    ]


def test_edges_say_why_mentions_were_joined_or_kept_apart() -> None:
    rows, first, later = told()
    (event,) = rows.events()
    left, right = event.mentions
    apart = [Edge(left, MentionId(f"m{n}"), "different", 0.4 + n / 100, {"day": -1.0}) for n in range(MOST_APART + 2)]
    joined = Edge(left, right, "same", 0.91, {"actor same": 1.25, "title": 0.1, "vector": -0.5})
    by_hand = Edge(left, MentionId("m9"), "different", 0.2, {}, "person", None, "another day")
    lines = list(edge_lines(event, [*apart, joined, by_hand], {one.id: one for one in (first, later)}))
    assert lines[0].startswith("joined, score 0.91: “shelled” (")
    assert lines[0].endswith(": actor same +1.2, vector -0.5, title +0.1")
    assert lines[1].startswith("kept apart by person (“another day”), score 0.20:")
    assert lines[2].startswith(f"kept apart, score {0.4 + (MOST_APART + 1) / 100:.2f}: ")
    assert lines[-1] == "… and 3 more kept apart (all with --json)"


def test_the_most_contested_event_comes_first_with_its_sides() -> None:
    rows, _, _ = told()
    rows.add("Orland raided Port Hale.", "raided", "calm.txt", actors=[("Orland", "orland")])
    (shown,) = contested_events(rows)
    event = next(event for event in rows.events() if event.contested)
    assert (shown.id, shown.documents) == (event.id, 2)
    fields = {difference.field: difference.sides for difference in shown.differences}
    assert fields.keys() == {row.field for row in event.contested}
    assert all(len(sides) > 1 and all(side.voices for side in sides) for sides in fields.values())
    assert not contested_events(Rows())
