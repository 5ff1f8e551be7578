"""What a case adds up to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.export.report import Report, report_on
from sayso.record.commitments import Commitment
from sayso.record.documents import Rejection
from sayso.record.edtf import Edtf
from sayso.record.ids import CommitmentId, DocumentId
from sayso.record.mentions import EventMention, SourceArgument
from tests.export.rows import Rows
from tests.factory import attribution, span

TEXT = "Officials said that Israel bombed Syria, met envoys, sent flour and warned Iran."
ISRAEL, SYRIA = ("Israel", "israel"), ("Syria", "syria")
DATE = Edtf("2019-07-19")


def bombing(case: Rows, path: str, **fields: Any) -> EventMention:
    defaults: dict[str, Any] = {"actors": [ISRAEL], "recipients": [SYRIA], "date": DATE}
    return case.add(TEXT, "bombed", path, **{**defaults, **fields})


def copy_last(case: Rows, original: EventMention) -> None:
    case.kept_documents[-1] = replace(case.kept_documents[-1], copy_of=original.doc)


def promise(case: Rows, path: str) -> Commitment:
    doc = case.kept_documents[-1]
    holder = span(TEXT, "Israel")
    quote = span(TEXT, "warned Iran")
    speaker = SourceArgument(holder.start, holder.end, holder.text, None, "Israel")
    return Commitment(CommitmentId(f"c{path}"), doc.id, path, "threat", speaker, quote)


@pytest.fixture
def case() -> Rows:
    return Rows()


def report(case: Rows, **fields: Any) -> Report:
    return report_on(case, **fields)


def test_an_empty_case_has_an_empty_report(case: Rows) -> None:
    found = report(case)
    assert (found.mentions, found.timeline, found.deeds, found.events, found.commitments) == (0, (), (), (), ())
    assert (found.coverage.documents, found.coverage.first_published) == (0, None)


def test_coverage_counts_what_was_read_and_what_was_not(case: Rows) -> None:
    case.add(TEXT, "bombed", "a.txt", doc={"outlet": "Wire", "published": "2019-07-20/2019-07-22"})
    case.add(TEXT, "bombed", "b.txt", doc={"outlet": "Wire", "published": "2019-07"})
    case.add(TEXT, "bombed", "c.txt", doc={"coded": False, "not_coded_reason": "language: fr"})
    case.kept_documents[0] = replace(case.kept_documents[0], superseded_by=DocumentId("d2"))
    case.kept_rejections.append(Rejection("x.bin", "read", "binary", "No text"))
    coverage = report(case).coverage
    assert (coverage.documents, coverage.coded, coverage.undated, coverage.outlets) == (2, 1, 1, 1)
    assert (coverage.first_published, coverage.last_published) == ("2019-07-01", "2019-07-31")
    assert (coverage.not_coded, coverage.rejected, coverage.superseded) == ({"language: fr": 1}, {"binary": 1}, 1)


def test_a_copy_adds_to_nothing_but_the_coverage(case: Rows) -> None:
    first = bombing(case, "wire.txt")
    case.kept_commitments.append(promise(case, "wire.txt"))
    alone = report(case)
    bombing(case, "copy.txt")
    case.kept_commitments.append(promise(case, "copy.txt"))
    copy_last(case, first)
    both = report(case)
    assert (both.coverage.copies, both.mentions_in_copies) == (1, 1)
    assert replace(both, coverage=alone.coverage, mentions_in_copies=0) == alone


def test_two_reports_that_are_no_copies_count_twice(case: Rows) -> None:
    bombing(case, "wire.txt")
    bombing(case, "agency.txt")
    found = report(case)
    assert [(deed.actor, deed.recipient, deed.documents, deed.events) for deed in found.deeds] == [
        ("Israel", "Syria", 2, 2)
    ]
    assert [(day.day, day.n) for day in found.timeline] == [("2019-07-19", 2)]


def test_two_reports_of_one_event_count_once(case: Rows) -> None:
    case.joined.append((bombing(case, "wire.txt"), bombing(case, "agency.txt")))
    found = report(case)
    assert [(deed.documents, deed.events, deed.attributed) for deed in found.deeds] == [(2, 1, 0)]
    assert [(day.day, day.n) for day in found.timeline] == [("2019-07-19", 1)]
    assert (found.n_events, found.merged, found.contested) == (1, 1, 0)
    assert [(event.documents, event.mentions) for event in found.events] == [(2, 2)]


@pytest.mark.parametrize("status", ["negated", "planned", "conditional", "averted", "hypothetical", "uncertain"])
def test_only_what_is_told_as_done_enters_timeline_and_deeds(case: Rows, status: str) -> None:
    bombing(case, "wire.txt", status=status)
    found = report(case)
    assert (found.timeline, found.deeds) == ((), ())
    assert found.statuses == {status: 1}


def test_voices_are_counted_by_stance_and_name(case: Rows) -> None:
    bombing(case, "own.txt")
    bombing(case, "unnamed.txt", attribution=(attribution(TEXT, "Officials", "said", anonymous=True),))
    bombing(case, "denied.txt", attribution=(attribution(TEXT, "Israel", "said", stance="denies"),))
    found = report(case)
    assert (found.mentions, found.own_voice, found.attributed, found.anonymous) == (3, 1, 2, 1)
    assert found.stances == {"denies": 1, "states": 1}


def test_a_deed_on_anothers_word_says_so_and_an_accused_actor_too(case: Rows) -> None:
    bombing(case, "a.txt", attribution=(attribution(TEXT, "Officials", "said", stance="alleges"),))
    (deed,) = report(case).deeds
    assert (deed.actor, deed.attributed) == ("Israel (accused)", 1)


def test_the_timeline_parts_kinds_of_acts_and_shows_an_act_of_force_first(case: Rows) -> None:
    whole = {"actors": [ISRAEL], "recipients": [SYRIA], "mode": "visit", "date": DATE}
    case.add(TEXT + " Talks.", "met", "talks.txt", type="CONSULT", quad="verbal_cooperation", **whole)
    case.add(TEXT + " Flour.", "sent", "flour.txt", type="AID", quad="material_cooperation", date=DATE)
    case.add(TEXT + " Bombs.", "bombed", "bombs.txt", date=DATE)
    case.add(TEXT + " Undated.", "bombed", "undated.txt")
    day, undated = report(case).timeline
    assert (day.day, day.n, undated.day) == ("2019-07-19", 3, "undated")
    assert day.quads == {"material_conflict": 1, "material_cooperation": 1, "verbal_cooperation": 1}
    assert day.example.endswith("Bombs.")


def test_events_told_most_fully_come_first_with_their_voices(case: Rows) -> None:
    case.add(TEXT + " Bare.", "bombed", "bare.txt", actors=[ISRAEL])
    bombing(case, "whole.txt", attribution=(attribution(TEXT, "Officials", "said", anonymous=True),))
    case.add(TEXT + " Talks.", "met", "talks.txt", actors=[ISRAEL], quad="verbal_cooperation")
    first, second = report(case).events
    assert first.title == "Israel: ASSAULT → Syria 2019-07-19"
    assert (first.voices, second.voices) == (("Officials: states",), ("outlet not known, own voice",))


def test_lists_are_bounded_and_say_how_many_there_are(case: Rows) -> None:
    for i in range(4):
        case.add(f"{TEXT} {i}.", "bombed", f"{i}.txt", actors=[ISRAEL], mode=["drone", "aerial", "beat", "targeted"][i])
        case.kept_commitments.append(promise(case, f"{i}.txt"))
    found = report(case, longest=3)
    assert (len(found.events), len(found.deeds), len(found.commitments), found.n_commitments) == (3, 3, 3, 4)


def test_commitments_on_which_events_tell_come_first_with_how_they_stand(case: Rows) -> None:
    for i in range(3):
        bombing(case, f"{i}.txt")
        case.kept_commitments.append(promise(case, f"{i}.txt"))
    last = max(case.kept_commitments, key=lambda one: one.id)
    case.kept_commitments[case.kept_commitments.index(last)] = replace(last, standing="carried_out")
    found = report(case).commitments
    assert (found[0].id, [one.standing for one in found]) == (last.id, ["carried_out", "open", "open"])


def test_recipients_taken_from_elsewhere_count_where_none_is_stated(case: Rows) -> None:
    told = case.add(TEXT, "bombed", "a.txt", actors=[ISRAEL], recipients=[("Syria", "syria"), ("Iran", "iran")])
    case.kept_mentions[:] = [replace(told, recipients=(told.recipients[0], replace(told.recipients[1], implicit=True)))]
    assert [deed.recipient for deed in report(case).deeds] == ["Syria"]
    case.kept_mentions[:] = [replace(told, recipients=(replace(told.recipients[1], implicit=True),))]
    assert [deed.recipient for deed in report(case).deeds] == ["Iran"]
