"""A gradient checker: the tape's derivatives against finite differences, in any order."""

import numpy as np

from .. import _kernels as k
from .._tape.state import scope
from ..ndarray.handle import wrap
from .gradients import as_list, grad, mark_variables

__all__ = ["check_gradients"]


def check_gradients(fn, inputs, order=2, eps=1e-5, rtol=1e-4, atol=1e-6, seed=0):
    """Compare the gradients of a function with finite differences, in float64.

    Every order n is checked along random directions: the derivative of the (n-1)-th gradient's
    projection, by the tape and by central differences.

    Parameters
    ----------
    fn : callable
        Takes the inputs, returns an NDArray or a list of them. It must compute in its inputs'
        dtype.
    inputs : NDArray or list of NDArray
        Where to check; converted to float64.
    order : int
        The highest order to check.
    eps : float
        Step of the differences.
    rtol, atol : float
        Tolerances.
    seed : int
        Of the random directions.

    Returns
    -------
    bool
        True; anything else is an exception.

    Raises
    ------
    AssertionError
        Naming the order, the input, and both numbers.

    Examples
    --------
    >>> import mxnet as mx
    >>> check_gradients(lambda x, y: mx.nd.tanh(x * y), [mx.nd.array([0.3]), mx.nd.array([2.0])])
    True
    """
    random = np.random.default_rng(seed)
    arrays = [np.array(k.to_numpy(x._data), dtype=np.float64) for x in as_list(inputs)]
    ctx = as_list(inputs)[0]._ctx
    function = _Projected(fn, random)
    for n in range(1, order + 1):
        _check_order(n, function, arrays, ctx, random, eps, rtol, atol)
        function = _Gradient(function, [random.standard_normal(a.shape) for a in arrays])
    return True


def _check_order(n, function, arrays, ctx, random, eps, rtol, atol):
    variables = _make(arrays, ctx)
    with scope(True, None):
        value = function(variables)
    if value._node is None:
        return
    found = grad(value, variables)
    for i, g in enumerate(found):
        direction = random.standard_normal(arrays[i].shape)
        exact = float((k.to_numpy(g._data) * direction).sum())
        ends = []
        for sign in (1, -1):
            moved = [a + sign * eps * direction if j == i else a for j, a in enumerate(arrays)]
            with scope(True, None):
                ends.append(float(k.to_numpy(function(_make(moved, ctx))._data).sum()))
        measured = (ends[0] - ends[1]) / (2 * eps)
        if not np.isclose(exact, measured, rtol=rtol, atol=atol):
            raise AssertionError(
                f"check_gradients: order {n}, input {i}: the tape gives {exact!r} along a random "
                f"direction, finite differences give {measured!r}"
            )


class _Projected:
    """A function followed by a fixed random projection to one number."""

    def __init__(self, fn, random):
        self.fn, self.random, self.weights = fn, random, None

    def __call__(self, variables):
        outputs = as_list(self.fn(*variables))
        if self.weights is None:
            self.weights = [self.random.standard_normal(y.shape) for y in outputs]
        return _project(outputs, self.weights)


class _Gradient:
    """The gradient of a function to one number, projected to one number again."""

    def __init__(self, function, weights):
        self.function, self.weights = function, weights

    def __call__(self, variables):
        value = self.function(variables)
        if value._node is None:
            return _project([v * 0 for v in variables], self.weights)
        return _project(grad(value, variables, create_graph=True), self.weights)


def _project(arrays, weights):
    total = None
    for y, w in zip(arrays, weights, strict=True):
        term = (y * wrap(k.from_numpy(np.asarray(w)), y._ctx)).sum()
        total = term if total is None else total + term
    return total


def _make(arrays, ctx):
    made = [wrap(k.from_numpy(np.asarray(a)), ctx) for a in arrays]
    mark_variables(made, [wrap(k.zeros_like(x._data), ctx) for x in made])
    return made
