"""The sets: each reads its published format and counts what it should."""

from __future__ import annotations

import gzip
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.quality import SETS, muc4, peaceful, polnear, processors, support
from bench.quality.factuality import analysis_of
from bench.quality.figures import Counts
from bench.quality.options import options
from bench.quality.reading import read_text
from bench.quality.resolution import as_written
from bench.speed import first_words, of_length
from sayso.codebook.plover import Plover
from sayso.config import METHODS
from sayso.extract import Extraction
from sayso.record.ids import DocumentId
from sayso.record.marks import VoiceMark
from sayso.record.mentions import SourceArgument
from sayso.record.sayings import Saying
from sayso.record.vocabulary import EVENT_TYPES
from tests.factory import mention
from training.scoring import load_scorer


def _packed(path: Path, *rows: dict[str, Any]) -> None:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


# PolNeAR


@pytest.fixture
def attributions(tmp_path: Path) -> Path:
    text = 'Mayor Ruiz said "we stay". Nobody else spoke.'
    annotation = 'T1\tSource 0 10\tMayor Ruiz\nT2\tCue 11 15\tsaid\nT3\tContent 16 25\t"we stay"\n'
    annotation += "E1\tAttribution:T2 Source:T1 Content:T3\n"
    with zipfile.ZipFile(tmp_path / "polnear-dev.zip", "w") as archive:
        archive.writestr("text/doc.txt", text)
        archive.writestr("attributions/doc_ab.ann", annotation.replace("Attribution:T2", "Attribution:T2 Cue:T2"))
    return tmp_path


def test_stretches_are_found_by_their_words(attributions: Path) -> None:
    ((passage, analysis),) = polnear.annotated(attributions, "dev")
    gold = polnear.stretches_of(passage)
    assert {part: [" ".join(analysis.words[slice(*one)]) for one in ranges] for part, ranges in gold.items()} == {
        "source": ["Mayor Ruiz"], "cue": ["said"], "content": ['" we stay "'],
    }  # fmt: skip
    marks = (VoiceMark("source", 0, 2, 0.9), VoiceMark("source", 8, 10, 0.6), VoiceMark("content", 4, 6, 0.8))
    counts = polnear.agreement(gold, polnear.stretches_of_marks(marks), analysis.words)
    assert counts["source, exact"] == Counts(1, 2, 1)
    assert counts["cue, exact"] == Counts(0, 0, 1)
    assert (counts["content, exact"], counts["content, inner"]) == (Counts(0, 1, 1), Counts(1, 1, 1))
    assert counts["content, words"] == Counts(2, 2, 4)


def test_a_stretch_of_marks_alone_has_no_inner() -> None:
    assert polnear.trimmed([(0, 1), (1, 3)], ["—", "He", "!"]) == {(1, 2)}


def test_a_reading_of_the_same_text_gives_stretches_of_words(attributions: Path) -> None:
    ((_, analysis),) = polnear.annotated(attributions, "dev")
    ruiz, said, stay = (analysis.span(*words) for words in ((0, 2), (2, 3), (4, 6)))
    saying = Saying(SourceArgument(ruiz.start, ruiz.end, ruiz.text), said, (stay,), "states", False)
    hearsay = Saying(None, None, (), "states", False)
    found = polnear.stretches_of_sayings([saying, hearsay], analysis)
    assert found == {"source": {(0, 2)}, "cue": {(2, 3)}, "content": {(4, 6)}}


# UW


def test_words_that_are_given_keep_their_places() -> None:
    analysis = analysis_of(["Nobody", "'s", "left"])
    assert [analysis.span(at, at + 1).text for at in range(3)] == ["Nobody", "'s", "left"]
    assert [(one.first, one.last) for one in analysis.sentences] == [(0, 3)]
    assert analysis_of([]).sentences == ()


# MUC-4


def test_every_rule_names_what_plover_knows() -> None:
    plover = Plover.load()
    for rule in muc4.load_rules():
        assert rule.type is None or rule.type in EVENT_TYPES
        assert rule.mode is None or rule.type is None or rule.mode in plover.modes(rule.type)


@pytest.mark.parametrize(
    ("text", "incidents"),
    [
        ("Guerrillas kidnapped a judge in the capital on Monday.", {"kidnapping"}),
        ("Guerrillas bombed the ministry on Monday.", {"bombing"}),
        ("Gunmen attacked a police post near the border.", {"attack"}),
        ("The ministers met in the capital and agreed on a loan.", set()),
        ("Guerrillas did not attack the police post.", set()),
    ],
)
def test_acts_add_up_to_incidents(text: str, incidents: set[str]) -> None:
    mentions = read_text("report.txt", text, "codebook").mentions
    assert muc4.incidents_of(mentions, muc4.load_rules()) == incidents


