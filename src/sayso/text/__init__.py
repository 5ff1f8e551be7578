"""Text: a raw document's text of record, its segments, the view the machine reads, and its copies."""

from sayso.text.compose import compose
from sayso.text.decode import decode
from sayso.text.fingerprint import fingerprint, near_copy
from sayso.text.formats.plain import body_of
from sayso.text.normalise import normalise
from sayso.text.posts import split

__all__ = ["body_of", "compose", "decode", "fingerprint", "near_copy", "normalise", "split"]
