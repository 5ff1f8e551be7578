"""Registry: every corpus, where it stands under ../shared, how it is read and under which licence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.corpora import names
from training.corpora.drills import read_drills
from training.corpora.factuality import factuality_reader
from training.corpora.gold import read_gold
from training.corpora.peaceful import read_peaceful
from training.corpora.polnear import read_polnear
from training.corpora.propbank import read_propbank
from training.corpora.qanom import read_qanom
from training.corpora.re3d import RE3D, read_re3d
from training.corpora.stories import Story, read_muc4, read_ngec
from training.corpora.universal import GUM_NAMES, read_gum
from training.corpora.wikievents import read_wikievents
from training.passages import Passage

SHARED = Path(__file__).parents[3] / "shared"
"""The folder of corpora beside a developer's checkout."""
DRILLS, PEACEFUL = (Path(__file__).parents[1] / name for name in ("drills", "peaceful"))
"""The corpora that are part of the project."""
PARTS = ("train", "dev")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Know one corpus. ``clearly_licensed``: text and annotation may be used and weights shipped, in writing.

    ``folder`` is relative to ../shared, or whole; ``parts`` are those it publishes. ``labels`` are the kinds of name it
    tags: for any other kind its silence says nothing, and a loss should not count it. ``beside`` are other
    folders that its reader needs.
    """

    name: str
    folder: str
    read: Callable[[Path, str], Iterator[Passage]]
    licence: str
    clearly_licensed: bool
    parts: tuple[str, ...] = PARTS
    labels: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()

    def passages(self, shared: Path, part: str) -> Iterator[Passage]:
        """Read the passages of a part; none if it is not published.

        Raises:
            FileNotFoundError: the corpus is not under ``shared``.
        """
        return self.read(shared / self.folder, part) if part in self.parts else iter(())


@dataclass(frozen=True, slots=True)
class StoryCorpus:
    """Know one corpus that labels whole documents; the fields are those of ``Corpus``."""

    name: str
    folder: str
    read: Callable[[Path, str], Iterator[Story]]
    licence: str
    clearly_licensed: bool
    parts: tuple[str, ...] = PARTS

    def stories(self, shared: Path, part: str) -> Iterator[Story]:
        """Read the stories of a part; none if it is not published."""
        return self.read(shared / self.folder, part) if part in self.parts else iter(())


def _labels(mapping: Mapping[str, str]) -> frozenset[str]:
    return frozenset(mapping.values())


_FACTUALITY = "data/event-factuality"
_LISTED = (
    Corpus("gold", "gold", read_gold, "none stated; the texts are the outlets' own", False),
    Corpus("propbank-ewt", "data/propbank-ewt", read_propbank, "CC BY-SA 4.0", True, beside=("data/ud-ewt",)),
    Corpus("qanom", "data/qanom", read_qanom, "MIT; texts CC BY 2.5 and CC BY-SA 3.0", True),
    Corpus("polnear", "data/polnear", read_polnear, "none stated; the texts are the outlets' own", False),
    Corpus("drills", str(DRILLS), read_drills, "Apache-2.0, written for this training", True, ("train",)),
    Corpus("peaceful", str(PEACEFUL), read_peaceful, "Apache-2.0, written for this training", True, ("train",)),
    Corpus("wikievents", "data/wikievents", read_wikievents, "MIT repository; the texts are the outlets' own", False),
    Corpus(
        "gum", "data/gum-permissive", read_gum, "CC BY 4.0; texts CC BY, CC BY-SA 3.0 and public domain", True,
        labels=_labels(GUM_NAMES),
    ),
    Corpus("uds-ih2", _FACTUALITY, factuality_reader("uds-ih2", "UDS_IH2"), "CC BY-SA 4.0", True),
    Corpus("meantime", _FACTUALITY, factuality_reader("meantime", "MEANTIME"), "CC BY 4.0", True),
    Corpus("uw", _FACTUALITY, factuality_reader("uw", "UW"), "none stated", False),
    Corpus("uner-ewt", "data/uner-ewt", names.read_uner, "CC BY-SA 4.0", True, ("dev",), _labels(names.UNER)),
    Corpus(
        "crossner-politics", "data/crossner-politics", names.read_crossner, "MIT; texts CC BY-SA 3.0", True,
        labels=_labels(names.CROSSNER),
    ),
    Corpus("wikigold", "data/wikigold", names.read_wikigold, "CC BY 4.0", True, ("train",), _labels(names.WIKIGOLD)),
    Corpus("wnut17", "data/wnut17", names.read_wnut17, "CC BY 4.0", True, labels=_labels(names.WNUT17)),
    Corpus(
        "broad-twitter", "data/broad-twitter-corpus", names.read_broad_twitter, "CC BY 4.0", True,
        labels=_labels(names.BROAD_TWITTER),
    ),
    Corpus(
        "re3d", "data/re3d", read_re3d, "CC BY 3.0 AU, OGL 3.0, CC BY-SA 3.0, EU legal notice", True, ("train",),
        _labels(RE3D),
    ),
)  # fmt: skip
CORPORA: Mapping[str, Corpus] = {corpus.name: corpus for corpus in _LISTED}
STORIES: Mapping[str, StoryCorpus] = {
    "muc4": StoryCorpus("muc4", "data/muc4", read_muc4, "MIT repository; texts by FBIS, none stated", False),
    "ngec-synthetic": StoryCorpus(
        "ngec-synthetic", "data/ngec-synthetic", read_ngec, "none stated; machine-written", False, ("train",)
    ),
}
