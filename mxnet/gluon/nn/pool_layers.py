"""Poolings: one number for each window of another. And padding by reflection.

The families share one base, which knows everything but the number of axes and the defaults.
"""

from ..block import HybridBlock
from .sizes import per_axis

__all__ = [
    "MaxPool1D", "MaxPool2D", "MaxPool3D", "AvgPool1D", "AvgPool2D", "AvgPool3D", "GlobalMaxPool1D",
    "GlobalMaxPool2D", "GlobalMaxPool3D", "GlobalAvgPool1D", "GlobalAvgPool2D", "GlobalAvgPool3D",
    "ReflectionPad2D",
]  # fmt: skip

_LAYOUTS = {1: ("NCW", "NWC"), 2: ("NCHW", "NHWC"), 3: ("NCDHW", "NDHWC")}


class _Pooling(HybridBlock):
    """What all poolings share.

    Parameters
    ----------
    pool_size : tuple of int
        Its length is the number of axes.
    strides : int or tuple of int, optional
    padding : int or tuple of int
    ceil_mode, global_pool : bool
    pool_type : str
    layout : str
    count_include_pad : bool, optional
    """

    def __init__(self, pool_size, strides, padding, ceil_mode, global_pool, pool_type, layout,
                 count_include_pad=None, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        axes = len(pool_size)
        if layout not in _LAYOUTS[axes]:
            named = " and ".join(_LAYOUTS[axes])
            raise AssertionError(f"Only {named} layouts are valid for {axes}D Pooling")
        self._kwargs = {
            "kernel": pool_size,
            "stride": pool_size if strides is None else per_axis(strides, axes, "strides"),
            "pad": per_axis(padding, axes, "padding"),
            "global_pool": global_pool,
            "pool_type": pool_type,
            "layout": layout,
            "pooling_convention": "full" if ceil_mode else "valid",
        }
        if count_include_pad is not None:
            self._kwargs["count_include_pad"] = count_include_pad

    def _alias(self):
        return "pool"

    def hybrid_forward(self, F, x):
        return F.Pooling(x, name="fwd", **self._kwargs)

    def __repr__(self):
        p = self._kwargs
        words = [f"size={p['kernel']}", f"stride={p['stride']}", f"padding={p['pad']}"]
        words += [f"ceil_mode={p['pooling_convention'] == 'full'}"]
        words += [f"{name}={p[name]}" for name in ("global_pool", "pool_type", "layout")]
        return "{}({})".format(type(self).__name__, ", ".join(words))


class MaxPool1D(_Pooling):
    """The largest number of each window of sequences, `(N, channels, width)`.

    Parameters
    ----------
    pool_size, strides, padding, layout, ceil_mode
        As those of `MaxPool2D`, with one axis. The layout is `'NCW'` or `'NWC'`.

    Examples
    --------
    >>> mx.gluon.nn.MaxPool1D()(mx.nd.ones((1, 1, 8))).shape
    (1, 1, 4)
    """

    def __init__(self, pool_size=2, strides=None, padding=0, layout="NCW", ceil_mode=False,
                 **kwargs):  # fmt: skip
        size = per_axis(pool_size, 1, "pool_size")
        super().__init__(size, strides, padding, ceil_mode, False, "max", layout, **kwargs)


class MaxPool2D(_Pooling):
    """The largest number of each window of images, `(N, channels, height, width)`.

    Parameters
    ----------
    pool_size : int or tuple of int
        The window's size along each axis; one number stands for all axes.
    strides : int or tuple of int, optional
        How far the window moves; by default its size, so that windows do not overlap.
    padding : int or tuple of int
        How many places are added before and behind the data; they never are the largest.
    layout : str
        `'NCHW'` or `'NHWC'`: where the channels are.
    ceil_mode : bool
        Let the last window reach beyond the data where strides do not divide the size. Without
        it what remains is left out.

    Examples
    --------
    >>> mx.gluon.nn.MaxPool2D()(mx.nd.ones((1, 1, 8, 8))).shape
    (1, 1, 4, 4)
    """

    def __init__(self, pool_size=(2, 2), strides=None, padding=0, layout="NCHW", ceil_mode=False,
                 **kwargs):  # fmt: skip
        size = per_axis(pool_size, 2, "pool_size")
        super().__init__(size, strides, padding, ceil_mode, False, "max", layout, **kwargs)


class MaxPool3D(_Pooling):
    """The largest number of each window of volumes, `(N, channels, depth, height, width)`.

    Parameters
    ----------
    pool_size, strides, padding, layout, ceil_mode
        As those of `MaxPool2D`, with three axes. The layout is `'NCDHW'` or `'NDHWC'`.

    Examples
    --------
    >>> mx.gluon.nn.MaxPool3D()(mx.nd.ones((1, 1, 8, 8, 8))).shape
    (1, 1, 4, 4, 4)
    """

    def __init__(self, pool_size=(2, 2, 2), strides=None, padding=0, ceil_mode=False,
                 layout="NCDHW", **kwargs):  # fmt: skip
        size = per_axis(pool_size, 3, "pool_size")
        super().__init__(size, strides, padding, ceil_mode, False, "max", layout, **kwargs)


class AvgPool1D(_Pooling):
    """The mean of each window of sequences, `(N, channels, width)`.

    Parameters
    ----------
    pool_size, strides, padding, layout, ceil_mode
        As those of `MaxPool2D`, with one axis. The layout is `'NCW'` or `'NWC'`.
    count_include_pad : bool
        Whether padding counts as zeros in the mean, or not at all.

    Examples
    --------
    >>> mx.gluon.nn.AvgPool1D()(mx.nd.ones((1, 1, 8))).shape
    (1, 1, 4)
    """

    def __init__(self, pool_size=2, strides=None, padding=0, layout="NCW", ceil_mode=False,
                 count_include_pad=True, **kwargs):  # fmt: skip
        size = per_axis(pool_size, 1, "pool_size")
        super().__init__(
            size, strides, padding, ceil_mode, False, "avg", layout, count_include_pad, **kwargs
        )


class AvgPool2D(_Pooling):
    """The mean of each window of images, `(N, channels, height, width)`.

    Parameters
    ----------
    pool_size, strides, padding, layout, ceil_mode
        As those of `MaxPool2D`. The layout is `'NCHW'` or `'NHWC'`.
    count_include_pad : bool
        Whether padding counts as zeros in the mean, or not at all.

    Examples
    --------
    >>> mx.gluon.nn.AvgPool2D()(mx.nd.ones((1, 1, 8, 8))).shape
    (1, 1, 4, 4)
    """

    def __init__(self, pool_size=(2, 2), strides=None, padding=0, ceil_mode=False, layout="NCHW",
                 count_include_pad=True, **kwargs):  # fmt: skip
        size = per_axis(pool_size, 2, "pool_size")
        super().__init__(
            size, strides, padding, ceil_mode, False, "avg", layout, count_include_pad, **kwargs
        )


class AvgPool3D(_Pooling):
    """The mean of each window of volumes, `(N, channels, depth, height, width)`.

    Parameters
    ----------
    pool_size, strides, padding, layout, ceil_mode
        As those of `MaxPool2D`, with three axes. The layout is `'NCDHW'` or `'NDHWC'`.
    count_include_pad : bool
        Whether padding counts as zeros in the mean, or not at all.

    Examples
    --------
    >>> mx.gluon.nn.AvgPool3D()(mx.nd.ones((1, 1, 8, 8, 8))).shape
    (1, 1, 4, 4, 4)
    """

    def __init__(self, pool_size=(2, 2, 2), strides=None, padding=0, ceil_mode=False,
                 layout="NCDHW", count_include_pad=True, **kwargs):  # fmt: skip
        size = per_axis(pool_size, 3, "pool_size")
        super().__init__(
            size, strides, padding, ceil_mode, False, "avg", layout, count_include_pad, **kwargs
        )


class GlobalMaxPool1D(_Pooling):
    """The largest number of each channel of sequences, `(N, channels, width)`.

    Parameters
    ----------
    layout : str
        `'NCW'` or `'NWC'`.

    Examples
    --------
    >>> mx.gluon.nn.GlobalMaxPool1D()(mx.nd.ones((1, 3, 8))).shape
    (1, 3, 1)
    """

    def __init__(self, layout="NCW", **kwargs):
        super().__init__((1,) * 1, None, 0, True, True, "max", layout, **kwargs)


class GlobalMaxPool2D(_Pooling):
    """The largest number of each channel of images, `(N, channels, height, width)`.

    Parameters
    ----------
    layout : str
        `'NCHW'` or `'NHWC'`.

    Examples
    --------
    >>> mx.gluon.nn.GlobalMaxPool2D()(mx.nd.ones((1, 3, 8, 8))).shape
    (1, 3, 1, 1)
    """

    def __init__(self, layout="NCHW", **kwargs):
        super().__init__((1,) * 2, None, 0, True, True, "max", layout, **kwargs)


class GlobalMaxPool3D(_Pooling):
    """The largest number of each channel of volumes, `(N, channels, depth, height, width)`.

    Parameters
    ----------
    layout : str
        `'NCDHW'` or `'NDHWC'`.

    Examples
    --------
    >>> mx.gluon.nn.GlobalMaxPool3D()(mx.nd.ones((1, 3, 8, 8, 8))).shape
    (1, 3, 1, 1, 1)
    """

    def __init__(self, layout="NCDHW", **kwargs):
        super().__init__((1,) * 3, None, 0, True, True, "max", layout, **kwargs)


class GlobalAvgPool1D(_Pooling):
    """The mean of each channel of sequences, `(N, channels, width)`.

    Parameters
    ----------
    layout : str
        `'NCW'` or `'NWC'`.

    Examples
    --------
    >>> mx.gluon.nn.GlobalAvgPool1D()(mx.nd.ones((1, 3, 8))).shape
    (1, 3, 1)
    """

    def __init__(self, layout="NCW", **kwargs):
        super().__init__((1,) * 1, None, 0, True, True, "avg", layout, **kwargs)


class GlobalAvgPool2D(_Pooling):
    """The mean of each channel of images, `(N, channels, height, width)`.

    Parameters
    ----------
    layout : str
        `'NCHW'` or `'NHWC'`.

    Examples
    --------
    >>> mx.gluon.nn.GlobalAvgPool2D()(mx.nd.ones((1, 3, 8, 8))).shape
    (1, 3, 1, 1)
    """

    def __init__(self, layout="NCHW", **kwargs):
        super().__init__((1,) * 2, None, 0, True, True, "avg", layout, **kwargs)


class GlobalAvgPool3D(_Pooling):
    """The mean of each channel of volumes, `(N, channels, depth, height, width)`.

    Parameters
    ----------
    layout : str
        `'NCDHW'` or `'NDHWC'`.

    Examples
    --------
    >>> mx.gluon.nn.GlobalAvgPool3D()(mx.nd.ones((1, 3, 8, 8, 8))).shape
    (1, 3, 1, 1, 1)
    """

    def __init__(self, layout="NCDHW", **kwargs):
        super().__init__((1,) * 3, None, 0, True, True, "avg", layout, **kwargs)


class ReflectionPad2D(HybridBlock):
    """Continue images, `(N, channels, height, width)`, by their mirror image beyond each edge.

    Parameters
    ----------
    padding : int or tuple of int
        How many places are added on each of the four sides; or eight numbers, two for each axis.

    Examples
    --------
    >>> x = mx.nd.arange(9).reshape((1, 1, 3, 3))
    >>> mx.gluon.nn.ReflectionPad2D(1)(x)[0, 0, 0].asnumpy().tolist()
    [4.0, 3.0, 4.0, 5.0, 4.0]
    """

    def __init__(self, padding=0, **kwargs):
        super().__init__(**kwargs)
        if not hasattr(padding, "__len__"):
            padding = (0, 0, 0, 0, padding, padding, padding, padding)
        assert len(padding) == 8
        self._padding = padding

    def hybrid_forward(self, F, x):
        return F.pad(x, mode="reflect", pad_width=self._padding)
