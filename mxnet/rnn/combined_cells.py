"""Cells made of cells: one upon the other, or one from each end of time.

What does not live here: cells with weights.
"""

from .. import symbol
from .._core.cells import dealt, stepped
from .base_cell import BaseRNNCell
from .sequences import in_form

__all__ = ["BidirectionalCell", "SequentialRNNCell"]


class _Combined(BaseRNNCell):
    """A cell whose parameters and states are those of `_cells`, one after the other."""

    def __init__(self, prefix, params):
        super().__init__(prefix=prefix, params=params)
        self._override_cell_params, self._cells = params is not None, []

    def _take(self, cell):
        """Add a cell; its parameters become known here, or the other way round."""
        self._cells.append(cell)
        if self._override_cell_params:
            if not cell._own_params:
                raise AssertionError(
                    f"Either specify params for {type(self).__name__} or child cells, not both."
                )
            cell.params._params.update(self.params._params)
        self.params._params.update(cell.params._params)

    @property
    def state_info(self):
        """Those of all cells in order."""
        return [info for cell in self._cells for info in cell.state_info]

    def begin_state(self, **kwargs):
        """The first states of all cells in order."""
        if self._modified:
            return super().begin_state()  # raises, and says why
        return [state for cell in self._cells for state in cell.begin_state(**kwargs)]

    def unpack_weights(self, args):
        """As of each cell."""
        for cell in self._cells:
            args = cell.unpack_weights(args)
        return args

    def pack_weights(self, args):
        """As of each cell."""
        for cell in self._cells:
            args = cell.pack_weights(args)
        return args

    def _dealt(self, states):
        """Every cell with its part of the states."""
        return dealt(self._cells, [len(cell.state_info) for cell in self._cells], states)


class SequentialRNNCell(_Combined):
    """Cells one upon the other.

    Parameters
    ----------
    params : RNNParams, optional

    Examples
    --------
    >>> import mxnet as mx
    >>> stack = mx.rnn.SequentialRNNCell()
    >>> stack.add(mx.rnn.LSTMCell(4, prefix="first_"))
    >>> stack.add(mx.rnn.GRUCell(5, prefix="second_"))
    >>> stack.state_shape
    [(0, 4), (0, 4), (0, 5)]
    """

    def __init__(self, params=None):
        super().__init__("", params)

    def add(self, cell):
        """Put a cell on top."""
        self._take(cell)

    def __call__(self, inputs, states):
        """One step through all cells."""
        self._counter += 1
        return stepped(self._dealt(states), inputs, BidirectionalCell)

    def unroll(self, length, inputs, begin_state=None, layout="NTC", merge_outputs=None):
        """As of every cell: each is unrolled over all the outputs of the one below."""
        self.reset()
        states = self.begin_state() if begin_state is None else begin_state
        new, last = [], len(self._cells) - 1
        for i, (cell, own) in enumerate(self._dealt(states)):
            inputs, own = cell.unroll(
                length,
                inputs=inputs,
                begin_state=own,
                layout=layout,
                merge_outputs=merge_outputs if i == last else None,
            )
            new.extend(own)
        return inputs, new


class BidirectionalCell(_Combined):
    """Two cells, one from each end of time; their outputs are joined along the features.

    Parameters
    ----------
    l_cell, r_cell : BaseRNNCell
        Forwards and backwards.
    params : RNNParams, optional
    output_prefix : str
        Stands before the names of the outputs.
    """

    def __init__(self, l_cell, r_cell, params=None, output_prefix="bi_"):
        super().__init__("", params)
        self._output_prefix = output_prefix
        self._take(l_cell)
        self._take(r_cell)

    def __call__(self, inputs, states):
        """Refused: the second cell begins at the end."""
        raise NotImplementedError("Bidirectional cannot be stepped. Please use unroll")

    def unroll(self, length, inputs, begin_state=None, layout="NTC", merge_outputs=None):
        """As of every cell; the states are a list for each of both cells."""
        self.reset()
        steps = in_form(length, inputs, layout, False)
        begin = self.begin_state() if begin_state is None else begin_state
        sides = [
            cell.unroll(
                length, inputs=order, begin_state=own, layout=layout, merge_outputs=merge_outputs
            )
            for (cell, own), order in zip(
                self._dealt(begin), (steps, list(reversed(steps))), strict=True
            )
        ]
        (left, left_states), (right, right_states) = sides
        if merge_outputs is None:
            merge_outputs = all(isinstance(side, symbol.Symbol) for side in (left, right))
            left, right = (in_form(None, side, layout, merge_outputs) for side in (left, right))
        outputs = self._joined(left, right, layout, merge_outputs)
        return outputs, [left_states, right_states]

    def _joined(self, left, right, layout, merged):
        if merged:
            back = symbol.reverse(right, axis=layout.find("T"))
            return symbol.Concat(left, back, dim=2, name=f"{self._output_prefix}out")
        return [
            symbol.Concat(a, b, dim=1, name=f"{self._output_prefix}t{t}")
            for t, (a, b) in enumerate(zip(left, reversed(right), strict=True))
        ]
