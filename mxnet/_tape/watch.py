"""Watching recorded calls: remember the line of each, and stop at the first NaN or Inf.

Off, it costs the recorder one look at a global. What does not live here: the kernels that look at
numbers, and what turns it on (`mxnet/autograd/anomaly.py`).
"""

import os
import sys
from collections.abc import Callable
from types import FrameType

from .._core.errors import GradientError

__all__ = ["watch", "caller_of_package", "place", "told"]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


class Watch:
    """What is watched.

    Attributes
    ----------
    depth : int
        How many watch anything.
    looks : int
        How many of them look at numbers; graphs run node by node then.
    lines : bool
        Whether nodes of symbols remember the line that made them.
    bad : callable
        The kernel that tells whether a tensor is not finite.
    """

    depth = looks = 0
    lines = False
    bad: Callable = bool  # until the first detector hands the kernel in

    def forward(self, node, outs):
        """Note where `node` was recorded and refuse outputs that are not finite."""
        node.where = caller_of_package()
        if not self.looks:
            return
        for i, t in enumerate(outs):
            if self.bad(t):
                raise GradientError(
                    f"detect_anomaly: {told(node)} gave a NaN or Inf in "
                    f"{_output(node.op, i)!r} in the forward pass."
                )

    def backward(self, node, found):
        """Refuse cotangents of `node`'s inputs that are not finite."""
        if not self.looks:
            return
        for i, g in zip(node.plan.targets, found, strict=False):
            if g is not None and self.bad(getattr(g, "_data", g)):
                slot = node.op.inputs[min(i, len(node.op.inputs) - 1)].name
                raise GradientError(
                    f"detect_anomaly: the gradient of {told(node)} with respect to {slot!r} "
                    "has a NaN or Inf; the line is that of the forward call."
                )


watch = Watch()


def told(node):
    """The operator and, when it is known, the line of a node."""
    return f"{node.op.name}{place('recorded', node.where)}"


def place(what, where):
    """` (recorded at FILE, line N, in FUNCTION)`, or nothing where that is not known."""
    return f" ({what} at {where[0]}, line {where[1]}, in {where[2]})" if where else ""


def caller_of_package():
    """`(file, line, function)` of the nearest frame outside this package, or None."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith(_PACKAGE) and not name.startswith("<mxnet"):
            return name, frame.f_lineno, frame.f_code.co_name
        frame = frame.f_back
    return None


def _output(op, i):
    return op.outputs[min(i, len(op.outputs) - 1)].name if op.outputs else "output"
