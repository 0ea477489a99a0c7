"""Layers beyond the usual ones: side by side, pixel shuffles, normalization over devices.

What does not live here: layers of `gluon.nn`.
"""

from .... import ndarray
from ...block import Block, HybridBlock
from ...nn import BatchNorm, Sequential
from ...nn.side_by_side import HybridConcurrent, Identity

__all__ = [
    "Concurrent",
    "HybridConcurrent",
    "Identity",
    "SparseEmbedding",
    "SyncBatchNorm",
    "PixelShuffle1D",
    "PixelShuffle2D",
    "PixelShuffle3D",
]


class Concurrent(Sequential):
    """Join what the children make of the same input, along one axis.

    Parameters
    ----------
    axis : int
    prefix, params
        As of `Block`.

    Examples
    --------
    >>> import mxnet as mx
    >>> net = mx.gluon.contrib.nn.Concurrent(axis=1)
    >>> net.add(mx.gluon.nn.Dense(2), mx.gluon.nn.Dense(3))
    >>> net.initialize()
    >>> net(mx.nd.ones((4, 5))).shape
    (4, 5)
    """

    def __init__(self, axis=-1, prefix=None, params=None):
        super().__init__(prefix=prefix, params=params)
        self.axis = axis

    def forward(self, x):
        """Join the children's outputs."""
        outputs = [block(x) for block in self._children.values()]
        return ndarray.concat(*outputs, dim=self.axis)


class SparseEmbedding(Block):
    """A vector for each of many words; like `gluon.nn.Embedding`, with dense gradients.

    Parameters
    ----------
    input_dim : int
        How many words there are.
    output_dim : int
        Width of a vector.
    dtype : str
    weight_initializer : Initializer or str, optional
    **kwargs
        As of `Block`.
    """

    def __init__(self, input_dim, output_dim, dtype="float32", weight_initializer=None, **kwargs):
        super().__init__(**kwargs)
        self._kwargs = {
            "input_dim": input_dim,
            "output_dim": output_dim,
            "dtype": dtype,
            "sparse_grad": True,
        }
        self.weight = self.params.get(
            "weight", shape=(input_dim, output_dim), init=weight_initializer, dtype=dtype
        )

    def forward(self, x):
        """The vectors of words given as numbers."""
        weight = self.weight.data(x.context)
        return ndarray.Embedding(x, weight, name="fwd", **self._kwargs)

    def __repr__(self):
        given = self._kwargs
        return (
            f"{type(self).__name__}({given['input_dim']} -> {given['output_dim']}, "
            f"{given['dtype']})"
        )


class SyncBatchNorm(BatchNorm):
    """`BatchNorm` over the samples of all devices.

    Parameters
    ----------
    in_channels : int
        Found out from the first input if 0.
    num_devices : int, optional
        How many devices run the layer at the same time.
    momentum, epsilon, center, scale, use_global_stats, beta_initializer, gamma_initializer, \
running_mean_initializer, running_variance_initializer
        As those of `BatchNorm`.
    **kwargs
        As of `Block`.

    Source: Zhang and others, 2018, https://arxiv.org/abs/1803.08904
    """

    def __init__(
        self,
        in_channels=0,
        num_devices=None,
        momentum=0.9,
        epsilon=1e-5,
        center=True,
        scale=True,
        use_global_stats=False,
        beta_initializer="zeros",
        gamma_initializer="ones",
        running_mean_initializer="zeros",
        running_variance_initializer="ones",
        **kwargs,
    ):
        super().__init__(
            1, momentum, epsilon, center, scale, use_global_stats, beta_initializer,
            gamma_initializer, running_mean_initializer, running_variance_initializer,
            in_channels, **kwargs,
        )  # fmt: skip
        self._kwargs = {
            "eps": epsilon,
            "momentum": momentum,
            "fix_gamma": not scale,
            "use_global_stats": use_global_stats,
            "ndev": num_devices or 1,
            "key": self.prefix,
        }

    def hybrid_forward(self, F, x, gamma, beta, running_mean, running_var):
        """Normalize each channel."""
        return F.contrib.SyncBatchNorm(
            x, gamma, beta, running_mean, running_var, name="fwd", **self._kwargs
        )

    def __repr__(self):
        words = [
            f"{name}={value!r}" if name == "key" else f"{name}={value}"
            for name, value in self._kwargs.items()
        ]
        return self._show(*words, f"in_channels={self.gamma.shape[0] or None}")