def test_both_editions_are_read_with_one_gold(tmp_path: Path) -> None:
    template = {"incident_type": "bombing / attack"}
    _packed(tmp_path / "dev.json.gz", {"docid": "D1", "doctext": "a bomb.", "templates": [template, template]})
    assert list(muc4.editions(tmp_path, "dev")) == ["small letters"]
    _packed(tmp_path / "doc_dev.txt.gz", {"docid": "D1", "text": "A BOMB."})
    told = muc4.editions(tmp_path, "dev")
    assert told["as published"] == [muc4.Story("D1", "A BOMB.", frozenset({"bombing"}))]
    assert told["small letters"][0].incidents == frozenset({"bombing"})


# peaceful texts


def test_the_peaceful_texts_are_many_and_short() -> None:
    lengths = [len(path.read_text(encoding="utf-8").split()) for path in peaceful.TEXTS.glob("*.txt")]
    assert len(lengths) >= 24
    assert min(lengths) >= 120 and max(lengths) <= 250


def test_what_is_found_in_a_peaceful_text_counts_by_the_thousand_words() -> None:
    text = "The army attacked the town. " + "The bakery sells bread and cakes every day. " * 10
    figures = dict(peaceful.figures_of({"one.txt": text}, "codebook"))
    assert float(str(figures["false mentions per 1,000 words"])) == round(1000 / len(text.split()), 2)
    assert figures["most frequent types"] == "ASSAULT 1"


# support


def test_wrong_spans_and_numbers_are_counted(shared: Path, tmp_path: Path) -> None:
    scorer = load_scorer(shared / "gold" / "score.py")
    number = {"text": "12", "start": 3, "end": 5, "kind": "killed", "low": 13, "high": 20}
    rows = [{"doc": "d1", "trigger": {"text": "hit", "start": 0, "end": 3}, "numbers": [number]}]
    (tmp_path / "mentions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    figures = dict(support.supported(tmp_path, {DocumentId("d1"): "hit 12"}, scorer))
    assert figures == {"mentions": 1, "spans checked": 2, "spans_wrong": 1, "numbers out": 1, "unsupported": 1}


# pace


def test_documents_are_cut_to_their_length(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in (("a", "Ardan  fired at once.\n\nBorland fled."), ("b", "One two three four five six.")):
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    of_length(reports, 4, 7, tmp_path / "out")
    told = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "out").iterdir())]
    assert [len(text.split()) for text in told] == [7, 7, 7, 7]
    assert told[0] == "Ardan  fired at once.\n\nBorland fled.\n\nOne"
    assert len(set(told)) == 4


def test_a_short_text_stays_whole() -> None:
    assert first_words("Two words", 3) == "Two words"


# all of them


@pytest.mark.parametrize("name", SETS)
def test_every_set_takes_its_data_and_says_what_is_missing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module = __import__(f"bench.quality.{name}", fromlist=["main"])
    with pytest.raises(SystemExit) as end:
        module.main(["--data", str(tmp_path / "nowhere")])
    assert "not here" in str(end.value)


def test_the_command_is_kept_as_it_was_given(tmp_path: Path) -> None:
    asked = options("gold", None, tmp_path, ["--data", "/a/b/gold", "--part", "train"], "part", "method")
    assert asked.command == "python -m bench.quality.gold --data …/gold --part train"
    assert (asked.part, asked.method) == ("train", list(METHODS))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--weights", "x"], "unrecognized arguments: --weights x"),
        (["--part", "test"], "unrecognized arguments: --part test"),
        (["--method", "tea-leaves"], "invalid choice: 'tea-leaves'"),
    ],
)
def test_an_option_that_a_set_does_not_take_is_refused(
    arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        options("peaceful", None, tmp_path, arguments, "method")
    assert says in capsys.readouterr().err


# processors


def test_records_of_two_processors_are_compared_by_mention() -> None:
    here = [{"id": "a", "type": "AID", "probability": 0.5}, {"id": "b", "type": "AID", "probability": 0.9}]
    there = [{"id": "a", "type": "AID", "probability": 0.52}, {"id": "b", "type": "ACCUSE", "probability": 0.9}]
    figures = dict(processors.agreement(here, [*there, {"id": "c", "type": "AID", "probability": 0.1}]))
    assert list(figures.values()) == [2, 2, 1, "0.5000", "0.020", "0.0100"]


def test_records_with_nothing_in_common_agree_in_nothing() -> None:
    figures = dict(processors.agreement([{"id": "a", "probability": 0.5}], []))
    assert list(figures.values()) == [1, 0, 0, "0.0000", "0.000", "0.0000"]


# Resolution


def test_an_argument_that_was_not_resolved_is_named_by_its_words() -> None:
    given = mention("Rebels fired and they ran.", "fired", actors=["Rebels", "they"])
    rebels, they = given.actors
    bare = replace(given, actors=(replace(rebels, name=None), replace(they, name="Rebels")))
    (written,) = as_written(Extraction((bare,), ())).mentions
    assert [(who.text, who.name) for who in written.actors] == [("Rebels", "Rebels"), ("they", "Rebels")]
