"""Each pass on a trace of its own."""

import pytest

from mxnet import _kernels as k
from mxnet._graph.calls import Call, Illegal, Trace, verify
from mxnet._graph.passes.cse import cse
from mxnet._graph.passes.dead import dead
from mxnet._graph.passes.edges import edges
from mxnet._graph.passes.fuse import fuse
from mxnet._graph.passes.inplace import inplace
from mxnet._graph.passes.layout import layout
from mxnet._graph.passes.simplify import simplify
from mxnet._graph.world import World


@pytest.fixture
def F():
    return World(k.device_of(1, 0))


def made(F, inputs, outputs):
    return Trace(inputs, F.calls, outputs)


def kernels(trace):
    return [call.kernel for call in trace.calls]


def test_cse_joins_equal_calls_alone(F):
    x = F.value((2, 3), "float32", "x")
    a, b, c, d = F.exp(x), F.exp(x), F.mul(x, 1), F.mul(x, 1.0)
    trace = cse(made(F, [x], [F.add(a, b), c, d]))
    assert kernels(trace) == ["exp", "mul", "mul", "add"]
    assert trace.calls[-1].args[0] is trace.calls[-1].args[1]


def test_cse_leaves_draws(F):
    x = F.value((2, 3), "float32", "x")
    a, b = F.dropout(x, p=0.5), F.dropout(x, p=0.5)
    assert len(cse(made(F, [x], [a[0], b[0]])).calls) == 2


def test_dead_drops_what_nothing_reads_but_draws(F):
    x = F.value((2, 3), "float32", "x")
    F.exp(F.tanh(x))
    F.draw_uniform(0, 1, shape=(2,), dtype="float32")
    trace = dead(made(F, [x], [F.relu(x), None]))
    assert kernels(trace) == ["draw_uniform", "relu"]


def test_simplify_drops_what_changes_nothing(F):
    x = F.value((2, 3), "float32", "x")
    y = F.sum_to(F.mul(F.reshape(F.identity(x), shape=(2, 3)), F.ones_like(x)), shape=(2, 3))
    y = F.neg(F.neg(F.cast(F.add(F.div(y, 1), 0), dtype="float32")))
    trace = dead(simplify(made(F, [x], [F.relu(y)])))
    assert kernels(trace) == ["relu"], trace.calls
    assert trace.calls[0].args[0] is x


def test_simplify_keeps_what_changes_shape_or_dtype(F):
    x = F.value((3,), "float32", "x")
    whole = F.value((3,), "int32", "whole")
    y = F.mul(x, F.ones(shape=(2, 3)))
    trace = simplify(made(F, [x, whole], [y, F.mul(whole, 1.5), F.cast(x, dtype="float64")]))
    assert kernels(trace) == ["ones", "mul", "mul", "cast"]


def test_simplify_works_constants_out(F):
    one = F.ones(shape=(1, 3), dtype="float32")
    y = F.broadcast_to(F.reshape(one, shape=(3,)), shape=(2, 3))
    trace = dead(simplify(made(F, [], [y])))
    assert kernels(trace) == ["ones"] and trace.calls[0].params["shape"] == (2, 3)


def test_inplace_writes_over_dead_buffers(F):
    x = F.value((4, 4), "float32", "x")
    y = F.tanh(F.exp(F.mul(x, 2)))
    trace = inplace(made(F, [x], [y]))
    verify(trace)
    assert kernels(trace) == ["mul", "exp_", "tanh_"]


def test_inplace_spares_what_is_read_later(F):
    x = F.value((4, 4), "float32", "x")
    a = F.exp(x)
    view = F.transpose(a, axes=(1, 0))
    b = F.tanh(a)
    trace = inplace(made(F, [x], [F.add(b, view)]))
    verify(trace)
    assert kernels(trace) == ["exp", "transpose", "tanh", "add_into"]
    assert trace.calls[-1].over is b


def test_inplace_spares_views_read_by_the_same_call(F):
    x = F.value((4, 4), "float32", "x")
    a = F.exp(x)
    y = F.mul(a, F.transpose(a, axes=(1, 0)))
    assert kernels(inplace(made(F, [x], [y]))) == ["exp", "transpose", "mul"]


def test_inplace_knows_the_memory_of_what_was_written_over(F):
    """A view of a result that lies where an earlier one lay is still a view of it."""
    x = F.value((2, 2), "float32", "x")
    over = F.mul(F.exp(x), 2)
    view = F.transpose(over, axes=(1, 0))
    trace = inplace(made(F, [x], [F.add(over, view)]))
    assert kernels(trace) == ["exp", "mul_", "transpose", "add"]


def test_inplace_needs_shape_and_dtype(F):
    x, w = F.value((3,), "float32", "x"), F.value((2, 3), "float32", "w")
    grown, wide = F.add(F.exp(x), w), F.add(F.exp(w), F.value((2, 3), "float64"))
    trace = inplace(Trace([x, w, F.calls[-1].args[1]], F.calls, [grown, wide]))
    assert kernels(trace) == ["exp", "add", "exp", "add"]


def test_fuse_joins_convolution_and_rectifier(F):
    x, w = F.value((1, 32, 8, 8), "float32", "x"), F.value((4, 32, 3, 3), "float32", "w")
    window = {"stride": (1, 1), "pad": (0, 0), "dilate": (1, 1), "groups": 1}
    a, b = F.conv(x, w, **window), F.conv(x, w, **window)
    trace = fuse(made(F, [x, w], [F.relu(a), b, F.relu(b)]))
    assert kernels(trace) == ["conv_relu", "conv", "relu"]


def test_edges_copies_views_of_inputs(F):
    x = F.value((2, 3), "float32", "x")
    y = F.exp(x)
    trace = edges(made(F, [x], [x, y, y, F.reshape(x, shape=(6,))]), 4)
    verify(trace)
    assert kernels(trace).count("own") == 3
    assert len(set(trace.outputs)) == 4 and trace.outputs[1] is y


def test_verifier_refuses_damage(F):
    x = F.value((2,), "float32", "x")
    a, b = F.exp(x), None
    b = F.tanh(a)
    calls = F.calls
    verify(Trace([x], calls, [b]))
    with pytest.raises(Illegal, match="before it is made"):
        verify(Trace([x], calls[::-1], [b]))
    with pytest.raises(Illegal, match="made twice"):
        verify(Trace([x], [*calls, calls[0]], [b]))
    over = calls[1].changed(kernel="tanh_", over=a)
    with pytest.raises(Illegal, match="not there at the end"):
        verify(Trace([x], [calls[0], over], [a]))
    with pytest.raises(Illegal, match="input of the program"):
        verify(Trace([x], [Call("exp_", (x,), {}, (a,), over=x)], [a]))


def test_layout_moves_images_of_several_channels(F):
    x, w = F.value((1, 3, 8, 8), "float32", "x"), F.value((4, 3, 3, 3), "float32", "w")
    window = {"stride": (1, 1), "pad": (0, 0), "dilate": (1, 1), "groups": 1}
    y = F.conv(x, w, **window)
    trace = layout(made(F, [x, w], [y, F.relu(y)]))
    verify(trace)
    assert kernels(trace) == ["channels_last", "conv", "relu", "rows_first", "rows_first"]


def test_layout_leaves_networks_without_convolution(F):
    x = F.value((1, 3, 8, 8), "float32", "x")
    pooled = F.max_pool(x, kernel=(2, 2), stride=(2, 2), pad=(0, 0), size=(4, 4))
    assert kernels(layout(made(F, [x], [pooled[0]]))) == ["max_pool"]
