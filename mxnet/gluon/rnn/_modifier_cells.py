"""Cells that change what others do: dropout, zoneout, residual.

What does not live here: cells with weights, variational dropout (`gluon.contrib.rnn`).
"""

import numbers

from ... import ndarray
from ..._core.cells import unlocked
from ..block import Block
from ._combined_cells import BidirectionalCell
from ._recurrent_cell import HybridRecurrentCell
from ._sequences import formed, is_whole, masked

__all__ = ["DropoutCell", "ModifierCell", "ZoneoutCell", "ResidualCell"]


class DropoutCell(HybridRecurrentCell):
    """Dropout of its input; it has no states.

    Parameters
    ----------
    rate : float
        Probability of an element to be zero in training.
    axes : tuple of int
        Axes along which all elements share one fate.
    prefix, params
        As of `Block`.
    """

    def __init__(self, rate, axes=(), prefix=None, params=None):
        super().__init__(prefix, params)
        if not isinstance(rate, numbers.Number):
            raise AssertionError("rate must be a number")
        self._rate, self._axes = rate, axes

    def _alias(self):
        return "dropout"

    def __repr__(self):
        return f"{type(self).__name__}(rate={self._rate}, axes={self._axes})"

    def state_info(self, batch_size=0):
        """None."""
        return []

    def hybrid_forward(self, F, inputs, states):
        """Drop elements of `inputs`."""
        if self._rate > 0:
            inputs = F.Dropout(inputs, p=self._rate, axes=self._axes, name=f"t{self._counter}_fwd")
        return inputs, states

    def unroll(
        self,
        length,
        inputs,
        begin_state=None,
        layout="NTC",
        merge_outputs=None,
        valid_length=None,
    ):
        """As of every cell; a whole sequence is dropped at once."""
        self.reset()
        sequence = formed(length, inputs, layout, merge_outputs)
        if is_whole(sequence.inputs):
            return self.hybrid_forward(sequence.F, sequence.inputs, begin_state or [])
        return super().unroll(
            length,
            sequence.inputs,
            begin_state=begin_state,
            layout=layout,
            merge_outputs=merge_outputs,
            valid_length=None,
        )


class ModifierCell(HybridRecurrentCell):
    """A cell that changes what another one does, with that one's parameters and states.

    Parameters
    ----------
    base_cell : HybridRecurrentCell
        From now on called through this cell only.
    """

    def __init__(self, base_cell):
        base_cell._modified = True
        super().__init__(prefix=base_cell.prefix + self._alias(), params=None)
        self.base_cell = base_cell

    @property
    def params(self):
        """The base cell's."""
        return self.base_cell.params

    def state_info(self, batch_size=0):
        """The base cell's."""
        return self.base_cell.state_info(batch_size)

    def begin_state(self, func=ndarray.zeros, **kwargs):
        """The base cell's first states."""
        if self._modified:
            return super().begin_state()  # raises, and says why
        return unlocked(self.base_cell, lambda: self.base_cell.begin_state(func=func, **kwargs))

    def hybrid_forward(self, F, inputs, states):
        """One step."""
        raise NotImplementedError(f"{type(self).__name__} must write hybrid_forward")

    def __repr__(self):
        return f"{type(self).__name__}({self.base_cell!r})"


class SteppedModifier(ModifierCell):
    """A modifier that remembers something from step to step, which no compiled step could: only
    its base cell is hybridized.
    """

    def hybridize(self, active=True, **kwargs):
        """Run the base cell as a compiled graph."""
        Block.hybridize(self, active, **kwargs)


class ZoneoutCell(SteppedModifier):
    """Keeps random elements of outputs and states as they were a step before.

    Parameters
    ----------
    base_cell : HybridRecurrentCell
    zoneout_outputs, zoneout_states : float
        Probability of an element to stay, in training.

    Notes
    -----
    Source: Krueger et al., "Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations".
    """

    def __init__(self, base_cell, zoneout_outputs=0.0, zoneout_states=0.0):
        if any(isinstance(cell, BidirectionalCell) for cell in _inside(base_cell)):
            raise AssertionError(
                "BidirectionalCell doesn't support zoneout since it doesn't support step. Please "
                "add ZoneoutCell to the cells underneath instead."
            )
        super().__init__(base_cell)
        self.zoneout_outputs, self.zoneout_states = zoneout_outputs, zoneout_states
        self._prev_output = None

    def _alias(self):
        return "zoneout"

    def __repr__(self):
        return (
            f"{type(self).__name__}(p_out={self.zoneout_outputs}, p_state={self.zoneout_states}, "
            f"{self.base_cell!r})"
        )

    def reset(self):
        """Forget the last output too."""
        super().reset()
        self._prev_output = None

    def hybrid_forward(self, F, inputs, states):
        """One step of the base cell, partly undone."""
        output, new_states = self.base_cell(inputs, states)
        if self.zoneout_outputs != 0:
            mask = F.Dropout(F.ones_like(output), p=self.zoneout_outputs)
            before = F.zeros_like(output) if self._prev_output is None else self._prev_output
            output = F.where(mask, output, before)
        if self.zoneout_states != 0:
            new_states = [
                F.where(F.Dropout(F.ones_like(new), p=self.zoneout_states), new, old)
                for new, old in zip(new_states, states, strict=True)
            ]
        self._prev_output = output
        return output, new_states


class ResidualCell(ModifierCell):
    """Adds a cell's input to its output.

    Parameters
    ----------
    base_cell : HybridRecurrentCell
        As wide as its input.
    """

    def __init__(self, base_cell):
        super().__init__(base_cell)

    def hybrid_forward(self, F, inputs, states):
        """One step."""
        output, states = self.base_cell(inputs, states)
        return F.elemwise_add(output, inputs, name=f"t{self._counter}_fwd"), states

    def unroll(
        self,
        length,
        inputs,
        begin_state=None,
        layout="NTC",
        merge_outputs=None,
        valid_length=None,
    ):
        """As of every cell; merged outputs are added to at once."""
        self.reset()
        outputs, states = unlocked(
            self.base_cell,
            lambda: self.base_cell.unroll(
                length,
                inputs=inputs,
                begin_state=begin_state,
                layout=layout,
                merge_outputs=merge_outputs,
                valid_length=valid_length,
            ),
        )
        merge = is_whole(outputs) if merge_outputs is None else merge_outputs
        sequence = formed(length, inputs, layout, merge)
        F, added = sequence.F, sequence.inputs
        if valid_length is not None:
            added = masked(F, added, length, valid_length, sequence.axis, merge)
        if merge:
            return F.elemwise_add(outputs, added), states
        return [F.elemwise_add(y, x) for y, x in zip(outputs, added, strict=True)], states


def _inside(cell):
    """A cell and all cells in it."""
    yield cell
    for child in cell._children.values():
        yield from _inside(child)
