"""Contraction: one block's groups are joined, best average link first, until no link speaks for joining.

All weights are integers, so that sums do not depend on the order in which they are made. A link holds how much the
pairs between two groups weigh *more* than as many pairs that were never compared; a pair without a link holds 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

Link = tuple[int, int, int]
"""Two groups, the first below the second, and their excess weight."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hold the groups of a connected block, numbered from 0 in the order of their lowest rows.

    ``sizes`` are their rows, ``links`` what lies between them, of which two groups may have several; ``uncompared``
    (below 0) is the weight of a pair of rows that was never compared. No excess is below 0 but that of a bar, which
    outweighs everything.
    """

    sizes: Sequence[int]
    links: Sequence[Link]
    uncompared: int

    def average(self, excess: int, size: int) -> float:
        """Give the mean weight of ``size`` pairs of rows."""
        return self.uncompared + excess / size


def neighbours(block: Block) -> list[dict[int, int]]:
    """Give for every group the groups that it has links with, and the sums of their excess weights."""
    near: list[dict[int, int]] = [{} for _ in block.sizes]
    for left, right, excess in block.links:
        near[left][right] = near[right][left] = near[left].get(right, 0) + excess
    return near


def contract(block: Block) -> list[int]:
    """Give for each group of a block the number of the cluster it ends in, which is that of one of its members.

    The best average link goes first; equal ones go by the numbers of the clusters. The heap holds a bound from above
    for each link: an average falls when one side takes in a group that knows nothing of the other, and is looked at
    again only when its turn comes, so the work grows with the links and not with links times joins.
    """
    near, sizes = neighbours(block), list(block.sizes)
    into = list(range(len(sizes)))
    bounds = {
        (left, right): block.average(excess, sizes[left] * sizes[right])
        for left, links in enumerate(near)
        for right, excess in links.items()
        if left < right
    }
    heap = [(-bound, *pair) for pair, bound in bounds.items() if bound > 0]
    heapify(heap)

    def push(left: int, right: int) -> None:
        pair = (left, right) if left < right else (right, left)
        bounds[pair] = bound = block.average(near[left][right], sizes[left] * sizes[right])
        if bound > 0:
            heappush(heap, (-bound, *pair))

    while heap:
        bound, left, right = heappop(heap)
        if into[left] != left or into[right] != right or bounds[left, right] != -bound:
            continue
        if block.average(near[left][right], sizes[left] * sizes[right]) != -bound:
            push(left, right)
            continue
        kept, gone = (left, right) if len(near[left]) >= len(near[right]) else (right, left)
        into[gone] = kept
        sizes[kept] += sizes[gone]
        for other in _joined(near, kept, gone):
            push(kept, other)
    return [_end(into, group) for group in range(len(into))]


def _joined(near: list[dict[int, int]], kept: int, gone: int) -> list[int]:
    """Move the links of a group that goes to the one that takes it in; return the groups at their other ends."""
    moved = near[gone]
    near[gone] = {}
    del near[kept][gone], moved[kept]
    for other, excess in moved.items():
        del near[other][gone]
        near[kept][other] = near[other][kept] = near[kept].get(other, 0) + excess
    return list(moved)


def _end(into: list[int], group: int) -> int:
    while into[group] != group:
        into[group] = group = into[into[group]]
    return group
