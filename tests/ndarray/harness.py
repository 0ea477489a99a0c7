"""Running one expression of `cases.py` and writing its value down in JSON; the same for MXNet and
for us.

Only what both Python environments have is imported here. What does not live here: comparing.
"""

import copy
import os
import pickle
import tempfile
import warnings

import numpy as np


def namespace(mx):
    """What an expression may use."""
    nd, autograd = mx.nd, mx.autograd

    def grad_again(x, f):
        with autograd.record():
            y = f(x)
        y.backward()
        return x.grad

    def grad_of(f):
        x = nd.arange(12).reshape((3, 4))
        x.attach_grad()
        return grad_again(x, f)

    def after(z, write):
        write(z)
        return z

    def recording(f):
        x = nd.arange(12).reshape((3, 4))
        x.attach_grad()
        with autograd.record():
            y = f(x)
        return [x, y]

    x = nd.arange(12).reshape((3, 4))
    folder = tempfile.mkdtemp()
    return {
        "mx": mx,
        "nd": nd,
        "np": np,
        "autograd": autograd,
        "pickle": pickle,
        "copy": copy,
        "x": x,
        "i": x.astype("int32"),
        "grad_of": grad_of,
        "grad_again": grad_again,
        "after": after,
        "recording": recording,
        "path": os.path.join(folder, "arrays"),
    }


def run(mx, line):
    """`{"value": ...}`, or `{"error": type name, "kinds": its and its bases' names}`, of one
    expression.
    """
    space = namespace(mx)
    *statements, last = [part.strip() for part in line.split(";;")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for statement in statements:
                exec(statement, space)
            return {"value": plain(eval(last, space))}
        except Exception as error:
            kinds = [cls.__name__ for cls in type(error).__mro__[:-3]]
            return {"error": type(error).__name__, "kinds": kinds or [type(error).__name__]}


def plain(value):
    """A value as JSON can hold it."""
    if hasattr(value, "asnumpy"):
        array = value.asnumpy()
        return {"array": array.tolist(), "dtype": str(array.dtype), "shape": list(array.shape)}
    if isinstance(value, np.ndarray):
        return {"numpy": value.tolist(), "dtype": str(value.dtype), "shape": list(value.shape)}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, dict):
        return {str(key): plain(x) for key, x in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(x) for x in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)
