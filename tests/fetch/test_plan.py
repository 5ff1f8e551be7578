"""A file of feeds is read as it is written, and every slip in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.fetch.plan import Feed, read_plan

WHOLE = """
interval = 300
allow_hosts = ["Desk.local"]
user_agent = "desk reader, mail desk@wire.example"

[[feed]]
name = "wire"
url = "https://wire.example/rss"
outlet = "Meridian Wire"
language = "en"
entries = "content"
robots = false
delay = 0.5
limit = 20
max_bytes = 1000000
timeout = 30

[[feed]]
folder = "inbox"
"""


def test_all_that_a_plan_may_say_is_read(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(WHOLE)
    plan = read_plan(file)
    assert (plan.interval, plan.allow_hosts) == (300.0, frozenset({"desk.local"}))
    assert plan.user_agent.startswith("desk reader")
    assert plan.feeds == (
        Feed("wire", "https://wire.example/rss", None, "Meridian Wire", "en", "content", False, 0.5, 20, 1_000_000, 30),
        Feed("inbox", folder=tmp_path / "inbox"),
    )


def test_the_plan_that_the_documents_show_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "feeds.md").read_text(encoding="utf-8")
    file = tmp_path / "feeds.toml"
    file.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    shown = read_plan(file).feeds
    assert shown[0] == Feed(
        "Meridian", "https://wire.example/rss", None, "Meridian Wire", "en", max_bytes=16 << 20, timeout=120
    )
    assert shown[1].folder == tmp_path / "inbox"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no feed"),
        ("interval = 0\n[[feed]]\nurl='https://a.example'", "interval is above 0"),
        ("intervall = 9\n[[feed]]\nurl='https://a.example'", "there is no key 'intervall'"),
        ("[[feed]]\nname='a'", "either url or folder"),
        ("[[feed]]\nurl='https://a.example'\nfolder='b'", "either url or folder"),
        ("[[feed]]\nurl=5", "url is of another kind than 5"),
        ("[[feed]]\nurl='https://a.example'\nrobots=1", "robots is of another kind"),
        ("[[feed]]\nurl='https://a.example'\nlimit=true", "limit is of another kind"),
        ("[[feed]]\nurl='https://a.example'\nlimit=0", "limit is above 0"),
        ("[[feed]]\nurl='https://a.example'\ndelay=-1", "delay is not below 0"),
        ("[[feed]]\nurl='https://a.example'\nentries='all'", 'entries is "page" or "content"'),
        ("[[feed]]\nurl='https://a.example'\n[[feed]]\nurl='https://a.example'", "two feeds have the name"),
        ("[[feed]\nurl=", "is no TOML"),
        ("feed = ['https://a.example']", "begins with [[feed]]"),
        ("allow_hosts = [5]\n[[feed]]\nurl='https://a.example'", "list of host names"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as refused:
        read_plan(file)
    assert says in str(refused.value)
    assert "feeds.toml" in str(refused.value)


def test_a_file_that_is_no_text_or_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "wide.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("none.toml", "wide.toml"):
        with pytest.raises(UsageError):
            read_plan(tmp_path / name)
