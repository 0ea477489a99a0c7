"""Layers that bring numbers to mean 0 and variance 1, and then scale and shift them as learnt.

They differ in what they take the mean over. What does not live here: the operators.
"""

from ..._core.dtypes import is_coarse
from ..block import HybridBlock

__all__ = ["BatchNorm", "BatchNormReLU", "InstanceNorm", "LayerNorm", "GroupNorm"]


class _Norm(HybridBlock):
    """Scale `gamma` and shift `beta`, for each of `count` features; 0 when data must tell."""

    def _scale_and_shift(
        self, count, scale, center, gamma_initializer, beta_initializer, constant=False
    ):
        """Make both; `constant` forbids to turn on later what is not learnt now."""
        given = (("gamma", scale, gamma_initializer), ("beta", center, beta_initializer))
        for name, learnt, init in given:
            parameter = self.params.get(
                name, grad_req="write" if learnt else "null", shape=(count,), init=init,
                allow_deferred_init=True, differentiable=learnt or not constant)  # fmt: skip
            setattr(self, name, parameter)

    def _show(self, *words):
        return "{}({})".format(type(self).__name__, ", ".join(words))


class _BatchNorm(_Norm):
    """What `BatchNorm` and `BatchNormReLU` share: all but the operator."""

    fuse_relu = False

    def __init__(self, axis=1, momentum=0.9, epsilon=1e-5, center=True, scale=True,
                 use_global_stats=False, beta_initializer="zeros", gamma_initializer="ones",
                 running_mean_initializer="zeros", running_variance_initializer="ones",
                 in_channels=0, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self._kwargs = {
            "axis": axis,
            "eps": epsilon,
            "momentum": momentum,
            "fix_gamma": not scale,
            "use_global_stats": use_global_stats,
        }
        if in_channels != 0:
            self.in_channels = in_channels
        self._scale_and_shift(
            in_channels, scale, center, gamma_initializer, beta_initializer, constant=True
        )
        averages = {
            "running_mean": running_mean_initializer,
            "running_var": running_variance_initializer,
        }
        for name, init in averages.items():
            parameter = self.params.get(
                name, grad_req="null", shape=(in_channels,), init=init, allow_deferred_init=True,
                differentiable=False)  # fmt: skip
            setattr(self, name, parameter)

    def cast(self, dtype):
        """Cast the parameters; to float32 where what is asked for is coarser.

        Parameters
        ----------
        dtype : str or numpy.dtype
        """
        super().cast("float32" if is_coarse(dtype) else dtype)

    def hybrid_forward(self, F, x, gamma, beta, running_mean, running_var):
        apply = F.contrib.BatchNormWithReLU if self.fuse_relu else F.BatchNorm
        return apply(x, gamma, beta, running_mean, running_var, name="fwd", **self._kwargs)

    def __repr__(self):
        words = [f"{name}={value}" for name, value in self._kwargs.items()]
        return self._show(*words, f"in_channels={self.gamma.shape[0] or None}")


class BatchNorm(_BatchNorm):
    """Normalize each channel over the batch and all positions.

    While training, mean and variance are the batch's, and running averages of them are kept;
    otherwise those averages are used.

    Parameters
    ----------
    axis : int
        The axis of the channels.
    momentum : float
        How much of a running average stays at each step.
    epsilon : float
        Added to the variance.
    center : bool
        Learn the shift `beta`; it stays as initialized otherwise.
    scale : bool
        Learn the scale `gamma`; it is 1 otherwise.
    use_global_stats : bool
        Use the running averages while training too.
    beta_initializer, gamma_initializer : str or Initializer
        How shift and scale start.
    running_mean_initializer, running_variance_initializer : str or Initializer
        How the averages start.
    in_channels : int, optional
        How many channels there are. With 0 the first data tells.

    Attributes
    ----------
    gamma, beta, running_mean, running_var : Parameter
        `(in_channels,)`; float32 even where the layer is cast to float16.

    Examples
    --------
    >>> layer = mx.gluon.nn.BatchNorm()
    >>> layer.initialize()
    >>> with mx.autograd.record():
    ...     y = layer(mx.nd.array([[1, 7], [3, 5]]))
    >>> y.asnumpy().round(2).tolist()
    [[-1.0, 1.0], [1.0, -1.0]]
    >>> layer.running_mean.data().asnumpy().round(2).tolist()
    [0.2..., 0.6...]

    Source: S. Ioffe and C. Szegedy, 2015, https://arxiv.org/abs/1502.03167
    """


class BatchNormReLU(_BatchNorm):
    """A `BatchNorm` and a ReLU in one operator.

    Parameters
    ----------
    axis, momentum, epsilon, center, scale, use_global_stats, beta_initializer, gamma_initializer, \
running_mean_initializer, running_variance_initializer, in_channels
        As those of `BatchNorm`.

    Examples
    --------
    >>> layer = mx.gluon.nn.BatchNormReLU()
    >>> layer.initialize()
    >>> with mx.autograd.record():
    ...     y = layer(mx.nd.array([[1], [3]]))
    >>> y.asnumpy().round(2).tolist()
    [[0.0], [1.0]]
    """

    fuse_relu = True


class InstanceNorm(_Norm):
    """Normalize each channel of each sample over its positions.

    Parameters
    ----------
    axis : int
        The axis of the channels.
    epsilon : float
        Added to the variance.
    center, scale : bool
        Learn the shift, the scale. They stay as initialized otherwise.
    beta_initializer, gamma_initializer : str or Initializer
        How shift and scale start.
    in_channels : int, optional
        How many channels there are. With 0 the first data tells.

    Attributes
    ----------
    gamma, beta : Parameter
        `(in_channels,)`

    Examples
    --------
    >>> layer = mx.gluon.nn.InstanceNorm()
    >>> layer.initialize()
    >>> layer(mx.nd.array([[[1, 3], [7, 9]]])).asnumpy().round(2).tolist()
    [[[-1.0, 1.0], [-1.0, 1.0]]]

    Source: D. Ulyanov and others, 2016, https://arxiv.org/abs/1607.08022
    """

    def __init__(self, axis=1, epsilon=1e-5, center=True, scale=False, beta_initializer="zeros",
                 gamma_initializer="ones", in_channels=0, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self._kwargs = {"eps": epsilon, "axis": axis, "center": center, "scale": scale}
        self._axis = axis
        self._epsilon = epsilon
        self._scale_and_shift(in_channels, scale, center, gamma_initializer, beta_initializer)

    def hybrid_forward(self, F, x, gamma, beta):
        if self._axis == 1:
            return F.InstanceNorm(x, gamma, beta, name="fwd", eps=self._epsilon)
        x = F.swapaxes(x, dim1=1, dim2=self._axis)  # the operator's channels are axis 1
        y = F.InstanceNorm(x, gamma, beta, name="fwd", eps=self._epsilon)
        return F.swapaxes(y, dim1=1, dim2=self._axis)

    def __repr__(self):
        words = [f"{name}={value}" for name, value in self._kwargs.items()]
        return self._show(*words, f"in_channels={self.gamma.shape[0]}")


class LayerNorm(_Norm):
    """Normalize each row along one axis.

    Parameters
    ----------
    axis : int
        The axis to normalize along.
    epsilon : float
        Added to the variance.
    center, scale : bool
        Learn the shift, the scale. They stay as initialized otherwise.
    beta_initializer, gamma_initializer : str or Initializer
        How shift and scale start.
    in_channels : int, optional
        How long the axis is. With 0 the first data tells.
    prefix : str, optional
        Of the block's name.
    params : ParameterDict, optional
        Parameters to share.

    Attributes
    ----------
    gamma, beta : Parameter
        `(in_channels,)`

    Examples
    --------
    >>> layer = mx.gluon.nn.LayerNorm()
    >>> layer.initialize()
    >>> layer(mx.nd.array([[1, 3], [7, 9]])).asnumpy().round(2).tolist()
    [[-1.0, 1.0], [-1.0, 1.0]]

    Source: J. L. Ba and others, 2016, https://arxiv.org/abs/1607.06450
    """

    def __init__(self, axis=-1, epsilon=1e-5, center=True, scale=True, beta_initializer="zeros",
                 gamma_initializer="ones", in_channels=0, prefix=None, params=None):  # fmt: skip
        super().__init__(prefix=prefix, params=params)
        self._kwargs = {"eps": epsilon, "axis": axis, "center": center, "scale": scale}
        self._axis = axis
        self._epsilon = epsilon
        self._center = center
        self._scale = scale
        self._scale_and_shift(in_channels, scale, center, gamma_initializer, beta_initializer)

    def hybrid_forward(self, F, data, gamma, beta):
        return F.LayerNorm(data, gamma=gamma, beta=beta, axis=self._axis, eps=self._epsilon)

    def __repr__(self):
        words = [f"{name}={value}" for name, value in self._kwargs.items()]
        return self._show(*words, f"in_channels={self.gamma.shape[0]}")


class GroupNorm(_Norm):
    """Normalize groups of channels of each sample over their positions.

    Parameters
    ----------
    num_groups : int
        How many groups the channels, axis 1, are divided into.
    epsilon : float
        Added to the variance.
    center, scale : bool
        Learn the shift, the scale. They stay as initialized otherwise.
    beta_initializer, gamma_initializer : str or Initializer
        How shift and scale start.
    prefix : str, optional
        Of the block's name.
    params : ParameterDict, optional
        Parameters to share.

    Attributes
    ----------
    gamma, beta : Parameter
        `(num_groups,)`: one for each group, not for each channel.

    Examples
    --------
    >>> layer = mx.gluon.nn.GroupNorm(num_groups=2)
    >>> layer.initialize()
    >>> layer(mx.nd.array([[[1], [3], [7], [9]]])).asnumpy().round(2).ravel().tolist()
    [-1.0, 1.0, -1.0, 1.0]

    Source: Y. Wu and K. He, 2018, https://arxiv.org/abs/1803.08494
    """

    def __init__(self, num_groups=1, epsilon=1e-5, center=True, scale=True,
                 beta_initializer="zeros", gamma_initializer="ones", prefix=None,
                 params=None):  # fmt: skip
        super().__init__(prefix=prefix, params=params)
        self._kwargs = {
            "eps": epsilon, "num_groups": num_groups, "center": center, "scale": scale}  # fmt: skip
        self._num_groups = num_groups
        self._epsilon = epsilon
        self._center = center
        self._scale = scale
        self._scale_and_shift(num_groups, scale, center, gamma_initializer, beta_initializer)

    def hybrid_forward(self, F, data, gamma, beta):
        return F.GroupNorm(
            data, gamma=gamma, beta=beta, num_groups=self._num_groups, eps=self._epsilon
        )

    def __repr__(self):
        return self._show(*(f"{name}={value}" for name, value in self._kwargs.items()))
