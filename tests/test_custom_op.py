"""nd.Custom: a program's own operators, forwards, backwards and what goes wrong in them."""

import gc
import threading
import traceback
import weakref

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, nd
from mxnet.base import MXNetError


class Scale(mx.operator.CustomOp):
    """`a · factor + b`, and counts its runs in an auxiliary state when there is one."""

    def __init__(self, factor):
        super().__init__()
        self.factor = factor
        self.seen = {}

    def forward(self, is_train, req, in_data, out_data, aux):
        self.seen.update(
            is_train=is_train, recording=autograd.is_recording(), thread=threading.get_ident()
        )
        self.assign(out_data[0], req[0], in_data[0] * self.factor + in_data[1])
        if len(out_data) > 1:
            self.assign(out_data[1], req[1], in_data[0] * in_data[1])
        if aux:
            aux[0][:] += 1

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        self.seen.update(req=list(req), in_data=in_data, out_data=out_data)
        a, b = out_grad[0] * self.factor, out_grad[0]
        if len(out_grad) > 1:
            a, b = a + out_grad[1] * in_data[1], b + out_grad[1] * in_data[0]
        self.assign(in_grad[0], req[0], a)
        self.assign(in_grad[1], req[1], b)


MADE = []


class ScaleProp(mx.operator.CustomOpProp):
    """The property of `Scale`; what it takes comes as text."""

    outputs, states = 1, 0

    def __init__(self, factor="2", top="True"):
        super().__init__(need_top_grad=top == "True")
        assert isinstance(factor, str)
        self.factor = float(factor)

    def list_arguments(self):
        return ["a", "b"]

    def list_outputs(self):
        return ["sum", "product"][: self.outputs]

    def list_auxiliary_states(self):
        return ["runs"][: self.states]

    def infer_shape(self, in_shape):
        return in_shape, [in_shape[0]] * self.outputs, [[1]] * self.states

    def create_operator(self, ctx, in_shapes, in_dtypes):
        assert ctx == "cpu(0)" and in_shapes[0] == [2]
        MADE.append(Scale(self.factor))
        return MADE[-1]


mx.operator.register("test_scale")(ScaleProp)


@mx.operator.register("test_two")
class Two(ScaleProp):
    outputs, states = 2, 1


def arrays():
    return nd.array([1.0, 2.0]), nd.array([3.0, 5.0])


def test_forward_gives_one_array_or_a_list():
    a, b = arrays()
    one = nd.Custom(a, b, op_type="test_scale", factor=4)
    assert one.asnumpy().tolist() == [7, 13]
    two = nd.Custom(a, b, nd.zeros(1), op_type="test_two")
    assert [y.asnumpy().tolist() for y in two] == [[5, 9], [3, 10]]


def test_gradients_of_several_inputs_and_outputs():
    a, b = arrays()
    a.attach_grad()
    b.attach_grad()
    with autograd.record():
        total, product = nd.Custom(a * 1, b, nd.zeros(1), op_type="test_two")
        y = total * 10 + product
    y.backward()
    assert a.grad.asnumpy().tolist() == [23, 25]
    assert b.grad.asnumpy().tolist() == [11, 12]


def test_an_output_without_a_head_gets_zeros():
    a, b = arrays()
    a.attach_grad()
    with autograd.record():
        y = nd.Custom(a, b, nd.zeros(1), op_type="test_two")[1]
    y.backward()
    assert a.grad.asnumpy().tolist() == [3, 5]


def test_req_is_null_where_nobody_asks():
    a, b = arrays()
    a.attach_grad()
    with autograd.record():
        y = nd.Custom(a, b, op_type="test_scale")
    y.backward()
    assert MADE[-1].seen["req"] == ["write", "null"]
    assert a.grad.asnumpy().tolist() == [2, 2]


def test_grad_req_add():
    a, b = arrays()
    a.attach_grad("add")
    for _ in range(3):
        with autograd.record():
            y = nd.Custom(a, b, op_type="test_scale")
        y.backward()
    assert a.grad.asnumpy().tolist() == [6, 6]


def test_forward_and_backward_share_an_object_and_each_call_has_its_own():
    a, b = arrays()
    a.attach_grad()
    with autograd.record():
        y = nd.Custom(a, b, op_type="test_scale", factor=2)
        z = nd.Custom(a, b, op_type="test_scale", factor=3)
        both = y * z
    first, second = MADE[-2:]
    both.backward()
    assert "req" in first.seen and "req" in second.seen
    assert a.grad.asnumpy().tolist() == [2 * 6 + 3 * 5, 2 * 11 + 3 * 9]


def test_auxiliary_states_are_written_and_do_not_disturb_the_tape():
    a, b = arrays()
    a.attach_grad()
    runs = nd.zeros(1)
    with autograd.record():
        first = nd.Custom(a, b, runs, op_type="test_two")[0]
        second = nd.Custom(a, b, runs, op_type="test_two")[0]
        both = first + second
    both.backward()
    assert runs.asscalar() == 2
    assert a.grad.asnumpy().tolist() == [4, 4]


