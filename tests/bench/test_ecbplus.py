"""ECB+: how mentions are put together by each method, and the weights that are fitted for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.quality.ecbplus import KNOWN, TABLE, apart, by_lemma, fitted, load_weights, main
from sayso.annotate.model import PACKAGED
from sayso.codebook.merging import PairWeights
from sayso.config import BuildOptions
from sayso.pipeline import load_stages
from tests.factory import document
from training.merging.asked import mentions_at
from training.merging.ecbplus import Given, Report, analysis_of

STORM = ("A", "storm", "hit", "the", "northern", "coast", "on", "Monday", ".")
ALSO = ("The", "storm", "struck", "the", "northern", "coast", "on", "Monday", ".")
REPORTS = [
    Report("1_1ecb", (STORM,), (Given(0, 1, 2, "C1", "storm"), Given(0, 2, 3, "C1", "hit"))),
    Report("1_2ecb", (ALSO,), (Given(0, 1, 2, "C1", "Storm"), Given(0, 2, 3, "C1", "strike"))),
    Report("1_1ecbplus", (STORM,), (Given(0, 1, 2, "C2", "storm"), Given(0, 3, 4, "C3"))),
]


@pytest.fixture
def weights_are_here() -> None:
    if not PACKAGED.is_dir():
        pytest.skip("the encoder's weights are not here: train and export them first")


@pytest.mark.parametrize(
    ("setting", "together"),
    [("sub-topic given", [(0, 2)]), ("topic given", [(0, 2, 4)]), ("nothing given", [(0, 2, 4)])],
)
def test_lemmas_are_put_together_as_far_as_the_setting_allows(setting: str, together: list[tuple[int, ...]]) -> None:
    labels = by_lemma(REPORTS, KNOWN[setting])
    found = [tuple(at for at, one in enumerate(labels) if one == label) for label in dict.fromkeys(labels)]
    assert [rows for rows in found if len(rows) > 1] == together
    assert len(set(apart(REPORTS, KNOWN[setting]))) == len(labels) == 6


def test_the_fitted_weights_are_of_the_product_s_signs() -> None:
    own, shipped = load_weights(TABLE), PairWeights.load()
    assert set(own.signs) == set(shipped.signs)
    assert own.bias != shipped.bias


@pytest.mark.usefixtures("weights_are_here")
def test_mentions_of_one_storm_are_merged_within_their_sub_topic() -> None:
    labels = fitted(REPORTS, KNOWN["sub-topic given"])
    assert labels[0] == labels[2] and labels[1] == labels[3]
    assert labels[4] not in labels[:4]


@pytest.mark.usefixtures("weights_are_here")
def test_given_words_become_mentions_however_unlikely() -> None:
    stages = load_stages(BuildOptions(method="reader"))
    assert stages.reader is not None
    analysis = analysis_of([STORM, ALSO])
    read = mentions_at(analysis, document(analysis.text), [(11, 12), (3, 5), (40, 41)], stages, stages.reader)
    assert [one and one[0].trigger.text for one in read] == ["struck", "the northern", None]
    assert all(one is None or (one[1].mention == one[0].id and len(one[1].values) == 64) for one in read)


def test_a_part_that_is_not_here_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"test\.corpus\.txt\.gz.*not here"):
        main(["--data", str(tmp_path), "--part", "test"])
