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


def symbolic(case):
    """Build a symbol, write and read its JSON, bind it, run it forward and backward."""
    path = case.row.call(case.sample)
    if callable(path) or not path.startswith("nd."):
        return None
    function = calls.function("sym" + path[2:])
    values = case.sample.inputs
    names = [f"x{i}" for i in range(len(values))]
    args, kwargs = case.sample.with_inputs([mx.sym.var(name) for name in names])
    made = mx.sym.load_json(function(*args, **kwargs).tojson(remove_amp_cast=False))
    arrays = dict(zip(names, calls.place(values)))
    positions = calls.attached(case.row, case.sample)
    buffers = {f"x{i}": mx.nd.zeros(values[i].shape, dtype=values[i].dtype) for i in positions}
    states = made.list_auxiliary_states()
    executor = made.bind(
        mx.cpu(),
        {name: arrays[name] for name in made.list_arguments()},
        {name: each for name, each in buffers.items() if name not in states},
        aux_states={name: arrays[name] for name in states},
    )
    outputs = executor.forward(is_train=_train(case))
    chosen, seeds = calls.heads(case.row, case.sample, outputs)
    given = dict(zip(map(id, chosen), calls.place(seeds)))
    if chosen and buffers:
        executor.backward([given.get(id(each), mx.nd.zeros_like(each)) for each in outputs])
    return [each.asnumpy() for each in outputs], {
        i: buffers[f"x{i}"].asnumpy() for i in positions if f"x{i}" not in states
    }


def _train(case):
    return case.option("train") is not False


WORLDS = [unrecorded, replayed, symbolic]


@pytest.mark.samples(where=lambda case: has_gradient(case) and not case.refused)
def test_worlds_agree(case):
    check_worlds_agree(case, WORLDS)


def check_worlds_agree(case, worlds):
    """Assert that all worlds give what the first gives."""
    outputs, gradients = worlds[0](case)
    for world in worlds[1:]:
        found = world(case)
        if found is None:  # the row calls a Python function that this world has not
            continue
        others, theirs = found
        case.compare(others, outputs, f"{world.__name__}: output")
        for i, gradient in gradients.items():
            if i in theirs:
                case.close(theirs[i], gradient, f"{world.__name__}: gradient of input {i}")
