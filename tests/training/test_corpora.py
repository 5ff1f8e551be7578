"""Corpora: every published format, in small, becomes the passage it should."""

from __future__ import annotations

import doctest
import gzip
import importlib
import json
import pkgutil
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

import training.corpora
from sayso.record.vocabulary import STANCES, STATUSES
from training.corpora import (
    CORPORA,
    HELD_IN_HASH,
    STORIES,
    cached,
    corpus_hash,
    held_in,
    names_hash,
    read_gold_documents,
)
from training.corpora.drills import DrillError, drill, read_drills
from training.corpora.peaceful import read_peaceful
from training.passages import Act, Argument, Frame, Labelled, Passage, Pledge, Saying


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(content.encode()) if path.suffix == ".gz" else content.encode()
    path.write_bytes(packed)


def _lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def _said(passage: Passage, first: int, last: int) -> str:
    return " ".join(passage.words[first:last])


def _only(name: str, shared: Path, part: str = "train") -> Passage:
    (passage,) = CORPORA[name].passages(shared, part)
    return passage


# gold

REPORT = (
    "Ardan police deny raid\n\n"
    "RIVERTON – Ardan shelled Borland’s port on Monday, two officials said. "
    "At least 12 people died. “We will answer if they return,” Borland vowed.\n\n"
    "Follow us for more stories like this one\n"
)


def _span(text: str, **more: Any) -> dict[str, Any]:
    start = REPORT.index(text)
    return {"text": text, "start": start, "end": start + len(text), **more}


def _mention(**fields: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"actors": [], "recipients": [], "places": [], "numbers": [], "attribution": []}
    return {"type": "ASSAULT", "mode": None, "status": "asserted", "time": None, **empty, **fields}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold" / "train"
    _write(folder / "docs" / "port.txt", REPORT)
    _write(folder / "docs" / "port.json", json.dumps({"published": "2021-03-02", "outlet": "Delta Post"}))
    shelled = _mention(
        trigger=_span("shelled"),
        mode="heavy-weapons",
        actors=[_span("Ardan", implicit=False)],
        recipients=[_span("port", implicit=False)],
        time=_span("Monday", edtf="2021-03-01"),
        numbers=[_span("At least 12", kind="killed")],
        attribution=[
            {"source": _span("two officials"), "cue": _span("said"), "stance": "states", "anonymous": True},
            {"source": _span("Borland"), "cue": None, "stance": "denies", "anonymous": False},
        ],
    )
    outside = {"text": "x", "start": len(REPORT) - 1, "end": len(REPORT)}
    lost = _mention(trigger=outside)
    hearsay = _mention(
        trigger=_span("died"),
        attribution=[{"source": None, "cue": _span("deny"), "stance": "alleges", "anonymous": False}],
        places=[outside],
    )
    _write(folder / "ann" / "port.events.jsonl", _lines(hearsay, shelled, lost))
    vow = {
        "kind": "vow",
        "quote": _span("We will answer if they return"),
        "holder": _span("Borland"),
        "condition": _span("if they return"),
        "consequence": None,
    }
    _write(folder / "ann" / "port.commitments.jsonl", _lines(vow))
    return tmp_path


def test_gold_maps_spans_to_the_words_the_product_sees(gold: Path) -> None:
    passage = _only("gold", gold)
    act, hearsay = passage.acts or ()
    assert passage.doc == "port"
    assert _said(passage, act.first, act.last) == "shelled"
    assert (act.type, act.mode, act.status, act.attributed, act.stance, act.anonymous) == (
        "ASSAULT", "heavy-weapons", "asserted", True, "states", True,
    )  # fmt: skip
    assert [(a.role, a.kind, _said(passage, a.first, a.last)) for a in act.arguments] == [
        ("actor", None, "Ardan"),
        ("recipient", None, "port"),
        ("time", None, "Monday"),
        ("number", "killed", "At least 12"),
        ("source", None, "two officials"),
        ("cue", None, "said"),
    ]
    assert (hearsay.attributed, hearsay.stance, [a.role for a in hearsay.arguments]) == (True, "alleges", ["cue"])


