"""Marking variables, and walking back from heads to them."""

from importlib import import_module

from .. import _kernels as k
from .._core.errors import GradientError, MXNetError
from .._tape.backward import Unreached
from .._tape.backward import backward as walk
from .._tape.node import Leaf
from .._tape.sinks import sink_of
from .._tape.state import scope
from ..ndarray.handle import Handle, classes, stored, wrap, wrap_stored
from ..ndarray.world import lift, recorded

__all__ = ["mark_variables", "backward", "grad", "get_symbol"]

REQUESTS = {"null": 0, "write": 1, "add": 3}


def mark_variables(variables, gradients, grad_reqs="write"):
    """Make arrays variables: what is recorded from now on can be differentiated with respect to
    them.

    Parameters
    ----------
    variables : NDArray or list of NDArray
        Any history they have is forgotten.
    gradients : NDArray or list of NDArray
        Where the gradients go, of the variables' shapes.
    grad_reqs : str or list of str
        `"write"` replaces the gradient at every backward, `"add"` adds to it, `"null"` wants none.

    Raises
    ------
    KeyError
        A request that is none of the three.
    MXNetError
        A gradient of another shape or dtype than its variable, or lists of different lengths.

    Examples
    --------
    >>> import mxnet as mx
    >>> x, dx = mx.nd.ones((2,)), mx.nd.zeros((2,))
    >>> mx.autograd.mark_variables([x], [dx])
    >>> with mx.autograd.record():
    ...     y = 3 * x
    >>> y.backward()
    >>> dx.asnumpy().tolist()
    [3.0, 3.0]
    """
    variables, gradients = as_list(variables), as_list(gradients)
    reqs = [grad_reqs] * len(variables) if isinstance(grad_reqs, (str, int)) else list(grad_reqs)
    if not len(variables) == len(gradients) == len(reqs):
        raise MXNetError(
            f"mark_variables: {len(variables)} variables, {len(gradients)} gradients and "
            f"{len(reqs)} "
            "requests were given; there must be as many of each."
        )
    numbers = {number: word for word, number in REQUESTS.items()}
    for x, grad_array, req in zip(variables, gradients, reqs, strict=True):
        req = numbers.get(req, req)
        if req not in REQUESTS:  # a KeyError, as in the reference
            raise KeyError(f"grad_req is {req!r}; it may be 'write', 'add' or 'null'")
        _mark(x, grad_array, req)


def _mark(x, grad_array, req):
    given, own = stored(grad_array), stored(x)
    if req != "null" and (given.shape != own.shape or given.dtype is not own.dtype):
        raise MXNetError(
            f"mark_variables: the gradient has shape {tuple(given.shape)} and dtype "
            f"{k.dtype_name(given)}; the variable has {tuple(own.shape)} and "
            f"{k.dtype_name(own)}."
        )
    x._slot, x._grad_req = 0, req
    x._grad = None if req == "null" else grad_array
    x._node = None if req == "null" else Leaf(sink_of(req, grad_array, k))


def backward(heads, head_grads=None, retain_graph=False, train_mode=True):
    """Send the gradients of `heads` to the variables they were computed from.

    Parameters
    ----------
    heads : NDArray or list of NDArray
        What to differentiate.
    head_grads : NDArray or list of (NDArray or None), optional
        The gradient that arrives at each head, of its shape; ones if left out.
    retain_graph : bool
        Keep the recorded graph for another backward.
    train_mode : bool
        Whether operators behave as in training meanwhile.

    Raises
    ------
    GradientError
        A head was not recorded, its graph was freed, an operator on the way has no gradient, or an
        array kept for a gradient was written to since.
    MXNetError
        A head gradient of the wrong shape or dtype.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([2.0])
    >>> x.attach_grad()
    >>> with mx.autograd.record():
    ...     y = x * x * x
    >>> mx.autograd.backward([y], [mx.nd.array([10.0])])
    >>> x.grad.asscalar().item()
    120.0
    """
    heads = as_list(heads)
    if not heads:
        raise GradientError(
            "backward: there are no heads, so there are no inputs in computation graph that "
            "require gradients."
        )
    seeds = seeds_of(heads, head_grads)
    with scope(False, train_mode):
        walk(
            [(h._node, h._slot, stored(g)) for h, g in zip(heads, seeds, strict=True)],
            k,
            retain=retain_graph,
        )


def grad(heads, variables, head_grads=None, retain_graph=None, create_graph=False, train_mode=True):
    """The gradients of `heads` with respect to `variables`, as new arrays; no variable's `grad`
    changes.

    Parameters
    ----------
    heads : NDArray or list of NDArray
        What to differentiate; several are summed.
    variables : NDArray or list of NDArray
        With respect to what: marked variables, or (beyond 1.9.1) anything computed on the way.
    head_grads : NDArray or list of (NDArray or None), optional
        The gradient that arrives at each head; ones if left out.
    retain_graph : bool, optional
        Keep the recorded graph; as `create_graph` if left out.
    create_graph : bool
        Record the gradients' own computation, so that they can be differentiated again.
    train_mode : bool
        Whether operators behave as in training meanwhile.

    Returns
    -------
    list of NDArray
        One per variable.

    Raises
    ------
    GradientError
        As for `backward`; or a variable is not marked, or no head depends on it.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.array([3.0])
    >>> x.attach_grad()
    >>> with mx.autograd.record():
    ...     y = x * x * x
    ...     dy = mx.autograd.grad(y, [x], create_graph=True)[0]
    >>> dy.backward()
    >>> x.grad.asscalar().item()
    18.0
    """
    heads, variables = as_list(heads), as_list(variables)
    if not variables:
        raise ValueError(
            "grad: variables is empty; name at least one array to differentiate with respect to."
        )
    for i, v in enumerate(variables):
        if not isinstance(v, Handle):
            raise TypeError(f"grad: variable {i} must be an NDArray, not {type(v).__name__}")
        if v._node is None:
            raise GradientError(
                f"grad: Cannot differentiate with respect to the {i + 1}-th variable because it "
                f"does "
                "not require gradient; call its attach_grad() before recording."
            )
    seeds = seeds_of(heads, head_grads)
    retain = create_graph if retain_graph is None else retain_graph
    with scope(create_graph, train_mode):
        return collect(heads, seeds, [(v._node, v._slot) for v in variables], create_graph, retain)


