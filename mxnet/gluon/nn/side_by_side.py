"""Blocks that get the same input and whose outputs are joined."""

from ..block import HybridBlock
from .containers import HybridSequential

__all__ = ["HybridConcurrent", "Identity"]


class HybridConcurrent(HybridSequential):
    """Join what the children make of the same input, along one axis."""

    def __init__(self, axis=-1, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)
        self.axis = axis

    def hybrid_forward(self, F, x):
        return F.concat(*[block(x) for block in self._children.values()], dim=self.axis)


class Identity(HybridBlock):
    """Return the input as it is."""

    def hybrid_forward(self, F, x):
        return x
