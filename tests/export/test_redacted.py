"""A redacted case: no name of a sensitive person gets out of any exit, and what is shown still holds together."""

from __future__ import annotations

import inspect
import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso import custody
from sayso.cli import main
from sayso.codebook.actors import ActorRegistry
from sayso.codebook.versions import load_version_bars
from sayso.errors import UsageError
from sayso.export.jsonl import write_jsonl
from sayso.export.redacted import RedactedView
from sayso.export.write_options import WriteOptions
from sayso.merging import merge
from sayso.record.plain import to_plain
from sayso.store.case_file import connect
from sayso.store.rows import rows_of
from sayso.store.verify import verify
from sayso.store.view import View
from sayso.store.writer import Sighting, Writer
from tests.factory import attribution, mention, reading
from tests.merged import RULES

FIRST = (
    "KARWAN - A rocket killed Layla Haddad, 9, near Karwan on Friday, the Vestan army said.\n\n"
    "Haddad was buried on Saturday. Police arrested Omar Nasser in Karwan, his wife Mona Nasser said."
)
SECOND = "Vestan police released Omar Nasser on Monday. “They beat me,” Nasser said. No one spoke of LAYLA HADDAD."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> sayso.Case:
    folder = tmp_path_factory.mktemp("redacted")
    (folder / "in").mkdir()
    (folder / "in" / "layla-haddad-killed.txt").write_text(FIRST)
    (folder / "in" / "2.txt").write_text(SECOND)
    (folder / "in" / "2.json").write_text(
        json.dumps({"title": "Omar Nasser is free", "url": "https://x.example/OmarNasser"})
    )
    opened = sayso.open(folder / "x.sayso")
    opened.add(folder / "in", outlet="Wire", published="2019-12-28", method="codebook")
    ids = {actor.name.title(): actor.id for actor in opened.actors()}
    with closing(connect(opened.path)) as connection:
        for name in ("Layla Haddad", "Omar Nasser"):
            custody.append(connection, "sensitive", "actor", ids[name], by="R", note=f"{name} must be kept out")
    return opened


def names_in(text: str) -> set[str]:
    plain = text.casefold()
    return {word for word in ("haddad", "layla", "omar nasser", "omarnasser", "nasser") if word in plain}


def test_the_case_itself_names_them(case: sayso.Case, tmp_path: Path) -> None:
    case.export(tmp_path)
    told = "".join(file.read_text() for file in tmp_path.iterdir())
    assert names_in(told) == {"haddad", "layla", "omar nasser", "omarnasser", "nasser"}


def test_no_name_gets_out_of_the_export(case: sayso.Case, tmp_path: Path) -> None:
    case.export(tmp_path, redact=True)
    for file in tmp_path.iterdir():
        if file.name != "rules.json":
            assert names_in(file.read_text()) == set(), file.name


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_name_gets_out_of_any_command(case: sayso.Case, form: list[str]) -> None:
    with case.reading(redact=True) as view:
        shown = [view.documents(), view.mentions(), view.events(), view.commitments(), view.actors(), view.sources()]
        ids = [row.id for rows in shown for row in rows]
    commands = [["report"], ["report", "--contested"], ["search", "Nasser"], ["search", "killed"],
                *(["show", one] for one in (*ids, "person-1", "layla-haddad-killed.txt"))]  # fmt: skip
    for command, *words in commands:
        done = CliRunner().invoke(main, [command, str(case.path), *words, "--redact", *form], catch_exceptions=False)
        assert done.exit_code == 0, (command, words, done.output)
        assert names_in(done.output) == set(), (command, words)


def test_ids_that_are_made_of_names_become_labels(case: sayso.Case, tmp_path: Path) -> None:
    hidden = [actor.id for actor in case.actors() if actor.sensitive]
    case.export(tmp_path, redact=True)
    told = "".join(file.read_text() for file in tmp_path.iterdir())
    assert len(hidden) == 2 and "person-1" in told
    assert not any(actor in told for actor in hidden)


def test_spans_quote_the_redacted_texts(case: sayso.Case) -> None:
    with case.reading(redact=True) as view:
        texts = {document.id: view.text(document.id) for document in view.documents()}
        assert {document.id: document.n_characters for document in view.documents()} == {
            doc: len(text) for doc, text in texts.items()
        }
        rows = [*view.mentions(), *view.commitments()]
        assert any("[person" in row.sentence.text for row in view.mentions())
        for row in rows:
            for start, end, text in spans_in(to_plain(row)):
                assert texts[row.doc][start:end] == text
        for document in view.documents():
            assert all(texts[document.id][one.start : one.end] for one in document.segments)


