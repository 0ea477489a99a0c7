"""Inputs that share another library's strided memory give the same outputs."""

import pytest
import torch

import mxnet as mx
from tests.ops.test_forward import run


@pytest.mark.samples(
    where=lambda case: (
        case.option("strided") and not case.option("random") and not case.option("aux")
    )
)
def test_strided_inputs(case):
    check_strided_inputs(case)


def check_strided_inputs(case):
    """Assert the same outputs from inputs whose axes lie in memory the other way round."""
    plain, _ = run(case)
    strided = [reverse_layout(each) for each in case.sample.inputs]
    case.compare(run(case, strided)[0], plain, "output of strided inputs")


def reverse_layout(values):
    """Return an NDArray over memory in which the first axis varies fastest."""
    backwards = torch.from_numpy(values.T.copy())
    return mx.nd.from_dlpack(torch.utils.dlpack.to_dlpack(backwards.permute(*_turned(values))))


def _turned(values):
    return reversed(range(values.ndim))
