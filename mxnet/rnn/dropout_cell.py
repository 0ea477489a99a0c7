"""The cell without weights and states: dropout between others.

What does not live here: dropout of states (`ZoneoutCell` in `modifier_cells.py`).
"""

import numbers

from .. import symbol
from .base_cell import BaseRNNCell
from .sequences import in_form

__all__ = ["DropoutCell"]


class DropoutCell(BaseRNNCell):
    """Dropout of its input; it has no states.

    Parameters
    ----------
    dropout : float
        Probability of an element to be zero in training.
    prefix : str
    params : RNNParams, optional
    """

    def __init__(self, dropout, prefix="dropout_", params=None):
        super().__init__(prefix, params)
        if not isinstance(dropout, numbers.Number):
            raise AssertionError("dropout probability must be a number")
        self.dropout = dropout

    @property
    def state_info(self):
        """None."""
        return []

    def __call__(self, inputs, states):
        """Drop elements of `inputs`."""
        return symbol.Dropout(inputs, p=self.dropout) if self.dropout > 0 else inputs, states

    def unroll(self, length, inputs, begin_state=None, layout="NTC", merge_outputs=None):
        """As of every cell; a whole sequence is dropped at once."""
        self.reset()
        inputs = in_form(length, inputs, layout, merge_outputs)
        if isinstance(inputs, symbol.Symbol):
            return self(inputs, [])
        return [self(step, [])[0] for step in inputs], []
