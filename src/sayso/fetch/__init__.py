"""Fetch from the net: guarded addresses, bounded answers, feeds and what they list."""

from sayso.fetch.client import Answer, Client
from sayso.fetch.guard import Guard
from sayso.fetch.limits import FetchLimits

__all__ = ["Answer", "Client", "FetchLimits", "Guard"]