def test_gold_keeps_commitments_and_leaves_furniture_out(gold: Path) -> None:
    passage = _only("gold", gold)
    (pledge,) = passage.pledges or ()
    assert isinstance(pledge, Pledge)
    assert _said(passage, *pledge.quote) == "We will answer if they return"
    assert pledge.condition and _said(passage, *pledge.condition) == "if they return"
    assert (pledge.kind, pledge.consequence) == ("vow", None)
    assert "Borland 's" in " ".join(passage.words)
    assert passage.sentences[-1][1] == len(passage.words)


def test_gold_counts_spans_that_no_word_touches(gold: Path) -> None:
    (document,) = read_gold_documents(gold / "gold", "train")
    assert document.lost == {"trigger": 1, "place": 1}
    act = (document.passage.acts or ())[0]
    assert document.analysis.span(act.first, act.last).text == "shelled"


def test_held_in_is_a_fixed_choice_whatever_the_order() -> None:
    names = [f"report-{number}" for number in range(100)]
    assert len(held_in(names)) == 32
    assert held_in(names) == held_in(reversed(names))
    assert len(held_in([*names, "one more"]) - held_in(names)) <= 1
    assert names_hash(["b", "a"]) == names_hash(["a", "b"]) != names_hash(["ab"])


# predicates

EWT = """\
# newdoc id = log-1
# sent_id = log-1-0001
1\tMen\tman\tNOUN\tNNS\t_\t5\tnsubj\t_\t_
2\tand\tand\tCCONJ\tCC\t_\t4\tcc\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
4\tboys\tboy\tNOUN\tNNS\t_\t1\tconj\t_\t_
5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
6-7\tthe``\t_\t_\t_\t_\t_\t_\t_\t_
6\tthe\tthe\tDET\tDT\t_\t7\tdet\t_\t_
7\ttown\ttown\tNOUN\tNN\t_\t5\tobj\t_\t_
8\t``\t``\tPUNCT\t``\t_\t5\tpunct\t_\t_

# sent_id = log-1-0002
1\tRest\trest\tVERB\tVB\t_\t0\troot\t_\t_
1.1\trest\trest\tVERB\tVB\t_\t_\t_\t_\t_
2\t#\t#\tSYM\t#\t_\t1\tpunct\t_\t_
"""


def test_propbank_gives_one_short_argument_for_each_participant(tmp_path: Path) -> None:
    _write(tmp_path / "data/ud-ewt/en_ewt-ud-train.conllu.gz", EWT)
    frame = {
        "predicate": 4,
        "sense": "leave.01",
        "args": [["ARG0", 0, 4], ["ARG1", 5, 7], ["ARGM-NEG", 4, 5], ["ARGM-LOC", 4, 7], ["ARGM-MOD", 7, 8]],
    }
    rest = {"predicate": 0, "sense": "rest.01", "args": [["ARG1", 1, 2]]}
    tokens = ["Men", "and", "the", "boys", "left", "the", "town", "``"]
    _write(
        tmp_path / "data/propbank-ewt/propbank-ewt-train.jsonl.gz",
        _lines(
            {"sent_id": "log-1-0001", "tokens": tokens, "frames": [frame]},
            {"sent_id": "log-1-0002", "tokens": ["Rest", "#"], "frames": [rest]},
        ),
    )
    left, rested = _only("propbank-ewt", tmp_path).frames or ()
    assert left == Frame(
        4,
        "leave.01",
        (
            Argument("actor", 0, 1),
            Argument("actor", 3, 4),
            Argument("recipient", 6, 7),
            Argument("other", 4, 7),  # a clause is no place
            Argument("other", 7, 8),
        ),
        negated=True,
    )
    assert rested == Frame(8, "rest.01", (Argument("other", 9, 10),), negated=False)


