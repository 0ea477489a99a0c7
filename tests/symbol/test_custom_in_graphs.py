"""A program's own operators in graphs: the lines of their errors, their lives, their types."""

import traceback

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd


class Failing(mx.operator.CustomOp):
    """Fails where it is told to."""

    def __init__(self, where):
        super().__init__()
        self.where = where

    def forward(self, is_train, req, in_data, out_data, aux):
        if self.where == "forward":
            raise ValueError("inside forward")
        self.assign(out_data[0], req[0], in_data[0])

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        raise KeyError("inside backward")


@mx.operator.register("test_failing")
class FailingProp(mx.operator.CustomOpProp):
    def __init__(self, where):
        super().__init__()
        self.where = where

    def infer_shape(self, in_shape):
        if self.where == "shape":
            raise RuntimeError("inside shape")
        return in_shape, [in_shape[0]], []

    def create_operator(self, ctx, in_shapes, in_dtypes):
        return Failing(self.where)


def run_failing(world, where):
    x = nd.ones((2,))
    if world == "sym":
        executor = mx.sym.Custom(mx.sym.var("x"), op_type="test_failing", where=where).simple_bind(
            mx.cpu(), x=(2,)
        )
        executor.forward(is_train=True)
        return executor.backward([x])
    block = mx.gluon.nn.HybridLambda(
        lambda F, x: F.Custom(x + 1, op_type="test_failing", where=where) * 2
    )
    if world == "hybridized":
        block.hybridize()
    x.attach_grad()
    with autograd.record():
        y = block(x)
    return y.backward()


@pytest.mark.parametrize("where", ["shape", "forward", "backward"])
@pytest.mark.parametrize("world", ["nd", "sym", "hybridized"])
def test_errors_are_the_programs_own_with_their_line(world, where):
    with pytest.raises(
        RuntimeError, match=rf"inside {where}.*test_custom_in_graphs.py, line"
    ) as caught:
        run_failing(world, where)
    text = "".join(traceback.format_exception(caught.value))
    assert "direct cause" in text and f'"inside {where}")\n' in text  # the line itself is shown


class Counter(mx.operator.CustomOp):
    """Adds how often it ran."""

    runs = 0

    def forward(self, is_train, req, in_data, out_data, aux):
        self.runs += 1
        self.assign(out_data[0], req[0], in_data[0] + self.runs)


@mx.operator.register("test_counter")
class CounterProp(mx.operator.CustomOpProp):
    def create_operator(self, ctx, in_shapes, in_dtypes):
        return Counter()


def test_an_executor_keeps_its_operators():
    symbol = mx.sym.Custom(mx.sym.var("x"), op_type="test_counter")
    executors = [symbol.simple_bind(mx.cpu(), x=(1,)) for _ in range(2)]
    found = [executor.forward()[0].asscalar() for executor in executors for _ in range(2)]
    assert found == [1, 2, 1, 2]
    assert [nd.Custom(nd.zeros(1), op_type="test_counter").asscalar() for _ in range(2)] == [1, 1]


def test_types_flow_through_a_symbol():
    symbol = mx.sym.Custom(mx.sym.var("x"), op_type="test_whole", name="t")
    assert symbol.infer_type(x="float64") == ([np.float64], [np.int32], [])
    assert symbol.infer_type_partial() == ([None], [None], [])


@mx.operator.register("test_whole")
class WholeProp(mx.operator.CustomOpProp):
    """Whole numbers of any input."""

    def infer_type(self, in_type):
        return in_type, [np.int32], []
