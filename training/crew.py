"""Crew: processes that train one model together, each on batches of its own.

Two processes of one thread each read more words a second than one process of two threads, and lose less when
something else takes a core.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import torch
import torch.distributed as dist
from torch.nn import Parameter

PATIENCE = timedelta(minutes=30)
"""How long a process waits for another, which may be scoring, before it gives up."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Say which process this is: the ``rank``th, from 0, of ``size``. One process alone shares nothing."""

    rank: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        """Whether this process writes, scores and tells."""
        return self.rank == 0

    @contextmanager
    def joined(self, meeting: Path) -> Iterator[None]:
        """Meet the others at a file that none of them made before, and part from them at the end."""
        if self.size == 1:
            yield
            return
        dist.init_process_group(
            "gloo", init_method=f"file://{meeting}", rank=self.rank, world_size=self.size, timeout=PATIENCE
        )
        try:
            yield
            dist.barrier()  # none closes its connections while another still works
        finally:
            dist.destroy_process_group()

    def average(self, parameters: Iterable[Parameter]) -> None:
        """Put the mean of all processes' gradients in place of each one's own; a missing gradient counts as 0."""
        if self.size == 1:
            return
        kept = list(parameters)
        own = [torch.zeros_like(one) if one.grad is None else one.grad for one in kept]
        flat = torch.cat([one.flatten() for one in own])
        dist.all_reduce(flat)
        flat /= self.size
        for one, part in zip(kept, flat.split([one.numel() for one in kept]), strict=True):
            one.grad = part.view_as(one)

    def told(self, value: float) -> float:
        """Give every process what the first one holds."""
        if self.size == 1:
            return value
        shared = torch.tensor(value, dtype=torch.float64)
        dist.broadcast(shared, 0)
        return float(shared)


ALONE = Crew()
