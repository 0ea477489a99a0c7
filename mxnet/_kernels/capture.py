"""A function of tensors recorded once as a CUDA graph and then replayed, without Python in between.

What does not live here: which programs are static enough (`_graph/compiled.py`).
"""

import logging
import weakref

import torch

__all__ = ["Captured"]

_log = logging.getLogger("mxnet")


def record(function, inputs):
    """`(replay, outputs)`: the function on these very tensors as a CUDA graph."""
    here, side = torch.cuda.current_stream(), torch.cuda.Stream()
    side.wait_stream(here)
    with torch.cuda.stream(side):  # libraries allocate and choose in their first runs
        for _ in range(2):
            function(*inputs)
    here.wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        outputs = function(*inputs)
    return graph.replay, outputs


class Captured:
    """Calls a function by replaying it on tensors of its own.

    Inputs are copied in, except those that were not written to since; outputs are copied out. A
    function that cannot be recorded, since it waits for a number, is called as it is.

    Parameters
    ----------
    function : callable
        Of tensors whose shapes never change; it writes to none of them.
    recorder : callable
        As `record`.
    """

    __slots__ = ("function", "recorder", "replay", "inputs", "outputs", "seen", "refused")

    def __init__(self, function, recorder=record):
        self.function, self.recorder = function, recorder
        self.replay, self.inputs, self.outputs, self.seen = None, (), (), []
        self.refused = False

    def __call__(self, *values):
        if self.replay is None and not self.refused:
            self._begin(values)
        if self.refused:
            return self.function(*values)
        for i, x in enumerate(values):
            ref, version = self.seen[i]
            if ref() is not x or version != x._version:
                self.inputs[i].copy_(x)
                self.seen[i] = weakref.ref(x), x._version
        self.replay()
        return tuple(None if y is None else y.clone() for y in self.outputs)

    def _begin(self, values):
        self.inputs = [x.clone() for x in values]
        self.seen = [(weakref.ref(x), x._version) for x in values]
        try:
            self.replay, self.outputs = self.recorder(self.function, self.inputs)
        except RuntimeError as error:
            _log.debug("a program cannot be a CUDA graph: %s", error)
            self.refused, self.inputs, self.seen = True, (), []
