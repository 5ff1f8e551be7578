"""Hashes: what a corpus was, and which code read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import sayso
import training

_CODE = frozenset({".py", ".tsv", ".yaml", ".txt"})


def corpus_hash(folder: Path) -> str:
    """Hash all files of a corpus, names and bytes: SHA-256 in hexadecimal.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no corpus in {folder}: name the folder that holds it")
    return _hash(folder, (path for path in folder.rglob("*") if path.is_file()))


@cache
def reading_hash() -> str:
    """Hash the code and codebook that words and spans depend on: the product's and the readers'.

    Cheaper to hash too much than to train on words the product no longer sees.
    """
    product, readers = (Path(str(module.__file__)).parent for module in (sayso, training))
    files = [path for folder in (product, readers / "corpora") for path in folder.rglob("*") if path.suffix in _CODE]
    own = _hash(readers, [readers / "passages.py"])
    return hashlib.sha256((own + "".join(_hash(path.parent, [path]) for path in sorted(files))).encode()).hexdigest()


def _hash(folder: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        name, content = path.relative_to(folder).as_posix().encode(), path.read_bytes()
        digest.update(b"%d %s %d\n" % (len(name), name, len(content)) + content)
    return digest.hexdigest()
