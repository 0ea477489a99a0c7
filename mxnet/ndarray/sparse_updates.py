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
    if op.name == "ftrl_update" and not k.is_sparse(weight):
        return NotImplemented
    grad = k.add_rows([grad])  # every row once
    rows = grad.indices
    parts = [k.stored_rows(weight, rows), grad.data, *(k.stored_rows(x, rows) for x in stores[2:])]
    if op.check is not None:
        op.check(p, *parts)
    new = op.forward(k, p, *parts)
    new = new if type(new) is tuple else (new,)
    for i, value in zip(op.mutates(p, len(inputs)), new[1:], strict=True):
        _write(inputs[i], rows, value)
    if k.is_sparse(weight):
        return k.with_rows(weight, rows, new[0])
    return k.put_rows(k.own(weight), rows, new[0])


def _write(array: Handle, rows, values):
    if array._sparse:
        array._put(k.with_rows(array._store, rows, values))
    else:
        k.put_rows(array._data, rows, values)


UPDATES = dict.fromkeys([*LAZY, *ALWAYS], lazy_update)
