"""Rows of the reductions."""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, away, distinct, integers, normal

CUBE = normal(2, 3, 4)
WHOLE = integers(3, 4, dtype="int32")
NAN = array([[float("nan"), 1, 2], [3, float("nan"), -1]])
TIES = array([[3, 1, 3, 2], [1, 1, 1, 1]])
AXES = [{}, {"axis": ()}, {"axis": 1}, {"axis": (2, 0)}, {"axis": -1, "keepdims": True},
        {"axis": 1, "exclude": True}, {"axis": (0, 1, 2), "exclude": True}, {"keepdims": True},
        {"axis": (0, 1, 2), "exclude": True, "keepdims": True}]
WRONG = [
    Wrong(CUBE, axis=3, says="exceeds"),
    Wrong(CUBE, axis=-4, says="exceeds"),
    Wrong(CUBE, axis=(0, -3), says="duplicates"),
    Wrong(CUBE, axis="one", says="axis"),
]


def over_axes(name, values, *more, wrong=(), **options):
    """Return the row of a reduction over every way to name axes."""
    samples = [Sample(values, **attrs) for attrs in AXES]
    return Row(name, *samples, *more, wrong=[*WRONG, *wrong], **options)


def mean_of_small(data):
    """The mean that does not wrap around."""
    return np.array([int(data.astype("int64").mean())], data.dtype)


def squares(data, axis=None, keepdims=False, exclude=False):
    """The sum of squares, as MXNet names axes."""
    axes = axis if isinstance(axis, tuple) else (axis,)
    if axis in (None, ()):
        axes = tuple(range(data.ndim))
    elif exclude:
        axes = tuple(set(range(data.ndim)) - {a % data.ndim for a in axes})
    out = np.sum(data * data, axis=axes, keepdims=keepdims)
    return out if out.shape else out.reshape(1)


def length(data, ord=2, axis=None, out_dtype="float32", keepdims=False):
    """The norm in another dtype."""
    out = np.sqrt(np.sum(data.astype("float64") ** 2, axis=axis, keepdims=keepdims))
    return out.reshape(out.shape or (1,)).astype(out_dtype)




def numpy(function):
    """Return NumPy's reduction with full results of shape (1,)."""
    def reduce(data, axis=None, **attrs):
        out = np.asarray(function(data, axis=axis, **attrs))
        return out if out.shape else out.reshape(1)
    return reduce


def of_nothing(function, *axes):
    """Return zero-size samples with NumPy's answers."""
    why = "the reference fails in the background, and then again in the calls that follow"
    return [Sample(normal(0, 3), axis=axis).but(
        reference=numpy(function), record=False, attached=(), because=why) for axis in axes]


NO_INFINITY = "the gradient of the reference is NaN where the norm is zero"

