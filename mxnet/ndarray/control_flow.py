"""`foreach`, `while_loop` and `cond` on arrays: plain Python, recorded operator by operator.

What does not live here: loops in symbols and programs.
"""

from .. import _kernels as k
from .._graph.nesting import flatten, regroup
from .._tape.state import state
from .handle import Handle, classes, wrap
from .operators import ops

__all__ = ["foreach", "while_loop", "cond"]


def foreach(body, data, init_states):
    """Call `body` on every slice of the data along its first axis, passing states on.

    Parameters
    ----------
    body : callable
        `body(slice, states)` gives `(outputs, new states)`; each an NDArray or nested lists.
    data : NDArray or list of NDArray
        What is sliced; where it is a list, so is the slice.
    init_states : NDArray or nested lists of NDArray
        The states of the first call.

    Returns
    -------
    outputs, states : NDArray or nested lists of NDArray
        The outputs of all calls, stacked along a new first axis; the states of the last one.

    Raises
    ------
    AssertionError
        The data or the states are no arrays.

    Examples
    --------
    >>> import mxnet as mx
    >>> data = mx.nd.array([[1], [2], [3]])
    >>> sums, last = foreach(lambda x, s: (x + s, x + s), data, mx.nd.zeros((1,)))
    >>> sums.asnumpy().ravel().tolist(), last.asscalar().item()
    ([1.0, 3.0, 6.0], 6.0)
    """
    _arrays(data, "data should be an NDArray or a nested list of NDArrays", "foreach input")
    _arrays(init_states, "init_states should be an NDArray or a nested list of NDArrays",
            "foreach states")  # fmt: skip
    single = isinstance(data, Handle)
    steps, states = (data if single else data[0]).shape[0], init_states
    columns, form = [], []
    for step in range(steps):
        outs, states = body(data[step] if single else [x[step] for x in data], states)
        flat, form = flatten(outs, classes["nd"], "foreach output")
        columns.append(flat)
    stacked = [ops.stack(*column, axis=0) for column in zip(*columns, strict=True)]
    return regroup(stacked, form), states


def _arrays(value, message, what):
    flat, _ = flatten(value, classes["nd"], what)
    if not all(isinstance(x, Handle) for x in flat):
        raise AssertionError(message)


def while_loop(cond, func, loop_vars, max_iterations=None):
    """Call `func` on variables for as long as `cond` of them holds.

    Parameters
    ----------
    cond : callable
        `cond(*variables)` gives one number, or an array of one.
    func : callable
        `func(*variables)` gives `(outputs, new variables)`; outputs may be None.
    loop_vars : NDArray or list of NDArray
        The variables of the first call.
    max_iterations : int
        The most calls there may be.

    Returns
    -------
    outputs : list of NDArray, or as `func` nests them
        Stacked along a new first axis of length `max_iterations`, zeros behind the last call; an
        empty list where there was no call.
    states : NDArray or list of NDArray
        The last variables.

    Raises
    ------
    ValueError
        `max_iterations` is missing, there are no variables, or their number or that of the outputs
        changes.

    Examples
    --------
    >>> import mxnet as mx
    >>> i = mx.nd.array([1])
    >>> outs, last = while_loop(lambda i: i < 8, lambda i: (i, i * 2), i, max_iterations=5)
    >>> outs.asnumpy().ravel().tolist(), last.asscalar().item()
    ([1.0, 2.0, 4.0, 0.0, 0.0], 8.0)
    """
    if max_iterations is None:
        raise ValueError("max_iterations should be specified")
    most = scalar(max_iterations, int, "max_iteration")
    if len(loop_vars) == 0:
        raise ValueError("loop_vars should contain at least one element")
    single = isinstance(loop_vars, Handle)
    now, columns, form = [loop_vars] if single else list(loop_vars), [], None
    while len(columns) < most and scalar(cond(*now), bool, "Return value of cond"):
        outs, new = func(*now)
        flat, form = flatten([] if outs is None else outs, classes["nd"], "while output")
        new = [] if new is None else list(new) if isinstance(new, (list, tuple)) else [new]
        if len(new) != len(now):
            raise ValueError("The length of loop_vars should be consistent during the loop")
        columns.append(flat)
        if len(flat) != len(columns[0]):
            raise ValueError("Number of elements in step_output should be the same in each step")
        now = new
    stacked = [_padded(column, most, i) for i, column in enumerate(zip(*columns, strict=True), 1)]
    return stacked if form is None else regroup(stacked, form), now[0] if single else now


def _padded(column, most, number):
    if any(x.shape != column[0].shape for x in column):
        told = [f"  Step {i}, shape is {x.shape}" for i, x in enumerate(column)]
        raise ValueError(
            f"Shapes of {number}-th elements in step_outputs are inconsistent, which are:\n"
            + "\n".join(told)
        )
    x, stacked = column[0], ops.stack(*column, axis=0)
    rest = most - len(column)
    if not rest:
        return stacked
    pad = k.zeros(shape=(rest, *x.shape), dtype=k.dtype_name(x._data))
    return ops.concat(stacked, wrap(pad, x._ctx), dim=0)


def scalar(value, kind, what):
    """An array of one, or a number, as a Python number."""
    if hasattr(value, "asscalar"):
        value = value.asscalar()
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise ValueError(f"Cannot convert {what} to python {kind.__name__}") from None


def cond(pred, then_func, else_func):
    """Call one of two functions.

    Parameters
    ----------
    pred : NDArray
        Of one element: whether it is the first.
    then_func, else_func : callable
        Without arguments; each gives an NDArray or nested lists.

    Returns
    -------
    NDArray or nested lists of NDArray
        What the chosen function gives.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([3])
    >>> cond(x > 2, lambda: x * 2, lambda: x - 2).asscalar().item()
    6.0
    """
    if state.tracer is not None:
        return state.tracer.cond(pred, then_func, else_func)
    return then_func() if scalar(pred, bool, "pred") else else_func()
