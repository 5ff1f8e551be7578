"""Files that stand alone: nothing is loaded or run, no way leads into the workbench, and gates hold in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from lxml import html

import sayso
from sayso.cli import main as sayso_main
from sayso.record.events import Event
from sayso.serve.alone import alone
from sayso.serve.charts import map_chart, timeline_chart
from tests.serve.conftest import client_of

LOADS = re.compile(r"(?:src|srcset|data|action|poster)\s*=|url\(|@import|javascript:", re.IGNORECASE)


@pytest.fixture(scope="module")
def disputed(demo_case: Path) -> Event:
    """Give an event on which reports differ."""
    with sayso.open(demo_case) as case:
        return next(one for one in case.events() if any(row.field == "number:killed" for row in one.contested))


@pytest.mark.parametrize("of", ["event", "overview"])
def test_a_file_loads_nothing_runs_nothing_and_leads_nowhere_in_the_workbench(
    demo: TestClient, disputed: Event, of: str
) -> None:
    answer = demo.get("/standalone/overview?all=true" if of == "overview" else f"/standalone/events/{disputed.id}")
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    page = html.document_fromstring(answer.text)
    assert page.xpath("//script | //form | //button | //input | //link | //img | //iframe | //object | //base") == []
    assert page.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    assert not LOADS.search(
        answer.text.replace("default-src", "").replace("style-src", "").replace("img-src data:", "")
    )
    within = {f"#{one}" for one in page.xpath("//@id")}
    assert all(link in within or link.startswith(("http://", "https://")) for link in page.xpath("//a/@href"))
    assert "demo.sayso" in page.xpath("string(//header)") and "UTC" in page.xpath("string(//header)")
    assert str(Path(demo.app.state.served.path).parent) not in answer.text  # type: ignore[attr-defined]


def test_a_dossier_keeps_its_words_sides_and_voices(demo: TestClient, disputed: Event) -> None:
    page = html.document_fromstring(demo.get(f"/standalone/events/{disputed.id}").text)
    told = page.text_content()
    shown = demo.get(f"/events/{disputed.id}.json").json()
    for mention in shown["mentions"]:
        assert mention["trigger"]["text"] in told
    for field in shown["fields"]:
        assert field["value"] in told
    assert len(page.xpath("//*[@id='voices']//tbody/tr")) == len(disputed.voices)


def test_an_overview_holds_the_filter_its_charts_and_all_its_events(demo: TestClient) -> None:
    asked = {"actor": "iran"}
    shown = demo.get("/overview.json", params=asked).json()
    page = html.document_fromstring(demo.get("/standalone/overview", params=asked).text)
    assert len(page.xpath("//article")) == shown["n"]
    assert "Iran" in page.xpath("string(//p[@class='chips'])")
    assert len(page.xpath("//svg[contains(@class, 'map')]//circle")) == len(shown["places"])
    bars = page.xpath("//svg[@class='chart']//rect")
    assert len(bars) == len(shown["timeline"]["bars"])


def test_an_overview_of_nothing_draws_nothing(demo: TestClient) -> None:
    page = demo.get("/standalone/overview?since=1900&until=1901").text
    assert "No event passes" in page and "<svg" not in page
    assert timeline_chart(()) is None and map_chart((), None, None) is None


def test_what_is_not_there_is_said(demo: TestClient) -> None:
    assert demo.get("/standalone/events/m00000000000000000000").status_code == 404
    assert demo.get("/standalone/overview?type=WAR").status_code == 404


def test_gates_hold_in_a_file_and_are_named(demo_case: Path, disputed: Event) -> None:
    with client_of(demo_case, reviewed_only=True) as client:
        assert client.get(f"/standalone/events/{disputed.id}").status_code == 404
        page = client.get("/standalone/overview?all=true").text
        assert "no person has confirmed" in page and "<article" not in page
    with client_of(demo_case, redact=True) as client:
        assert "given labels" in client.get(f"/standalone/events/{disputed.id}").text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<a href="/events/x" rel="next">one</a>', "<span>one</span>"),
        ('<a class="chip" href="?all=true">all</a>', '<span class="chip">all</span>'),
        ('<a href="https://wire.example/1">wire</a>', '<a href="https://wire.example/1">wire</a>'),
        ('<a href="javascript:x()">no</a>', "<span>no</span>"),
        ('<a href="#here">here</a><b id="here"></b>', '<a href="#here">here</a><b id="here"></b>'),
        ('<a href="#gone">gone</a>', "<span>gone</span>"),
        ('before<form action="/decide">x</form> after', "before after"),
        ('<div hidden>x</div><p class="faint no-print">y</p>z', "z"),
        ("<q><bdi>&lt;script&gt;</bdi></q>", "<q><bdi>&lt;script&gt;</bdi></q>"),
    ],
)
def test_what_works_in_the_workbench_alone_is_taken_out(written: str, kept: str) -> None:
    page = f"<!doctype html><html><head><title>t</title></head><body><main>{written}</main></body></html>"
    assert f"<main>{kept}</main>" in alone(page, ("told <b>",))
    assert "told &lt;b&gt;" in alone(page, ("told <b>",))


def test_the_command_line_writes_the_same_files(demo_case: Path, disputed: Event, tmp_path: Path) -> None:
    runner = CliRunner()
    event, overview = tmp_path / "event.html", tmp_path / "overview.html"
    done = runner.invoke(sayso_main, ["show", str(demo_case), disputed.id, "--page", str(event)])
    assert done.exit_code == 0, done.output
    asked = ["--actor", "iran", "--redact", "--page", str(overview)]
    assert runner.invoke(sayso_main, ["report", str(demo_case), *asked]).exit_code == 0
    assert disputed.id in event.read_text(encoding="utf-8")
    assert "given labels" in overview.read_text(encoding="utf-8")
    gone = runner.invoke(sayso_main, ["show", str(demo_case), "m0", "--page", str(tmp_path / "gone.html")])
    assert gone.exit_code == 2 and not (tmp_path / "gone.html").exists()
    assert runner.invoke(sayso_main, ["show", str(tmp_path / "no.sayso"), "m0", "--page", str(event)]).exit_code != 0


def test_bars_of_a_timeline_are_as_high_as_their_events_are_many(demo: TestClient) -> None:
    from sayso.serve.charts import HIGH
    from sayso.serve.overview import asked_of
    from sayso.serve.stretches import timeline_of
    from sayso.table.event_filter import EventFilter

    asked = asked_of(demo.app.state.served, EventFilter())  # type: ignore[attr-defined]
    stretches = timeline_of(asked, "month")[1]
    chart = timeline_chart(stretches)
    assert chart is not None
    told = sum(box.height for box in chart.boxes) * chart.most / HIGH
    assert told == pytest.approx(sum(one.n for one in stretches), rel=0.01)
    assert all(box.y >= 0 and box.y + box.height <= HIGH + 0.2 for box in chart.boxes)