@pytest.mark.parametrize(("doc", "acts"), [("reviews-7", ()), ("weblog-7", None)])
def test_reviews_of_shops_tell_of_no_act(tmp_path: Path, doc: str, acts: tuple[Act, ...] | None) -> None:
    _write(tmp_path / "data/ud-ewt/en_ewt-ud-train.conllu.gz", EWT.replace("log-1-0002", f"{doc}-0001"))
    row = {"sent_id": f"{doc}-0001", "tokens": ["Rest", "#"], "frames": []}
    _write(tmp_path / "data/propbank-ewt/propbank-ewt-train.jsonl.gz", _lines(row))
    assert _only("propbank-ewt", tmp_path).acts == acts


def test_peaceful_texts_tell_of_no_act(tmp_path: Path) -> None:
    _write(tmp_path / "sport.txt", "Rovers attack\n\nThey shot twice.\n====\nA siege of wasps.\n")
    attack, siege = read_peaceful(tmp_path, "train")
    assert (attack.doc, attack.words) == ("sport-1", ("Rovers", "attack", "They", "shot", "twice", "."))
    assert attack.sentences == ((0, 2), (2, 6))
    assert attack.acts == siege.acts == attack.pledges == ()
    assert list(read_peaceful(tmp_path, "dev")) == []


def test_a_folder_without_peaceful_texts_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_peaceful(tmp_path, "train"))


def test_the_peaceful_texts_of_the_project_are_read() -> None:
    passages = list(CORPORA["peaceful"].passages(Path("anywhere"), "train"))
    assert len(passages) > 200 and all(passage.acts == () and len(passage.words) > 40 for passage in passages)


DRILL = """\
Ardan called off a raid on Borland, officials said. Borland answered. Borland said at least 12 died.
* raid | ASSAULT | averted | actor: Ardan | recipient: Borland | source: officials | stance: states | anonymous
* died | ASSAULT/explosives | uncertain | number: killed = at least 12 | source: Borland#3 | stance: alleges
"""


def test_drills_quote_words_by_their_turn(tmp_path: Path) -> None:
    _write(tmp_path / "one.txt", DRILL + "====\nNothing happened.\n====\n")
    passage, quiet = read_drills(tmp_path, "train")
    averted, died = passage.acts or ()
    assert (averted.type, averted.mode, averted.status, averted.stance) == ("ASSAULT", None, "averted", "states")
    assert averted.attributed and averted.anonymous and not died.anonymous
    assert [(a.role, a.kind, _said(passage, a.first, a.last)) for a in died.arguments] == [
        ("number", "killed", "at least 12"), ("source", None, "Borland"),
    ]  # fmt: skip
    assert died.arguments[1].first > averted.arguments[1].first and died.mode == "explosives"
    assert (quiet.doc, quiet.acts) == ("one-2", ())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("* siege | ASSAULT | asserted", "does not say 'siege'"),
        ("* raid#2 | ASSAULT | asserted", "does not say 'raid#2'"),
        ("* rai | ASSAULT | asserted", "does not say 'rai'"),
        ("* raid | ASSAULT/visit | asserted", "no ASSAULT/visit"),
        ("* raid | ASSAULT | done", "'done' is none of"),
        ("* raid | ASSAULT", "needs words, type and status"),
        ("* raid | ASSAULT | asserted | victim: Ardan", "no field is called victim"),
        ("* raid | ASSAULT | asserted | source: Ardan", "a source needs a stance"),
        ("* raid | ASSAULT | asserted | number: dead = a", "'dead' is none of"),
        ("raid | ASSAULT | asserted", "no act"),
    ],
)
def test_a_drill_with_a_fault_is_refused(line: str, told: str) -> None:
    with pytest.raises(DrillError, match=re.escape(told)):
        drill(f"Ardan denied a raid.\n{line}", "d")


def test_the_drills_of_the_project_are_read_whole() -> None:
    passages = list(CORPORA["drills"].passages(Path("anywhere"), "train"))
    acts = [act for passage in passages for act in passage.acts or ()]
    assert len(passages) > 300 and len(acts) > 1000
    assert {act.status for act in acts} == set(STATUSES) and {act.stance for act in acts} == {None, *STANCES}


