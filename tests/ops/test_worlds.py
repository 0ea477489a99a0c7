"""Every way of running an operator gives the same outputs and the same gradients.

A world is a function ``(case) -> (outputs, {position: gradient})``, all in NumPy. To add one,
write it and put it into ``WORLDS``.
"""

import pytest

import mxnet as mx
from tests.ops import calls
from tests.ops.test_gradient import has_gradient


def unrecorded(case):
    """Run without a tape; gradients by plain backward."""
    with mx.autograd.train_mode() if _train(case) else mx.autograd.predict_mode():
        made = calls.invoke(case.row, case.sample, calls.place(case.sample.inputs))
    outputs = [each.asnumpy() for each in made]
    return outputs, calls.backward(case.row, case.sample, calls.place(case.sample.inputs))


def replayed(case):
    """Run under the tape; gradients recorded too, as for higher orders."""
    arrays = calls.place(case.sample.inputs)
    positions = calls.attached(case.row, case.sample)
    for i in positions:
        arrays[i].attach_grad()
    with calls.recording(case.row, case.sample):
        outputs = calls.invoke(case.row, case.sample, arrays)
        chosen, seeds = calls.heads(case.row, case.sample, outputs)
        gradients = chosen and mx.autograd.grad(
            chosen,
            [arrays[i] for i in positions],
            head_grads=calls.place(seeds),
            create_graph=True,
            retain_graph=True,
            train_mode=_train(case),
        )
    return [each.asnumpy() for each in outputs], {
        i: each.asnumpy() for i, each in zip(positions, gradients)
    }


def _train(case):
    return case.option("train") is not False


WORLDS = [unrecorded, replayed]


@pytest.mark.samples(where=lambda case: has_gradient(case) and not case.refused)
def test_worlds_agree(case):
    check_worlds_agree(case, WORLDS)


def check_worlds_agree(case, worlds):
    """Assert that all worlds give what the first gives."""
    outputs, gradients = worlds[0](case)
    for world in worlds[1:]:
        others, theirs = world(case)
        case.compare(others, outputs, f"{world.__name__}: output")
        for i, gradient in gradients.items():
            case.close(theirs[i], gradient, f"{world.__name__}: gradient of input {i}")
