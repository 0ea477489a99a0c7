"""Steps of parameters whose weight or gradient is sparse.

Note [Lazy updates]: a row_sparse gradient has no say about the rows that it does not store. A lazy
optimizer leaves those alone, their momentum and weight decay included: the others are taken out,
stepped as if they were a parameter, and put back. All other optimizers step on dense values.
What does not live here: the arithmetic (`_kernels/optim_many.py`), rates (`base.py`).
"""

from .. import _kernels as k
from ..ndarray import NDArray, zeros
from ..ndarray.handle import stored

__all__ = ["arrays_of", "state_like", "step_sparse"]


def arrays_of(state):
    """The arrays in a state: None, an array, or a tuple of those."""
    if state is None:
        return []
    if isinstance(state, NDArray):
        return [state]
    return [x for part in state for x in arrays_of(part)]


def state_like(weight, lazy=True):
    """Zeros like a weight; of a row_sparse weight they are row_sparse where updates are lazy."""
    stype = weight.stype if lazy else "default"
    return zeros(weight.shape, weight.context, dtype=weight.dtype, stype=stype)


def step_sparse(optimizer, indices, weights, grads, states, low):
    """One step of parameters of which some are sparse."""
    for positions, keywords in optimizer._hypers(indices, weights, grads):
        for at in range(len(weights)) if positions is None else positions:
            state, master = states[at], None
            if low and k.dtype_name(stored(weights[at])) == "float16":
                master, state = optimizer._halves(state)
            arrays = [weights[at], *arrays_of(state), *([] if master is None else [master])]
            lazy = optimizer._lazy in (True, weights[at].stype)
            lazy = lazy and grads[at].stype == "row_sparse"
            step = _lazily if lazy else _on_dense
            step(optimizer, arrays, grads[at], master is not None, keywords)


def _lazily(optimizer, arrays, grad, mixed, keywords):
    """Step the rows that the gradient stores."""
    grad = k.add_rows([grad._store])  # every row once, in order
    rows = grad.indices
    if not rows.shape[0]:
        return
    parts = [k.stored_rows(stored(x), rows) for x in arrays]
    _run(optimizer, parts, grad.data, mixed, keywords)
    for array, part in zip(arrays, parts, strict=True):
        if array._sparse:
            array._put(k.with_rows(array._store, rows, part))
        else:
            k.put_rows(array._data, rows, part)


def _on_dense(optimizer, arrays, grad, mixed, keywords):
    parts = [k.to_dense(stored(x)) for x in arrays]
    _run(optimizer, parts, k.to_dense(stored(grad)), mixed, keywords)
    for array, part in zip(arrays, parts, strict=True):
        if array._sparse:
            array._put(part)


def _run(optimizer, parts, grad, mixed, keywords):
    """The optimizer's own step on tensors, which it writes to."""
    weight, *held = parts
    master = held.pop() if mixed else None
    masters = None if master is None else [master]
    whole = k.Parts([weight], [grad], [held], masters, optimizer._whole)
    whole.run(optimizer._step, **keywords)
