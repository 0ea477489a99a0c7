"""Constant: an array of a network that no training changes.

What does not live here: what every parameter does (`_parameter.py`).
"""

import json
import warnings

from ..initializer import Initializer
from ..ndarray import NDArray, array
from ._parameter import Parameter

__all__ = ["Constant"]


class _Given(Initializer):
    """Fills a parameter with a given array; in graphs, it is written as `mx.init.Constant`."""

    def __init__(self, value):
        super().__init__()
        self._value = value

    def dumps(self):
        return initializer_text(self._value)

    def _init_weight(self, _, arr):
        self._value.copyto(arr)


def initializer_text(value):
    """The text from which `mx.init.create` makes a filler with the values, where they are few."""
    if value.size > 64:
        return '["zero", {}]'
    return json.dumps(["constant", {"value": value.asnumpy().tolist()}])


class Constant(Parameter):
    """An array that belongs to a network, moves and is saved with it, but is never trained.

    Parameters
    ----------
    name : str
    value : NDArray or array_like

    Examples
    --------
    >>> import mxnet as mx
    >>> c = mx.gluon.Constant("c", [[1, 2], [3, 4]])
    >>> c.initialize()
    >>> c.data().asnumpy().tolist(), c.grad_req
    ([[1.0, 2.0], [3.0, 4.0]], 'null')
    """

    __module__ = "mxnet.gluon.parameter"

    def __init__(self, name, value):
        self.value = value if isinstance(value, NDArray) else array(value)
        super().__init__(
            name,
            grad_req="null",
            shape=self.value.shape,
            dtype=self.value.dtype,
            init=_Given(self.value),
        )

    def __repr__(self):
        return f"Constant {self.name} (shape={self.shape}, dtype={self.dtype})"

    @property
    def grad_req(self):
        """Always `"null"`."""
        return "null"

    @grad_req.setter
    def grad_req(self, req):
        self._grad_req = "null"
        if req != "null":
            warnings.warn(
                f'Constant parameter "{self.name}" does not support grad_req other than "null", '
                f'and new value "{req}" is ignored.',
                stacklevel=2,
            )
