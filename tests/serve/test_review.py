"""The queue: what is doubtful is shown side by side, leaves it by a decision, and comes back by undo."""

from __future__ import annotations

from pathlib import Path

import sayso
from sayso.serve.queue import Queue
from tests.deciding import ANN, case_at, raid
from tests.serve.conftest import client_of
from tests.serve.forms import form_of, forms_of, send


def test_the_queue_shows_what_the_case_finds_doubtful_and_a_decision_settles_it(
    demo_case: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "own.sayso"
    with sayso.open(demo_case) as case:
        case.backup(copy)
    with client_of(copy) as client, sayso.open(copy) as case:
        found = case.review()
        shown = client.get("/review.json").json()
        assert shown["n_pairs"] == found.n_doubtful > 10 and shown["n_suggestions"] == found.n_suggestions
        listed = [(one["left"]["id"], one["right"]["id"]) for one in shown["pairs"]]
        assert listed == [(one.left, one.right) for one in found.doubtful[:10]]
        assert {one["id"] for one in shown["suggestions"]} == {one.event for one in found.suggestions[:10]}
        send(client, form_of(client.get("/name").text), by=ANN)
        page = client.get("/review").text
        keys = [one.button.split()[-1] for one in forms_of(page) if one.fields.get("target") == listed[1][0]][:3]
        assert keys == ["y", "n", "u"]
        form = form_of(page, action="unsure", target=listed[1][0], value=listed[1][1])
        answer = send(client, form)
        assert answer.status_code == 303 and answer.headers["location"].endswith("#p2")
        after = client.get("/review.json").json()
        assert after["n_pairs"] == shown["n_pairs"] - 1
        assert listed[1] not in [(one["left"]["id"], one["right"]["id"]) for one in after["pairs"]]
        told = client.get(answer.headers["location"].partition("#")[0]).text
        send(client, form_of(told, action="undo"))
        assert client.get("/review.json").json()["n_pairs"] == shown["n_pairs"]


def test_the_second_page_goes_on_where_the_first_ends(demo: object, demo_case: Path) -> None:
    with client_of(demo_case) as client:
        first, second = (client.get(f"/review.json?start={start}").json()["pairs"] for start in (0, 10))
        assert len(client.get("/review.csv").text.splitlines()) == 11
        assert client.get("/review.json?start=100000").json()["pairs"] == []
    ids = [(one["left"]["id"], one["right"]["id"]) for one in (*first, *second)]
    assert len(ids) == len(set(ids)) == 20


def test_a_suggestion_is_accepted_with_one_click(tmp_path: Path) -> None:
    case = case_at(tmp_path / "x.sayso")
    with client_of(case.path) as client:
        client.cookies.set("sayso_name", ANN)
        shown = client.get("/review.json").json()["suggestions"]
        for one in shown:
            form = form_of(client.get("/review").text, action="credibility", value="accept", target=one["id"])
            assert send(client, form).status_code == 303
        assert client.get("/review.json").json()["n_suggestions"] == 0
    assert [one.after for one in case.log()] == [one["credibility_suggested"] for one in shown]


def test_where_a_look_takes_long_the_last_one_is_shown_meanwhile(tmp_path: Path) -> None:
    case = case_at(tmp_path / "x.sayso")
    with client_of(case.path) as client:
        queue: Queue = client.app.state.queue  # type: ignore[attr-defined]
        first = queue.waiting()
        case.decide("tag", raid(case).id, "x", by=ANN)
        again = queue.waiting()
        assert again == first and again is not first and queue.waiting() is again
        queue._took = 60.0
        case.decide("tag", raid(case).id, "y", by=ANN)
        with queue._lock:  # somebody looks already, and is not done
            assert queue.waiting() is again