def _factors(given, axes):
    """One factor for every axis, from one for all or a list."""
    if not hasattr(given, "__len__"):
        return (int(given),) * axes
    if len(given) != axes:
        raise AssertionError(f"wrong length {len(given)}")
    return tuple(int(each) for each in given)


class PixelShuffle1D(HybridBlock):
    """Longer signals of fewer channels: ``(N, f·C, W)`` becomes ``(N, C, W·f)``.

    Parameters
    ----------
    factor : int
        How much longer.

    Examples
    --------
    >>> import mxnet as mx
    >>> layer = mx.gluon.contrib.nn.PixelShuffle1D(2)
    >>> layer(mx.nd.array([[[1, 2], [3, 4]]])).asnumpy().tolist()
    [[[1.0, 3.0, 2.0, 4.0]]]
    """

    def __init__(self, factor):
        super().__init__()
        self._factor = int(factor)

    def hybrid_forward(self, F, x):
        """Put the channels of a place side by side."""
        x = F.reshape(x, (0, -4, -1, self._factor, 0))
        x = F.transpose(x, (0, 1, 3, 2))
        return F.reshape(x, (0, 0, -3))

    def __repr__(self):
        return f"{type(self).__name__}({self._factor})"


class PixelShuffle2D(HybridBlock):
    """Larger images of fewer channels: ``(N, f·g·C, H, W)`` becomes ``(N, C, H·f, W·g)``.

    Parameters
    ----------
    factor : int or tuple of int
        How much larger along each axis.

    Source: Shi and others, 2016, https://arxiv.org/abs/1609.05158
    """

    def __init__(self, factor):
        super().__init__()
        self._factors = _factors(factor, 2)

    def hybrid_forward(self, F, x):
        """Put the channels of a pixel side by side."""
        f, g = self._factors
        x = F.reshape(x, (0, -4, -1, f * g, 0, 0))
        x = F.reshape(x, (0, 0, -4, f, g, 0, 0))
        x = F.transpose(x, (0, 1, 4, 2, 5, 3))
        return F.reshape(x, (0, 0, -3, -3))

    def __repr__(self):
        return f"{type(self).__name__}({self._factors})"


class PixelShuffle3D(HybridBlock):
    """Larger volumes of fewer channels: ``(N, f·g·h·C, D, H, W)`` becomes
    ``(N, C, D·f, H·g, W·h)``.

    Parameters
    ----------
    factor : int or tuple of int
        How much larger along each axis.
    """

    def __init__(self, factor):
        super().__init__()
        self._factors = _factors(factor, 3)

    def hybrid_forward(self, F, x):
        """Put the channels of a place side by side, axis by axis: 1.9.1 has six axes at most."""
        f, g, h = self._factors
        x = F.reshape(x, (0, -4, -1, f * g * h, 0, 0, 0))
        x = F.swapaxes(x, 2, 3)
        x = F.reshape(x, (0, 0, 0, -4, f, g * h, 0, 0))
        x = F.reshape(x, (0, 0, -3, 0, 0, 0))
        x = F.swapaxes(x, 3, 4)
        x = F.reshape(x, (0, 0, 0, 0, -4, g, h, 0))
        x = F.reshape(x, (0, 0, 0, -3, 0, 0))
        x = F.swapaxes(x, 4, 5)
        return F.reshape(x, (0, 0, 0, 0, -3))

    def __repr__(self):
        return f"{type(self).__name__}({self._factors})"
