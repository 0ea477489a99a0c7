"""What all optimizers share: multipliers, counts, layouts in memory, a program's own classes."""

import copy
import warnings

import numpy as np
import pytest

import mxnet as mx
from mxnet import MXNetError

from . import cases

COMMON = ["sgd", "nag", "adam", "rmsprop", "adagrad", "adadelta", "adamax", "nadam", "ftrl",
          "ftml", "signum", "lamb"]  # fmt: skip


def arrays(*shapes, dtype="float32", seed=0):
    random = np.random.RandomState(seed)
    return [mx.nd.array(random.uniform(-1, 1, s), dtype=dtype) for s in shapes]


def after(name, weights, grads, steps=3, **keywords):
    """The weights after a few updates with the same gradients."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        update = mx.optimizer.get_updater(mx.optimizer.create(name, **keywords))
        for _ in range(steps):
            update(list(range(len(weights))), grads, weights)
    return [w.asnumpy() for w in weights]


@pytest.mark.parametrize("name", COMMON)
def test_large_parameters_are_cut_without_a_trace(name):
    """A parameter of more than one piece has the numbers that its parts would have alone."""
    size = (1 << 17) + 1000
    big, grad = arrays((2, size), (2, size))
    parts, grads = [big[i] for i in range(2)], [grad[i].copy() for i in range(2)]
    if name == "lamb":  # the length is the whole parameter's
        parts, grads = [big], [grad]
    alone = [after(name, [part.copy()], [g], wd=0.01)[0] for part, g in zip(parts, grads)]
    (found,) = after(name, [big], [grad], wd=0.01)
    np.testing.assert_allclose(found, np.stack(alone).reshape(found.shape), rtol=2e-6, atol=1e-7)


@pytest.mark.parametrize("name", COMMON)
@pytest.mark.parametrize("half", [False, True])
def test_memory_of_unusual_strides(name, half):
    """Fused kernels walk plain memory: a transposed weight or gradient must not be read so."""
    dtype = "float16" if half else "float32"
    weight, grad = arrays((3, 4), (3, 4), dtype=dtype)
    keywords = {"multi_precision": half, "wd": 0.1}
    (wanted,) = after(name, [weight.copy()], [grad], **keywords)
    odd = [mx.nd.from_dlpack(_transposed(x)) for x in (weight, grad)]
    assert not odd[0]._data.is_contiguous()
    for first, second in ((0, 1), (0, 0), (1, 1)):
        w = odd[0].copy() if first else mx.nd.from_dlpack(_transposed(weight))
        g = odd[1] if second else grad
        (found,) = after(name, [w], [g], **keywords)
        np.testing.assert_array_equal(found, wanted)


def test_a_large_half_of_unusual_strides():
    weight = mx.nd.ones((500, 400), dtype="float16")
    odd = mx.nd.from_dlpack(_transposed(weight))
    (found,) = after("adam", [odd], [weight], multi_precision=True, learning_rate=0.5, steps=1)
    np.testing.assert_allclose(found, 0.5, rtol=1e-3)


def test_sets_that_vary_are_not_kept_forever():
    update = mx.optimizer.get_updater(mx.optimizer.SGD())
    weights = arrays(*[(2,)] * 40)
    for start in range(39):
        update([start, start + 1], weights[start : start + 2], weights[start : start + 2])
        update(start, weights[start], weights[start])
    kept = [len(key) for key in update._layouts if isinstance(key, tuple)]
    assert len(kept) <= 16 and len(update._layouts) - len(kept) == 39


def _transposed(x):
    """The same numbers, column by column in memory."""
    return np.asfortranarray(x.asnumpy().copy())


@pytest.mark.parametrize("name", [*COMMON, "dcasgd", "sgld", "test", "lars", "lbsgd"])
def test_gradients_are_left_as_they_are(name):
    weights, grads = arrays((3,), (2, 2)), arrays((3,), (2, 2), seed=1)
    before = [g.asnumpy() for g in grads]
    after(name, weights, grads, rescale_grad=0.5, wd=0.1, clip_gradient=0.3)
    for grad, kept in zip(grads, before, strict=True):
        np.testing.assert_array_equal(grad.asnumpy(), kept)


@pytest.mark.parametrize("name", ["sgd", "nag", "adam", "rmsprop"])
def test_a_weight_that_the_tape_kept_is_known_to_have_changed(name):
    weight, grad = arrays((3,), (3,))
    weight.attach_grad()
    with mx.autograd.record():
        y = (weight * weight).sum()
    after(name, [weight], [grad], steps=1, **({"momentum": 0.9} if name == "nag" else {}))
    with pytest.raises(MXNetError, match="changed|written|modified"):
        y.backward()


def test_replaced_arrays_are_noticed():
    """Other weights, gradients or states under the same index are used at once."""
    update = mx.optimizer.get_updater(mx.optimizer.SGD(learning_rate=1.0, momentum=0.5))
    first, second = arrays((2,), (2,))
    before = second.asnumpy()
    one = mx.nd.ones((2,))
    update([0], [one], [first])
    update([0], [one], [second])
    np.testing.assert_allclose(second.asnumpy(), before - 1.5, rtol=1e-6)
    update([0], [one * 2], [second])
    np.testing.assert_allclose(second.asnumpy(), before - 1.5 - 2.75, rtol=1e-6)
    update.states[0] = mx.nd.zeros((2,))
    update([0], [one], [second])
    np.testing.assert_allclose(second.asnumpy(), before - 1.5 - 2.75 - 1, rtol=1e-6)


def test_multipliers_by_index_and_name_and_parameter():
    sgd = mx.optimizer.SGD(
        learning_rate=1.0, wd=1.0, param_idx2name={0: "a_weight", 1: "b_bias", 2: "c_gamma"}
    )
    assert sgd._get_wds([0, 1, 2, 3]) == [1.0, 0.0, 1.0, 1.0]
    sgd.set_lr_mult({"a_weight": 2.0, 1: 3.0})
    sgd.set_wd_mult({"b_bias": 0.5})
    assert sgd._get_lrs([0, 1, 2, 3]) == [2.0, 3.0, 1.0, 1.0]
    assert sgd._get_wds([0, 1, 2, 3]) == [1.0, 0.5, 1.0, 1.0]
    param = mx.gluon.Parameter("p", shape=(1,), lr_mult=5.0, wd_mult=6.0)
    sgd.param_dict = {0: param}
    assert (sgd._get_lr(0), sgd._get_wd(0)) == (5.0, 6.0)
    assert mx.optimizer.LARS(param_idx2name={0: "c_gamma"}).wd_mult == {"c_gamma": 0.0}


def test_multipliers_of_a_symbols_variables():
    a = mx.sym.var("a_weight", lr_mult=0.5, wd_mult=0.25)
    sgd = mx.optimizer.SGD(sym=a * 2, param_idx2name={0: "a_weight"}, learning_rate=1, wd=1)
    assert (sgd._get_lr(0), sgd._get_wd(0)) == (0.5, 0.25)


def test_parameters_with_other_counts_see_the_schedule_in_order():
    """The reference asks the scheduler after each parameter's count, so the order is kept."""
    seen = []

    class Watching(mx.lr_scheduler.LRScheduler):
        def __call__(self, num_update):
            seen.append(num_update)
            return 0.1

    with pytest.warns(UserWarning, match="overwritten"):
        update = mx.optimizer.get_updater(mx.optimizer.Adam(lr_scheduler=Watching()))
    weights, grads = arrays((2,), (2,)), arrays((2,), (2,))
    for _ in range(3):
        update([1], grads[1:], weights[1:])
    seen.clear()
    update([0, 1], grads, weights)
    assert seen == [3, 4]
    assert update.optimizer._index_update_count == {0: 1, 1: 4}


