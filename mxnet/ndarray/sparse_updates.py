"""Update operators of optimizers whose gradient is row_sparse: rows without gradient stay alone.

An update computes element by element, so the rows that the gradient stores are taken out of the
weight and of the states, updated by the operator itself, and put back. What does not live here: the
arithmetic (`_ops/optim.py`), and which optimizer asks for lazy updates (`mx.optimizer`).
"""

from .. import _kernels as k
from .handle import Handle

__all__ = ["UPDATES"]

# Operators, and whether an attribute can ask them to look at all rows.
LAZY = ["sgd_update", "sgd_mom_update", "adam_update"]
ALWAYS = ["ftrl_update", "_sparse_adagrad_update", "_contrib_group_adagrad_update"]


def lazy_update(op, p, inputs, stores):
    """The new weight, whole; states are written where they lie."""
    weight, grad = stores[:2]
    if getattr(grad, "stype", "") != "row_sparse" or not getattr(p, "lazy_update", True):
        return NotImplemented
    grad = k.add_rows([grad])  # every row once
    rows = grad.indices
    parts = [_rows(weight, rows), grad.data, *(_rows(x, rows) for x in stores[2:])]
    if op.check is not None:
        op.check(p, *parts)
    new = op.forward(k, p, *parts)
    new = new if type(new) is tuple else (new,)
    for i, value in zip(op.mutates(p, len(inputs)), new[1:], strict=True):
        _write(inputs[i], rows, value)
    return _with_rows(weight, rows, new[0])


def _rows(x, rows):
    if k.is_sparse(x):
        return k.keep_rows(x, rows).data
    return x[rows]


def _with_rows(x, rows, values):
    """All of a weight, with new rows."""
    if k.is_sparse(x):
        kept = k.without_rows(x, rows)
        return k.add_rows([kept, k.Rows(values, rows, x.shape, sound=True)])
    return x.index_copy(0, rows, values)


def _write(array: Handle, rows, values):
    if array._sparse:
        array._put(_with_rows(array._store, rows, values))
    else:
        array._data.index_copy_(0, rows, values)


UPDATES = dict.fromkeys([*LAZY, *ALWAYS], lazy_update)
