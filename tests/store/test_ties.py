"""Ties: what is shown of an event's pairs is part of what its edges tell, and enough to see why it is one."""

from __future__ import annotations

from pathlib import Path

from tests.deciding import ANN, RAID, STRIKE, case_at, mention
from tests.merged import report


def test_ties_tell_what_edges_tell_and_what_people_decided_comes_first(tmp_path: Path) -> None:
    reports = [report([STRIKE, RAID], f"{name}.txt", outlet=name) for name in "abcd"]
    case = case_at(tmp_path / "x.sayso", *reports)
    one, other = mention(case, "a.txt", "struck"), mention(case, "b.txt", "raided")
    case.decide("different", one.id, other.id, by=ANN, note="two days")
    with case.reading() as view:
        strike = next(event for event in view.events() if one.id in event.mentions)
        told, ties = list(view.edges(strike.id)), view.ties(strike.id, 2)
        inside = [edge for edge in told if {edge.left, edge.right} <= set(strike.mentions)]
        every = view.ties(strike.id, 1000)
    assert set(strike.mentions) == {end for edge in every.joined for end in (edge.left, edge.right)}
    assert [edge for edge in (*every.joined, *every.apart) if edge not in told] == []
    assert (len(every.joined), len(every.apart)) == (every.n_joined, every.n_apart)
    assert len(ties.joined) == 2 < len(inside) and ties.n_joined == every.n_joined
    assert [edge.note for edge in ties.apart if edge.decided_by == "person"] == ["two days"] * len(
        [edge for edge in told if edge.decided_by == "person"]
    )
    assert ties.apart[0].decided_by == "person"
