"""ECB+: both published files of mentions give the same mentions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from training.merging.ecbplus import Given, reports

CORPUS = """
7_1ecb	0	0	Quake	C1
7_1ecb	0	1	hits	C1
7_1ecb	0	2	.	-

7_1ecb	1	0	It	-
7_1ecb	1	1	was	-
7_1ecb	1	2	called	C2
7_1ecb	1	3	it	-
7_1ecb	1	4	off	C2
7_1ecb	1	5	.	-

7_2ecbplus	0	0	Rain	C3
"""


def row(doc: str, sentence: int, places: list[int], words: str, chain: str, **more: Any) -> dict[str, Any]:
    return {
        "doc_id": doc,
        "sent_id": sentence,
        "tokens_number": places,
        "tokens_str": words,
        "coref_chain": chain,
        **more,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev.corpus.txt.gz").write_bytes(gzip.compress(CORPUS.encode()))
    rows = [row("7_1ecb", 1, [2, 4], "called off", "C2"), row("7_1ecb", 0, [0], "Quake\t", "C1")]
    (tmp_path / "dev.event_mentions_tokens.json.gz").write_bytes(gzip.compress(json.dumps(rows).encode()))
    return tmp_path


def test_mentions_stand_in_text_order_with_their_words(folder: Path) -> None:
    (report,) = reports(folder, "dev")
    assert (report.name, report.topic, report.subtopic) == ("7_1ecb", "7", "7ecb")
    assert report.mentions == (Given(0, 0, 1, "C1"), Given(1, 2, 3, "C2"))
    assert report.ranges == [(0, 1), (5, 6)]
    assert report.sentences[1] == ("It", "was", "called", "it", "off", ".")


def test_mentions_counted_over_the_whole_document_are_found_by_their_words(folder: Path, tmp_path: Path) -> None:
    rows = [
        row("7_1ecb.xml", 3, [31, 33], "called off", "C2", mention_head_lemma="call"),
        row("7_2ecbplus.xml", 0, [0], "Rain", "C3", mention_head_lemma="rain"),
    ]
    (tmp_path / "given.json").write_text(json.dumps(rows))
    first, second = reports(folder, "dev", tmp_path / "given.json")
    assert first.mentions == (Given(1, 2, 3, "C2", "call"),)
    assert second.mentions == (Given(0, 0, 1, "C3", "rain"),)


def test_lemmas_come_from_the_other_file(folder: Path) -> None:
    rows = [row("7_1ecb.xml", 1, [9], "Quake", "C1", mention_head_lemma="quake")]
    (folder / "dev.event_mentions.json").write_text(json.dumps(rows))
    assert [one.lemma for one in reports(folder, "dev")[0].mentions] == ["quake", None]


def test_mentions_of_other_words_are_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "given.json").write_text(json.dumps([row("7_1ecb", 0, [0], "Storm", "C1")]))
    with pytest.raises(ValueError, match="7_1ecb: no sentence holds"):
        reports(folder, "dev", tmp_path / "given.json")