ROWS = [
    over_axes("sum", CUBE, Sample(WHOLE), Sample(integers(3, 4, high=200, dtype="uint8"), axis=0),
              Sample(NAN, axis=1).but(differentiable=()), empty=of_nothing(np.sum, None, 0, 1)),
    over_axes("mean", CUBE, Sample(WHOLE, axis=1), Sample(-WHOLE),
              Sample(array([100, 200, 3], "uint8")).but(
                  reference=mean_of_small, because="the reference's sum wraps around first"),
              empty=of_nothing(np.mean, 1)),
    over_axes("prod", normal(2, 3, 4, loc=1),
              Sample(array([[0, 2, 3], [0, 0, 4], [1, 2, 3]]), axis=1).but(
                  gradient_recorded=False, because="the reference divides by zero"),
              Sample(integers(2, 3, dtype="int32")), empty=of_nothing(np.prod, None, 0, 1)),
    over_axes("nansum", CUBE, Sample(NAN, axis=1).but(differentiable=()), Sample(WHOLE)),
    over_axes("nanprod", normal(2, 3, 4, loc=1), Sample(NAN).but(differentiable=())),
    over_axes("max", distinct(2, 3, 4), Sample(TIES, axis=1).but(differentiable=()),
              Sample(NAN, axis=0).but(differentiable=()), Sample(WHOLE, axis=0),
              wrong=[Wrong(np.zeros((0, 3), "float32"), axis=0, says="size", raises="MXNetError")]),
    over_axes("min", distinct(2, 3, 4), Sample(TIES, axis=1).but(differentiable=()),
              Sample(NAN, axis=0).but(differentiable=()), Sample(WHOLE, axis=0),
              wrong=[Wrong(np.zeros((0, 3), "float32"), says="size", raises="MXNetError")]),
    Row("_square_sum", *(Sample(CUBE, **attrs) for attrs in AXES[:7]), reference=squares,
        record=False, because="the reference has it for row-sparse arrays alone", wrong=WRONG),
    Row("norm",
        Sample(CUBE), Sample(CUBE, axis=1), Sample(CUBE, axis=(0, 2)), Sample(CUBE, keepdims=True),
        Sample(CUBE, axis=-1, keepdims=True), Sample(away(2, 3), ord=1),
        Sample(away(2, 3), ord=1, axis=1), Sample(away(2, 3, 2), ord=1, axis=(0, 1), keepdims=True),
        Sample(array([[0, 0, 0], [3, 0, 4]]), axis=1).but(
            differentiable=(), gradient_recorded=False, because=NO_INFINITY),
        Sample(CUBE, out_dtype="float32").but(
            dtypes=(), because="the dtype of the result is given"),
        Sample(CUBE, axis=1, out_dtype="float64").but(
            reference=length, dtypes=("float64",),
            because="the reference refuses any dtype but the data's; ours casts"),
        Sample(WHOLE).but(reference=lambda data: length(data, out_dtype="int32"),
                          because="the reference scales in integers, far off"),
        wrong=[*WRONG[:3], Wrong(CUBE, ord=3, says="only supports ord=1 and ord=2"),
               Wrong(CUBE, out_dtype="uint8", says="out_dtype")],
        empty=of_nothing(np.linalg.norm, 0, 1)),
    Row("moments",
        Sample(CUBE, axes=(0,)), Sample(CUBE, axes=(0, 2), keepdims=True), Sample(CUBE, axes=(-1,)),
        Sample(CUBE, axes=(0, 1, 2)), Sample(integers(4, 2, dtype="int32"), axes=(0,)),
        wrong=[Wrong(CUBE, says="empty axes"), Wrong(CUBE, axes=(), says="empty axes"),
               Wrong(CUBE, axes=(1, 1), says="duplicates"),
               Wrong(CUBE, axes=(5,), says="exceeds")]),
]


def place_of(name):
    """Return the row of `argmax` or `argmin`."""
    return Row(
        name,
        Sample(distinct(2, 3, 4)), Sample(distinct(2, 3, 4), axis=1),
        Sample(distinct(2, 3, 4), axis=-1, keepdims=True), Sample(distinct(2, 3), keepdims=True),
        Sample(TIES, axis=1), Sample(NAN, axis=1), Sample(WHOLE, axis=0), Sample(normal(5), axis=0),
        wrong=[Wrong(CUBE, axis=5, says="exceeds"), Wrong(CUBE, axis=-4, says="exceeds"),
               Wrong(CUBE, axis=(1,), says="axis"),
               Wrong(np.zeros((0, 3), "float32"), axis=0, says="empty", raises="MXNetError")],
        empty=[Sample(normal(0, 3), axis=1)],
        differentiable=(),
    )


ROWS += [
    place_of("argmax"),
    place_of("argmin"),
    Row("argmax_channel", Sample(distinct(2, 3)), Sample(distinct(2, 3, 4)), Sample(WHOLE),
        wrong=[Wrong(normal(3), says="exceeds")], differentiable=(), attached=()),
    Row("multi_sum_sq",
        Sample(normal(2, 3), num_arrays=1),
        Sample(normal(2, 3), normal(4), normal(1, 2, 2), num_arrays=3),
        Sample(normal(2, 3, dtype="float16"), num_arrays=1).but(rtol=1e-3),
        wrong=[Wrong(normal(2), normal(2), num_arrays=1, says="num_arrays"),
               Wrong(normal(2), says="num_arrays"),
               Wrong(integers(2, 2, dtype="int32"), num_arrays=1, says="floating point")],
        differentiable=(), attached=()),
]
