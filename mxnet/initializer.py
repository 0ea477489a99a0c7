"""`mx.init`: how parameters start.

An initializer is called with a parameter's name and its array; the name's ending decides what
happens, unless the variable carries an `__init__` attribute. What does not live here: parameters.
"""

import json
import logging
import math
import re

import numpy as np

from . import random, registry
from .ndarray import NDArray, array, load

__all__ = [
    "Bilinear",
    "Constant",
    "FusedRNN",
    "InitDesc",
    "Initializer",
    "LSTMBias",
    "Load",
    "MSRAPrelu",
    "Mixed",
    "Normal",
    "One",
    "Orthogonal",
    "Uniform",
    "Xavier",
    "Zero",
    "alias",
    "create",
    "register",
]

logger = logging.getLogger(__name__)


class InitDesc(str):
    """A parameter's name together with its variable's attributes.

    Parameters
    ----------
    name : str
    attrs : dict of str to str, optional
        Attributes of the variable; `__init__` names an initializer of its own.
    global_init : Initializer, optional
        What initializers that hold others fall back to.

    Examples
    --------
    >>> InitDesc("fc_weight", {"__init__": "zeros"}).attrs
    {'__init__': 'zeros'}
    """

    def __new__(cls, name, attrs=None, global_init=None):
        self = super().__new__(cls, name)
        self.attrs = attrs or {}
        self.global_init = global_init
        return self


class Initializer:
    """Base of all initializers: dispatches on the name and can print itself.

    Parameters
    ----------
    **kwargs
        What `dumps` prints; the constructor's own arguments.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.init.Normal(0.8).dumps()
    '["normal", {"sigma": 0.8}]'
    """

    def __init__(self, **kwargs):
        self._kwargs = kwargs
        self._verbose = False
        self._print_func = None

    def set_verbosity(self, verbose=False, print_func=None):
        """Log, for every parameter, what `print_func(array)` says of it.

        Parameters
        ----------
        verbose : bool
        print_func : callable, optional
            NDArray to str; the root mean square if left out.

        Returns
        -------
        Initializer
            Itself.
        """
        self._verbose = verbose
        self._print_func = print_func or (lambda x: str(x.norm().asscalar() / math.sqrt(x.size)))
        return self

    def dumps(self):
        """JSON text `[name, arguments]` that `create` reads.

        Returns
        -------
        str
        """
        return json.dumps([type(self).__name__.lower(), self._kwargs])

    def __eq__(self, other):
        return type(other) is type(self) and self._kwargs == other._kwargs

    __hash__ = None

    def __call__(self, desc, arr):
        """Initialize `arr` as the parameter that `desc` names.

        Parameters
        ----------
        desc : InitDesc or str
        arr : NDArray

        Raises
        ------
        ValueError
            No rule fits the name.
        TypeError
            The name is not a string.
        """
        if not isinstance(desc, str):
            raise TypeError("name must be string")
        own = getattr(desc, "attrs", {}).get("__init__")
        if isinstance(desc, InitDesc) and desc.global_init is None:
            desc.global_init = self
        if own:
            create(own)._init_weight(desc, arr)
            self._tell(desc, own, arr)
            return
        kind = self._kind(desc)
        getattr(self, f"_init_{kind}")(desc, arr)
        self._tell(desc, kind, arr)

    def _kind(self, name):
        for pattern, kind in _PATTERNS:
            if re.search(pattern, name):
                return kind
        return "default"

    def _tell(self, desc, how, arr):
        if self._verbose and self._print_func:
            logger.info("Initialized %s as %s: %s", desc, how, self._print_func(arr))

    def _init_bilinear(self, _, arr):
        Bilinear()._init_weight(_, arr)

    def _init_loc_bias(self, name, arr):
        if arr.shape != (6,):
            raise AssertionError(f"{name} has shape {arr.shape}; an affine map needs (6,)")
        arr[:] = array([1.0, 0, 0, 0, 1.0, 0])

    def _init_zero(self, _, arr):
        arr[:] = 0.0

    def _init_one(self, _, arr):
        arr[:] = 1.0

    def _init_bias(self, _, arr):
        arr[:] = 0.0

    def _init_gamma(self, _, arr):
        arr[:] = 1.0

    def _init_beta(self, _, arr):
        arr[:] = 0.0

    def _init_weight(self, name, arr):
        raise NotImplementedError(f"{type(self).__name__} must write _init_weight(self, name, arr)")

    def _init_default(self, name, _):
        raise ValueError(
            f"Unknown initialization pattern for {name}. Names that end in weight, bias, gamma, "
            f"beta, moving_mean, "
            "moving_var, running_mean, running_var, moving_avg, min or max have a rule; give "
            "others their own with "
            "mx.sym.Variable(init=mx.init.*) or Parameter(init=...)."
        )


