"""Derivatives of Python functions of arrays: products with and rows of the Jacobian, and the
Hessian."""

from .. import _kernels as k
from .._core.errors import GradientError
from .._tape.state import scope
from ..ndarray.handle import Handle, detached, wrap
from ..ndarray.world import recorded
from .gradients import as_list, grad, mark_variables

__all__ = ["vjp", "jvp", "jacobian", "hessian"]


def vjp(function, inputs, vector=None):
    """`vector · J`: the gradient of a function's output weighted by `vector`.

    Parameters
    ----------
    function : callable
        Takes the inputs, returns one NDArray.
    inputs : NDArray or list of NDArray
        Where to differentiate.
    vector : NDArray, optional
        Of the output's shape; ones if left out.

    Returns
    -------
    output : NDArray
    gradients : NDArray or list of NDArray
        As `inputs` was given.

    Examples
    --------
    >>> import mxnet as mx
    >>> vjp(lambda x: x * x, mx.nd.array([1.0, 2.0]))[1].asnumpy().tolist()
    [2.0, 4.0]
    """
    arrays = _variables(inputs)
    output = _run(function, arrays)
    found = grad(output, arrays, None if vector is None else [vector])
    return detached(output), _like(inputs, found)


def jvp(function, inputs, vectors):
    """`J · vectors`: how a function's output changes when its inputs move along `vectors`.

    Parameters
    ----------
    function : callable
        Takes the inputs, returns one NDArray.
    inputs, vectors : NDArray or list of NDArray
        Where, and in which direction; of equal shapes.

    Returns
    -------
    output, change : NDArray
        Both of the output's shape.

    Examples
    --------
    >>> import mxnet as mx
    >>> x, v = mx.nd.array([1.0, 2.0]), mx.nd.array([1.0, 0.0])
    >>> jvp(lambda x: x * x, x, v)[1].asnumpy().tolist()
    [2.0, 0.0]
    """
    arrays = _variables(inputs)
    output = _run(function, arrays)
    weight = wrap(k.ones_like(output._data), output._ctx)
    _mark([weight])
    with scope(True, None):
        rows = grad(output, arrays, [weight], create_graph=True)
    try:
        change = grad(
            [r for r in rows if r._node is not None],
            [weight],
            [v for r, v in zip(rows, as_list(vectors), strict=True) if r._node is not None],
        )[0]
    except GradientError as e:
        if "unreachable" not in str(e) and "no heads" not in str(e):
            raise
        change = wrap(k.zeros_like(output._data), output._ctx)
    return detached(output), change


def jacobian(function, inputs, create_graph=False):
    """All derivatives of a function's output with respect to its inputs.

    Parameters
    ----------
    function : callable
        Takes the inputs, returns one NDArray.
    inputs : NDArray or list of NDArray
        Where to differentiate.
    create_graph : bool
        Record the result, so that it can be differentiated again.

    Returns
    -------
    NDArray or list of NDArray
        Of shape `output.shape + input.shape`, as `inputs` was given.

    Examples
    --------
    >>> import mxnet as mx
    >>> jacobian(lambda x: x * x, mx.nd.array([1.0, 2.0])).asnumpy().tolist()
    [[2.0, 0.0], [0.0, 4.0]]
    """
    arrays = as_list(inputs) if create_graph else _variables(inputs)
    return _like(inputs, _jacobian(_run(function, arrays), arrays, create_graph))


def hessian(function, inputs):
    """All second derivatives of a scalar function.

    Parameters
    ----------
    function : callable
        Takes the inputs, returns an NDArray of one element.
    inputs : NDArray or list of NDArray
        Where to differentiate.

    Returns
    -------
    NDArray or list of lists of NDArray
        For one input of shape s an array of shape `s + s`; for several `result[i][j]` of `s_i +
        s_j`.

    Raises
    ------
    GradientError
        The function's output has more than one element.

    Examples
    --------
    >>> import mxnet as mx
    >>> hessian(lambda x: (x * x * x).sum(), mx.nd.array([1.0, 2.0])).asnumpy().tolist()
    [[6.0, 0.0], [0.0, 12.0]]
    """
    arrays = _variables(inputs)
    output = _run(function, arrays)
    if output.size != 1:
        raise GradientError(
            f"hessian: the function returned shape {output.shape}; it must return one element."
        )
    with scope(True, None):
        first = grad(output, arrays, create_graph=True)
    rows = [_jacobian(g, arrays, False) for g in first]
    return rows if isinstance(inputs, (list, tuple)) else rows[0][0]


def _jacobian(output, arrays, create_graph):
    """One backward per element of the output, stacked."""
    parts = [[] for _ in arrays]
    for i in range(output.size):
        seed = k.zeros_like(output._data)
        k.assign(seed.view(-1)[i], 1)
        for part, g in zip(parts, _row(output, arrays, seed, create_graph), strict=True):
            part.append(g)
    results = []
    for x, part in zip(arrays, parts, strict=True):
        shape = tuple(output.shape) + tuple(x.shape)
        results.append(_stack(part, shape, x, create_graph))
    return results


def _row(output, arrays, seed, create_graph):
    if output._node is None:
        return [wrap(k.zeros_like(x._data), x._ctx) for x in arrays]
    found = []
    for x in arrays:
        try:
            with scope(create_graph, None):
                found += grad(
                    output,
                    [x],
                    [wrap(seed, output._ctx)],
                    retain_graph=True,
                    create_graph=create_graph,
                )
        except GradientError as e:
            if "unreachable" not in str(e):
                raise
            found.append(wrap(k.zeros_like(x._data), x._ctx))
    return found


def _stack(part, shape, x, create_graph):
    if not create_graph:
        return wrap(k.reshape(k.stack(*(g._data for g in part), axis=0), shape=shape), x._ctx)
    with scope(True, None):
        return recorded.reshape(recorded.stack(*part, axis=0), shape=shape)


def _variables(inputs):
    for x in as_list(inputs):
        if not isinstance(x, Handle):
            raise TypeError(f"inputs must be NDArrays; got {type(x).__name__}")
    arrays = [detached(x) for x in as_list(inputs)]
    _mark(arrays)
    return arrays


def _mark(arrays):
    mark_variables(arrays, [wrap(k.zeros_like(x._data), x._ctx) for x in arrays])


def _run(function, arrays):
    with scope(True, None):
        output = function(*arrays)
    if not isinstance(output, Handle):
        raise TypeError(
            f"the function returned {type(output).__name__}; to be differentiated it must return "
            "one NDArray"
        )
    return output


def _like(inputs, results):
    return results if isinstance(inputs, (list, tuple)) else results[0]
