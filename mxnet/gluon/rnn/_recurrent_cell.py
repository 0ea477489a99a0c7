"""What all cells have in common: states, steps, unrolling.

What does not live here: the arithmetic of any cell.
"""

from ... import ndarray
from ..block import Block, HybridBlock
from ._sequences import formed, last_states, masked

__all__ = ["RecurrentCell", "HybridRecurrentCell"]

_OF_MODULE = {
    "tanh": lambda F: F.tanh,
    "relu": lambda F: F.relu,
    "sigmoid": lambda F: F.sigmoid,
    "softsign": lambda F: F.softsign,
}


class RecurrentCell(Block):
    """One step of a recurrent network: called with an input and states, or unrolled over time.

    Parameters
    ----------
    prefix, params
        As of `Block`.
    """

    def __init__(self, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)
        self._modified = False
        self.reset()

    def reset(self):
        """Forget the steps that were counted, before another sequence."""
        self._init_counter = self._counter = -1
        for cell in self._children.values():
            cell.reset()

    def state_info(self, batch_size=0):
        """Shape and layout of every state.

        Parameters
        ----------
        batch_size : int

        Returns
        -------
        list of dict
        """
        raise NotImplementedError(f"{type(self).__name__} says nothing of its states")

    def begin_state(self, batch_size=0, func=ndarray.zeros, **kwargs):
        """The states of the first step.

        Parameters
        ----------
        batch_size : int
        func : callable
            Makes one: `nd.zeros`, `nd.ones`, `nd.random.uniform`, `sym.Variable`, ...
        **kwargs
            For `func`.

        Returns
        -------
        list of NDArray or Symbol

        Examples
        --------
        >>> import mxnet as mx
        >>> cell = mx.gluon.rnn.LSTMCell(4)
        >>> [state.shape for state in cell.begin_state(2)]
        [(2, 4), (2, 4)]
        """
        if self._modified:
            raise AssertionError(
                "After applying modifier cells (e.g. ZoneoutCell) the base cell cannot be called "
                "directly. Call the modifier cell instead."
            )
        states = []
        for info in self.state_info(batch_size):
            self._init_counter += 1
            name = f"{self._prefix}begin_state_{self._init_counter}"
            states.append(func(name=name, **((info or {}) | kwargs)))
        return states

    def unroll(
        self,
        length,
        inputs,
        begin_state=None,
        layout="NTC",
        merge_outputs=None,
        valid_length=None,
    ):
        """The outputs of `length` steps.

        Parameters
        ----------
        length : int
        inputs : NDArray, Symbol, or list of them
            The whole sequence, or one input for every step.
        begin_state : list of NDArray or Symbol, optional
            Zeros if left out.
        layout : str
            `"NTC"` or `"TNC"`.
        merge_outputs : bool, optional
            Whether the outputs are one array; None leaves them as they come.
        valid_length : NDArray or Symbol, optional
            (batch,), the steps of every sequence. Beyond them outputs are zero, and the states
            are those of each one's last step.

        Returns
        -------
        outputs : NDArray, Symbol, or list of them
        states : list of NDArray or Symbol

        Examples
        --------
        >>> import mxnet as mx
        >>> cell = mx.gluon.rnn.GRUCell(4)
        >>> cell.initialize()
        >>> outputs, states = cell.unroll(3, mx.nd.ones((2, 3, 5)), merge_outputs=True)
        >>> outputs.shape
        (2, 3, 4)
        """
        self.reset()
        steps = formed(length, inputs, layout, False)
        states = steps.first_states(self, begin_state)
        outputs, history = [], []
        for t in range(length):
            output, states = self(steps.inputs[t], states)
            outputs.append(output)
            history.append(states)
        if valid_length is not None:
            states = last_states(steps.F, history, valid_length)
            outputs = masked(steps.F, outputs, length, valid_length, steps.axis, True)
        return formed(length, outputs, layout, merge_outputs).inputs, states

    def _get_activation(self, F, inputs, activation, **kwargs):
        """An activation by name, or by a function or block."""
        if isinstance(activation, str):
            found = _OF_MODULE.get(activation)
            if found is not None:
                return found(F)(inputs, **kwargs)
            return F.Activation(inputs, act_type=activation, **kwargs)
        if hasattr(activation, "_alpha"):  # LeakyReLU, as an operator that can be named
            return F.LeakyReLU(inputs, act_type="leaky", slope=activation._alpha, **kwargs)
        return activation(inputs)

    def forward(self, inputs, states):
        """One step.

        Parameters
        ----------
        inputs : NDArray or Symbol
            (batch, features).
        states : list of NDArray or Symbol

        Returns
        -------
        output : NDArray or Symbol
        states : list of NDArray or Symbol
        """
        self._counter += 1
        return super().forward(inputs, states)


class HybridRecurrentCell(RecurrentCell, HybridBlock):
    """A cell whose step runs as a compiled graph after `hybridize`; subclasses write
    `hybrid_forward`.

    Parameters
    ----------
    prefix, params
        As of `Block`.
    """

    def __init__(self, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)

    def hybrid_forward(self, F, x, *args, **kwargs):
        """One step with the functions of `F`."""
        raise NotImplementedError(f"{type(self).__name__} must write hybrid_forward")
