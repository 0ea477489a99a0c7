"""Dropout whose mask stays the same over all steps of a sequence.

What does not live here: dropout with a new mask each step (`gluon.rnn.DropoutCell`).
"""

from ...._core.cells import unlocked
from ...rnn._modifier_cells import SteppedModifier, _inside
from ...rnn._sequences import formed, is_whole, masked
from ...rnn.rnn_cell import BidirectionalCell

__all__ = ["VariationalDropoutCell"]


class VariationalDropoutCell(SteppedModifier):
    """Drops the same elements of inputs, first states and outputs at every step.

    Parameters
    ----------
    base_cell : HybridRecurrentCell
    drop_inputs, drop_states, drop_outputs : float
        Probability of an element to be zero over a whole sequence, in training.

    Notes
    -----
    A new sequence begins with `reset`, as `unroll` does.

    Source: Gal and Ghahramani, 2016, https://arxiv.org/abs/1512.05287
    """

    def __init__(self, base_cell, drop_inputs=0.0, drop_states=0.0, drop_outputs=0.0):
        if drop_states and any(isinstance(cell, BidirectionalCell) for cell in _inside(base_cell)):
            raise AssertionError(
                "BidirectionalCell doesn't support variational state dropout. Please add "
                "VariationalDropoutCell to the cells underneath instead."
            )
        super().__init__(base_cell)
        self.drop_inputs, self.drop_states, self.drop_outputs = (
            drop_inputs, drop_states, drop_outputs,
        )  # fmt: skip
        self._masks = {}

    def _alias(self):
        return "vardrop"

    def __repr__(self):
        return f"{type(self).__name__}(p_out = {self.drop_outputs}, p_state = {self.drop_states})"

    def reset(self):
        """Forget the masks."""
        super().reset()
        self._masks = {}

    def _dropped(self, F, kind, x, probability):
        """`x` without what the sequence's mask of a kind drops; the mask is made at first."""
        if not probability:
            return x
        if kind not in self._masks:
            self._masks[kind] = F.Dropout(F.ones_like(x), p=probability)
        return x * self._masks[kind]

    def hybrid_forward(self, F, inputs, states):
        """One step of the base cell."""
        if self.drop_states:
            first = self._dropped(F, "states", states[0], self.drop_states)
            states = [first, *states[1:]]
        inputs = self._dropped(F, "inputs", inputs, self.drop_inputs)
        output, states = self.base_cell(inputs, states)
        return self._dropped(F, "outputs", output, self.drop_outputs), states

    def unroll(
        self,
        length,
        inputs,
        begin_state=None,
        layout="NTC",
        merge_outputs=None,
        valid_length=None,
    ):
        """As of every cell; without dropout of states, whole sequences are dropped at once."""
        if self.drop_states:
            return super().unroll(
                length, inputs, begin_state, layout, merge_outputs, valid_length=valid_length
            )
        self.reset()
        sequence = formed(length, inputs, layout, True)
        F, axis, data = sequence.F, sequence.axis, sequence.inputs
        states = sequence.first_states(self, begin_state)
        if self.drop_inputs:
            data = F.Dropout(data, p=self.drop_inputs, axes=(axis,))
        outputs, states = unlocked(
            self.base_cell,
            lambda: self.base_cell.unroll(
                length, data, states, layout, merge_outputs=True, valid_length=valid_length
            ),
        )
        if self.drop_outputs:
            outputs = F.Dropout(outputs, p=self.drop_outputs, axes=(axis,))
        merge = is_whole(outputs) if merge_outputs is None else merge_outputs
        outputs = formed(length, outputs, layout, merge).inputs
        if valid_length is not None:
            outputs = masked(F, outputs, length, valid_length, axis, merge)
        return outputs, states