# The first pattern that fits decides.
_PATTERNS = (
    (r"^upsampling", "bilinear"),
    (r"^stn_loc.*weight$", "zero"),
    (r"^stn_loc.*bias$", "loc_bias"),
    (r"weight$", "weight"),
    (r"bias$", "bias"),
    (r"gamma$", "gamma"),
    (r"beta$", "beta"),
    (r"(moving|running)_mean$", "zero"),
    (r"(moving|running)_var$", "one"),
    (r"moving_inv_var$", "zero"),
    (r"moving_avg$", "zero"),
    (r"min$", "zero"),
    (r"max$", "one"),
)

register = registry.get_register_func(Initializer, "initializer")
alias = registry.get_alias_func(Initializer, "initializer")
create = registry.get_create_func(Initializer, "initializer")


class Load:
    """Start from saved arrays; what is not among them goes to another initializer.

    Parameters
    ----------
    param : str or dict of str to NDArray
        A file of `nd.save`, or its content; `arg:` and `aux:` before names are dropped.
    default_init : callable, optional
    verbose : bool
        Log where every parameter came from.

    Raises
    ------
    AssertionError
        When called: another shape than the saved one, or a name that is not there and no default.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((2,))
    >>> Load({"arg:fc_weight": mx.nd.ones((2,))})("fc_weight", w)
    >>> w.asnumpy().tolist()
    [1.0, 1.0]
    """

    def __init__(self, param, default_init=None, verbose=False):
        if isinstance(param, str):
            param = load(param)
        if not isinstance(param, dict):
            raise AssertionError("Load needs a dict of names to arrays, or a file that holds one")
        self.param = {re.sub(r"^(arg|aux):", "", name): arr for name, arr in param.items()}
        self.default_init, self.verbose = default_init, verbose

    def __call__(self, name, arr):
        if name in self.param:
            saved = self.param[name]
            if arr.shape != saved.shape:
                raise AssertionError(
                    f"Parameter {name} cannot be initialized from loading. Shape mismatch, target "
                    f"{arr.shape} vs loaded {saved.shape}"
                )
            arr[:] = saved
        elif self.default_init is None:
            raise AssertionError(
                f"Cannot Initialize {name}. Not found in loaded param and no default Initializer "
                f"is "
                "provided."
            )
        else:
            self.default_init(name, arr)
        if self.verbose:
            logger.info(
                "Initialized %s by %s", name, "loading" if name in self.param else "default"
            )


class Mixed:
    """Several initializers, chosen by regular expressions on the name; the first that matches.

    Parameters
    ----------
    patterns : list of str
    initializers : list of Initializer

    Raises
    ------
    ValueError
        When called: no pattern matches the name.

    Examples
    --------
    >>> import mxnet as mx
    >>> b = mx.nd.ones((2,))
    >>> Mixed(["bias", ".*"], [Zero(), Uniform(0.1)])("fc_bias", b)
    >>> b.asnumpy().tolist()
    [0.0, 0.0]
    """

    def __init__(self, patterns, initializers):
        if len(patterns) != len(initializers):
            raise AssertionError(
                f"Mixed has {len(patterns)} patterns and {len(initializers)} initializers"
            )
        self.map = list(zip([re.compile(p) for p in patterns], initializers, strict=True))

    def __call__(self, name, arr):
        for pattern, init in self.map:
            if pattern.match(name):
                init(name, arr)
                return
        raise ValueError(
            f'Parameter name {name} did not match any pattern. Consider adding a ".*" pattern at '
            f'the '
            "end with a default Initializer."
        )