def test_devices_count_apart():
    update = mx.optimizer.get_updater(mx.optimizer.Adam())
    for number in (0, 1):
        weight = mx.nd.ones((2,), ctx=mx.cpu(number))
        update(0, mx.nd.ones((2,), ctx=mx.cpu(number)), weight)
    assert update.optimizer._all_index_update_counts == {0: {0: 1}, 1: {0: 1}}
    assert update.optimizer.num_update == 1


def test_a_subclass_of_ours_that_overrides_update_is_asked():
    calls = []

    class Watched(mx.optimizer.Adam):
        def update(self, index, weight, grad, state):
            calls.append((index, weight.dtype.__name__, grad.dtype.__name__))
            super().update(index, weight, grad, state)

    update = mx.optimizer.get_updater(Watched(multi_precision=True))
    weights = arrays((2,), dtype="float16") + arrays((2,))
    before = [w.asnumpy() for w in weights]
    update([0, 1], arrays((2,), dtype="float16", seed=1) + arrays((2,), seed=2), weights)
    assert calls == [(0, "float32", "float32"), (1, "float32", "float32")]
    assert all((w.asnumpy() != b).all() for w, b in zip(weights, before, strict=True))


def test_mixed_precisions_in_one_update():
    weights = arrays((3,), dtype="float16") + arrays((3,)) + arrays((3,), dtype="float64")
    grads = [w.copy() for w in weights]
    found = after("adam", weights, grads, multi_precision=True, learning_rate=0.1)
    np.testing.assert_allclose(found[0], found[1], rtol=2e-3, atol=1e-3)
    np.testing.assert_allclose(found[1], found[2], rtol=1e-5, atol=1e-6)


