"""What a monitor sees of a walk back: the gradients that every node of a graph passes on.

What does not live here: monitors, and when one is asked (`mxnet/executor.py`).
"""

from .. import _kernels as k
from ..autograd.hooks import register_hook
from .handle import wrap
from .world import recorded

__all__ = ["BackwardMonitor"]


class BackwardMonitor:
    """Reports the gradient of every input of every node, as `<node>_backward_output<i>`.

    Parameters
    ----------
    report : callable
        Called with a name and an array.
    """

    def __init__(self, report):
        self._report = report
        self._without = []

    def watched(self, node, inputs):
        """The inputs, with an ear on the gradients of those that have one."""
        names = [f"{node.name}_backward_output{i}" for i in range(len(inputs))]
        if len(inputs) == 1:
            names = [f"{node.name}_backward_output"]
        return [self._heard(name, x) for name, x in zip(names, inputs, strict=True)]

    def _heard(self, name, x):
        if x._node is None:
            self._without.append((name, x))
            return x
        own = recorded.identity(x)  # a place of its own: what others pass on does not count
        register_hook(own, lambda g: self._report(name, g) and None)
        return own

    def finish(self):
        """Report zeros for what has no gradient; MXNet reports memory nobody wrote to."""
        for name, x in reversed(self._without):
            self._report(name, wrap(k.zeros_like(x._data), x._ctx))