@pytest.mark.parametrize("train", [True, False])
def test_is_train_follows_the_mode_and_nothing_is_recorded_inside(train):
    a, b = arrays()
    with autograd.record(train_mode=train):
        nd.Custom(a, b, op_type="test_scale")
    seen = MADE[-1].seen
    assert bool(seen["is_train"]) is train
    assert not seen["recording"]
    assert seen["thread"] == threading.get_ident()


def test_outside_of_record_is_no_training():
    nd.Custom(*arrays(), op_type="test_scale")
    assert not MADE[-1].seen["is_train"]


@mx.operator.register("test_lean")
class Lean(ScaleProp):
    """Needs nothing but the gradient of its output."""

    def declare_backward_dependency(self, out_grad, in_data, out_data):
        return out_grad


def test_what_backward_does_not_need_is_not_kept():
    a, b = arrays()
    a.attach_grad()
    with autograd.record():
        y = nd.Custom(a, b, op_type="test_lean")
    b[:] = 7  # nothing keeps it
    y.backward()
    assert MADE[-1].seen["in_data"] == [None, None]
    assert MADE[-1].seen["out_data"] == [None]


def test_a_kept_array_changed_since_is_refused():
    a, b = arrays()
    a.attach_grad()
    with autograd.record():
        y = nd.Custom(a, b, op_type="test_scale")
    b[:] = 7
    with pytest.raises(MXNetError, match="written to"):
        y.backward()


class Loss(mx.operator.CustomOp):
    """Shows its input; its gradient is the input minus one, whatever comes from above."""

    def forward(self, is_train, req, in_data, out_data, aux):
        self.assign(out_data[0], req[0], nd.array(in_data[0].asnumpy()))

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        self.assign(in_grad[0], req[0], out_data[0] - 1)


@mx.operator.register("test_loss")
class LossProp(mx.operator.CustomOpProp):
    def __init__(self):
        super().__init__(need_top_grad=False)

    def create_operator(self, ctx, in_shapes, in_dtypes):
        return Loss()


def test_a_loss_without_top_gradient():
    x = nd.array([3.0, 5.0])
    x.attach_grad()
    with autograd.record():
        y = nd.Custom(x, op_type="test_loss")
    y.backward(nd.array([100.0, 100.0]))
    assert x.grad.asnumpy().tolist() == [2, 4]


@mx.operator.register("test_types")
class Types(mx.operator.CustomOpProp):
    """Whole numbers of any input, one more axis."""

    def infer_shape(self, in_shape):
        return in_shape, [[1, *in_shape[0]]], []

    def infer_type(self, in_type):
        return in_type, [np.int32], []

    def create_operator(self, ctx, in_shapes, in_dtypes):
        class Floor(mx.operator.CustomOp):
            def forward(self, is_train, req, in_data, out_data, aux):
                self.assign(
                    out_data[0], req[0], in_data[0].floor().astype("int32").reshape((1, -1))
                )

        return Floor()


def test_shape_and_type_are_the_propertys():
    y = nd.Custom(nd.array([1.5, -1.5], dtype="float64"), op_type="test_types")
    assert y.dtype == np.int32 and y.asnumpy().tolist() == [[1, -2]]


def test_out():
    a, b = arrays()
    out = nd.zeros(2)
    assert nd.Custom(a, b, op_type="test_scale", out=out) is out
    assert out.asnumpy().tolist() == [5, 9]


def test_recording_inside_forward_is_its_own_affair():
    class Inner(mx.operator.CustomOp):
        def forward(self, is_train, req, in_data, out_data, aux):
            x = in_data[0].copy()
            x.attach_grad()
            with autograd.record():
                y = x * x
            y.backward()
            self.assign(out_data[0], req[0], x.grad)

        def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
            self.assign(in_grad[0], req[0], 2 * out_grad[0])

    @mx.operator.register("test_inner")
    class InnerProp(mx.operator.CustomOpProp):
        def create_operator(self, ctx, in_shapes, in_dtypes):
            return Inner()

    x = nd.array([3.0])
    x.attach_grad()
    with autograd.record():
        y = nd.Custom(x, op_type="test_inner") * 5
    y.backward()
    assert y.asscalar() == 30 and x.grad.asscalar() == 10


def test_second_order_is_refused_not_wrong():
    a, b = arrays()
    a.attach_grad()
    with autograd.record():
        y = nd.Custom(a, b, op_type="test_scale")
        (g,) = autograd.grad(y, [a], create_graph=True, retain_graph=True)
        z = (g * g).sum()
    with pytest.raises(MXNetError, match="custom"):
        z.backward()


