"""`mx.gluon.utils`: batches over devices, norms of gradients, files from the network.

What does not live here: the transfer of files itself (`_download.py`).
"""

import math
import warnings

from ..ndarray import NDArray, array
from ..ndarray import add_n as add_arrays
from ..ndarray import multi_sum_sq as sums_of_squares
from ..util import is_np_shape
from ._download import check_sha1, download, replace_file
from ._download import repository as _get_repo_url  # noqa: F401  GluonNLP takes them from here
from ._download import repository_file as _get_repo_file_url  # noqa: F401
from ._text import brief as _brief_print_list  # noqa: F401
from ._text import indented as _indent  # noqa: F401

__all__ = [
    "HookHandle",
    "check_sha1",
    "clip_global_norm",
    "download",
    "replace_file",
    "shape_is_known",
    "split_and_load",
    "split_data",
]


def split_data(data, num_slice, batch_axis=0, even_split=True):
    """An array in parts along one axis, such as one for each device.

    Parameters
    ----------
    data : NDArray
    num_slice : int
        How many parts.
    batch_axis : int
    even_split : bool
        Whether all must have the same length; else the first ones are longer by one, and where
        there are fewer rows than parts the last ones are empty.

    Returns
    -------
    list of NDArray
        The array itself where there is one part.

    Raises
    ------
    ValueError
        The axis cannot be split evenly.

    Examples
    --------
    >>> import mxnet as mx
    >>> [x.shape for x in split_data(mx.nd.ones((5, 2)), 2, even_split=False)]
    [(3, 2), (2, 2)]
    """
    size = data.shape[batch_axis]
    if even_split and size % num_slice:
        raise ValueError(
            f"data with shape {data.shape} cannot be evenly split into {num_slice} slices along "
            f"axis {batch_axis}. Use a batch size that's multiple of {num_slice} or set "
            "even_split=False to allow uneven partitioning of data."
        )
    if num_slice == 1:
        return [data]
    length, longer = divmod(size, num_slice)
    starts = [i * length + min(i, longer) for i in range(num_slice)] + [size]
    return [
        data[start:stop]
        if batch_axis == 0
        else data.slice_axis(axis=batch_axis, begin=start, end=stop)
        for start, stop in zip(starts, starts[1:], strict=False)
    ]


def split_and_load(data, ctx_list, batch_axis=0, even_split=True):
    """The parts of a batch, each on its device.

    Parameters
    ----------
    data : NDArray or array_like
    ctx_list : list of Context
    batch_axis, even_split
        As of `split_data`.

    Returns
    -------
    list of NDArray
        One for each context.

    Examples
    --------
    >>> import mxnet as mx
    >>> [x.context for x in split_and_load(mx.nd.ones((4, 2)), [mx.cpu(0), mx.cpu(1)])]
    [cpu(0), cpu(1)]
    """
    if not isinstance(data, NDArray):
        data = array(data, ctx=ctx_list[0])
    if len(ctx_list) == 1:
        return [data.as_in_context(ctx_list[0])]
    parts = split_data(data, len(ctx_list), batch_axis, even_split)
    return [part.as_in_context(ctx) for part, ctx in zip(parts, ctx_list, strict=True)]


def clip_global_norm(arrays, max_norm, check_isfinite=True):
    """Scale arrays, in place and all by one factor, so that their common norm is not too large.

    Parameters
    ----------
    arrays : list of NDArray
    max_norm : float
    check_isfinite : bool
        Warn where the norm is no finite number; to look at it, the computation is waited for.

    Returns
    -------
    numpy.float32, or NDArray without `check_isfinite`
        The norm before.

    Examples
    --------
    >>> import mxnet as mx
    >>> x, y = mx.nd.array([3.0]), mx.nd.array([4.0])
    >>> round(float(clip_global_norm([x, y], 1.0)), 4)
    5.0
    >>> [round(each.item(), 4) for each in (x, y)]
    [0.6, 0.8]
    """
    if not len(arrays):
        raise AssertionError("clip_global_norm: there are no arrays")
    norm = _global_norm(arrays)
    if check_isfinite:
        norm = norm.asscalar()
        if not math.isfinite(norm):
            warnings.warn(
                UserWarning("nan or inf is detected. Clipping results will be undefined."),
                stacklevel=2,
            )
        scale = max_norm / (norm + 1e-8)
        if not scale >= 1.0:
            for x in arrays:
                x *= scale
        return norm
    scale = (max_norm / (norm + 1e-8)).clip(0, 1)
    for x in arrays:
        x *= scale.as_in_context(x.context).astype(x.dtype, copy=False)
    return norm


def _global_norm(arrays):
    """The root of the sum of all squares, as an array on the first one's device."""
    groups = {}
    for x in arrays:
        groups.setdefault((x.context, x.dtype), []).append(x)
    home = arrays[0].context
    sums = [
        sums_of_squares(*group, num_arrays=len(group)).sum().astype("float32").as_in_context(home)
        for group in groups.values()
    ]
    return (sums[0] if len(sums) == 1 else add_arrays(*sums)).sqrt()


def shape_is_known(shape):
    """Whether every axis of a shape is known.

    Parameters
    ----------
    shape : tuple of int or None
        0 (or -1, under `mx.np_shape`) stands for an unknown axis.

    Returns
    -------
    bool

    Examples
    --------
    >>> shape_is_known((2, 3)), shape_is_known((2, 0)), shape_is_known(None)
    (True, False, False)
    """
    if shape is None:
        return False
    unknown = -1 if is_np_shape() else 0
    if not len(shape):
        return unknown == -1
    for size in shape:
        if size == unknown:
            return False
        if size < unknown:
            raise AssertionError(
                f"shape dimension size cannot be less than {unknown}, while received {size}"
            )
    return True


class HookHandle:
    """What registering a hook gives: `detach()` takes the hook off; so does the end of a `with`.

    Examples
    --------
    >>> hooks, handle = {}, HookHandle()
    >>> handle.attach(hooks, print)
    >>> len(hooks)
    1
    >>> handle.detach()
    >>> len(hooks)
    0
    """

    def __init__(self):
        self._hooks = None

    def attach(self, hooks_dict, hook):
        """Put a hook into a dict.

        Parameters
        ----------
        hooks_dict : dict
        hook : callable

        Raises
        ------
        AssertionError
            The handle holds one already.
        """
        if self._hooks is not None:
            raise AssertionError("The same handle cannot be attached twice.")
        hooks_dict[id(self)] = hook
        self._hooks = hooks_dict

    def detach(self):
        """Take the hook off, if it is still there."""
        if self._hooks is not None:
            self._hooks.pop(id(self), None)
            self._hooks = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.detach()

    def __getstate__(self):
        return self._hooks, id(self)

    def __setstate__(self, state):
        self._hooks, before = state
        if self._hooks is not None and before in self._hooks:
            self._hooks[id(self)] = self._hooks.pop(before)