def test_an_unused_parameter_survives_adamax():
    """1.9.1 divides 0 by 0 there, and the weight is NaN from then on."""
    (found,) = after("adamax", [mx.nd.ones((2,))], [mx.nd.array([0, 1])])
    assert found[0] == 1 and 0.9 < found[1] < 1


@pytest.mark.parametrize("name", ["ftml", "ftrl"])
def test_a_schedule_that_ends_at_zero_leaves_the_weight(name):
    """These two divide by the rate: 1.9.1 makes the weight NaN."""
    ends = mx.lr_scheduler.PolyScheduler(2, base_lr=0.1)
    weights, grads = arrays((3,)), arrays((3,), seed=1)
    early = after(name, weights, grads, steps=1, lr_scheduler=copy.copy(ends))
    late = after(name, arrays((3,)), grads, steps=4, lr_scheduler=ends)
    np.testing.assert_array_equal(late[0], early[0])
    weight = mx.nd.ftml_update(*(mx.nd.ones((1,)) for _ in range(5)), lr=0, t=1)
    assert np.isnan(weight.asnumpy()).all()  # the operator is the reference's


def test_dcasgd_has_a_momentum():
    """1.9.1 raises there, for the truth value of an array."""
    weight, grad = np.array([1.0, -2.0]), np.array([0.5, 1.0])
    (found,) = after("dcasgd", [mx.nd.array(weight)], [mx.nd.array(grad)], steps=2,
                     momentum=0.5, learning_rate=0.1, lamda=0.3)  # fmt: skip
    first = -0.1 * grad
    second = 0.5 * first - 0.1 * (grad + 0.3 * grad**2 * first)
    np.testing.assert_allclose(found, weight + first + second, rtol=1e-6)


def test_lbsgd_sums_gradients_in_one_buffer():
    """A training loop writes every gradient into the same array; 1.9.1 takes the last one twice."""
    weight, grad = mx.nd.zeros((1,)), mx.nd.zeros((1,))
    update = mx.optimizer.get_updater(
        mx.optimizer.LBSGD(batch_scale=2, warmup_epochs=0, learning_rate=1)
    )
    for value in (1, 5):
        grad[:] = value
        update(0, grad, weight)
    assert weight.item() == -2 * 3


