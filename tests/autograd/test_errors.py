"""What cannot be differentiated says so, before anything is changed."""

import pytest

import mxnet as mx
from mxnet import autograd, nd


def variable(values):
    x = nd.array(values)
    x.attach_grad()
    return x


def test_not_recorded():
    with pytest.raises(mx.MXNetError, match="not in a computational graph"):
        (nd.ones((2,)) * 2).backward()


def test_recorded_without_a_variable():
    with autograd.record():
        y = nd.ones((2,)) * 2
    with pytest.raises(mx.MXNetError, match="attach_grad"):
        y.backward()


def test_no_heads():
    with pytest.raises(mx.MXNetError, match="no heads"):
        autograd.backward([])


def test_freed_graph_names_the_way_out():
    x = variable([1.0])
    with autograd.record():
        y = x * x
    y.backward()
    with pytest.raises(mx.MXNetError, match="retain_graph=True"):
        y.backward()


def test_a_freed_part_of_a_graph_recorded_before_is_refused():
    """Its gradient would lack what went through the freed part."""
    x = variable([1.0])
    with autograd.record():
        shared = x * 2
        first, second = shared * 3, shared * 5 + x
    first.backward()
    with pytest.raises(mx.MXNetError, match="retain_graph=True"):
        second.backward()


def test_a_graph_of_constants_alone_is_refused():
    x = variable([1.0])
    with autograd.record():
        state = x * 2
    state.backward()
    with autograd.record():
        loss = state * 3
    with pytest.raises(mx.MXNetError, match="no variable gets a gradient"):
        loss.backward()


def test_head_gradient_of_the_wrong_shape_or_dtype():
    x = variable([1.0, 2.0])
    with autograd.record():
        y = x * x
    with pytest.raises(mx.MXNetError, match=r"shape \(3,\)"):
        y.backward(nd.ones((3,)))
    with pytest.raises(mx.MXNetError, match="float64"):
        y.backward(nd.ones((2,), dtype="float64"))
    y.backward()
    assert x.grad.asnumpy().tolist() == [2, 4]


def test_too_many_head_gradients():
    x = variable([1.0])
    with autograd.record():
        y = x * x
    with pytest.raises(mx.MXNetError, match="1 heads came with 2"):
        autograd.backward([y], [None, None])


def test_grad_of_what_is_not_marked():
    x, z = nd.ones((2,)), variable([1.0, 1.0])
    with autograd.record():
        y = x * z
    with pytest.raises(mx.MXNetError, match="1-th variable because it does not require gradient"):
        autograd.grad(y, [x])


def test_grad_of_what_is_unreachable():
    x, z = variable([1.0]), variable([1.0])
    with autograd.record():
        y = z * 2
    with pytest.raises(mx.MXNetError, match="unreachable"):
        autograd.grad(y, [x])


def test_unknown_request():
    with pytest.raises(KeyError, match="bogus"):
        nd.ones((1,)).attach_grad("bogus")


def test_gradient_buffer_of_another_shape():
    with pytest.raises(mx.MXNetError, match=r"\(3,\).*\(2,\)"):
        autograd.mark_variables([nd.ones((2,))], [nd.zeros((3,))])
    with pytest.raises(mx.MXNetError, match="as many of each"):
        autograd.mark_variables([nd.ones((2,))], [nd.zeros((2,)), nd.zeros((2,))])


@pytest.mark.parametrize(
    "write",
    [
        lambda x: x.__iadd__(1),
        lambda x: x.__imul__(2),
        lambda x: x.__setitem__(0, 5),
        lambda x: x.__setitem__(slice(None), 5),
        lambda x: nd.broadcast_add(x, x, out=x),
    ],
)
def test_in_place_writes_are_refused_before_they_happen(write):
    """The reference writes first and refuses afterwards."""
    x = variable([1.0, 2.0])
    with autograd.record():
        y = x * x
        with pytest.raises(mx.MXNetError, match="Inplace operations"):
            write(x)
        assert x.asnumpy().tolist() == [1, 2]
        with pytest.raises(mx.MXNetError, match="Inplace operations"):
            write(y)
        assert y.asnumpy().tolist() == [1, 4]
    y.backward()
    assert x.grad.asnumpy().tolist() == [2, 4]


def test_a_kept_array_changed_since_is_never_a_wrong_gradient():
    x, w = variable([1.0, 2.0]), nd.array([3.0, 4.0])
    with autograd.record():
        y = x * w
    w[:] = 100
    with pytest.raises(mx.MXNetError, match="broadcast_mul.*'rhs'.*written to"):
        y.backward()


def test_a_kept_result_changed_since():
    x = variable([1.0, 2.0])
    with autograd.record():
        y = nd.exp(x)
    y[:] = 0
    with pytest.raises(mx.MXNetError, match="exp: 'output'.*written to"):
        y.backward()


def test_what_is_not_kept_may_change():
    x, w = variable([1.0, 2.0]), nd.array([3.0, 4.0])
    with autograd.record():
        y = x + w
    w[:] = 100
    x[:] = 7
    y.backward()
    assert x.grad.asnumpy().tolist() == [1, 1]


def test_anomaly_names_the_line():
    x = variable([-1.0])
    with pytest.raises(mx.MXNetError, match=r"sqrt \(recorded at .*test_errors.py, line \d+"):
        with autograd.detect_anomaly(), autograd.record():
            nd.sqrt(x)


def test_anomaly_in_backward_names_the_forward_line():
    x = variable([0.0])
    with autograd.detect_anomaly(), autograd.record():
        y = nd.sqrt(x)
        z = y * 0
        with pytest.raises(mx.MXNetError, match=r"gradient of sqrt \(recorded at .*test_errors.py"):
            z.backward()


def test_anomaly_off_lets_nan_through():
    x = variable([-1.0])
    with autograd.record():
        y = nd.sqrt(x)
    assert str(y.asscalar()) == "nan"


def test_what_is_no_array_is_named():
    x = nd.ones((2,))
    x.attach_grad()
    with autograd.record():
        y = x * 2
    with pytest.raises(TypeError, match="variable 0 must be an NDArray, not int"):
        autograd.grad(y, 3)
    with pytest.raises(TypeError, match="head 1 must be an NDArray, not float"):
        autograd.backward([y, 2.0])
    with pytest.raises(KeyError, match="'often'; it may be 'write', 'add' or 'null'"):
        x.attach_grad("often")


def test_recording_in_torchs_inference_mode_is_refused_in_our_words():
    torch = pytest.importorskip("torch")
    w = mx.nd.array([1, 2])
    w.attach_grad()
    with torch.inference_mode():
        x = mx.nd.array([3, 4])
    for call in (mx.nd.CachedOp(mx.sym.var("a") * mx.sym.var("b")), lambda a, b: mx.nd.exp(a * b)):
        with pytest.raises(mx.MXNetError, match="inference_mode"):
            with mx.autograd.record():
                call(w, x)
        assert not mx.autograd.is_recording()
        assert call(w, x).shape == (2,)
