"""Update operators the way programs call them, `out=weight`, over several steps."""

import numpy as np
import pytest

from mxnet import MXNetError, nd

RECORDED = [1.0344786643981934, 1.1662837266921997, 1.0454051494598389]


def test_nag_with_weight_decay_gives_the_references_numbers():
    """Recorded from 1.9.1: its momentum sees the new weight when `out` is the weight."""
    w, m = nd.array([2.0]), nd.array([0.0])
    nd.nag_mom_update(w, nd.array([1.0]), m, lr=0.1, momentum=0.9, wd=0.1, out=w)
    np.testing.assert_allclose([w.asscalar(), m.asscalar()], [1.772, -0.11772], rtol=1e-6)
    w, m = nd.array([2.0]), nd.array([0.0])
    nd.nag_mom_update(
        w,
        nd.array([0.1]),
        m,
        lr=0.1,
        momentum=0.9,
        wd=0.1,
        clip_gradient=0.3,
        rescale_grad=0.5,
        out=w,
    )
    np.testing.assert_allclose([w.asscalar(), m.asscalar()], [1.9525, -0.024525], rtol=1e-6)


@pytest.mark.parametrize("rescale", [0.0, float("inf"), float("nan")])
def test_adamw_skips_a_step_whose_scale_overflowed(rescale):
    w, mean, var = nd.array([1.0, 2.0]), nd.zeros((2,)), nd.zeros((2,))
    nd._internal._adamw_update(
        w, nd.ones((2,)), mean, var, nd.array([rescale]), lr=0.1, eta=1, out=w
    )
    assert w.asnumpy().tolist() == [1, 2] and not mean.asnumpy().any() and not var.asnumpy().any()


def test_adamw_leaves_the_gradient_alone():
    """1.9.1 overwrites it with the rescaled and clipped one."""
    w, g = nd.array([1.0]), nd.array([5.0])
    nd._internal._adamw_update(
        w,
        g,
        nd.zeros((1,)),
        nd.zeros((1,)),
        nd.array([0.5]),
        lr=0.1,
        eta=1,
        clip_gradient=0.3,
        out=w,
    )
    assert g.asscalar() == 5


def test_lamb_in_low_precision_moves_its_master_copy():
    """1.9.1 leaves it where it was, so that training stands still."""
    w, master = nd.array([1.0, 2.0], dtype="float16"), nd.array([1.0, 2.0])
    nd.mp_lamb_update_phase2(
        w, nd.array([0.5, 0.5]), nd.array([1.0]), nd.array([0.5]), master, lr=0.1, out=w
    )
    np.testing.assert_allclose(master.asnumpy(), [0.9, 1.9], rtol=1e-6)
    np.testing.assert_allclose(w.asnumpy(), [0.9, 1.9], rtol=1e-3)


def test_twenty_steps_of_adam_give_the_references_numbers():
    """Recorded from 1.9.1 on the same loss."""
    w, mean, var = nd.array([1.0, -2.0, 0.5]), nd.zeros((3,)), nd.zeros((3,))
    for _ in range(20):
        nd.adam_update(
            w,
            w * w * w - 1,
            mean,
            var,
            lr=0.05,
            wd=0.01,
            rescale_grad=0.5,
            clip_gradient=1.0,
            out=w,
        )
    np.testing.assert_allclose(w.asnumpy(), RECORDED, rtol=1e-5)


def test_reset_arrays_writes_zeros_in_place():
    a, b = nd.ones((2, 3)), nd.ones((4,))
    nd.reset_arrays(a, b, num_arrays=2)
    assert not a.asnumpy().any() and not b.asnumpy().any()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda w, g: nd.sgd_update(w, g.astype("float64"), lr=1), "share one dtype"),
        (lambda w, g: nd.sgd_update(w.astype("int32"), g.astype("int32"), lr=1), "floating point"),
        (lambda w, g: nd.multi_sgd_update(w, g[:1], lrs=(1,), wds=(0,)), "grad has shape"),
        (lambda w, g: nd.multi_sgd_update(w, g.astype("float64"), lrs=(1,), wds=(0,)), "dtype"),
        (
            lambda w, g: nd.multi_sgd_mom_update(w, g, g.T, lrs=(1,), wds=(0,), momentum=0.9),
            r"data\[2\] has shape \(4, 3\)",
        ),
    ],
)
def test_arrays_that_do_not_belong_to_the_weight_are_refused(call, says):
    weight, gradient = nd.ones((3, 4)), nd.ones((3, 4))
    with pytest.raises(MXNetError, match=says):
        call(weight, gradient)
    assert weight.asnumpy().tolist() == np.ones((3, 4)).tolist()


def ones(*shape, dtype="float32"):
    return nd.ones(shape, dtype=dtype)


def misfits():
    """Calls whose arrays do not fit, and what their refusals say."""
    w, low, wide = ones(3), ones(3, dtype="float16"), ones(3, dtype="float64")
    many = nd._internal._multi_adamw_update
    rates = {"lrs": [0.1], "wds": [0], "num_weights": 1}
    yield "weight and mom must share", lambda: nd.sgd_mom_update(w, w, wide, lr=0.1)
    yield "weight and mean must share", lambda: nd.adam_update(w, w, wide, w, lr=0.1)
    yield "weight and g must share", lambda: nd.rmspropalex_update(w, w, w, low, w, lr=0.1)
    yield "weight32 must be float32", lambda: nd.mp_sgd_update(low, low, low, lr=0.1)
    yield "must share", lambda: nd.multi_sgd_mom_update(w, w, wide, **rates)
    yield "must be float32", lambda: nd.multi_mp_sgd_update(low, low, low, **rates)
    yield "must share", lambda: many(w, w, wide, w, ones(1), etas=[1], **rates)
    yield r"r1 has shape \(3,\)", lambda: nd.lamb_update_phase2(w, w, w, ones(1), lr=0.1)
    yield r"r2 has shape \(2,\)", lambda: nd.lamb_update_phase2(w, w, ones(1), ones(2), lr=0.1)
    yield "they must agree", lambda: nd.multi_lars(w, w, ones(1), w, eta=0.1, eps=1e-3)
    for lrs, wds, word in ((2, 1, "lrs"), (1, 2, "wds")):
        yield (
            f"{word} has shape",
            lambda lrs=lrs, wds=wds: nd.preloaded_multi_sgd_update(
                w, w, ones(lrs), ones(wds), num_weights=1
            ),
        )


@pytest.mark.parametrize(("says", "call"), list(misfits()))
def test_arrays_that_do_not_fit_are_refused(says, call):
    with pytest.raises(MXNetError, match=says):
        call()