QANOM = (
    "qasrl_id,sentence,target_idx,noun,is_verbal,verb_form,question,answer_range,wh,subj,obj,obj2,prep,is_passive,"
    "is_negated\n"
)


@pytest.mark.parametrize(
    ("slots", "role"),
    [
        ("who,,something,,,False", "actor"),
        ("what,,,,,True", "recipient"),
        ("what,someone,,,,False", "recipient"),
        ("who,something,,,by,True", "actor"),
        ("what,someone,something,,with,False", "other"),
        ("where,someone,something,,,False", "place"),
        ("when,,,,,True", "time"),
        ("why,someone,something,,,False", "other"),
    ],
)
def test_qanom_questions_tell_roles(tmp_path: Path, slots: str, role: str) -> None:
    row = f"s1,The raid near `` Dorn '' failed,1,raid,True,raid,asked,3:4~!~4:5,{slots},False\n"
    noun = "s1,The raid near `` Dorn '' failed,4,Dorn,False,,,,,,,,,False,False\n"
    _write(tmp_path / "data/qanom/annot.train.csv.gz", QANOM + row + noun)
    passage = _only("qanom", tmp_path)
    assert passage.words == ("The", "raid", "near", '"', "Dorn", '"', "failed")
    assert passage.frames == (Frame(1, "raid", (Argument(role, 3, 4), Argument(role, 4, 5)), False),)


def test_qanom_leaves_articles_out_and_hears_negation(tmp_path: Path) -> None:
    row = "s1,A raid on the fort,1,raid,True,raid,asked,2:5,what,someone,,,,False,True\n"
    _write(tmp_path / "data/qanom/annot.train.csv.gz", QANOM + row)
    assert _only("qanom", tmp_path).frames == (Frame(1, "raid", (Argument("recipient", 4, 5),), True),)


TRIGGERS = {"start": 1, "end": 3, "text": "the blast", "start_idx": 1, "end_idx": 3}


def test_wikievents_train_finds_arguments_nearest_to_the_trigger(tmp_path: Path) -> None:
    tokens = ["After", "the", "blast", "guards", "ran", ".", "Other", "guards", "stayed", "."]
    arguments = [{"role": "Victim", "text": "guards"}, {"role": "Origin", "text": "a car"}]
    event = {"event_type": "Conflict.Attack", "trigger": TRIGGERS, "arguments": arguments}
    empty = {"event_type": "Life.Die", "trigger": {"start_idx": 4, "end_idx": 4}, "arguments": []}
    row = {"docid": "d", "tokens": tokens, "event_mentions": [event, empty]}
    _write(tmp_path / "data/wikievents/train_tokens_events.jsonl.gz", _lines(row))
    passage = _only("wikievents", tmp_path)
    assert passage.sentences == ((0, 6), (6, 10))
    assert passage.frames == (Frame(2, "Conflict.Attack", (Argument("recipient", 3, 4),), False),)


def test_wikievents_dev_takes_places_as_published(tmp_path: Path) -> None:
    tokens = ["After", "the", "blast", "guards", "ran", "."]
    row = {
        "doc_id": "d",
        "sentences": [[[[token, 0, 0] for token in tokens], "After the blast guards ran."]],
        "entity_mentions": [{"id": "T1", "start": 3, "end": 4}],
        "event_mentions": [
            {
                "event_type": "Conflict.Attack.DetonateExplode",
                "trigger": TRIGGERS,
                "arguments": [{"entity_id": "T1", "role": "Attacker"}],
            }
        ],
    }
    _write(tmp_path / "data/wikievents/dev.jsonl.gz", _lines(row))
    passage = _only("wikievents", tmp_path, "dev")
    assert passage.frames == (Frame(2, "Conflict.Attack", (Argument("actor", 3, 4),), False),)


# on whose word

