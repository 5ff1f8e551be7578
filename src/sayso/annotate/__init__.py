"""Annotate: a document's sentences and tokens."""

from sayso.annotate.analyse import analyse

__all__ = ["analyse"]
