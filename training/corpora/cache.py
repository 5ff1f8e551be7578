"""Cache: passages once read, kept beside the checkout until the corpus or the code that reads it changes."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from sayso.version import __version__
from training.corpora.hashes import corpus_hash, reading_hash
from training.corpora.registry import CORPORA, SHARED
from training.passages import Passage

PASSAGES = Path("build/passages")
"""Under the working folder; git ignores it."""
_FORMAT = tuple[Passage, ...]


def cached(name: str, part: str, shared: Path = SHARED, keep: Path = PASSAGES) -> tuple[Passage, ...]:
    """Give a corpus's passages, read anew only if its files, Sayso or the readers have changed.

    ``keep`` is made if it is not there; older files of the same corpus and part are removed. A corpus that
    does not publish ``part`` gives none.

    Raises:
        KeyError: no corpus has that name.
        FileNotFoundError: its folder is not there.
    """
    corpus = CORPORA[name]
    hashes = [corpus_hash(shared / folder) for folder in (corpus.folder, *corpus.beside)] + [reading_hash()]
    key = "-".join([__version__, *(each[:12] for each in hashes)])
    path = keep / f"{name}.{part}.{key}.msgpack"
    if path.exists():
        return msgspec.msgpack.decode(path.read_bytes(), type=_FORMAT)
    passages = tuple(corpus.passages(shared, part))
    keep.mkdir(parents=True, exist_ok=True)
    for old in keep.glob(f"{name}.{part}.*.msgpack"):
        old.unlink(missing_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(msgspec.msgpack.encode(passages))
    unfinished.replace(path)
    return passages
