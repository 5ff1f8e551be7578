"""Annotate: a document's sentences and tokens, and what the encoder says about them."""

from sayso.annotate.analyse import analyse
from sayso.annotate.encoder import Encoder
from sayso.annotate.mark import ask, mark
from sayso.annotate.model import model_identity

__all__ = ["Encoder", "analyse", "ask", "mark", "model_identity"]
