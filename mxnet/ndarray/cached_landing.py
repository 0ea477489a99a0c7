"""Which gradients of a hybrid call the program may write straight into the variables' buffers.

What does not live here: the node (`cached_node.py`), or writing (`mxnet/_graph/passes/land.py`).
"""

from collections import Counter

from .. import _kernels as k
from .._core import flags
from .._tape.node import Leaf
from .._tape.sinks import WriteSink

__all__ = ["Landing"]

NONE = (), ()


class Landing:
    """The choice for one program, made once for the same buffers and variables.

    A gradient lands where the walk back has nothing else left to do, so that nobody reads what a
    buffer held; where its variable wants it written; and where the buffer's
    memory is that of nothing else around.
    """

    __slots__ = ("_program", "_targets", "_sinks", "_datas", "_memory", "_chosen")

    def __init__(self, program, targets):
        self._program, self._targets = program, targets
        self._sinks, self._datas, self._memory, self._chosen = (), (), (), NONE

    def choose(self, parents, gs, datas, waiting):
        """`(places, buffers)` among the gradients of the call.

        Parameters
        ----------
        parents : tuple of (Node, Leaf or None)
        gs : list of tensor
            The outputs' gradients.
        datas : sequence of tensor
            The arguments.
        waiting : list of (int, Node or Leaf), or None
            What else the walk has to do.
        """
        if waiting is None or waiting:
            return NONE
        for parent in parents:
            if parent is not None and type(parent) is not Leaf:
                return NONE
        sinks = [parents[i].sink for i in self._targets]
        if not self._known(sinks, datas):
            self._learn(parents, sinks, datas)
        memory = self._memory
        if not memory or any(g is not None and k.memory_of(g) in memory for g in gs):
            return NONE
        return self._chosen

    def _known(self, sinks, datas):
        """Whether sinks and buffers are those of before, and no new argument lies in a buffer."""
        before = self._sinks
        if len(before) != len(sinks):
            return False
        for sink, (same, tensor) in zip(sinks, before):
            if sink is not same or tensor is not sink.buffer._data:
                return False
        memory = self._memory
        for data, same in zip(datas, self._datas):
            if data is not same and (same is not None or k.memory_of(data) in memory):
                return False
        return True

    def _learn(self, parents, sinks, datas):
        self._sinks = [(sink, sink.buffer._data) for sink in sinks]
        self._datas = [
            x if type(parent) is Leaf else None for x, parent in zip(datas, parents, strict=True)
        ]
        buffers = [sink.buffer._data for sink in sinks]
        count = Counter(k.memory_of(x) for x in (*datas, *buffers))
        good = [
            place
            for place, (i, sink, own) in enumerate(zip(self._targets, sinks, buffers, strict=True))
            if type(sink) is WriteSink
            and parents[i].hooks is None
            and count[k.memory_of(own)] == 1
            and k.is_plain(own)
            and own.dtype is datas[i].dtype
            and own.shape == datas[i].shape
        ]
        places = self._program.lands(tuple(good)) if flags.LAND.value else ()
        self._memory = {k.memory_of(buffers[place]) for place in places}
        self._chosen = places, [buffers[place] for place in places]