NEWS = "The mayor’s aide said: “Roads are shut,” and left. It rained, she added, all day."
BRAT = """\
T1\tSource 0 16\tThe mayor’s aide
T2\tCue 17 22\tsaid:
T3\tContent 23 40\t“Roads are shut,”
T4\tAttribution 17 22\tsaid:
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tContent 51 60;73 80\tIt rained, all day
T6\tCue 66 71\tadded
The second line of a quoted text
E2\tAttribution-no-source:T6 Content2:T5 Cue:T6
#1\tAnnotatorNotes T5\tshould this be one?
T7\tDiscuss 0 3\tThe
"""


def test_polnear_gives_each_attribution_in_words_of_the_product(tmp_path: Path) -> None:
    archive = tmp_path / "data/polnear/polnear-train.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("text/paper_2020_roads.txt", NEWS)
        out.writestr("attributions/paper_2020_roads_b1.ann", BRAT)
        out.writestr("attributions/paper_2020_roads_c2.ann", "T1\tCue 0 3\tThe\nE1\tAttribution:T1 Cue:T1\n")
    passage = _only("polnear", tmp_path)
    told, added = passage.sayings or ()
    assert [_said(passage, *part[0]) for part in (told.source, told.cue, told.content)] == [
        "The mayor 's aide",
        "said :",
        '" Roads are shut , "',
    ]
    assert added.source == ()
    assert [_said(passage, *words) for words in added.content] == ["It rained", "all day"]
    assert passage.doc == "paper_2020_roads"


def test_factuality_keeps_the_scale(tmp_path: Path) -> None:
    row = {"text": "He did n't `` fall ''", "targets": [{"span1": [4, 5], "label": -2.5, "span_text": "fall"}]}
    _write(tmp_path / "data/event-factuality/UW.train.jsonl.gz", _lines(row))
    passage = _only("uw", tmp_path)
    assert passage.words == ("He", "did", "n't", '"', "fall", '"')
    assert passage.facts == ((4, -2.5),)


# names


@pytest.mark.parametrize(
    ("name", "file", "content"),
    [
        ("wikigold", "wikigold/wikigold.conll.txt", "Ada I-PER\nLee I-PER\nleft O\nOslo I-LOC\n"),
        ("wnut17", "wnut17/wnut17train.conll", "Ada\tB-person\nLee\tI-person\nleft\tO\nOslo\tB-location\n"),
        ("broad-twitter", "broad-twitter-corpus/btc.train.gz", "Ada\tB-PER\nLee\tI-PER\nleft\tO\nOslo\tB-LOC\n"),
        (
            "crossner-politics",
            "crossner-politics/train.txt",
            "Ada\tB-politician\nLee\tI-politician\nleft\tO\nOslo\tB-location\n\n",
        ),
    ],
)
def test_name_corpora_agree_on_labels(tmp_path: Path, name: str, file: str, content: str) -> None:
    _write(tmp_path / "data" / file, content)
    passage = _only(name, tmp_path)
    assert passage.names == (Labelled(0, 2, "PER"), Labelled(3, 4, "LOC"))
    assert {found.label for found in passage.names} <= CORPORA[name].labels


def test_uner_joins_the_sentences_of_a_document(tmp_path: Path) -> None:
    rows = ["# newdoc id = log-1", "# sent_id = log-1-0001", "1\tOslo\tB-LOC\t-\t-", "", "# sent_id = log-1-0002"]
    _write(tmp_path / "data/uner-ewt/en_ewt-ud-dev.iob2", "\n".join([*rows, "1\tAda\tB-PER\t-\t-", ""]))
    passage = _only("uner-ewt", tmp_path, "dev")
    assert (passage.doc, passage.sentences) == ("log-1", ((0, 1), (1, 2)))
    assert passage.names == (Labelled(0, 1, "LOC"), Labelled(1, 2, "PER"))


