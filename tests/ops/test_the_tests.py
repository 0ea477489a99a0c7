"""The drivers' checks turn red on planted faults, and stay green on an honest operator.

The operator planted is ``square``; each fault is one way to get it wrong.
"""

import numpy as np
import pytest

import mxnet as mx
from mxnet._core.op import In, Out, read_block
from mxnet.ndarray.functions import function
from tests.ops import (
    test_attrs,
    test_dtypes,
    test_errors,
    test_forward,
    test_gradient,
    test_rules_against_torch,
    test_worlds,
)
from tests.ops.case import Case
from tests.ops.row import Row, Sample, head_gradient, normal

X = normal(3, 4)


class Square(mx.autograd.Function):
    """x squared, by a rule that a test may replace."""

    def __init__(self, rule=lambda x, g: 2 * x * g, spoil=False):
        super().__init__()
        self.rule, self.spoil = rule, spoil

    def forward(self, x):
        kept = x.copy()
        out = x * x
        if self.spoil:
            kept *= 1.5
        self.save_for_backward(kept)
        return out

    def backward(self, g):
        return self.rule(*self.saved_tensors, g)


def square(data, out=None):
    """Square as it should be."""
    if not isinstance(data, mx.nd.NDArray):
        raise TypeError("square: data must be an NDArray")
    return mx.nd.square(data, out=out)


def plant(call, **attrs):
    """Return the case of an operator that is called ``square`` and runs `call`."""
    right = lambda x, **_: x * x
    row = Row("square", Sample(X, **attrs), call=call, reference=right, because="planted")
    return Case("planted", row, row.samples[0])


def record(case):
    """Give a planted case the recording an honest operator would have."""
    head = head_gradient(X.shape, 0)
    case.recorded = {"outputs": [X * X], "gradients": {0: 2 * X * head}, "aux": {}, "dtypes": {}}
    return case