@alias("zeros")
@register
class Zero(Initializer):
    """All zeros.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.ones((2,)); Zero()("fc_weight", w); w.asnumpy().tolist()
    [0.0, 0.0]
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, _, arr):
        arr[:] = 0


@alias("ones")
@register
class One(Initializer):
    """All ones.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((2,)); One()("fc_weight", w); w.asnumpy().tolist()
    [1.0, 1.0]
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, _, arr):
        arr[:] = 1


@register
class Constant(Initializer):
    """One value everywhere, or the values of an array.

    Parameters
    ----------
    value : float, list, numpy.ndarray or NDArray

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((2,)); Constant(3)("fc_weight", w); w.asnumpy().tolist()
    [3.0, 3.0]
    """

    def __init__(self, value):
        super().__init__(value=value)
        self.value = value

    def _init_weight(self, _, arr):
        arr[:] = (
            self.value
            if np.isscalar(self.value) or isinstance(self.value, NDArray)
            else np.asarray(self.value)
        )

    def dumps(self):
        value = self.value
        value = value.asnumpy() if isinstance(value, NDArray) else value
        value = value.tolist() if isinstance(value, np.ndarray) else value
        return json.dumps(["constant", {"value": value}])


@register
class Uniform(Initializer):
    """Uniform numbers from [-scale, scale).

    Parameters
    ----------
    scale : float

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((9,)); Uniform(0.5)("fc_weight", w); bool(abs(w.asnumpy()).max() <= 0.5)
    True
    """

    def __init__(self, scale=0.07):
        super().__init__(scale=scale)
        self.scale = scale

    def _init_weight(self, _, arr):
        _uniform(self.scale, arr)


@register
class Normal(Initializer):
    """Normal numbers of mean 0.

    Parameters
    ----------
    sigma : float
        Standard deviation.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((9,)); Normal(0.5)("fc_weight", w); bool(w.asnumpy().std() > 0)
    True
    """

    def __init__(self, sigma=0.01):
        super().__init__(sigma=sigma)
        self.sigma = sigma

    def _init_weight(self, _, arr):
        _normal(self.sigma, arr)


@register
class Orthogonal(Initializer):
    """A matrix with orthogonal rows (or columns, whichever are fewer), times a scale.

    Source: Saxe, McClelland, Ganguli 2013, "Exact solutions to the nonlinear dynamics of learning
    in deep linear neural networks".

    Parameters
    ----------
    scale : float
    rand_type : str
        `"uniform"` or `"normal"`: of the matrix that is made orthogonal.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((2, 3)); Orthogonal(scale=1)("fc_weight", w)
    >>> abs(mx.nd.dot(w, w.T).asnumpy()).round(3).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """

    def __init__(self, scale=1.414, rand_type="uniform"):
        super().__init__(scale=scale, rand_type=rand_type)
        self.scale, self.rand_type = scale, rand_type

    def _init_weight(self, _, arr):
        rows, columns = arr.shape[0], int(np.prod(arr.shape[1:]))
        if self.rand_type == "uniform":
            start = random.uniform(-1.0, 1.0, shape=(rows, columns))
        elif self.rand_type == "normal":
            start = random.normal(0.0, 1.0, shape=(rows, columns))
        else:
            raise ValueError(
                f"Unknown random type {self.rand_type!r}; there are 'uniform' and 'normal'"
            )
        u, _, v = np.linalg.svd(start.asnumpy().astype(np.float64), full_matrices=False)
        basis = u if u.shape == (rows, columns) else v
        arr[:] = (self.scale * basis).reshape(arr.shape)


