"""Calling an operator for a sample, by public names of ``mx.nd`` and ``mx.autograd`` alone.

Shared by the recorder, which runs it on the real MXNet, and by the drivers.
"""

import contextlib

import numpy as np

import mxnet as mx
from tests.ops.row import head_gradient


def function(path):
    """Return the function at a dotted path below ``mx``; a function is returned as it is."""
    if callable(path):
        return path
    found = mx
    for part in path.split("."):
        found = getattr(found, part)
    return found


def place(values):
    """Return fresh NDArrays holding the given NumPy arrays, dtypes kept."""
    return [mx.nd.array(each, dtype=each.dtype) for each in values]


def is_generated(row):
    """Tell whether the row calls the operator itself, not a Python function around it."""
    return row.options["call"] is None


def cast(values, dtype):
    """Return the NumPy arrays with the floating-point ones in another dtype."""
    return [each.astype(dtype) if is_float(each) else each for each in values]


def invoke(row, sample, arrays, **more):
    """Call the row's operator on NDArrays and return the list of its outputs."""
    args, kwargs = sample.with_inputs(arrays)
    made = function(row.call(sample))(*args, **kwargs, **more)
    return list(made) if isinstance(made, (list, tuple)) else [made]


def mode(row, sample):
    """Return the scope that the row's ``train`` option asks for."""
    train = row.option(sample, "train")
    if train is None:
        return contextlib.nullcontext()
    return mx.autograd.train_mode() if train else mx.autograd.predict_mode()


def recording(row, sample):
    """Return a recording scope, in training mode unless the row says otherwise."""
    return mx.autograd.record(train_mode=row.option(sample, "train") is not False)


def is_float(array):
    """Tell whether a NumPy array or NDArray holds floating-point numbers."""
    return np.dtype(array.dtype).kind == "f"


def attached(row, sample, values=None):
    """Return the positions of the inputs that get gradient buffers."""
    chosen = row.option(sample, "attached")
    if chosen is not None:
        return tuple(chosen)
    values = sample.inputs if values is None else values
    aux = row.option(sample, "aux")
    return tuple(i for i, x in enumerate(values) if is_float(x) and i not in aux)


def differentiable(row, sample):
    """Return the positions of the inputs whose derivatives are checked numerically."""
    chosen = row.option(sample, "differentiable")
    return attached(row, sample) if chosen is None else tuple(chosen)


def heads(row, sample, outputs):
    """Return the outputs that get head gradients, and those head gradients in NumPy."""
    chosen = row.option(sample, "heads")
    if chosen is None:
        chosen = [i for i, each in enumerate(outputs) if is_float(each)]
    seeds = [head_gradient(outputs[i].shape, i, np.dtype(outputs[i].dtype)) for i in chosen]
    return [outputs[i] for i in chosen], seeds


def backward(row, sample, arrays, attach=lambda i, array: array.attach_grad()):
    """Record the call, run backward, and return ``{position: gradient as NumPy}``.

    ``attach(position, array)`` gives an input its gradient buffer, or leaves it without.
    """
    for i in attached(row, sample, arrays):
        attach(i, arrays[i])
    with recording(row, sample):
        outputs = invoke(row, sample, arrays)
    chosen, seeds = heads(row, sample, outputs)
    if not chosen:  # whole numbers alone: nothing has a derivative
        return {}
    mx.autograd.backward(chosen, place(seeds))
    buffers = {i: array.grad for i, array in enumerate(arrays)}
    return {i: grad.asnumpy() for i, grad in buffers.items() if grad is not None}
