"""Blocks that get the same input and whose outputs are joined: for the model zoo and
`gluon.contrib.nn`, where programs find them."""

from ..block import HybridBlock
from .containers import HybridSequential

__all__ = ["HybridConcurrent", "Identity"]


class HybridConcurrent(HybridSequential):
    """Join what the children make of the same input, along one axis.

    Parameters
    ----------
    axis : int
        The axis along which outputs are joined.
    prefix, params
        As those of `HybridSequential`.

    Examples
    --------
    >>> net = HybridConcurrent(axis=1)
    >>> net.add(Identity(), mx.gluon.nn.Activation("relu"))
    >>> net(mx.nd.array([[-1, 2]])).asnumpy().tolist()
    [[-1.0, 2.0, 0.0, 2.0]]
    """

    def __init__(self, axis=-1, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)
        self.axis = axis

    def hybrid_forward(self, F, x):
        return F.concat(*[block(x) for block in self._children.values()], dim=self.axis)


class Identity(HybridBlock):
    """Return the input as it is.

    Examples
    --------
    >>> Identity()(mx.nd.array([3])).asscalar().item()
    3.0
    """

    def hybrid_forward(self, F, x):
        return x