def test_gum_keeps_the_entities_that_are_proper_names(tmp_path: Path) -> None:
    columns = [
        ("The", "DET", "Entity=(1-organization-new-1-sgl"),
        ("Bank", "PROPN", "_"),
        ("of", "ADP", "_"),
        ("Oslo", "PROPN", "Entity=(2-place-new-1-sgl)1)"),
        ("fired", "VERB", "_"),
        ("its", "PRON", "Entity=(3-person-new-1-sgl(1-organization-giv-1-coref)"),
        ("clerk", "NOUN", "Entity=3)"),
        ("Ada", "PROPN", "Entity=(4-person-new-1-sgl)|SpaceAfter=No"),
    ]
    rows = [f"{at}\t{word}\t_\t{tag}\t_\t_\t0\troot\t_\t{misc}" for at, (word, tag, misc) in enumerate(columns, 1)]
    _write(tmp_path / "data/gum-permissive/gum-train.conllu.gz", "# newdoc id = G\n" + "\n".join(rows) + "\n")
    assert _only("gum", tmp_path).names == (Labelled(1, 4, "ORG"), Labelled(7, 8, "PER"))


@pytest.mark.parametrize(("doc", "acts"), [("GUM_voyage_dorn", ()), ("GUM_news_dorn", None)])
def test_guides_for_travellers_tell_of_no_act(tmp_path: Path, doc: str, acts: tuple[Act, ...] | None) -> None:
    row = "1\tOslo\t_\tPROPN\t_\t_\t0\troot\t_\t_"
    _write(tmp_path / "data/gum-permissive/gum-train.conllu.gz", f"# newdoc id = {doc}\n{row}\n")
    assert _only("gum", tmp_path).acts == acts


def test_re3d_leaves_the_non_commercial_folder_out(tmp_path: Path) -> None:
    text = "Ada Lee met Norwegian envoys in Oslo."
    spans = [("Ada Lee", "Person"), ("Norwegian", "Nationality"), ("Oslo", "Location"), ("met", "Frequency")]
    entities = [
        {"documentId": "1", "begin": text.index(said), "end": text.index(said) + len(said), "type": kind}
        for said, kind in spans
    ]
    for source in ("UK-Government", "BBC-Online"):
        _write(tmp_path / "data/re3d" / source / "documents.json", _lines({"_id": "1", "text": text}))
        _write(tmp_path / "data/re3d" / source / "entities.json", _lines(*entities))
    passage = _only("re3d", tmp_path)
    assert passage.doc == "UK-Government/1"
    assert passage.names == (Labelled(0, 2, "PER"), Labelled(3, 4, "NAT"), Labelled(6, 7, "LOC"))


# stories


def test_muc4_gives_incident_types_and_cuts_text_without_case(tmp_path: Path) -> None:
    told = {"docid": "1", "doctext": "a bomb fell.  nobody was hurt.", "templates": [{"incident_type": "bombing"}] * 2}
    calm = {"docid": "2", "doctext": "a calm day.", "templates": []}
    _write(tmp_path / "data/muc4/train.json.gz", _lines(told, calm))
    first, second = STORIES["muc4"].stories(tmp_path, "train")
    assert first.labels == (("bombing", None),)
    assert first.sentences == ((0, 4), (4, 8))
    assert second.labels == ()


@pytest.mark.parametrize(
    ("published", "mode"), [("AERIAL", "aerial"), ("PRIMATIVE", "primitive"), ("CLEANSING", None), ("", None)]
)
def test_ngec_modes_are_plovers(tmp_path: Path, published: str, mode: str | None) -> None:
    rows = f"disclaimer,text,label,mode\nmade up,Jets hit a depot.,ASSAULT,{published}\n"
    _write(tmp_path / "data/ngec-synthetic/gpt_synthetic_events.csv.gz", rows)
    (story,) = STORIES["ngec-synthetic"].stories(tmp_path, "train")
    assert story.labels == (("ASSAULT", mode),)


# registry, hashes and cache


def test_a_part_that_is_not_published_gives_nothing(tmp_path: Path) -> None:
    assert list(CORPORA["wikigold"].passages(tmp_path, "dev")) == []
    assert list(CORPORA["gold"].passages(tmp_path, "test")) == []


