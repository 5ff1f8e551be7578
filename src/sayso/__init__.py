"""Sayso reads news reports about a conflict and keeps the record they add up to, with who says so.

>>> import sayso
>>> case = sayso.open("never-built.sayso")
>>> sayso.read("Israel denied that it attacked the airport.").mentions[-1].status
'negated'
"""

from __future__ import annotations

from sayso.api import Case, open, read, restore, salvage
from sayso.errors import SaysoError
from sayso.listing import Listing
from sayso.version import __version__

__all__ = ["Case", "Listing", "SaysoError", "__version__", "open", "read", "restore", "salvage"]
