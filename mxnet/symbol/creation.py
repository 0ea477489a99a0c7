"""Symbols that have no symbol before them: variables, groups, constants, ranges.

What does not live here: operators of symbols.
"""

from .._core.dtypes import FLAGS, to_name
from .._graph.ir import Node, is_hidden
from ..attribute import AttrScope
from .compose import stored_key, text_of
from .entries import Entries, classes, wrapped
from .functions import ops

__all__ = [
    "var",
    "Variable",
    "group",
    "zeros",
    "ones",
    "full",
    "arange",
    "linspace",
    "eye",
    "histogram",
    "split_v2",
]


def var(
    name,
    attr=None,
    shape=None,
    lr_mult=None,
    wd_mult=None,
    dtype=None,
    init=None,
    stype=None,
    **kwargs,
):
    """A variable: an input, a parameter or a state of a graph, known by its name.

    Parameters
    ----------
    name : str
    attr : dict of str, optional
        Attributes.
    shape : tuple, optional
        Its shape, 0 for an unknown axis.
    lr_mult, wd_mult : float, optional
        What the learning rate and the weight decay of this parameter are multiplied by.
    dtype : type or str, optional
        Its type.
    init : Initializer or str, optional
        How it is initialized.
    stype : str, optional
        Its storage type.
    **kwargs
        Further attributes, named `__like_this__`.

    Returns
    -------
    Symbol

    Raises
    ------
    TypeError
        The name is no string.
    ValueError
        An attribute that is no text, or a further one without the double underscores.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.var("data", shape=(2, 3)).list_attr()
    {'__shape__': '(2, 3)'}
    """
    if not isinstance(name, str):
        raise TypeError("Expect a string for variable `name`")
    given = dict(AttrScope.current.get(attr))
    for value in given.values():
        if not isinstance(value, str):
            raise ValueError("Set Attr only accepts string values")
    if shape is not None:
        given["__shape__"] = text_of(tuple(shape) if isinstance(shape, (tuple, list)) else shape)
    for key, value in (("__lr_mult__", lr_mult), ("__wd_mult__", wd_mult)):
        if value is not None:
            given[key] = str(value)
    if dtype is not None:
        given["__dtype__"] = str(FLAGS[to_name(dtype)])
    if init is not None:
        given["__init__"] = init if isinstance(init, str) else init.dumps()
    if stype is not None:
        given["__storage_type__"] = str(_STORAGE[stype])
    for key, value in kwargs.items():
        if not is_hidden(key):
            raise ValueError(
                f"Attribute name={key} is not supported. Additional attributes must start and end "
                "with double underscores, e.g, __yourattr__"
            )
        given[key] = str(value)
    return wrapped(
        [(Node(None, name, {stored_key(key): value for key, value in given.items()}), 0)]
    )


_STORAGE = {"default": 0, "row_sparse": 1, "csr": 2}

Variable = var


def group(symbols, create_fn=None):
    """One symbol of all outputs of several; see `mx.sym.Group`."""
    symbols = list(symbols)
    if not symbols or not all(isinstance(each, Entries) for each in symbols):
        raise TypeError("Expected a list of symbols as input")
    return (create_fn or classes["sym"])([entry for each in symbols for entry in each._entries])


def _dtype(dtype):
    return to_name(dtype)


def zeros(shape, dtype=None, **kwargs):
    """An array of zeros.

    Parameters
    ----------
    shape : int or tuple of int
    dtype : type or str, optional
        float32 if left out.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.zeros((1, 2)).eval()[0].asnumpy().tolist()
    [[0.0, 0.0]]
    """
    return ops._zeros(shape=shape, dtype=_dtype(dtype), **kwargs)


def ones(shape, dtype=None, **kwargs):
    """An array of ones; see `zeros`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.ones(2).eval()[0].asnumpy().tolist()
    [1.0, 1.0]
    """
    return ops._ones(shape=shape, dtype=_dtype(dtype), **kwargs)


def full(shape, val, dtype=None, **kwargs):
    """An array of one value; see `zeros`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.full((2,), 3).eval()[0].asnumpy().tolist()
    [3.0, 3.0]
    """
    return ops._full(shape=shape, dtype=_dtype(dtype), value=float(val), **kwargs)


def arange(start, stop=None, step=1.0, repeat=1, infer_range=False, name=None, dtype=None):
    """Evenly spaced numbers from `start` up to, not including, `stop`.

    Parameters
    ----------
    start, stop, step : float
        As of Python's `range`; with one number that is the stop.
    repeat : int
        How often each number stands there.
    infer_range : bool
        Whether the stop follows from the shape that is needed.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.arange(2).eval()[0].asnumpy().tolist()
    [0.0, 1.0]
    """
    return ops._arange(
        start=start,
        stop=stop,
        step=step,
        repeat=repeat,
        infer_range=infer_range,
        name=name,
        dtype=_dtype(dtype),
    )


def linspace(start, stop, num, endpoint=True, name=None, dtype=None):
    """`num` evenly spaced numbers from `start` to `stop`, which is the last with `endpoint`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.linspace(0, 1, 3).eval()[0].asnumpy().tolist()
    [0.0, 0.5, 1.0]
    """
    return ops._linspace(
        start=start, stop=stop, num=num, endpoint=endpoint, name=name, dtype=_dtype(dtype)
    )


def eye(N, M=0, k=0, dtype=None, **kwargs):
    """A matrix of `N` rows and `M` columns (`N` where 0) with ones on its `k`-th diagonal.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.sym.eye(2).eval()[0].asnumpy().tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    return ops._eye(N=N, M=M, k=k, dtype=_dtype(dtype), **kwargs)


def histogram(a, bins=10, range=None, **kwargs):
    """How many elements of `a` fall into each bin, and the edges of the bins.

    Parameters
    ----------
    a : Symbol
    bins : int or Symbol
        How many bins between the two numbers of `range`, or the edges.
    range : tuple of float
        Needed where `bins` is a number.

    Raises
    ------
    ValueError
        `bins` is neither, or a number without a range.

    Examples
    --------
    >>> import mxnet as mx
    >>> h = mx.sym.histogram(mx.sym.var("a"), bins=2, range=(0, 2))
    >>> h.eval(a=mx.nd.array([0.5, 1.5, 1.6]))[0].asnumpy().tolist()
    [1, 2]
    """
    if isinstance(bins, Entries):
        return ops._histogram(data=a, bins=bins, **kwargs)
    if not isinstance(bins, int):
        raise ValueError("bins argument should be either an integer or an NDArray")
    if range is None:
        raise ValueError("null range is not supported in symbol mode")
    return ops._histogram(data=a, bin_cnt=bins, range=range, **kwargs)


def split_v2(ary, indices_or_sections, axis=0, squeeze_axis=False):
    """Parts of an array along an axis: a number of equal ones, or those between the given indices.

    Examples
    --------
    >>> import mxnet as mx
    >>> len(mx.sym.split_v2(mx.sym.var("a"), (1, 3)))
    3
    """
    if isinstance(indices_or_sections, int):
        return ops._split_v2(
            ary, indices=[], axis=axis, squeeze_axis=squeeze_axis, sections=indices_or_sections
        )
    if isinstance(indices_or_sections, (tuple, list, set)):
        return ops._split_v2(
            ary, indices=[0, *indices_or_sections], axis=axis, squeeze_axis=squeeze_axis, sections=0
        )
    raise ValueError("indices_or_sections must either int or tuple / list / set of ints")
