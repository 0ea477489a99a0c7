"""Calling an operator on sparse arrays: by its form for their storage, or on dense values.

Note [Storage fallback]: an operator without a form for the storages it is given gets dense arrays
of the same values, and gives dense results, as in MXNet 1.9.1. What is on the tape is
the same either way, since a sparse array and a dense one of its values share their place there:
gradients need not be of the storage of what they are for. `invoke` comes here only when an array
turned out to have no dense values, so dense calls pay nothing. What does not live here: the forms.
"""

import logging

from .. import _kernels as k
from .._core.errors import MXNetError, operator_error
from .._core.flags import flag
from .._tape.state import state
from .handle import Handle, classes, stored, wrap, wrap_stored
from .invoke import explain, invoke, write_out
from .sparse_table import DIFFERENTIABLE, FORMS
from .sparse_updates import UPDATES
from .world import recorded

__all__ = ["sparse_call"]

VERBOSE = flag(
    "MXNET_STORAGE_FALLBACK_LOG_VERBOSE", bool, True,
    "Warn once per operator when it is given dense values of a sparse array.",
)  # fmt: skip

_FAILURES = (RuntimeError, TypeError, ValueError, IndexError, AttributeError, NotImplementedError)
_told: set = set()


def sparse_call(op, p, inputs, out=None):
    """Run an operator; its result is sparse where its form for these storages says so."""
    stores = _stores(op, inputs)
    ctx = next(x._ctx for x in inputs if x is not None)
    try:
        if op.name in UPDATES:
            result = UPDATES[op.name](op, p, inputs, stores)
            if result is not NotImplemented:
                return _given(op, wrap_stored(result, ctx), out)
        form = FORMS.get(op.name)
        result = NotImplemented if form is None else form(k, p, stores, stores)
    except _FAILURES as e:
        raise explain(op, p, stores, e) from (e.__cause__ if isinstance(e, MXNetError) else e)
    if result is NotImplemented:
        _tell(op, stores)
        return _on_dense(op, p, inputs, out)
    if any(result is s for s in stores):  # stores are never written to, tensors are
        result = result if k.is_sparse(result) else k.own(result)
    array = wrap_stored(result, ctx)
    if state.recording and any(x is not None and x._node is not None for x in inputs):
        array._node, array._slot = _place(op, p, inputs, stores)
    return _given(op, array, out)


def _stores(op, inputs):
    """What the inputs hold, which is of one dtype and on one device."""
    stores, dtype, device, first = [], None, None, None
    for i, (x, same) in enumerate(zip(inputs, op.shares_dtype(len(inputs)))):
        if x is None:
            stores.append(None)
            continue
        if not isinstance(x, Handle):
            name = op.inputs[min(i, len(op.inputs) - 1)].name
            raise TypeError(f"{op.name}: Argument {name} must have NDArray type, but got {x!r:.99}")
        store = stored(x)
        device = device or store.device
        if store.device != device:
            raise operator_error(op.name, "inputs lie on several devices; move one.")
        if same and dtype not in (None, store.dtype):
            raise operator_error(
                op.name, f"inputs must share one dtype; came {k.dtype_name(first)} and "
                f"{k.dtype_name(store)}.", "Convert one with astype().",
            )  # fmt: skip
        if same:
            first, dtype = store, store.dtype
        stores.append(store)
    return stores


def _place(op, p, inputs, stores):
    """Where the result is on the tape: recorded by the form, or by a run on dense values."""
    if op.name in DIFFERENTIABLE:
        array = FORMS[op.name](recorded, p, [_open(x) for x in inputs], stores)
    else:
        array = invoke(op, p, [_dense(x) for x in inputs])
    return array._node, array._slot


def _open(x):
    """An array that the recorded world can read: its tensor or its store, at its place."""
    if x is None or not x._sparse:
        return x
    array = wrap(x._store, x._ctx)
    array._node, array._slot = x._node, x._slot
    return array


def _dense(x):
    return x if x is None or not x._sparse else x._dense()


def _on_dense(op, p, inputs, out):
    """Note [Storage fallback]."""
    dense = [_dense(x) for x in inputs]
    wanted = getattr(p, "forward_stype", None)
    if wanted not in (None, "default"):  # the operator would come back here
        p = p.replace(forward_stype=None)
    result = invoke(op, p, dense, out)
    if wanted not in (None, "default") and out is None:
        result = result.tostype(wanted)
    for i in op.mutates(p, len(inputs)) if op.writes else ():
        if inputs[i] is not None and inputs[i]._sparse:
            inputs[i]._put(dense[i]._data)
    return result


def _given(op, array, out):
    return array if out is None else write_out(op, [array], out)


def _tell(op, stores):
    if op.name in _told or not VERBOSE.value:
        return
    _told.add(op.name)
    kinds = ", ".join(getattr(s, "stype", "default") for s in stores if s is not None)
    logging.getLogger("mxnet").warning(
        "Storage type fallback detected: %s has no form for (%s), so it works on dense copies. "
        "The result is right; MXNET_STORAGE_FALLBACK_LOG_VERBOSE=0 silences this.", op.name, kinds,
    )  # fmt: skip


classes["sparse_call"] = sparse_call
