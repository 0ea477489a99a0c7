"""The door through which an operator of the program's own is run: its runner is handed in.

What does not live here: arrays, properties, or anything the runner does (`mxnet/operator.py`).
"""

from .._core.errors import MXNetError

__all__ = ["custom_forward", "custom_backward", "custom_infer", "custom_types", "custom_names",
           "hand_in"]  # fmt: skip


class _Nobody:
    """Stands in until a program writes its first operator: none is registered."""

    def forward(self, name, *_):
        raise MXNetError(f"Custom: Cannot find custom operator {name!r}.")

    names = infer = forward


_runner = _Nobody()


def hand_in(runner):
    """Give the object whose `forward` and `backward` run the program's operators on tensors."""
    global _runner
    _runner = runner


def custom_forward(*xs, name, call, training):
    """The outputs of the operator registered as `name`; `call` keeps what its backward needs."""
    return _runner.forward(name, call, xs, training)


def custom_names(name, call):
    """The names of its inputs, outputs and auxiliary states, as its property lists them."""
    return _runner.names(name, call)


def custom_infer(name, call, shapes, dtypes):
    """`(inputs, outputs, states)`, each a list of `(shape, dtype)`, as its property infers them."""
    return _runner.infer(name, call, shapes, dtypes)


def custom_types(name, call, dtypes):
    """`(inputs, outputs, states)`, each a list of dtypes or None, as its property infers them."""
    return _runner.types(name, call, dtypes)


def custom_backward(output, *gs, call, wanted):
    """The gradients of all inputs of that call; those not `wanted` are zeros.

    `output` is its first output: it ties the result to the call, so that asking for a second
    derivative is seen and refused.
    """
    return _runner.backward(call, gs, wanted)