def collect(heads, seeds, targets, create_graph, retain, cut=False):
    """Walk back from heads and return the cotangents of `targets` as arrays, in memory of their
    own.

    With `cut` the walk ends at a target also where another lies behind it.
    """
    starts = [
        (h._node, h._slot, _open(g) if create_graph else stored(g))
        for h, g in zip(heads, seeds, strict=True)
    ]
    world, raise_kept = (recorded, lift) if create_graph else (k, None)
    found = walk(starts, world, lift=raise_kept, retain=retain, targets=targets, cut=cut)
    taken = {k.memory_of(g._data) for g in seeds if not g._sparse}
    results = []
    for i, (g, (node, slot)) in enumerate(zip(found, targets, strict=True)):
        if g is Unreached:
            raise GradientError(
                f"grad: Cannot differentiate with respect to the {i + 1}-th variable because it is "
                "unreachable from the outputs."
            )
        result = as_array(zeros_for(node, slot) if g is None else g, heads[0])
        if result._sparse:
            results.append(result)
            continue
        if not create_graph:
            _own(result, taken)
        results.append(
            _tied(result, node, slot) if create_graph and result._node is None else result
        )
    return results


def _own(array, taken):
    """Copy an array whose memory is that of a seed or of another result."""
    data = array._data
    if k.memory_of(data) in taken or not data.is_contiguous():
        array._data = data = k.own(data)
    taken.add(k.memory_of(data))


def _tied(result, node, slot):
    """A gradient that does not depend on its variable, on the tape all the same: its own gradient
    is zero."""
    variable = wrap(result._data, result._ctx)
    variable._node, variable._slot = node, slot
    return recorded.tie(result, variable)


def zeros_for(node, slot):
    """Zeros of the shape of what a node or leaf stands for."""
    if type(node) is Leaf:
        return k.zeros_like(stored(node.sink.buffer))
    raise GradientError(
        f"{node.op.name}: the gradient of its output is zero everywhere (a step function follows "
        f"it)."
    )


def as_array(g, near):
    """A cotangent as an array of its own, on the device of `near`."""
    if not isinstance(g, Handle):
        return wrap_stored(g, near._ctx)
    if g._sparse or not k.is_sparse(g._data):
        return g
    array = wrap_stored(g._data, g._ctx)
    array._node, array._slot = g._node, g._slot
    return array


def _open(g):
    """A head's gradient as rules of the recorded world read it: not in a sparse array."""
    return wrap(g._store, g._ctx) if g._sparse else g


def seeds_of(heads, head_grads):
    """The gradients that arrive at the heads, checked; ones where none is given."""
    given = [None] * len(heads) if head_grads is None else as_list(head_grads)
    if len(given) != len(heads):
        raise MXNetError(f"backward: {len(heads)} heads came with {len(given)} head gradients.")
    return [_seed(h, g, i) for i, (h, g) in enumerate(zip(heads, given, strict=True))]


def _seed(head, g, i):
    if not isinstance(head, Handle):
        raise TypeError(f"backward: head {i} must be an NDArray, not {type(head).__name__}")
    if head._node is None:
        raise GradientError(
            "Cannot differentiate node because it is not in a computational graph. You need to "
            "set is_recording to "
            "true or use autograd.record() to save computational graphs for backward, and to "
            "call attach_grad() on "
            f"a variable first; head {i} (shape {tuple(stored(head).shape)}) was computed without."
        )
    own = stored(head)
    if g is None:
        return wrap(k.ones_like(own), head._ctx)
    if not isinstance(g, Handle):
        raise TypeError(f"backward: head gradient {i} must be an NDArray, not {type(g).__name__}")
    given = stored(g)
    if given.shape != own.shape or given.dtype is not own.dtype:
        raise MXNetError(
            f"backward: head gradient {i} has shape {tuple(given.shape)} and dtype "
            f"{k.dtype_name(given)}; the head has {tuple(own.shape)} and {k.dtype_name(own)}."
        )
    return g


def as_list(value):
    """A list of one array, or the list of several."""
    return list(value) if isinstance(value, (list, tuple)) else [value]


def get_symbol(x):
    """The recorded history of an array as a Symbol, to be saved, bound or differentiated.

    Parameters
    ----------
    x : NDArray
        Recorded, or a marked variable.

    Returns
    -------
    Symbol
        Its variables are named `var0`, `var1`, ... for marked arrays, in the order of marking, and
        `null2`, ... for others.

    Raises
    ------
    MXNetError
        The array was not recorded, or its history was let go by a backward.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.ones((2,))
    >>> x.attach_grad()
    >>> with mx.autograd.record():
    ...     y = mx.nd.exp(x)
    >>> mx.autograd.get_symbol(y).list_outputs()
    ['node_0_output']
    """
    if "symbol_of" not in classes:  # what symbols are is handed in when they are first loaded
        import_module("mxnet.symbol")
    return classes["symbol_of"](x)
