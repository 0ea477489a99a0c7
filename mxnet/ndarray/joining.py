"""Functions over whole arrays that are more than one operator: joins, splits, histograms, image
files.

What does not live here: operators.
"""

import numpy as np

from .. import _kernels as k
from .._core.errors import MXNetError
from .creation import array
from .handle import Handle
from .operators import ops

__all__ = [
    "concatenate",
    "split_v2",
    "moveaxis",
    "histogram",
    "onehot_encode",
    "imdecode",
    "waitall",
]


def concatenate(arrays, axis=0, always_copy=True):
    """Arrays of one dtype behind one another along an axis.

    Parameters
    ----------
    arrays : list of NDArray
        They differ in length along `axis` only.
    axis : int
        The axis.
    always_copy : bool
        When off, the only array of a list of one is returned itself.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.concatenate([mx.nd.zeros((1, 2)), mx.nd.ones((2, 2))]).shape
    (3, 2)
    """
    assert isinstance(arrays, list), "arrays must be a list"
    assert len(arrays) > 0, "arrays must not be empty"
    assert all(isinstance(x, Handle) for x in arrays), "arrays must hold NDArrays"
    first = arrays[0]
    if len(arrays) == 1 and not always_copy:
        return first
    at = axis % len(first.shape)
    for x in arrays[1:]:
        assert x.dtype == first.dtype, (
            f"arrays have dtypes {first.dtype.__name__} and {x.dtype.__name__}"
        )
        assert (x.shape[:at], x.shape[at + 1 :]) == (first.shape[:at], first.shape[at + 1 :]), (
            f"shapes {first.shape} and {x.shape} differ beside axis {at}"
        )
    return ops.concat(*arrays, dim=at)


def split_v2(ary, indices_or_sections, axis=0, squeeze_axis=False):
    """Parts of an array along an axis: equal ones, or between given places.

    Parameters
    ----------
    indices_or_sections : int or tuple of int
        How many equal parts, or where each part but the first begins.
    axis : int
        The axis.
    squeeze_axis : bool
        Drop the axis, which must be left with length one.

    Raises
    ------
    ValueError
        The parts would not be equal.

    Examples
    --------
    >>> import mxnet as mx
    >>> [part.shape for part in mx.nd.split_v2(mx.nd.zeros((3, 2)), (1,))]
    [(1, 2), (2, 2)]
    """
    size = ary.shape[axis]
    if isinstance(indices_or_sections, int):
        if indices_or_sections <= 0 or size % indices_or_sections:
            raise ValueError("array split does not result in an equal division")
        step = size // indices_or_sections
        indices = tuple(step * i for i in range(indices_or_sections))
    elif isinstance(indices_or_sections, tuple):
        indices = (0, *indices_or_sections)
    else:
        raise ValueError("indices_or_sections must either int or tuple of ints")
    return ops._split_v2(ary, indices=indices, axis=axis, squeeze_axis=squeeze_axis)


def moveaxis(tensor, source, destination):
    """Move axes to other places; the others keep their order.

    Raises
    ------
    ValueError
        A place outside the array, an axis given twice, or lists of different lengths.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.moveaxis(mx.nd.zeros((2, 3, 4)), 0, 2).shape
    (3, 4, 2)
    """
    ndim = len(tensor.shape)
    source, destination = _axes(source, "source", ndim), _axes(destination, "destination", ndim)
    if len(source) != len(destination):
        raise ValueError(
            "`source` and `destination` arguments must have the same number of elements"
        )
    order = [i for i in range(ndim) if i not in source]
    for place, axis in sorted(zip(destination, source, strict=True)):
        order.insert(place, axis)
    return ops.transpose(tensor, axes=tuple(order))


def _axes(axes, name, ndim):
    axes = [axes] if isinstance(axes, (int, np.integer)) else list(axes)
    for axis in axes:
        if not -ndim <= axis < ndim:
            raise ValueError(f"{name} axis {axis} is not one of an array with {ndim} axes")
    axes = [axis % ndim for axis in axes]
    if len(set(axes)) != len(axes):
        raise ValueError("repeated axis")
    return axes


def histogram(a, bins=10, range=None):
    """How many elements lie in each bin, and where the bins end.

    Parameters
    ----------
    bins : int or NDArray
        How many equal bins, or the edges of all.
    range : (float, float), optional
        Where the first bin begins and the last ends; the smallest and largest element if left out.

    Returns
    -------
    (NDArray, NDArray)
        Counts and edges.

    Examples
    --------
    >>> import mxnet as mx
    >>> counts, edges = mx.nd.histogram(mx.nd.array([0, 1, 3]), bins=3, range=(0, 3))
    >>> counts.asnumpy().tolist(), edges.asnumpy().tolist()
    ([1, 1, 1], [0.0, 1.0, 2.0, 3.0])
    """
    if isinstance(bins, Handle):
        return ops._histogram(a, bins)
    if not isinstance(bins, int):
        raise ValueError("bins argument should be either an integer or an NDArray")
    if range is None:  # the reference asks NumPy then, and its counts come as float32
        counts, edges = np.histogram(a.asnumpy(), bins=bins)
        return array(counts, ctx=a.context), array(edges, ctx=a.context)
    return ops._histogram(a, bin_cnt=bins, range=range)


def onehot_encode(indices, out):
    """Write ones where `indices` says, row by row, and zeros elsewhere, into the matrix `out`.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.onehot_encode(mx.nd.array([1]), mx.nd.zeros((1, 2))).asnumpy().tolist()
    [[0.0, 1.0]]
    """
    out[:] = ops.one_hot(indices, depth=out.shape[1], dtype=k.dtype_name(out._data))
    return out


def imdecode(str_img, clip_rect=(0, 0, 0, 0), out=None, index=0, channels=3, mean=None):
    """The pixels of an image file's bytes; programs of today call `mx.image.imdecode`.

    Raises
    ------
    MXNetError
        Decoding comes with `mx.image`, which is not there yet.
    """
    raise MXNetError("imdecode: decoding images is not there yet; it comes with mx.image")


def waitall():
    """Wait for everything that was started on a device.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.nd.waitall()
    """
    k.synchronize()