def test_the_noise_of_sgld():
    mx.random.seed(3)
    (found,) = after("sgld", [mx.nd.zeros((20000,))], [mx.nd.zeros((20000,))], steps=1,
                     learning_rate=0.04)  # fmt: skip
    assert abs(found.mean()) < 0.005 and abs(found.std() - 0.2) < 0.005
    mx.random.seed(3)
    (again,) = after("sgld", [mx.nd.zeros((20000,))], [mx.nd.zeros((20000,))], steps=1,
                     learning_rate=0.04)  # fmt: skip
    np.testing.assert_array_equal(found, again)


@pytest.mark.parametrize(
    ("weight", "grad", "says"),
    [
        (mx.nd.ones((2,)), mx.nd.ones((3,)), "shape"),
        (mx.nd.ones((2,)), mx.nd.ones((2,), dtype="float16"), "convert"),
        (mx.nd.ones((2,), dtype="int32"), mx.nd.ones((2,), dtype="int32"), "floating"),
    ],
)
def test_what_no_optimizer_takes(weight, grad, says):
    before = weight.asnumpy()
    with pytest.raises(MXNetError, match=says):
        mx.optimizer.get_updater(mx.optimizer.Adam())(0, grad, weight)
    np.testing.assert_array_equal(weight.asnumpy(), before)


def test_the_registry():
    assert type(mx.optimizer.create("SGD")) is mx.optimizer.SGD
    assert isinstance(mx.optimizer.create("ccsgd", momentum=0.5), mx.optimizer.SGD)
    with pytest.raises(ValueError, match="Cannot find optimizer"):
        mx.optimizer.create("gradient_ascent")
    with pytest.raises(AssertionError):
        mx.optimizer.register(3)
    with pytest.raises(NotImplementedError):
        mx.optimizer.Optimizer().update(0, mx.nd.ones((1,)), mx.nd.ones((1,)), None)
    with pytest.raises(DeprecationWarning):
        mx.optimizer.SGD().set_lr_scale({})
    known = dict(mx.optimizer.Optimizer.opt_registry)
    try:
        with pytest.warns(UserWarning, match="overriding"):
            mx.optimizer.register(type("SGD", (mx.optimizer.SGD,), {}))
    finally:
        mx.optimizer.Optimizer.opt_registry.clear()
        mx.optimizer.Optimizer.opt_registry.update(known)


def test_float16_without_a_copy_warns():
    for name, says in (("sgd", "SGD optimizer"), ("nag", "NAG optimizer"), ("adam", "of the opt")):
        with pytest.warns(UserWarning, match=says):
            update = mx.optimizer.get_updater(mx.optimizer.create(name))
            update(0, mx.nd.ones((1,), dtype="float16"), mx.nd.ones((1,), dtype="float16"))


def test_updaters_and_optimizers_are_copied():
    update = mx.optimizer.get_updater(mx.optimizer.Adam(learning_rate=0.5))
    weight = mx.nd.ones((2,))
    update(0, mx.nd.ones((2,)), weight)
    other, twin = copy.deepcopy(update), weight.copy()
    update(0, mx.nd.ones((2,)), weight)
    other(0, mx.nd.ones((2,)), twin)
    np.testing.assert_array_equal(weight.asnumpy(), twin.asnumpy())
    assert other.states[0][0] is not update.states[0][0]


def test_groups_of_rows_take_two_axes_and_no_weight_decay():
    update = mx.optimizer.get_updater(mx.optimizer.create("groupadagrad", wd=0.1))
    with pytest.raises(AssertionError):
        update(0, mx.nd.ones((2,)), mx.nd.ones((2,)))
    with pytest.raises(AssertionError, match="Weight decay"):
        update(0, mx.nd.ones((2, 2)), mx.nd.ones((2, 2)))


def test_the_classes_say_where_programs_find_them():
    for name in mx.optimizer.optimizer.__all__:
        if name not in ("create", "register"):
            assert getattr(mx.optimizer, name).__module__ == "mxnet.optimizer.optimizer", name
    assert cases.leaves((None, [1, (2,)])) == [1, 2]
