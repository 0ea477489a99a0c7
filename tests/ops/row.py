"""The row format of the operator test table, and makers of input arrays.

A row says how one operator is sampled, what it must refuse, and where it departs from the
common expectations. Only NumPy may be imported here and in the table modules: the recorder
reads them under the reference's own, older Python and NumPy.
"""

import copy
import zlib

import numpy as np

# ---------------------------------------------------------------------------------------
# Rows


class Sample:
    """One call: inputs by position, then attrs.

    An attr whose value is a NumPy array is an input given by keyword; inputs are numbered
    with the positional ones first. ``None`` stands for an optional input left out.

    Example
    -------
    >>> Sample(normal(4, 3), normal(5, 3), num_hidden=5, no_bias=True)  # doctest: +SKIP
    """

    def __init__(self, *inputs, **attrs):
        for each in inputs:
            if each is not None and not isinstance(each, np.ndarray):
                raise TypeError(f"an input is a NumPy array or None, not {each!r}")
        self.positional = inputs
        self.named = {k: v for k, v in attrs.items() if isinstance(v, np.ndarray)}
        self.attrs = {k: v for k, v in attrs.items() if k not in self.named}
        self.options = {}

    def but(self, **options):
        """Return the same sample with some of its row's options replaced for it alone."""
        unknown = set(options) - set(OPTIONS)
        if unknown:
            raise TypeError(f"no such option: {sorted(unknown)}; there are {sorted(OPTIONS)}")
        other = copy.copy(self)
        other.options = {**self.options, **options}
        return other

    @property
    def inputs(self):
        """All inputs that are arrays, positional ones first."""
        return [x for x in self.positional if x is not None] + list(self.named.values())

    def with_inputs(self, arrays):
        """Return ``(args, kwargs)`` of the call, `arrays` standing in for `inputs`."""
        arrays = iter(arrays)
        args = [None if x is None else next(arrays) for x in self.positional]
        named = {k: next(arrays) for k in self.named}
        return args, {**named, **self.attrs}

    def __repr__(self):
        parts = [_describe(x) for x in self.positional]
        parts += [f"{k}={_describe(v)}" for k, v in {**self.named, **self.attrs}.items()]
        return f"Sample({', '.join(parts)})"


class Wrong(Sample):
    """A call that must be refused.

    Parameters
    ----------
    says : str
        Text that the error must contain, beside the operator's name; any case.
    raises : str, optional
        Exception type by name, demanded exactly. By default ``MXNetError``, or the type
        that the reference raises for the same call.
    """

    def __init__(self, *inputs, says, raises=None, **attrs):
        super().__init__(*inputs, **attrs)
        self.says = says
        self.raises = raises


# Every option of a row, with its default. README.md explains each. A sample may replace
# any of them for itself with `but`.
OPTIONS = {
    "call": None,  # function, or its path below mx; None: see default_call
    "differentiable": None,  # inputs for numeric checks; None: every float input
    "attached": None,  # inputs with gradient buffers; None: every float input
    "heads": None,  # outputs that get a head gradient; None: every float output
    "order": 2,  # highest order of derivative to check numerically
    "rtol": None,
    "atol": None,
    "random": False,  # only shapes and dtypes are compared
    "train": None,  # run under train_mode (True), predict_mode (False), or neither
    "aux": (),  # inputs that the operator writes to
    "reference": None,  # NumPy function to use instead of the recording
    "gradient_recorded": True,  # compare first-order gradients with the recording
    "mathematical": True,  # the gradient is the derivative of the forward
    "dtypes": ("float16", "float64"),  # to be tried beside float32
    "strings": True,  # attrs may be given as strings
    "strided": True,  # inputs may be non-contiguous
    "out": True,  # honours out=
    "canonical": None,  # function: list of outputs -> list to compare
    "check": None,  # function (outputs, sample) that asserts what must hold
    "record": True,  # run on the reference
    "because": "",
}

# Departures from what is expected of every operator: `because` must tell why.
_NEED_REASON = {
    "reference": lambda v: v is not None,
    "gradient_recorded": lambda v: not v,
    "mathematical": lambda v: not v,
    "order": lambda v: v < 2,
    "strings": lambda v: not v,
    "strided": lambda v: not v,
    "out": lambda v: not v,
    "dtypes": lambda v: not v,
    "record": lambda v: not v,
}


