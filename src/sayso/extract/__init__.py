"""Extract: sentences become event mentions and commitments, with whose word each stands on."""

from sayso.extract.page import METHOD
from sayso.extract.read import Extraction, read_codebook

__all__ = ["METHOD", "Extraction", "read_codebook"]
