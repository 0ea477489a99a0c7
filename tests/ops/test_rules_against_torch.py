"""Every operator's gradient is torch's own derivative of its forward, run on plain tensors.

The numeric checks find a wrong rule too; this one finds it exactly, and says in which input.
"""

import pytest
import torch

from mxnet import _kernels
from mxnet._core import registry
from tests.ops import calls
from tests.ops.row import head_gradient
from tests.ops.test_gradient import is_numeric


@pytest.mark.samples(where=lambda case: is_numeric(case) and calls.is_generated(case.row))
def test_rules(case):
    check_rules(case, registry.find(case.row.name))


# What torch says of a kernel that finishes in place a buffer of its own: fine for us, for we
# differentiate by rules, but nothing to compare with. The numeric checks stand.
IN_PLACE = "modified by an inplace operation"


class Differentiable:
    """The raw world, with plain twins of kernels that write what torch must not see written."""

    def __getattr__(self, name):
        return getattr(_kernels, name)

    def rnn_layer(self, *tensors, **options):
        """Outputs and last states as formulas; what the kernel keeps beside them is for us
        alone.
        """
        return (*_kernels.rnn_layer_plain(*tensors, **options), None, None)

    def pixels_to_unit(self, x):
        """As functions that do not write what they are given."""
        return x.movedim(-1, -3).float() / 255

    def image_resize(self, x, *, size, interp):
        """As products of matrices, since torch does not see into OpenCV."""
        return _kernels.opencv.resize_by_matrices(x, size, interp)


def check_rules(case, op):
    """Assert that the tape's gradients in float64 are torch's."""
    values = calls.cast(case.sample.inputs, "float64")
    try:
        wanted = torch_gradients(case, op, values)
    except RuntimeError as error:
        if IN_PLACE in str(error):
            pytest.skip("the kernel works in place on its own buffer: torch has no derivative")
        raise
    found = calls.backward(case.row, case.sample, calls.place(values))
    for i in calls.differentiable(case.row, case.sample):
        case.close(found[i], wanted[i], f"gradient of input {i}", looser=10)


def torch_gradients(case, op, values):
    """Return ``{position: gradient}`` by torch.autograd through the raw forward."""
    tensors = [torch.from_numpy(each.copy()) for each in values]
    places = calls.differentiable(case.row, case.sample)
    for i in places:
        tensors[i].requires_grad_()
    outputs = forward(case, op, tensors)
    chosen = case.option("heads")
    if chosen is None:
        chosen = [i for i, each in enumerate(outputs) if each.is_floating_point()]
    heads = [
        (outputs[i], torch.from_numpy(head_gradient(tuple(outputs[i].shape), i, "float64")))
        for i in chosen
    ]
    # Nought times every input: one that the outputs do not depend on has a gradient of zeros.
    scalar = sum((y * h.to(y.dtype)).sum() for y, h in heads)
    scalar = scalar + sum((0 * tensors[i].nan_to_num()).sum() for i in places)
    gradients = torch.autograd.grad(scalar, [tensors[i] for i in places])
    return {i: each.numpy() for i, each in zip(places, gradients)}


def forward(case, op, tensors):
    """Return the visible outputs of the operator's forward in the raw world."""
    args, kwargs = case.sample.with_inputs(tensors)
    attrs = {k: v for k, v in kwargs.items() if k in op.attrs}
    if op.count_attr:
        attrs[op.count_attr] = len(args)
    p = op.parse_dict(attrs, training=case.option("train") is not False)
    if op.variadic is None:
        args += [kwargs.get(name) for name in op.names[len(args) :]]
    outputs = op.forward(Differentiable(), p, *args)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    outputs = outputs[: len(outputs) - len(op.aux)]
    return outputs[: op.visible(p, len(outputs))]
