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
    return _recorded(case, lambda xs: calls.invoke(case.row, case.sample, xs), True)


def hybrid(case):
    """Build a symbol and call it on arrays as one compiled node of the tape."""
    return _called(case, False)


def hybrid_replayed(case):
    """The same, with recorded gradients: the graph runs again, operator by operator."""
    return _called(case, True)


def _called(case, create_graph):
    made = _symbol(case)
    if made is None:
        return None
    op, order = mx.nd.CachedOp(made), [int(name[1:]) for name in made.list_inputs()]

    def call(xs):
        found = op(*(xs[i] for i in order))
        return found if isinstance(found, list) else [found]

    return _recorded(case, call, create_graph)


def _recorded(case, call, create_graph):
    """Outputs and gradients of a recorded call."""
    arrays = calls.place(case.sample.inputs)
    positions = calls.attached(case.row, case.sample)
    for i in positions:
        arrays[i].attach_grad()
    with calls.recording(case.row, case.sample):
        outputs = call(arrays)
        chosen, seeds = calls.heads(case.row, case.sample, outputs)
        gradients = chosen and mx.autograd.grad(
            chosen,
            [arrays[i] for i in positions],
            head_grads=calls.place(seeds),
            create_graph=create_graph,
            retain_graph=create_graph,
            train_mode=_train(case),
        )
    return [each.asnumpy() for each in outputs], {
        i: each.asnumpy() for i, each in zip(positions, gradients)
    }


def symbolic(case):
    """Build a symbol, write and read its JSON, bind it, run it forward and backward."""
    made, values = _symbol(case), case.sample.inputs
    if made is None:
        return None
    names = [f"x{i}" for i in range(len(values))]
    made = mx.sym.load_json(made.tojson(remove_amp_cast=False))
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


def _symbol(case):
    """The row's call on variables x0, x1, ...; None where it is a Python function."""
    path = case.row.call(case.sample)
    if callable(path) or not path.startswith("nd."):
        return None
    names = [f"x{i}" for i in range(len(case.sample.inputs))]
    args, kwargs = case.sample.with_inputs([mx.sym.var(name) for name in names])
    return calls.function("sym" + path[2:])(*args, **kwargs)


def _train(case):
    return case.option("train") is not False


WORLDS = [unrecorded, replayed, symbolic, hybrid, hybrid_replayed]


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
