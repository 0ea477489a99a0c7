"""The dense, embedding and dropout layers, and functions as layers.

This is also where programs look for containers and normalizations, whose code lives beside it.
"""

from ... import ndarray, symbol
from ..block import Block, HybridBlock
from . import containers, norm_layers
from .activations import Activation
from .containers import HybridSequential, Sequential
from .norm_layers import BatchNorm, BatchNormReLU, GroupNorm, InstanceNorm, LayerNorm

__all__ = [
    "Sequential", "HybridSequential", "Dense", "Dropout", "Embedding", "BatchNorm", "BatchNormReLU",
    "InstanceNorm", "LayerNorm", "GroupNorm", "Flatten", "Lambda", "HybridLambda",
]  # fmt: skip

for _name in (*containers.__all__, *norm_layers.__all__):  # where programs find them
    globals()[_name].__module__ = __name__


class Dense(HybridBlock):
    """A fully connected layer: `activation(data · weightᵀ + bias)`.

    Parameters
    ----------
    units : int
        How many numbers come out for each row.
    activation : str, optional
        The name of one of `Activation`'s functions; none without it.
    use_bias : bool
        Whether there is a bias.
    flatten : bool
        Take all axes but the first for one, so that `(N, ...)` becomes `(N, units)`. Without it
        only the last axis changes, and `(..., K)` becomes `(..., units)`.
    dtype : str or numpy.dtype
        Of the parameters.
    weight_initializer, bias_initializer : str or Initializer, optional
        How the parameters start.
    in_units : int, optional
        How many numbers come in for each row. With 0 the first data tells.

    Attributes
    ----------
    weight : Parameter
        `(units, in_units)`
    bias : Parameter or None
        `(units,)`

    Examples
    --------
    >>> layer = mx.gluon.nn.Dense(3, activation="relu")
    >>> layer.initialize()
    >>> layer(mx.nd.ones((2, 5))).shape
    (2, 3)
    >>> layer
    Dense(5 -> 3, Activation(relu))
    """

    def __init__(self, units, activation=None, use_bias=True, flatten=True, dtype="float32",
                 weight_initializer=None, bias_initializer="zeros", in_units=0,
                 **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self._flatten = flatten
        self._units = units
        self._in_units = in_units
        with self.name_scope():
            self.weight = self.params.get(
                "weight", shape=(units, in_units), init=weight_initializer, dtype=dtype,
                allow_deferred_init=True)  # fmt: skip
            self.bias = None
            if use_bias:
                self.bias = self.params.get(
                    "bias", shape=(units,), init=bias_initializer, dtype=dtype,
                    allow_deferred_init=True)  # fmt: skip
            self.act = None
            if activation is not None:
                self.act = Activation(activation, prefix=activation + "_")

    def hybrid_forward(self, F, x, weight, bias=None):
        y = F.FullyConnected(
            x, weight, bias, num_hidden=self._units, no_bias=bias is None,
            flatten=self._flatten, name="fwd")  # fmt: skip
        return y if self.act is None else self.act(y)

    def __repr__(self):
        units, in_units = self.weight.shape
        return f"{type(self).__name__}({in_units or None} -> {units}, {self.act or 'linear'})"


class Dropout(HybridBlock):
    """While training, set each number to zero with probability `rate`, and scale the others up.

    Parameters
    ----------
    rate : float
        In [0, 1). With 0 the layer does nothing.
    axes : tuple of int
        Axes along which all numbers share one fate.

    Examples
    --------
    >>> layer = mx.gluon.nn.Dropout(0.5)
    >>> x = mx.nd.ones((1, 3))
    >>> layer(x).asnumpy().tolist()
    [[1.0, 1.0, 1.0]]
    >>> with mx.autograd.record():
    ...     y = layer(x)
    >>> set(y.asnumpy().ravel().tolist()) <= {0.0, 2.0}
    True

    Source: N. Srivastava and others, 2014, https://jmlr.org/papers/v15/srivastava14a.html
    """

    def __init__(self, rate, axes=(), **kwargs):
        super().__init__(**kwargs)
        self._rate = rate
        self._axes = axes

    def hybrid_forward(self, F, x):
        if self._rate > 0:
            return F.Dropout(x, p=self._rate, axes=self._axes, name="fwd", cudnn_off=False)
        return F.identity(x)

    def __repr__(self):
        return f"{type(self).__name__}(p = {self._rate}, axes={self._axes})"


class Embedding(HybridBlock):
    """Look up a row of the weight for each index: words to vectors.

    Parameters
    ----------
    input_dim : int
        How many rows there are; indices are below it.
    output_dim : int
        How long a row is.
    dtype : str or numpy.dtype
        Of the weight, and so of the output.
    weight_initializer : str or Initializer, optional
        How the rows start.
    sparse_grad : bool
        Ask for a gradient that holds only the rows looked up.

    Attributes
    ----------
    weight : Parameter
        `(input_dim, output_dim)`

    Examples
    --------
    >>> layer = mx.gluon.nn.Embedding(10, 4)
    >>> layer.initialize()
    >>> layer(mx.nd.array([[1, 2, 3]])).shape
    (1, 3, 4)
    """

    def __init__(self, input_dim, output_dim, dtype="float32", weight_initializer=None,
                 sparse_grad=False, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self._kwargs = {
            "input_dim": input_dim,
            "output_dim": output_dim,
            "dtype": dtype,
            "sparse_grad": sparse_grad,
        }
        self.weight = self.params.get(
            "weight", shape=(input_dim, output_dim), init=weight_initializer, dtype=dtype,
            allow_deferred_init=True, grad_stype="row_sparse" if sparse_grad else "default",
        )  # fmt: skip

    def hybrid_forward(self, F, x, weight):
        return F.Embedding(x, weight, name="fwd", **self._kwargs)

    def __repr__(self):
        of = self._kwargs
        return f"{type(self).__name__}({of['input_dim']} -> {of['output_dim']}, {of['dtype']})"


class Flatten(HybridBlock):
    """Make one axis of all but the first: `(N, C, H, W)` becomes `(N, C * H * W)`.

    Examples
    --------
    >>> mx.gluon.nn.Flatten()(mx.nd.ones((2, 3, 4))).shape
    (2, 12)
    """

    def hybrid_forward(self, F, x):
        return F.Flatten(x)

    def __repr__(self):
        return type(self).__name__


class Lambda(Block):
    """A function as a block.

    Parameters
    ----------
    function : str or callable
        The name of a function in `mx.nd`, or one's own: `function(*arrays)`.
    prefix : str, optional
        Of the block's name.

    Examples
    --------
    >>> mx.gluon.nn.Lambda(lambda x, y: x - y)(mx.nd.ones(2), mx.nd.ones(2)).asnumpy().tolist()
    [0.0, 0.0]
    """

    def __init__(self, function, prefix=None):
        super().__init__(prefix=prefix)
        if isinstance(function, str):
            assert hasattr(ndarray, function), f"Function name {function} is not found in ndarray."
            function = getattr(ndarray, function)
        elif not callable(function):
            raise _no_function(function)
        self._func_impl = function

    def forward(self, *args):
        return self._func_impl(*args)

    def __repr__(self):
        return f"{type(self).__name__}({self._func_impl.__name__})"


class HybridLambda(HybridBlock):
    """A function as a hybrid block.

    Parameters
    ----------
    function : str or callable
        The name of a function in both `mx.nd` and `mx.sym`, or one's own: `function(F, *arrays)`
        with `F` for either of them.
    prefix : str, optional
        Of the block's name.

    Examples
    --------
    >>> layer = mx.gluon.nn.HybridLambda(lambda F, x: F.relu(x) + 1)
    >>> layer.hybridize()
    >>> layer(mx.nd.array([-1, 2])).asnumpy().tolist()
    [1.0, 3.0]
    """

    def __init__(self, function, prefix=None):
        super().__init__(prefix=prefix)
        if isinstance(function, str):
            assert hasattr(ndarray, function) and hasattr(symbol, function), (
                f"Function name {function} is not found in symbol/ndarray."
            )
            self._func_name = function
            self._func = lambda F, *args: getattr(F, function)(*args)
        elif callable(function):
            self._func = function
            self._func_name = function.__name__
        else:
            raise _no_function(function)

    def hybrid_forward(self, F, x, *args):
        return self._func(F, x, *args)

    def __repr__(self):
        return f"{type(self).__name__}({self._func_name})"


def _no_function(given):
    return ValueError(f"Unrecognized function in lambda: {given} of type {type(given)}")