def red(check, case, *more):
    """Assert that a check fails, by an assertion and not by an accident."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        check(case, *more)


CHECKS = [
    test_forward.check_outputs,
    test_forward.check_out_argument,
    test_dtypes.check_dtypes,
    test_attrs.check_string_attrs,
    test_errors.check_unknown_keyword,
    test_errors.check_input_that_is_no_array,
    test_gradient.check_grad_req,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_honest_operator_is_green(check):
    check(plant(square))


@pytest.mark.parametrize("order", [1, 2])
def test_honest_gradient_is_green(order):
    test_gradient.check_first_order(record(plant(square)))
    test_gradient.check_numeric(plant(square), order)
    test_worlds.check_worlds_agree(plant(square), test_worlds.WORLDS)


class HalfDifference(mx.autograd.Function):
    """x - y with half of both gradients, whose errors cancel where x and y move alike."""

    def forward(self, x, y):
        return x - y

    def backward(self, g):
        return g / 2, -g / 2


def test_errors_that_cancel_are_red():
    row = Row(
        "difference",
        Sample(X, normal(3, 4, seed=1)),
        call=lambda x, y: HalfDifference()(x, y),
        reference=np.subtract,
        because="planted",
    )
    red(test_gradient.check_numeric, Case("planted", row, row.samples[0]), 1)


WRONG_FORWARDS = {
    "value": lambda x: x * x + 1e-3,
    "one element": lambda x: x * x + mx.nd.array((X == X.max()) * 1e-3),
    "shape": lambda x: (x * x).reshape((4, 3)),
    "extra axis": lambda x: (x * x).expand_dims(0),
    "dtype": lambda x: (x * x).astype("float64"),
    "two outputs": lambda x: [x * x, x],
    "nan": lambda x: mx.nd.sqrt(x) ** 4,
}


@pytest.mark.parametrize("name", WRONG_FORWARDS)
def test_wrong_forward_is_red(name):
    red(test_forward.check_outputs, plant(WRONG_FORWARDS[name]))


def test_changed_input_is_red():
    def call(x):
        out = x * x
        x[0, 0] = 5
        return out

    red(test_forward.check_outputs, plant(call))


def test_ignored_out_is_red():
    red(test_forward.check_out_argument, plant(lambda x, out=None: x * x))


def test_wrong_dtype_in_another_dtype_is_red():
    red(test_dtypes.check_dtypes, plant(lambda x: mx.nd.square(x.astype("float32"))))


def test_ignored_string_attr_is_red():
    call = lambda x, power=2: x * x if power == 2 else x
    red(test_attrs.check_string_attrs, plant(call, power=2))


def test_swallowed_keyword_is_red():
    red(test_errors.check_unknown_keyword, plant(lambda x, **kwargs: x * x))


def test_error_that_names_nothing_is_red():
    def call(x):
        raise mx.base.MXNetError("something is wrong")

    red(test_errors.check_input_that_is_no_array, plant(call))


def test_wrong_error_type_is_red():
    def call(x):
        raise KeyError("square: something is wrong")

    red(test_errors.check_input_that_is_no_array, plant(call))


WRONG_RULES = {
    "factor": lambda x, g: 2.01 * x * g,
    "sign": lambda x, g: -2 * x * g,
    "no head gradient": lambda x, g: 2 * x,
    "kept the output": lambda x, g: 2 * x * x * g,
    "one element": lambda x, g: 2 * x * g * mx.nd.array(1 + 0.1 * (X == X.max()), dtype=g.dtype),
}


@pytest.mark.parametrize("name", WRONG_RULES)
def test_wrong_rule_is_red(name):
    call = lambda x: Square(WRONG_RULES[name])(x)
    red(test_gradient.check_first_order, record(plant(call)))
    red(test_gradient.check_numeric, plant(call), 1)


def test_kept_array_that_changed_is_red():
    call = lambda x: Square(spoil=True)(x)
    red(test_gradient.check_first_order, record(plant(call)))
    red(test_gradient.check_numeric, plant(call), 1)


def test_gradient_right_at_first_order_only_is_red():
    # The second derivative of x squared is cut off.
    rule = lambda x, g: g * (2 * x.detach())
    call = lambda x: Square(rule)(x)
    test_gradient.check_first_order(record(plant(call)))
    test_gradient.check_numeric(plant(call), 1)
    red(test_gradient.check_numeric, plant(call), 2)


def test_gradient_lost_is_red():
    red(test_gradient.check_numeric, plant(lambda x: mx.nd.BlockGrad(x * x)), 1)


def test_worlds_that_disagree_are_red():
    def another(case):
        outputs, gradients = test_worlds.unrecorded(case)
        return outputs, {i: gradient * 1.01 for i, gradient in gradients.items()}

    def third(case):
        outputs, gradients = test_worlds.unrecorded(case)
        return [each + np.float32(0.01) for each in outputs], gradients

    for world in (another, third):
        red(test_worlds.check_worlds_agree, plant(square), [test_worlds.unrecorded, world])


def block(name, rule):
    """Return an operator in the block form that squares, with a rule of the test's choice."""

    class squared:
        data = In("any shape")
        output = Out("data's shape")

        def forward(F, p, data):
            return F.mul(data, data)

        d_data = rule

    return read_block(squared, name)


def test_honest_rule_is_green_against_torch():
    op = block("planted_right", lambda F, p, data, g: F.mul(g, F.mul(data, 2)))
    test_rules_against_torch.check_rules(plant(function(op, op.name)), op)
    test_gradient.check_numeric(plant(function(op, op.name)), 2)


WRONG_BLOCK_RULES = {
    "factor": lambda F, p, data, g: F.mul(g, F.mul(data, 2.001)),
    "head_forgotten": lambda F, p, data, g: F.mul(data, 2),
    "output_kept": lambda F, p, output, g: F.mul(g, F.mul(output, 2)),
    "sign_lost": lambda F, p, data, g: F.mul(g, F.mul(F.abs(data), 2)),
}


@pytest.mark.parametrize("name", WRONG_BLOCK_RULES)
def test_wrong_rule_is_red_against_torch(name):
    op = block(f"planted_{name}", WRONG_BLOCK_RULES[name])
    red(test_rules_against_torch.check_rules, plant(function(op, op.name)), op)
    red(test_gradient.check_numeric, plant(function(op, op.name)), 1)