def test_a_corpus_hash_follows_names_and_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    _write(folder / "a.txt", "one")
    first = corpus_hash(folder)
    _write(folder / "a.txt", "two")
    second = corpus_hash(folder)
    (folder / "a.txt").rename(folder / "b.txt")
    assert len({first, second, corpus_hash(folder)}) == 3
    with pytest.raises(FileNotFoundError, match="nowhere"):
        corpus_hash(tmp_path / "nowhere")


def test_the_cache_gives_what_was_read_until_the_corpus_changes(tmp_path: Path) -> None:
    keep = tmp_path / "build"
    file = tmp_path / "data/wikigold/wikigold.conll.txt"
    _write(file, "Oslo I-LOC\n")
    first = cached("wikigold", "train", tmp_path, keep)
    (stored,) = keep.iterdir()
    stamp = stored.stat().st_mtime_ns
    assert (
        cached("wikigold", "train", tmp_path, keep) == first == tuple(CORPORA["wikigold"].passages(tmp_path, "train"))
    )
    assert stored.stat().st_mtime_ns == stamp
    _write(file, "Oslo O\n")
    assert cached("wikigold", "train", tmp_path, keep)[0].names == ()
    assert len(list(keep.iterdir())) == 1


def test_the_cache_keeps_every_layer(gold: Path) -> None:
    read = cached("gold", "train", gold, gold / "build")
    again = cached("gold", "train", gold, gold / "build")
    assert read == again
    assert isinstance((again[0].acts or ())[0], Act)
    assert not isinstance((again[0].acts or ())[0], Saying)


# the corpora themselves

PUBLISHED = [  # corpus, part, layer, passages, items: counts of each corpus's own README or files, 2026-11
    ("propbank-ewt", "dev", "frames", 296, 4913),
    ("wikievents", "dev", "frames", 20, 345),
    ("meantime", "train", "facts", 293, 1012),
    ("uds-ih2", "dev", "facts", 1246, 2642),
    ("uw", "dev", "facts", 992, 3358),
    ("wnut17", "dev", "names", 1009, 836),
    ("uner-ewt", "dev", "names", 318, 966),
]


@pytest.mark.parametrize(("name", "part", "layer", "passages", "items"), PUBLISHED)
def test_published_counts(shared: Path, name: str, part: str, layer: str, passages: int, items: int) -> None:
    if not (shared / CORPORA[name].folder).is_dir():
        pytest.skip(f"{name} is not in ../shared")
    found = list(CORPORA[name].passages(shared, part))
    assert len(found) == passages
    assert sum(len(getattr(passage, layer)) for passage in found) == items
    assert all(_whole(passage) for passage in found)


def _whole(passage: Passage) -> bool:
    """Tell whether the sentences cover every word and all arguments stand inside the passage."""
    borders = [first for first, _ in passage.sentences] + [len(passage.words)]
    arguments = [each for found in (passage.acts, passage.frames) for act in found or () for each in act.arguments]
    inside = all(0 <= each.first < each.last <= len(passage.words) for each in arguments)
    return inside and [0, *(last for _, last in passage.sentences)] == borders


def test_hardly_a_span_of_gold_is_lost_and_the_held_in_slice_stands(shared: Path) -> None:
    documents = list(read_gold_documents(shared / "gold", "train"))
    names = [document.passage.doc for document in documents]
    assert names_hash(held_in(names)) == HELD_IN_HASH
    mentions = sum(len(document.passage.acts or ()) for document in documents)
    lost = sum((document.lost for document in documents), start=type(documents[0].lost)())
    assert lost["trigger"] <= 15 and mentions + lost["trigger"] == 10_361
    assert sum(lost.values()) <= 50
    assert sum(len(document.passage.pledges or ()) for document in documents) == 798
    assert all(_whole(document.passage) for document in documents)


@pytest.mark.parametrize("name", sorted(module.name for module in pkgutil.iter_modules(training.corpora.__path__)))
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"training.corpora.{name}")).failed == 0