def spans_in(plain: Any) -> Iterator[tuple[int, int, str]]:
    if isinstance(plain, dict):
        if {"start", "end", "text"} <= plain.keys():
            yield plain["start"], plain["end"], plain["text"]
        for one in plain.values():
            yield from spans_in(one)
    elif isinstance(plain, list | tuple):
        for one in plain:
            yield from spans_in(one)


def test_originals_that_name_somebody_are_withheld(case: sayso.Case) -> None:
    with case.reading(redact=True) as view:
        for document in view.documents():
            with pytest.raises(UsageError, match="withheld"):
                view.original(document.sha256)


def test_a_private_individual_is_shown_only_when_asked_for(case: sayso.Case) -> None:
    actor = next(actor for actor in case.actors() if actor.sensitive)
    assert actor.decided_by == "person"
    for option, code in ((None, 2), ("--private", 0), ("--redact", 0)):
        words = ["show", str(case.path), actor.id, *([option] if option else [])]
        assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == code


def test_a_private_individual_who_is_quoted_has_no_page_either(case: sayso.Case) -> None:
    source = next(source for source in case.sources() if source.name == "Nasser" or source.name.endswith("Omar Nasser"))
    for option, code in ((None, 2), ("--private", 0)):
        words = ["show", str(case.path), source.id, *([option] if option else [])]
        assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == code
    outlet = next(source for source in case.sources() if source.kind == "outlet")
    assert CliRunner().invoke(main, ["show", str(case.path), outlet.id], catch_exceptions=False).exit_code == 0


LISTS_NO_WORDS = {
    "vectors", "event_of", "became", "redirects", "links", "n_waiting",  # ids and numbers
    "original_size", "event_numbers", "probabilities", "commitments_listed", "all_versions", "commitments_in",
    "copies_of", "n_mentions", "n_rejections", "translations_naming",
    "relations_of",  # of what relations gives
    "private_people", "private_among",  # of what actors gives
}  # fmt: skip


def test_everything_that_a_view_gives_is_redacted() -> None:
    given = {name for name, _ in inspect.getmembers(View, inspect.isfunction) if not name.startswith("_")}
    redacted = {name for name in vars(RedactedView) if name in given}
    assert given - redacted == LISTS_NO_WORDS


def test_a_hidden_name_cannot_be_asked_for(case: sayso.Case) -> None:
    assert case.search("Nasser")
    for words in ("Nasser", "nasser", "Omar Nasser", '"Omar Nasser"', "NASSER said"):
        assert case.search(words, redact=True) == []


WORD = st.text("abeéñor", min_size=3, max_size=7).map(str.title).filter(lambda word: word != "Rear")
NAMES = st.tuples(WORD, WORD).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, st.sampled_from(["{} attacked Vesta", "Vesta attacked {}", "{} said Orland attacked Vesta"]))
def test_no_alias_survives_in_any_exit(tmp_path_factory: pytest.TempPathFactory, name: str, told: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    text = f"{told.format(name)}. Then {name.upper()} left; {name.split()[-1]} too."
    with closing(connect(folder / "x.sayso")) as connection:
        keep_named(connection, text, name)
        view = RedactedView(connection, ActorRegistry.of(()))
        write_jsonl(view, folder / "out", WriteOptions())
        assert verify(connection, RULES.maker.event_of).clean
        shown = "\n".join(file.read_text() for file in sorted((folder / "out").iterdir()))
        shown += "\n".join(view.text(document.id) for document in view.documents())
    words = plain(shown).split()
    for alias in (name, name.upper()):
        parts = plain(alias).split()
        assert not any(words[at : at + len(parts)] == parts for at in range(len(words)))


def plain(text: str) -> str:
    letters = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in letters)


def keep_named(connection: sqlite3.Connection, text: str, name: str) -> None:
    from dataclasses import replace

    from sayso.record.actors import Actor, Alias
    from sayso.record.ids import ActorId

    one = reading(text, f"{name.lower().replace(' ', '_')}.txt", title=f"On {name}")
    who = {"actors": [(name, "hidden")]} if text.startswith(f"{name} attacked") else {}
    who = {"recipients": [(name, "hidden")]} if f"attacked {name}" in text else who
    said = (attribution(text, name, "said", actor=ActorId("hidden")),) if " said " in text else ()
    told = mention(text, "attacked", doc=one.document, attribution=said, **who)  # type: ignore[arg-type]
    actor = Actor(ActorId("hidden"), name, "person", aliases=(Alias(name, 2),), sensitive=True)
    read = replace(one, mentions=(told,), actors=(replace(actor, documents=(one.document.id,)),), events=())
    place = Sighting("here", one.document.path, "", "raw", "w", "r")
    assert Writer(connection, load_version_bars()).add([(rows_of(read, text.encode()), place)]) == []
    merge(connection, RULES)
