"""What a monitor sees of a walk back: the gradients that every node of a graph passes on.

What does not live here: monitors, and when one is asked (`mxnet/executor.py`).
"""

from .. import _kernels as k
from ..autograd.hooks import register_hook
from .handle import wrap
from .world import recorded

__all__ = ["BackwardMonitor"]


class BackwardMonitor:
    """Reports the gradients of the inputs of every node, as `<node>_backward_output<i>`, node by
    node as the walk comes by. Inputs that have none are reported as zeros, where MXNet reports
    memory nobody wrote to; auxiliary states are left out.

    Parameters
    ----------
    report : callable
        Called with a name and an array.
    """

    def __init__(self, report):
        self._report = report
        self._inputs = {}
        self._at, self._found = None, {}

    def watched(self, node, inputs):
        """The inputs, with an ear on the gradients of those that have one."""
        states = set(node.mutated())
        self._inputs[node] = {i: x for i, x in enumerate(inputs) if i not in states}
        return [self._heard(node, i, x) for i, x in enumerate(inputs)]

    def _heard(self, node, i, x):
        if x._node is None:
            return x
        own = recorded.identity(x)  # a place of its own: what others pass on does not count
        register_hook(own, lambda g: self._hear(node, i, g))
        return own

    def _hear(self, node, i, gradient):
        """Note a gradient. Those of one node come in a row, the last input's first."""
        if self._at is not node:
            self.finish()
            self._at = node
        self._found[i] = gradient

    def finish(self):
        """Report what the last node passed on, in the order of its inputs."""
        node, found = self._at, self._found
        self._at, self._found = None, {}
        inputs = self._inputs.get(node, {})
        for i, x in inputs.items():
            gradient = found[i] if i in found else wrap(k.zeros_like(x._data), x._ctx)
            number = "" if len(inputs) == 1 else i
            self._report(f"{node.name}_backward_output{number}", gradient)
