"""Initializers that draw random numbers of a scale.

What does not live here: the generators (`mx.random`).
"""

import math

import numpy as np

from .. import random
from .base import Initializer, register

__all__ = ["Uniform", "Normal", "Orthogonal", "Xavier", "MSRAPrelu"]


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


def _uniform(scale, arr):
    arr[:] = random.uniform(-scale, scale, shape=arr.shape, dtype=arr.dtype, ctx=arr.context)


def _normal(sigma, arr):
    if sigma == 0:
        arr[:] = 0
    else:
        arr[:] = random.normal(0, sigma, shape=arr.shape, dtype=arr.dtype, ctx=arr.context)