@register
class Xavier(Initializer):
    """Random numbers whose scale keeps the signal's variance from layer to layer.

    Source: Glorot, Bengio 2010, "Understanding the difficulty of training deep feedforward neural
    networks".

    Parameters
    ----------
    rnd_type : str
        `"uniform"` or `"gaussian"`.
    factor_type : str
        `"avg"`, `"in"` or `"out"`: which fan counts.
    magnitude : float
        The scale is `sqrt(magnitude / fan)`.

    Raises
    ------
    ValueError
        When called: a weight of one dimension, or an unknown type.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((3, 3)); Xavier()("fc_weight", w); bool(abs(w.asnumpy()).max() <= 1)
    True
    """

    def __init__(self, rnd_type="uniform", factor_type="avg", magnitude=3):
        super().__init__(rnd_type=rnd_type, factor_type=factor_type, magnitude=magnitude)
        self.rnd_type, self.factor_type, self.magnitude = rnd_type, factor_type, float(magnitude)

    def _init_weight(self, name, arr):
        shape = arr.shape
        if len(shape) < 2:
            raise ValueError(
                f"Xavier initializer cannot be applied to vector {name}. It requires at least 2D."
            )
        area = float(np.prod(shape[2:]))
        fans = {"in": shape[1] * area, "out": shape[0] * area}
        fans["avg"] = (fans["in"] + fans["out"]) / 2.0
        if self.factor_type not in fans:
            raise ValueError(
                f"Incorrect factor type {self.factor_type!r}; there are 'avg', 'in' and 'out'"
            )
        if self.rnd_type not in ("uniform", "gaussian"):
            raise ValueError(
                f"Unknown random type {self.rnd_type!r}; there are 'uniform' and 'gaussian'"
            )
        scale = math.sqrt(self.magnitude / fans[self.factor_type])
        (_uniform if self.rnd_type == "uniform" else _normal)(scale, arr)


@register
class MSRAPrelu(Xavier):
    """Normal numbers for layers that a (leaky) rectifier follows.

    Source: He, Zhang, Ren, Sun 2015, "Delving deep into rectifiers".

    Parameters
    ----------
    factor_type : str
        As for Xavier.
    slope : float
        The rectifier's slope below zero.

    Examples
    --------
    >>> MSRAPrelu("in", 0.1).dumps()
    '["msraprelu", {"factor_type": "in", "slope": 0.1}]'
    """

    def __init__(self, factor_type="avg", slope=0.25):
        super().__init__("gaussian", factor_type, 2.0 / (1 + slope**2))
        self._kwargs = {"factor_type": factor_type, "slope": slope}


@register
class Bilinear(Initializer):
    """The kernel of bilinear interpolation, for upsampling by transposed convolution.

    Examples
    --------
    >>> import mxnet as mx
    >>> w = mx.nd.zeros((1, 1, 4, 4)); Bilinear()("up_weight", w); w[0, 0, 0].asnumpy().tolist()
    [0.0625, 0.1875, 0.1875, 0.0625]
    """

    def __init__(self):
        super().__init__()

    def _init_weight(self, _, arr):
        height, width = arr.shape[2], arr.shape[3]
        half = math.ceil(width / 2.0)
        centre = (2 * half - 1 - half % 2) / (2.0 * half)
        rows = 1 - abs(np.arange(height) / half - centre)
        columns = 1 - abs(np.arange(width) / half - centre)
        arr[:] = np.broadcast_to(np.outer(rows, columns), arr.shape)


@register
class LSTMBias(Initializer):
    """Zeros, except the forget gate's quarter of an LSTM's bias.

    Source: Jozefowicz, Zaremba, Sutskever 2015, "An empirical exploration of recurrent network
    architectures".

    Parameters
    ----------
    forget_bias : float

    Examples
    --------
    >>> import mxnet as mx
    >>> b = mx.nd.ones((8,))
    >>> One()(InitDesc("lstm_bias", {"__init__": LSTMBias(2.0).dumps()}), b)
    >>> b.asnumpy().tolist()
    [0.0, 0.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0]
    """

    def __init__(self, forget_bias=1.0):
        super().__init__(forget_bias=forget_bias)
        self.forget_bias = forget_bias

    def _init_weight(self, _, arr):
        values = np.zeros(arr.shape)
        quarter = arr.shape[0] // 4
        values[quarter : 2 * quarter] = self.forget_bias
        arr[:] = values


