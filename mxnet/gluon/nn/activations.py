"""Layers that apply one function to every element.

What does not live here: the functions themselves, which are operators.
"""

from ... import initializer
from ..block import HybridBlock

__all__ = ["Activation", "LeakyReLU", "PReLU", "ELU", "SELU", "Swish", "GELU"]

_QUARTER = initializer.Constant(0.25)


class Activation(HybridBlock):
    """Apply the activation function that a name stands for.

    Parameters
    ----------
    activation : str
        `'relu'`, `'sigmoid'`, `'tanh'`, `'softrelu'` or `'softsign'`. It also names the block:
        the first relu of a program is `relu0`.

    Examples
    --------
    >>> layer = mx.gluon.nn.Activation("relu")
    >>> layer(mx.nd.array([-1, 2])).asnumpy().tolist()
    [0.0, 2.0]
    """

    def __init__(self, activation, **kwargs):
        self._act_type = activation  # the name is made from it
        super().__init__(**kwargs)

    def _alias(self):
        return self._act_type

    def hybrid_forward(self, F, x):
        return F.Activation(x, act_type=self._act_type, name="fwd")

    def __repr__(self):
        return f"{type(self).__name__}({self._act_type})"


class LeakyReLU(HybridBlock):
    """`x` where it is positive, `alpha * x` elsewhere.

    Parameters
    ----------
    alpha : float
        The slope on the negative side, at least 0.

    Examples
    --------
    >>> mx.gluon.nn.LeakyReLU(0.5)(mx.nd.array([-1, 2])).asnumpy().tolist()
    [-0.5, 2.0]
    """

    def __init__(self, alpha, **kwargs):
        assert alpha >= 0, "Slope coefficient for LeakyReLU must be no less than 0."
        super().__init__(**kwargs)
        self._alpha = alpha

    def hybrid_forward(self, F, x):
        return F.LeakyReLU(x, act_type="leaky", slope=self._alpha, name="fwd")

    def __repr__(self):
        return f"{type(self).__name__}({self._alpha})"


class PReLU(HybridBlock):
    """A leaky ReLU that learns its slope.

    Parameters
    ----------
    alpha_initializer : Initializer
        Of the slopes.
    in_channels : int
        How many slopes there are: 1, or one for each entry of axis 1.

    Examples
    --------
    >>> layer = mx.gluon.nn.PReLU()
    >>> layer.initialize()
    >>> layer(mx.nd.array([[-4, 2]])).asnumpy().tolist()
    [[-1.0, 2.0]]

    Source: K. He and others, 2015, https://arxiv.org/abs/1502.01852
    """

    def __init__(self, alpha_initializer=_QUARTER, in_channels=1, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.alpha = self.params.get("alpha", shape=(in_channels,), init=alpha_initializer)

    def hybrid_forward(self, F, x, alpha):
        return F.LeakyReLU(x, gamma=alpha, act_type="prelu", name="fwd")


class ELU(HybridBlock):
    """`x` where it is positive, `alpha * (exp(x) - 1)` elsewhere.

    Parameters
    ----------
    alpha : float
        What the negative side tends to, with its sign turned.

    Examples
    --------
    >>> mx.gluon.nn.ELU()(mx.nd.array([-1, 2])).asnumpy().round(3).tolist()
    [-0.632..., 2.0]

    Source: D.-A. Clevert and others, 2015, https://arxiv.org/abs/1511.07289
    """

    def __init__(self, alpha=1.0, **kwargs):
        super().__init__(**kwargs)
        self._alpha = alpha

    def hybrid_forward(self, F, x):
        return F.LeakyReLU(x, act_type="elu", slope=self._alpha)


class SELU(HybridBlock):
    """An ELU scaled so that activations keep mean 0 and variance 1 from layer to layer.

    Examples
    --------
    >>> mx.gluon.nn.SELU()(mx.nd.array([-1, 2])).asnumpy().round(3).tolist()
    [-1.11..., 2.10...]

    Source: G. Klambauer and others, 2017, https://arxiv.org/abs/1706.02515
    """

    def hybrid_forward(self, F, x):
        return F.LeakyReLU(x, act_type="selu", name="fwd")


class GELU(HybridBlock):
    """`x` times the probability that a standard normal number is below it.

    Examples
    --------
    >>> mx.gluon.nn.GELU()(mx.nd.array([-1, 2])).asnumpy().round(3).tolist()
    [-0.158..., 1.95...]

    Source: D. Hendrycks and K. Gimpel, 2016, https://arxiv.org/abs/1606.08415
    """

    def hybrid_forward(self, F, x):
        return F.LeakyReLU(x, act_type="gelu", name="fwd")


class Swish(HybridBlock):
    """`x * sigmoid(beta * x)`.

    Parameters
    ----------
    beta : float
        With a large one the function comes close to a ReLU.

    Examples
    --------
    >>> mx.gluon.nn.Swish()(mx.nd.array([0, 2])).asnumpy().round(3).tolist()
    [0.0, 1.76...]

    Source: P. Ramachandran and others, 2017, https://arxiv.org/abs/1710.05941
    """

    def __init__(self, beta=1.0, **kwargs):
        super().__init__(**kwargs)
        self._beta = beta

    def hybrid_forward(self, F, x):
        return x * F.sigmoid(self._beta * x, name="fwd")
