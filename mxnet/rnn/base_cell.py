"""What all symbolic cells have in common: parameters by name, states, unrolling, packing.

What does not live here: the arithmetic of any cell.
"""

from .. import symbol
from ..ndarray import concatenate
from .sequences import in_form

__all__ = ["RNNParams", "BaseRNNCell"]


class RNNParams:
    """Variables by name, made when first asked for; cells that share one share their weights.

    Parameters
    ----------
    prefix : str
        Stands before every name.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.rnn.RNNParams("a_").get("weight")
    <Symbol a_weight>
    """

    def __init__(self, prefix=""):
        self._prefix, self._params = prefix, {}

    def get(self, name, **kwargs):
        """The variable of a name without the prefix; keywords are those of `sym.Variable`."""
        full = self._prefix + name
        if full not in self._params:
            self._params[full] = symbol.Variable(full, **kwargs)
        return self._params[full]


class BaseRNNCell:
    """One step of a recurrent network: call it with an input and states, or unroll it over time.

    Parameters
    ----------
    prefix : str
        Stands before the names of its parameters and nodes.
    params : RNNParams, optional
        Parameters shared with another cell.
    """

    def __init__(self, prefix="", params=None):
        self._own_params = params is None
        self._prefix, self._params = prefix, RNNParams(prefix) if params is None else params
        self._modified = False
        self.reset()

    def reset(self):
        """Count steps and begin states from the start, before a graph is made anew."""
        self._init_counter = self._counter = -1
        for cell in getattr(self, "_cells", ()):
            cell.reset()

    def __call__(self, inputs, states):
        """One step.

        Parameters
        ----------
        inputs : Symbol
            (batch, features).
        states : list of Symbol
            Of the step before, or `begin_state()`.

        Returns
        -------
        output : Symbol
        states : list of Symbol
        """
        raise NotImplementedError(f"{type(self).__name__} says nothing of a step")

    @property
    def params(self):
        """The parameters; who has seen them may share them."""
        self._own_params = False
        return self._params

    @property
    def state_info(self):
        """Shape and layout of every state; 0 is the batch's size."""
        raise NotImplementedError(f"{type(self).__name__} says nothing of its states")

    @property
    def state_shape(self):
        """The shapes of the states."""
        return [info["shape"] for info in self.state_info]

    @property
    def _gate_names(self):
        return ()

    def begin_state(self, func=symbol.zeros, **kwargs):
        """Symbols of the first states.

        Parameters
        ----------
        func : callable
            Makes one: `sym.zeros`, `sym.ones`, `sym.Variable` for states that are fed, ...
        **kwargs
            For `func`.

        Examples
        --------
        >>> import mxnet as mx
        >>> mx.rnn.LSTMCell(4).begin_state()
        [<Symbol lstm_begin_state_0>, <Symbol lstm_begin_state_1>]
        """
        if self._modified:
            raise AssertionError(
                "After applying modifier cells (e.g. DropoutCell) the base cell cannot be called "
                "directly. Call the modifier cell instead."
            )
        states = []
        for info in self.state_info:
            self._init_counter += 1
            name = f"{self._prefix}begin_state_{self._init_counter}"
            states.append(func(name=name, **(kwargs | (info or {}))))
        return states

    def unpack_weights(self, args):
        """Arrays by name, with those of this cell cut into one for every gate.

        Parameters
        ----------
        args : dict of str to NDArray

        Returns
        -------
        dict of str to NDArray
            `lstm_i2h_weight` has become `lstm_i2h_i_weight` and so on.
        """
        args = dict(args)
        if not self._gate_names:
            return args
        size = self._num_hidden
        for part in ("i2h", "h2h"):
            packed = {kind: args.pop(f"{self._prefix}{part}_{kind}") for kind in ("weight", "bias")}
            for j, gate in enumerate(self._gate_names):
                for kind, array in packed.items():
                    piece = array[j * size : (j + 1) * size].copy()
                    args[f"{self._prefix}{part}{gate}_{kind}"] = piece
        return args

    def pack_weights(self, args):
        """The reverse of `unpack_weights`."""
        args = dict(args)
        if not self._gate_names:
            return args
        for part in ("i2h", "h2h"):
            for kind in ("weight", "bias"):
                pieces = [
                    args.pop(f"{self._prefix}{part}{gate}_{kind}") for gate in self._gate_names
                ]
                args[f"{self._prefix}{part}_{kind}"] = joined(pieces)
        return args

    def unroll(self, length, inputs, begin_state=None, layout="NTC", merge_outputs=None):
        """The graph of `length` steps.

        Parameters
        ----------
        length : int
        inputs : Symbol, or list of Symbol
            The whole sequence, or one input for every step.
        begin_state : list of Symbol, optional
            Zeros if left out.
        layout : str
            `"NTC"` or `"TNC"`.
        merge_outputs : bool, optional
            Whether the outputs are one symbol; None leaves them as they come.

        Returns
        -------
        outputs : Symbol, or list of Symbol
        states : list of Symbol
            Of the last step.

        Examples
        --------
        >>> import mxnet as mx
        >>> outputs, _ = mx.rnn.GRUCell(4).unroll(3, mx.sym.var("x"), merge_outputs=True)
        >>> outputs.infer_shape(x=(2, 3, 5))[1]
        [(2, 3, 4)]
        """
        self.reset()
        steps = in_form(length, inputs, layout, False)
        states = self.begin_state() if begin_state is None else begin_state
        outputs = []
        for t in range(length):
            output, states = self(steps[t], states)
            outputs.append(output)
        return in_form(length, outputs, layout, merge_outputs), states

    def _get_activation(self, inputs, activation, **kwargs):
        """An activation by name, or by a function of a symbol."""
        if isinstance(activation, str):
            return symbol.Activation(inputs, act_type=activation, **kwargs)
        return activation(inputs, **kwargs)

    def _step_name(self):
        """The prefix of the next step's nodes."""
        self._counter += 1
        return f"{self._prefix}t{self._counter}_"


def joined(pieces):
    """Arrays one after the other along their first axis."""
    return pieces[0].copy() if len(pieces) == 1 else concatenate(pieces)