_GATES = {
    "rnn_relu": [""],
    "rnn_tanh": [""],
    "lstm": ["_i", "_f", "_c", "_o"],
    "gru": ["_r", "_z", "_o"],
}


@register
class FusedRNN(Initializer):
    """The packed parameters of the RNN operator, piece by piece with another initializer.

    Parameters
    ----------
    init : Initializer, str or None
        For the weights; None uses the one that the whole network is initialized with.
    num_hidden, num_layers : int
    mode : str
        `"rnn_relu"`, `"rnn_tanh"`, `"lstm"` or `"gru"`.
    bidirectional : bool
    forget_bias : float
        Bias of the LSTM's forget gates; the other biases are zero.

    Examples
    --------
    >>> import mxnet as mx
    >>> p = mx.nd.zeros((2 * 3 + 2 * 2 + 4,))
    >>> FusedRNN(One(), 2, 1, "rnn_tanh")._init_weight(InitDesc("rnn_parameters"), p)
    >>> int(p.sum().asscalar())
    10
    """

    def __init__(self, init, num_hidden, num_layers, mode, bidirectional=False, forget_bias=1.0):
        init = create(init) if isinstance(init, str) else init
        super().__init__(
            init=init.dumps() if init is not None else None,
            num_hidden=num_hidden,
            num_layers=num_layers,
            mode=mode,
            bidirectional=bidirectional,
            forget_bias=forget_bias,
        )
        if mode not in _GATES:
            raise ValueError(f"mode {mode!r} is not one of {', '.join(map(repr, _GATES))}")
        self._init, self._mode, self._forget_bias = init, mode, forget_bias
        self._hidden, self._layers, self._directions = (
            num_hidden,
            num_layers,
            2 if bidirectional else 1,
        )

    def _init_weight(self, desc, arr):
        init = self._init or getattr(desc, "global_init", None)
        if init is None:
            raise ValueError(
                f"FusedRNN holds no initializer for the weights of {desc}, and there is no "
                f"global one"
            )
        values, start = np.empty(arr.size, dtype=np.float64), 0
        for name, shape in self._pieces(arr.size):
            piece = array(np.zeros(shape), dtype=arr.dtype)
            init(InitDesc(f"{desc}{name}"), piece)
            if self._mode == "lstm" and name.endswith("_f_bias"):
                piece[:] = self._forget_bias
            values[start : start + piece.size] = piece.asnumpy().ravel()
            start += piece.size
        arr[:] = values.reshape(arr.shape)

    def _pieces(self, size):
        """Names and shapes of the packed arrays: all weights, layer by layer and gate by gate, then
        all biases."""
        h, d, gates = self._hidden, self._directions, _GATES[self._mode]
        rows = len(gates) * h
        inner = (self._layers - 1) * d * rows * (h * d + h)
        biases = 2 * self._layers * d * rows
        features, rest = divmod(size - biases - inner, d * rows)
        features -= h
        if rest or features < 1:
            raise ValueError(
                f"{size} parameters do not fit an RNN of {self._layers} layers with {h} hidden "
                f"units"
            )
        found = []
        for kind in ("weight", "bias"):
            for layer in range(self._layers):
                wide = features if layer == 0 else h * d
                for direction in "lr"[:d]:
                    for part, columns in (("i2h", wide), ("h2h", h)):
                        for gate in gates:
                            found.append(
                                (
                                    f"_{direction}{layer}_{part}{gate}_{kind}",
                                    (h, columns) if kind == "weight" else (h,),
                                )
                            )
        return found


def _uniform(scale, arr):
    arr[:] = random.uniform(-scale, scale, shape=arr.shape, dtype=arr.dtype, ctx=arr.context)


def _normal(sigma, arr):
    if sigma == 0:
        arr[:] = 0
    else:
        arr[:] = random.normal(0, sigma, shape=arr.shape, dtype=arr.dtype, ctx=arr.context)