class Broken(mx.operator.CustomOp):
    def forward(self, is_train, req, in_data, out_data, aux):
        if in_data[0].asnumpy()[0] > 0:
            raise ZeroDivisionError("my own mistake")
        self.assign(out_data[0], req[0], in_data[0])

    def backward(self, req, out_grad, in_data, out_data, in_grad, aux):
        raise KeyError("in backward")


@mx.operator.register("test_broken")
class BrokenProp(mx.operator.CustomOpProp):
    def __init__(self, shape="", **_):
        super().__init__()
        self.shape = shape

    def infer_shape(self, in_shape):
        if self.shape == "raise":
            raise ValueError("no such shape")
        if self.shape == "few":
            return in_shape, [], []
        return (in_shape if not self.shape else [[7]]), [in_shape[0]], []

    def create_operator(self, ctx, in_shapes, in_dtypes):
        return Broken()


def test_the_programs_own_traceback_is_kept():
    with pytest.raises(MXNetError, match="my own mistake") as caught:
        nd.Custom(nd.array([1.0]), op_type="test_broken")
    cause = caught.value.__cause__
    assert isinstance(cause, ZeroDivisionError)
    assert "my own mistake" in "".join(traceback.format_tb(cause.__traceback__)) or any(
        frame.name == "forward" for frame in traceback.extract_tb(cause.__traceback__)
    )


def test_an_error_in_backward():
    x = nd.array([-1.0])
    x.attach_grad()
    with autograd.record():
        y = nd.Custom(x, op_type="test_broken")
    with pytest.raises(MXNetError, match="in backward") as caught:
        y.backward()
    assert isinstance(caught.value.__cause__, KeyError)
    assert not autograd.is_recording()


@pytest.mark.parametrize(
    "shape, says", [("raise", "no such shape"), ("few", "0 shapes"), ("other", "infer_shape needs")]
)
def test_errors_of_infer_shape(shape, says):
    with pytest.raises(MXNetError, match=says):
        nd.Custom(nd.array([-1.0]), op_type="test_broken", shape=shape)


def test_refusals_name_what_came():
    a, b = arrays()
    with pytest.raises(MXNetError, match="expects 2 inputs"):
        nd.Custom(a, op_type="test_scale")
    with pytest.raises(MXNetError, match="Cannot find custom operator 'test_scal'.*test_scale"):
        nd.Custom(a, b, op_type="test_scal")
    with pytest.raises(MXNetError, match="op_type"):
        nd.Custom(a, b)
    with pytest.raises(MXNetError, match="by position"):
        nd.Custom(a=a, b=b, op_type="test_scale")
    with pytest.raises(MXNetError, match="unexpected keyword"):
        nd.Custom(a, b, op_type="test_scale", nonsense=1)


@pytest.mark.parametrize("req, wanted", [("null", 1), ("write", 2), ("inplace", 2), ("add", 3)])
def test_assign(req, wanted):
    dst = nd.ones(2)
    mx.operator.CustomOp().assign(dst, req, nd.full(2, 2.0))
    assert dst.asnumpy().tolist() == [wanted, wanted]


def test_threads_have_their_own_calls():
    found = {}

    def run(factor):
        a, b = arrays()
        a.attach_grad()
        with autograd.record():
            y = nd.Custom(a, b, op_type="test_scale", factor=factor)
        y.backward()
        found[factor] = a.grad.asnumpy().tolist()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(1, 6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == {i: [i, i] for i in range(1, 6)}


def test_nothing_is_left_when_the_last_reference_goes():
    a, b = arrays()
    a.attach_grad()
    gc.collect()
    gc.disable()
    try:
        with autograd.record():
            y = nd.Custom(a, b, op_type="test_scale")
        y.backward()
        operator = weakref.ref(MADE.pop())
        assert operator() is not None
        del y
        assert operator() is None
    finally:
        gc.enable()


def test_operators_can_be_listed_and_asked():
    names = mx.operator.get_all_registered_operators()
    assert {"Activation", "Convolution", "broadcast_add"} <= set(names)
    told = mx.operator.get_operator_arguments("Activation")
    assert told.narg == 2 and told.names == ["data", "act_type"]
    assert told.types[0] == "NDArray-or-Symbol" and told.types[1].endswith("required")
    with pytest.raises(MXNetError, match="nosuch"):
        mx.operator.get_operator_arguments("nosuch")


def test_defaults_of_a_property():
    prop = mx.operator.CustomOpProp()
    assert prop.infer_shape([[1, 2]]) == ([[1, 2]], ([1, 2],), ())
    assert prop.infer_type([np.float16]) == ([np.float16], [np.float16], [])
    assert prop.list_arguments() == ["data"] and prop.list_outputs() == ["output"]
    assert prop.declare_backward_dependency([0], [1], [2]) == [0, 1, 2]
    with pytest.raises(MXNetError, match="sparse"):
        prop.infer_storage_type(["csr"])