class Row:
    """One operator: samples, refusals, zero-size samples and options.

    Example
    -------
    >>> Row("exp", Sample(normal(3, 4)), empty=[Sample(normal(0, 4))])  # doctest: +SKIP
    """

    def __init__(self, name, *samples, wrong=(), empty=(), **options):
        unknown = set(options) - set(OPTIONS)
        if unknown:
            raise TypeError(f"{name}: no such option: {sorted(unknown)}")
        if not samples:
            raise TypeError(f"{name}: a row needs at least one sample")
        self.name = name
        self.samples = samples
        self.wrong = tuple(wrong)
        self.empty = tuple(empty)
        self.options = {**OPTIONS, **options}
        for sample in (*samples, *self.empty):
            self._demand_reasons({**self.options, **sample.options})

    def _demand_reasons(self, options):
        for option, departs in _NEED_REASON.items():
            if departs(options[option]) and not options["because"]:
                raise TypeError(f"{self.name}: {option}= needs because='...'")

    def option(self, sample, name):
        """Return an option's value for one sample."""
        return sample.options.get(name, self.options[name])

    def call(self, sample):
        """Return the path, below ``mx``, of the function to call (or the function itself)."""
        return self.option(sample, "call") or default_call(self.name)

    def key(self, sample):
        """Return the name under which a sample's recorded numbers are kept.

        It is made from what decides those numbers, so that a changed sample misses its old
        recording, and an inserted one leaves those of its neighbours alone.
        """
        said = [_encode(x) for x in sample.positional]
        said += [f"{k}={_encode(v)}" for k, v in {**sample.named, **sample.attrs}.items()]
        for name in ("attached", "heads", "train", "aux"):
            value = self.option(sample, name)
            if value != OPTIONS[name]:
                said.append(f"{name}:{value}")
        text = " ".join([str(self.call(sample)), *said])
        return f"{self.name}/{zlib.crc32(text.encode()):08x}"


def default_call(name):
    """Return where a canonical operator name is found below ``mx``."""
    for prefix in ("linalg", "contrib", "image"):
        if name.startswith(f"_{prefix}_"):
            return f"nd.{prefix}.{name[len(prefix) + 2:]}"
    if name.startswith("_random_") and name.endswith("_like"):
        return f"nd.random.{name[8:]}"
    return f"nd._internal.{name}" if name.startswith("_") else f"nd.{name}"


def _describe(value):
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{list(value.shape)}"
    return repr(value)


def _encode(value):
    if isinstance(value, np.ndarray):
        # Rounded, so that another C library's last bit does not make another sample.
        data = np.round(value.astype("float64"), 3) + 0.0
        return f"{value.dtype}{value.shape}{zlib.crc32(np.ascontiguousarray(data).tobytes())}"
    if isinstance(value, (np.generic, type)):
        return str(np.dtype(value)) if isinstance(value, type) else str(value)
    return repr(value)


# ---------------------------------------------------------------------------------------
# Inputs. Each maker is a pure function of its arguments: give `seed` where two arrays of
# one shape must differ. Values are rounded to three decimals.


def normal(*shape, scale=1.0, loc=0.0, seed=0, dtype="float32"):
    """Return normally distributed numbers."""
    draw = _random("normal", shape, seed).standard_normal(shape)
    return _finish(loc + scale * draw, dtype)


def uniform(*shape, low=-1.0, high=1.0, seed=0, dtype="float32"):
    """Return numbers spread evenly over ``[low, high]``."""
    draw = _random("uniform", shape, seed).uniform(size=shape)
    return _finish(low + (high - low) * draw, dtype)


def positive(*shape, low=0.5, high=2.0, seed=0, dtype="float32"):
    """Return numbers well above zero."""
    return uniform(*shape, low=low, high=high, seed=seed, dtype=dtype)


def integers(*shape, low=0, high=10, seed=0, dtype="float32"):
    """Return whole numbers in ``[low, high)``; float32, as MXNet takes indices."""
    draw = _random("integers", shape, seed).randint(low, high, size=shape)
    return np.asarray(draw, dtype=dtype)


def distinct(*shape, gap=0.25, seed=0, dtype="float32"):
    """Return shuffled numbers `gap` apart, none at zero: safe to sort, max and difference."""
    count = int(np.prod(shape))
    steps = np.arange(count) - count // 2 + 0.5
    return _finish(_random("distinct", shape, seed).permutation(steps * gap).reshape(shape), dtype)


def away(*shape, kinks=(0.0,), margin=0.1, scale=1.0, seed=0, dtype="float32"):
    """Return normally distributed numbers no nearer than `margin` to any kink."""
    values = scale * _random("away", shape, seed).standard_normal(shape)
    for kink in kinks:
        side = np.where(values >= kink, 1.0, -1.0)
        values = np.where(np.abs(values - kink) < margin, kink + 2 * margin * side, values)
    return _finish(values, dtype)


def positive_definite(*shape, seed=0, dtype="float32"):
    """Return symmetric positive definite matrices in the last two axes."""
    root = _random("definite", shape, seed).uniform(-1, 1, size=shape)
    return _finish(root @ np.swapaxes(root, -1, -2) + shape[-1] * np.eye(shape[-1]), dtype)


def array(values, dtype="float32"):
    """Return the given numbers as an array; float32 by default, as ``mx.nd.array``."""
    return np.array(values, dtype=dtype)


def head_gradient(shape, number, dtype="float32"):
    """Return the head gradient that output `number` gets in recordings and tests."""
    return normal(*shape, seed=7919 + number, dtype=dtype)


def _random(kind, shape, seed):
    # RandomState's streams are frozen: the same numbers under every NumPy.
    return np.random.RandomState(zlib.crc32(repr((kind, tuple(shape), seed)).encode()))


def _finish(values, dtype):
    return np.asarray(np.round(values, 3), dtype=dtype)
