"""Gradients: the recorded ones at first order, numeric ones at every order, grad_req."""

import numpy as np
import pytest

import mxnet as mx
from tests.ops import calls
from tests.ops.row import head_gradient, normal

# Step and tolerance of central differences by the coarsest dtype on the way.
STEP = {"float64": (1e-5, 1e-5), "float32": (1e-2, 2e-2), "float16": (6e-2, 1e-1)}


def has_gradient(case):
    """Tell whether gradients of this sample can be compared at all."""
    return not case.option("random") and bool(calls.attached(case.row, case.sample))


def is_compared(case):
    """Tell whether the recording has gradients to compare with."""
    wanted = case.option("gradient_recorded") and case.option("record")
    return has_gradient(case) and wanted and case.option("reference") is None


def is_numeric(case):
    """Tell whether the gradient is meant to be the derivative of the forward."""
    return (
        has_gradient(case)
        and not case.refused
        and case.option("mathematical")
        and case.option("order") > 0
        and bool(calls.differentiable(case.row, case.sample))
    )


@pytest.mark.samples(where=is_compared)
def test_first_order(case):
    check_first_order(case)


@pytest.mark.samples(where=lambda case: has_gradient(case) and not case.refused)
def test_grad_req(case):
    check_grad_req(case)


@pytest.mark.samples(where=is_numeric)
def test_numeric(case):
    for order in range(1, case.option("order") + 1):
        check_numeric(case, order)


def check_first_order(case):
    """Assert that gradients are the recorded ones, or refused as the reference refuses."""
    arrays = calls.place(case.sample.inputs)
    if case.refused:
        with pytest.raises(mx.base.MXNetError):
            calls.backward(case.row, case.sample, arrays)
        return
    failed = case.recorded.get("refused")
    assert not failed, f"the row needs gradient_recorded=False: {failed}"
    found = calls.backward(case.row, case.sample, arrays)
    wanted = case.recorded["gradients"]
    assert found.keys() == wanted.keys()
    for i in wanted:
        assert found[i].dtype == wanted[i].dtype, f"gradient of input {i}: dtype"
        coarsest = _coarsest([wanted[i], *case.recorded["outputs"]])
        case.close(found[i], wanted[i], f"gradient of input {i}", 10, dtype=coarsest)


def check_grad_req(case):
    """Assert that "add" adds to what is there, and that a buffer less changes no other."""
    row, sample = case.row, case.sample
    plain = calls.backward(row, sample, calls.place(sample.inputs))
    ones = calls.backward(row, sample, calls.place(sample.inputs), attach=_attach_ones)
    for i, gradient in plain.items():
        case.close(ones[i], gradient + 1, f"added gradient of input {i}")
    first = min(plain, default=None)
    rest = {i: gradient for i, gradient in plain.items() if i != first}
    if not rest:
        return
    attach = lambda i, array: array.attach_grad("null" if i == first else "write")
    found = calls.backward(row, sample, calls.place(sample.inputs), attach=attach)
    for i, gradient in rest.items():
        case.close(found[i], gradient, f"gradient of input {i} without that of {first}")


def _attach_ones(i, array):
    ones = np.ones(array.shape, np.dtype(array.dtype))
    mx.autograd.mark_variables([array], calls.place([ones]), "add")


def check_numeric(case, order):
    """Assert that derivatives of one order are central differences of those one below."""
    values = [_widen(case, x) for x in case.sample.inputs]
    places = calls.differentiable(case.row, case.sample)
    heads = _heads(case, values)
    step, tolerance = STEP[_coarsest([*values, *heads.values()])]
    tops, seeds, arrays = climb(case, values, heads, order)
    mx.autograd.backward(tops, seeds, train_mode=_train(case))
    gradients = {i: arrays[i].grad.asnumpy().astype("float64") for i in places}
    for seed in range(2):
        direction = {i: _direction(values[i], i, seed) for i in places}
        found = sum(np.sum(gradients[i] * direction[i]) for i in places)
        wanted = _difference(case, values, heads, order, direction, step)
        size = max(1.0, abs(contract(tops, seeds)), abs(wanted))
        if abs(found - wanted) <= tolerance * size:
            continue
        blame = _blame(case, values, heads, order, gradients, step)
        pytest.fail(f"order {order}: derivative {found}, differences {wanted}; {blame}")


