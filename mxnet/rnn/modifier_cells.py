"""Cells around another cell: zoneout, residual.

What does not live here: cells with weights.
"""

from .. import symbol
from .._core.cells import unlocked
from .base_cell import BaseRNNCell
from .combined_cells import BidirectionalCell
from .fused_cell import FusedRNNCell
from .sequences import in_form

__all__ = ["ModifierCell", "ResidualCell", "ZoneoutCell"]


class ModifierCell(BaseRNNCell):
    """A cell that changes what another one does, with that one's parameters and states.

    Parameters
    ----------
    base_cell : BaseRNNCell
        From now on called through this cell only.
    """

    def __init__(self, base_cell):
        super().__init__()
        base_cell._modified = True
        self.base_cell = base_cell

    @property
    def params(self):
        """The base cell's."""
        self._own_params = False
        return self.base_cell.params

    @property
    def state_info(self):
        """The base cell's."""
        return self.base_cell.state_info

    def begin_state(self, init_sym=symbol.zeros, **kwargs):
        """The base cell's first states; `init_sym` makes them."""
        return unlocked(self.base_cell, lambda: self.base_cell.begin_state(func=init_sym, **kwargs))

    def unpack_weights(self, args):
        """As of the base cell."""
        return self.base_cell.unpack_weights(args)

    def pack_weights(self, args):
        """As of the base cell."""
        return self.base_cell.pack_weights(args)

    def __call__(self, inputs, states):
        """One step."""
        raise NotImplementedError(f"{type(self).__name__} says nothing of a step")


class ZoneoutCell(ModifierCell):
    """Keeps random elements of outputs and states as they were a step before.

    Parameters
    ----------
    base_cell : BaseRNNCell
    zoneout_outputs, zoneout_states : float
        Probability of an element to stay, in training.

    Notes
    -----
    Source: Krueger et al., "Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations".
    """

    def __init__(self, base_cell, zoneout_outputs=0.0, zoneout_states=0.0):
        if isinstance(base_cell, FusedRNNCell):
            raise AssertionError("FusedRNNCell doesn't support zoneout. Please unfuse first.")
        if isinstance(base_cell, BidirectionalCell) or any(
            isinstance(cell, BidirectionalCell) for cell in getattr(base_cell, "_cells", ())
        ):
            raise AssertionError(
                "BidirectionalCell doesn't support zoneout since it doesn't support step. Please "
                "add ZoneoutCell to the cells underneath instead."
            )
        super().__init__(base_cell)
        self.zoneout_outputs, self.zoneout_states = zoneout_outputs, zoneout_states
        self.prev_output = None

    def reset(self):
        """Forget the last output too."""
        super().reset()
        self.prev_output = None
        if hasattr(self, "base_cell"):
            self.base_cell.reset()

    def __call__(self, inputs, states):
        """One step of the base cell, partly undone."""
        output, new_states = self.base_cell(inputs, states)
        before = symbol.zeros((0, 0)) if self.prev_output is None else self.prev_output
        shown = _mixed(self.zoneout_outputs, output, before)
        kept = [
            _mixed(self.zoneout_states, new, old)
            for new, old in zip(new_states, states, strict=True)
        ]
        self.prev_output = shown
        return shown, kept


def _mixed(probability, new, old):
    """`new`, with elements of `old` in random places."""
    if probability == 0:
        return new
    return symbol.where(symbol.Dropout(symbol.ones_like(new), p=probability), new, old)


class ResidualCell(ModifierCell):
    """Adds a cell's input to its output.

    Parameters
    ----------
    base_cell : BaseRNNCell
        As wide as its input.
    """

    def __call__(self, inputs, states):
        """One step."""
        output, states = self.base_cell(inputs, states)
        return _with_residual(output, inputs), states

    def unroll(self, length, inputs, begin_state=None, layout="NTC", merge_outputs=None):
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
            ),
        )
        merged = isinstance(outputs, symbol.Symbol)
        inputs = in_form(length, inputs, layout, merged)
        if merged:
            return _with_residual(outputs, inputs), states
        return [_with_residual(y, x) for y, x in zip(outputs, inputs, strict=True)], states


def _with_residual(output, inputs):
    return symbol.elemwise_add(output, inputs, name=f"{output.name}_plus_residual")
