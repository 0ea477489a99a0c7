"""Cells made of cells: one upon the other, or one from each end of time.

What does not live here: cells with weights.
"""

from ..._core.cells import dealt, stepped
from ..block import Block
from ._recurrent_cell import HybridRecurrentCell, RecurrentCell
from ._sequences import formed, is_whole, masked, reversed_steps

__all__ = ["SequentialRNNCell", "HybridSequentialRNNCell", "BidirectionalCell"]


class _Combined:
    """The states of the cells inside, one after the other."""

    def state_info(self, batch_size=0):
        """Those of all cells in order."""
        return [info for cell in self._children.values() for info in cell.state_info(batch_size)]

    def begin_state(self, **kwargs):
        """The first states of all cells in order; keywords as of `RecurrentCell.begin_state`."""
        if self._modified:
            raise AssertionError(
                "After applying modifier cells (e.g. ZoneoutCell) the base cell cannot be called "
                "directly. Call the modifier cell instead."
            )
        return [state for cell in self._children.values() for state in cell.begin_state(**kwargs)]

    def _dealt(self, states):
        """Every cell with its part of the states."""
        cells = self._children.values()
        return dealt(cells, [len(cell.state_info()) for cell in cells], states)


class _Stack(_Combined):
    """Cells one upon the other."""

    def add(self, cell):
        """Put a cell on top.

        Parameters
        ----------
        cell : RecurrentCell
        """
        self.register_child(cell)

    def __repr__(self):
        inner = "\n".join(f"({name}): {cell!r}" for name, cell in self._children.items())
        return f"{type(self).__name__}(\n{inner}\n)"

    def __getitem__(self, i):
        return list(self._children.values())[i]

    def __len__(self):
        return len(self._children)

    def __call__(self, inputs, states):
        """One step through all cells."""
        self._counter += 1
        return stepped(self._dealt(states), inputs, BidirectionalCell)

    def unroll(
        self,
        length,
        inputs,
        begin_state=None,
        layout="NTC",
        merge_outputs=None,
        valid_length=None,
    ):
        """As of every cell: each is unrolled over all the outputs of the one below."""
        self.reset()
        sequence = formed(length, inputs, layout, None)
        states = sequence.first_states(self, begin_state)
        new, last = [], len(self._children) - 1
        for i, (cell, own) in enumerate(self._dealt(states)):
            inputs, own = cell.unroll(
                length,
                inputs=inputs,
                begin_state=own,
                layout=layout,
                merge_outputs=merge_outputs if i == last else None,
                valid_length=valid_length,
            )
            new.extend(own)
        return inputs, new


class SequentialRNNCell(_Stack, RecurrentCell):
    """Cells one upon the other.

    Parameters
    ----------
    prefix, params
        As of `Block`.

    Examples
    --------
    >>> import mxnet as mx
    >>> stack = mx.gluon.rnn.SequentialRNNCell()
    >>> stack.add(mx.gluon.rnn.LSTMCell(4))
    >>> stack.add(mx.gluon.rnn.DropoutCell(0.2))
    >>> stack
    SequentialRNNCell(
    (0): LSTMCell(None -> 16)
    (1): DropoutCell(rate=0.2, axes=())
    )
    """

    def __init__(self, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)

    def hybrid_forward(self, *args, **kwargs):
        """Refused: this stack is not hybrid."""
        raise NotImplementedError("SequentialRNNCell has no hybrid_forward")


class HybridSequentialRNNCell(_Stack, HybridRecurrentCell):
    """Cells one upon the other, hybrid ones; parameters as of `SequentialRNNCell`."""

    def __init__(self, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)

    def hybrid_forward(self, F, inputs, states):
        """One step through all cells."""
        return self(inputs, states)


class BidirectionalCell(_Combined, HybridRecurrentCell):
    """Two cells, one from each end of time; their outputs are joined along the features.

    Parameters
    ----------
    l_cell, r_cell : RecurrentCell
        Forwards and backwards.
    output_prefix : str
        Stands before the names of the outputs.

    Examples
    --------
    >>> import mxnet as mx
    >>> cell = mx.gluon.rnn.BidirectionalCell(
    ...     mx.gluon.rnn.LSTMCell(4), mx.gluon.rnn.LSTMCell(4))
    >>> cell.initialize()
    >>> outputs, _ = cell.unroll(3, mx.nd.ones((2, 3, 5)), merge_outputs=True)
    >>> outputs.shape
    (2, 3, 8)
    """

    def __init__(self, l_cell, r_cell, output_prefix="bi_"):
        super().__init__(prefix="", params=None)
        Block.register_child(self, l_cell, "l_cell")
        Block.register_child(self, r_cell, "r_cell")
        self._output_prefix = output_prefix

    def __call__(self, inputs, states):
        """Refused: the second cell begins at the end."""
        raise NotImplementedError("Bidirectional cannot be stepped. Please use unroll")

    def __repr__(self):
        left, right = self._children.values()
        return f"{type(self).__name__}(forward={left}, backward={right})"

    def unroll(
        self,
        length,
        inputs,
        begin_state=None,
        layout="NTC",
        merge_outputs=None,
        valid_length=None,
    ):
        """As of every cell; with lengths, each sequence is turned at its own end."""
        self.reset()
        steps = formed(length, inputs, layout, False)
        F, back = steps.F, reversed_steps(steps.F, steps.inputs, length, valid_length)
        begin = steps.first_states(self, begin_state)
        sides = [
            cell.unroll(
                length=length,
                inputs=order,
                begin_state=own,
                layout=layout,
                merge_outputs=asked,
                valid_length=valid_length,
            )
            for (cell, own), order, asked in zip(
                self._dealt(begin), (steps.inputs, back), (merge_outputs, False), strict=True
            )
        ]
        (left, left_states), (right, right_states) = sides
        merge = is_whole(left) if merge_outputs is None else merge_outputs
        right = reversed_steps(F, right, length, valid_length)
        left, right = (formed(None, side, layout, merge).inputs for side in (left, right))
        outputs = self._joined(F, left, right, merge)
        if valid_length is not None:
            outputs = masked(F, outputs, length, valid_length, steps.axis, merge)
        return outputs, left_states + right_states

    def _joined(self, F, left, right, merged):
        if merged:
            return F.concat(left, right, dim=2, name=f"{self._output_prefix}out")
        return [
            F.concat(a, b, dim=1, name=f"{self._output_prefix}t{t}")
            for t, (a, b) in enumerate(zip(left, right, strict=True))
        ]