def climb(case, values, heads, order):
    """Return what stands one derivative below `order`, still differentiable.

    Returns ``(tops, seeds, inputs)``. At order 1 the tops are the outputs, the seeds their
    head gradients; from there up the tops are gradients of the tops below, with fixed seeds.
    Squares of all variables stand among the first tops, so that each always has a gradient.
    """
    arrays = calls.place(values)
    seeds = calls.place(heads.values())
    variables = [arrays[i] for i in calls.differentiable(case.row, case.sample)] + seeds
    for each in variables:
        each.attach_grad()
    with calls.recording(case.row, case.sample):
        outputs = calls.invoke(case.row, case.sample, arrays)
        tops = [outputs[i] for i in heads] + [each * each for each in variables]
        seeds = seeds + _weights(variables, 0)
        for level in range(1, order):
            tops = mx.autograd.grad(
                tops,
                variables,
                head_grads=seeds,
                create_graph=True,
                retain_graph=True,
                train_mode=_train(case),
            )
            seeds = _weights(tops, level)
    return tops, seeds, arrays


def contract(tops, seeds):
    """Return the sum of the tops, weighted with the seeds."""
    pairs = [[each.asnumpy().astype("float64") for each in pair] for pair in zip(tops, seeds)]
    return sum(np.sum(one * other) for one, other in pairs)


def _direction(value, i, seed=0):
    """Return how input `i` moves: apart from inputs of its shape, whose errors could cancel."""
    return normal(*value.shape, seed=31 + seed + 1000 * i, dtype="float64")


def _weights(arrays, level):
    return calls.place([
        normal(*x.shape, seed=97 * level + 1000 * i, dtype=np.dtype(x.dtype))
        for i, x in enumerate(arrays)
    ])


def _train(case):
    return case.option("train") is not False


def _widen(case, value):
    wide = "float64" in case.option("dtypes")
    return value.astype("float64") if wide and calls.is_float(value) else value


def _coarsest(arrays):
    """Return the name of the arrays' narrowest floating-point dtype."""
    floats = [each.dtype for each in arrays if each.dtype.kind == "f"]
    return str(min(floats, key=lambda dtype: dtype.itemsize))


def _heads(case, values):
    """Return ``{output: head gradient}`` for the outputs that take one."""
    with calls.recording(case.row, case.sample):
        outputs = calls.invoke(case.row, case.sample, calls.place(values))
    chosen = case.option("heads")
    if chosen is None:
        chosen = [i for i, each in enumerate(outputs) if calls.is_float(each)]
    return {i: head_gradient(outputs[i].shape, i, np.dtype(outputs[i].dtype)) for i in chosen}


def _difference(case, values, heads, order, direction, step):
    """Return the central difference of the contraction along a direction."""
    ends = []
    for sign in (1, -1):
        moved = list(values)
        for i, along in direction.items():
            moved[i] = (values[i] + sign * step * along).astype(values[i].dtype)
        ends.append(contract(*climb(case, moved, heads, order)[:2]))
    return (ends[0] - ends[1]) / (2 * step)


def _blame(case, values, heads, order, gradients, step):
    """Say for each input how far its derivative is off, once something is."""
    said = []
    for i, gradient in gradients.items():
        direction = _direction(values[i], i)
        wanted = _difference(case, values, heads, order, {i: direction}, step)
        said.append(f"input {i}: {np.sum(gradient * direction):.6g} against {wanted:.6g}")
    return ", ".join(said)
