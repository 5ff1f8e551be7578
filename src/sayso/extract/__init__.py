"""Extract: sentences become event mentions and commitments, with whose word each stands on."""

from sayso.extract.marked import drafted, occurrences, read_marked
from sayso.extract.page import METHOD
from sayso.extract.read import Drafted, Extraction, read_codebook
from sayso.extract.weights import ReaderWeights

__all__ = [
    "METHOD",
    "Drafted",
    "Extraction",
    "ReaderWeights",
    "drafted",
    "occurrences",
    "read_codebook",
    "read_marked",
]
