"""A cell over as many steps as the data has, as one loop in the graph.

What does not live here: the loop (`nd.contrib.foreach`).
"""

from .... import ndarray, symbol
from ....ndarray import NDArray
from ...rnn._sequences import is_whole

__all__ = ["dynamic_unroll"]


def dynamic_unroll(
    cell, inputs, begin_state, drop_inputs=0, drop_outputs=0, layout="TNC", valid_length=None
):
    """`cell.unroll` without a number of steps: the graph has one step in a loop.

    Parameters
    ----------
    cell : RecurrentCell
    inputs : NDArray or Symbol
        The whole sequence.
    begin_state : list of NDArray or Symbol
    drop_inputs, drop_outputs : float
        Dropout with one mask for all steps.
    layout : str
        `"TNC"` or `"NTC"`.
    valid_length : NDArray or Symbol, optional
        (batch,), the steps of every sequence.

    Returns
    -------
    outputs : NDArray or Symbol
    states : list of NDArray or Symbol

    Examples
    --------
    >>> import mxnet as mx
    >>> from mxnet.gluon.contrib.rnn.rnn_cell import dynamic_unroll
    >>> cell = mx.gluon.rnn.LSTMCell(3)
    >>> cell.initialize()
    >>> outputs, states = dynamic_unroll(cell, mx.nd.ones((5, 2, 4)), cell.begin_state(2))
    >>> outputs.shape
    (5, 2, 3)
    """
    if not is_whole(inputs):
        raise AssertionError("inputs must be one array, the whole sequence")
    F = ndarray if isinstance(inputs, NDArray) else symbol
    axis, states = layout.find("T"), begin_state
    if drop_inputs:
        inputs = F.Dropout(inputs, p=drop_inputs, axes=(axis,))
    if axis == 1:
        inputs = F.swapaxes(inputs, dim1=0, dim2=1)
    if valid_length is None:
        outputs, states = F.contrib.foreach(cell, inputs, states)
    else:
        outputs, states = _counted(F, cell, inputs, states, valid_length)
    if drop_outputs:
        outputs = F.Dropout(outputs, p=drop_outputs, axes=(0,))
    if axis == 1:
        outputs = F.swapaxes(outputs, dim1=0, dim2=1)
    if valid_length is not None:
        outputs = F.SequenceMask(
            outputs, sequence_length=valid_length, use_sequence_length=True, axis=axis
        )
    return outputs, states


def _counted(F, cell, inputs, states, valid_length):
    """The loop, with a counter among its states that holds others fast at a sequence's end."""
    if not isinstance(states, (list, tuple)):
        states = [states]
    start = F.zeros((1,)) if F is symbol else F.zeros((1,), ctx=inputs.context)

    def step(x, carried):
        output, new = cell(x, carried[:-1])
        count = carried[-1]
        going = F.broadcast_lesser(count, valid_length)
        kept = [F.where(going, a, b) for a, b in zip(new, carried[:-1], strict=True)]
        return output, [*kept, count + 1]

    outputs, carried = F.contrib.foreach(step, inputs, [*states, start])
    return outputs, list(carried[:-1])
