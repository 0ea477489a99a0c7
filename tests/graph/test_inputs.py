"""What monitors and hooks call inputs, held against what 1.9.1's monitors were seen to say."""

import json
import pathlib

import pytest

import mxnet as mx
from mxnet._core import registry
from mxnet._graph import inputs

RECORDED = json.loads(pathlib.Path(__file__).with_name("recorded_inputs.json").read_text())
S = mx.sym
x, y = S.var("x"), S.var("y")


def test_operators_whose_input_is_numbered_are_the_recorded_ones():
    known = registry.names()
    wrong = [op for op in RECORDED["numbered"] if not inputs.numbered(known[op])]
    wrong += [op for op in RECORDED["named"] if inputs.numbered(known[op])]
    assert wrong == []


@pytest.mark.parametrize(
    ("symbol", "names"),
    [
        (S.relu(x), ["input0"]),
        (S.softmax(x, y, use_length=True), ["data", "length"]),
        (S.FullyConnected(x, num_hidden=2, no_bias=True), ["data", "weight"]),
        (S.concat(x, y, dim=0), ["arg0", "arg1"]),
        (S.amp_multicast(x, y, num_outputs=2), ["data_0", "data_1"]),
        (S.multi_sum_sq(x, y, num_arrays=2), ["array_0", "array_1"]),
        (x + y, ["lhs", "rhs"]),
    ],
)
def test_names(symbol, names):
    node = symbol._entries[0][0]
    assert [inputs.name(node, i) for i in range(len(node.inputs))] == names


def test_a_programs_own_operator_names_its_inputs():
    class Doubled(mx.operator.CustomOp):
        def forward(self, is_train, req, in_data, out_data, aux):
            self.assign(out_data[0], req[0], in_data[0] * 2)

    @mx.operator.register("named_inputs")
    class DoubledProp(mx.operator.CustomOpProp):
        def list_arguments(self):
            return ["left", "right"]

        def create_operator(self, ctx, shapes, dtypes):
            return Doubled()

    executor = S.Custom(x, y, op_type="named_inputs", name="own").bind(
        mx.cpu(), {"x": mx.nd.ones(2), "y": mx.nd.ones(2)}
    )
    seen = []
    executor.set_monitor_callback(lambda name, array: seen.append(name), monitor_all=True)
    executor.forward()
    assert seen == ["x", "own_left", "y", "own_right", "own_output"]
