"""The store of one machine: keys, sums, updaters, compression, plug-ins, files."""

from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from mxnet import MXNetError

from . import compressed

RECORDED = np.load(Path(__file__).with_name("compressed.npz"))
NAMES = ["local", "device", "nccl", "local_update_cpu", "local_allreduce_cpu",
         "local_allreduce_device"]  # fmt: skip


def full(value, shape=(3,), number=0):
    return mx.nd.full(shape, value, ctx=mx.cpu(number))


def pulled(store, key, shape=(3,)):
    out = mx.nd.zeros(shape)
    store.pull(key, out=out)
    return out.asnumpy().ravel()[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_makes_a_store(name):
    store = mx.kv.create(name.upper())
    assert isinstance(store, mx.kv.KVStore)
    assert (store.type, store.rank, store.num_workers) == (name, 0, 1)
    assert store.is_capable("optimizer")
    store.init("w", full(1))
    store.push("w", [full(2), full(3, number=1)])
    assert pulled(store, "w") == 5


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("dist_sync", "several machines"),
        ("dist_device_sync", "several machines"),
        ("dist_async", "several machines"),
        ("p3", "several machines"),
        ("horovod", "there is no kvstore"),
        ("devise", "'device'"),
    ],
)
def test_stores_that_are_not_there(name, says):
    with pytest.raises(MXNetError, match=says):
        mx.kv.create(name)
    with pytest.raises(TypeError):
        mx.kv.create(3)


@pytest.mark.parametrize("name", ["local", "device"])
@pytest.mark.parametrize("keys", [3, "w", [3, 5], ["w", "b"]])
def test_push_and_pull(name, keys):
    store = mx.kv.create(name)
    many = isinstance(keys, list)
    store.init(keys, [full(0), full(0)] if many else full(0))
    devices = [[full(1), full(2, number=1), full(4)]] * 2
    store.push(keys, devices if many else devices[0])
    outs = [[full(0), full(0, number=1)] for _ in range(2)]
    store.pull(keys, out=outs if many else outs[0])
    for out in outs if many else outs[:1]:
        assert [x.asnumpy().tolist() for x in out] == [[7.0] * 3] * 2


def test_a_push_replaces_without_an_updater():
    store = mx.kv.create("local")
    store.init(3, full(1))
    store.push(3, [full(5), full(6)])
    store.push(3, full(2))
    assert pulled(store, 3) == 2
    store.push([3, 3], [full(1), full(3)])
    assert pulled(store, 3) == 4


def test_what_was_pushed_is_the_stores_own():
    """1.9.1 keeps the pushed array itself, so a later write to it changes the store."""
    store = mx.kv.create("local")
    store.init(3, full(1))
    value = full(5)
    store.push(3, value)
    value[:] = 9
    assert pulled(store, 3) == 5
    start = full(1)
    store.init(4, start)
    start[:] = 7
    assert pulled(store, 4) == 1


def test_pushpull_and_broadcast():
    store = mx.kv.create("device")
    outs = [full(0), full(0, number=1)]
    store.broadcast("w", full(7), outs)
    assert [x.asnumpy()[0] for x in outs] == [7, 7]
    grads = [full(1), full(2, number=1)]
    store.pushpull("w", grads)
    assert [g.asnumpy()[0] for g in grads] == [3, 3]
    store.pushpull("w", grads, out=outs)
    assert [x.asnumpy()[0] for x in (*grads, *outs)] == [3, 3, 6, 6]
    assert pulled(store, "w") == 6


def test_the_order_of_a_sum_is_that_of_its_values():
    """Floating point sums depend on it: 1 is lost next to 1e8 in float32."""
    store = mx.kv.create("device")
    store.init(0, full(0))
    store.push(0, [full(1), full(1e8), full(-1e8)])
    assert pulled(store, 0) == 0
    store.push(0, [full(1e8), full(-1e8), full(1)])
    assert pulled(store, 0) == 1


def test_an_updater_sees_keys_in_order():
    seen = []
    store = mx.kv.create("local")
    store.init([5, 3], [full(1), full(2)])
    store._set_updater(lambda key, grad, value: seen.append((key, grad.asnumpy()[0])))
    store.push([5, 3], [full(10), [full(20), full(1)]])
    assert seen == [(3, 21), (5, 10)]
    seen.clear()
    store = mx.kv.create("local")
    store.init(["b", "a"], [full(1), full(2)])
    store.set_updater(lambda key, grad, value: value.__iadd__(grad))
    store.push(["a", "b"], [full(10), full(20)])
    assert (pulled(store, "a"), pulled(store, "b")) == (12, 21)


@pytest.mark.parametrize("devices", [1, 3])
def test_an_optimizer_in_the_store(devices):
    store = mx.kv.create("device")
    weights = [mx.nd.array([[1, 2], [3, 4]]), mx.nd.array([5])]
    store.init(["w", "b"], weights)
    store.set_optimizer(mx.optimizer.Adam(learning_rate=0.1))
    update = mx.optimizer.get_updater(mx.optimizer.Adam(learning_rate=0.1))
    for step in range(3):
        one = [mx.nd.full((2, 2), step + 1), mx.nd.full((1,), -step)]
        store.push(["w", "b"], [[g] * devices for g in one])
        update([0, 1], [g * devices for g in one], weights)
    for key, weight in zip(["w", "b"], weights, strict=True):
        out = mx.nd.zeros(weight.shape)
        store.pull(key, out=out)
        np.testing.assert_allclose(out.asnumpy(), weight.asnumpy(), rtol=1e-6)


@pytest.mark.parametrize("dump", [False, True])
def test_states_are_saved_and_loaded(dump, tmp_path):
    path = str(tmp_path / "store.states")
    stores = [mx.kv.create("local") for _ in range(2)]
    for store in stores:
        with pytest.raises(AssertionError, match="Cannot"):
            store.save_optimizer_states(path)
        with pytest.raises(AssertionError, match="Cannot"):
            store.load_optimizer_states(path)
        store.init("w", full(1))
        store.set_optimizer(mx.optimizer.SGD(momentum=0.9))
    stores[0].push("w", full(1))
    stores[0].save_optimizer_states(path, dump_optimizer=dump)
    stores[1].load_optimizer_states(path)
    momentum = stores[1]._updater.states["w"]
    assert momentum.asnumpy().tolist() == pytest.approx([-0.01] * 3)
    assert stores[1]._updater.optimizer.num_update == (1 if dump else 0)
    assert [p.name for p in tmp_path.iterdir()] == ["store.states"]
    Path(path).write_bytes(b"\x80\x04cos\nsystem\n(X\x01\x00\x00\x00xtR.")
    with pytest.raises(MXNetError, match="system"):
        stores[1].load_optimizer_states(path)


@pytest.mark.parametrize("sample", compressed.SAMPLES)
def test_two_bits_with_residuals_are_exact(sample):
    found = compressed.sums(mx, *sample)
    np.testing.assert_array_equal(found, RECORDED[str(sample)])
    assert np.unique(found).size > 1


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"threshold": 1},
        {"type": "1bit"},
        {"type": "none"},
        {"type": "2bit", "threshold": 0},
        {"type": "2bit", "threshold": -1},
        {"type": "2bit", "threshold": "many"},
        {"type": "2bit", "treshold": 1},
    ],
)
def test_compressions_there_are_not(params):
    with pytest.raises(MXNetError):
        mx.kv.create("device").set_gradient_compression(params)


def test_compression_where_it_cannot_be():
    with pytest.raises(Exception, match="not supported for this type"):
        mx.kv.create("local").set_gradient_compression({"type": "2bit"})
    store = mx.kv.create("device")
    store.set_gradient_compression({"type": "2bit"})
    store.init(0, mx.nd.zeros((1,), dtype="float16"))
    with pytest.raises(MXNetError, match="float32"):
        store.push(0, mx.nd.ones((1,), dtype="float16"))


def test_rows_of_row_sparse_values():
    store = mx.kv.create("local")
    value = mx.nd.array([[1, 1], [2, 2], [3, 3]]).tostype("row_sparse")
    store.init(["a", "b"], [value] * 2)
    outs = [mx.nd.ones((3, 2)).tostype("row_sparse") for _ in range(2)]
    store.row_sparse_pull(["a", "b"], out=outs, row_ids=[mx.nd.array([0]), mx.nd.array([2, 2])])
    assert [out.sum(axis=1).asnumpy().tolist() for out in outs] == [[2, 0, 0], [0, 0, 6]]
    store.row_sparse_pull("a", out=outs, row_ids=mx.nd.array([1]))
    assert [out.sum(axis=1).asnumpy().tolist() for out in outs] == [[0, 4, 0]] * 2
    with pytest.raises(MXNetError, match="row_sparse out"):
        store.row_sparse_pull("a", out=mx.nd.ones((3, 2)), row_ids=mx.nd.array([1]))
    store.init("dense", mx.nd.ones((3, 2)))
    with pytest.raises(MXNetError, match="row_sparse values"):
        store.row_sparse_pull("dense", out=outs[0], row_ids=mx.nd.array([1]))
    with pytest.raises(AssertionError):
        store.row_sparse_pull("a", out=outs[0])
    with pytest.raises(AssertionError):
        store.row_sparse_pull("a", row_ids=mx.nd.array([1]))


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (MXNetError, lambda s: s.init(3, full(1))),
        (MXNetError, lambda s: s.init(4, [full(1), full(2)])),
        (MXNetError, lambda s: s.init("w", full(1))),
        (MXNetError, lambda s: s.pull(4, out=full(0))),
        (MXNetError, lambda s: s.push(4, full(0))),
        (MXNetError, lambda s: s.push("w", full(0))),
        (MXNetError, lambda s: s.pushpull(4, full(0))),
        (MXNetError, lambda s: s.push(3, full(0, (4,)))),
        (MXNetError, lambda s: s.pull(3, out=full(0, (4,)))),
        (MXNetError, lambda s: s.broadcast(3, full(0), full(0))),
        (AssertionError, lambda s: s.pull(3)),
        (AssertionError, lambda s: s.init(3.5, full(1))),
        (AssertionError, lambda s: s.init([4, 5], [full(1)])),
        (AssertionError, lambda s: s.init([4, "w"], [full(1), full(1)])),
        (AssertionError, lambda s: s.init(4, [5])),
        (TypeError, lambda s: s.init(4, 5)),
        (ValueError, lambda s: s.is_capable("flight")),
        (MXNetError, lambda s: s._send_command_to_servers(0, "")),
    ],
)
def test_refusals(error, wrong):
    """The types are those of 1.9.1, but for a push-pull of an unknown key, where it crashes."""
    store = mx.kv.create("local")
    store.init(3, full(1))
    with pytest.raises(error):
        wrong(store)
    assert pulled(store, 3) == 1
    store._barrier()


def test_dtypes_are_converted_on_the_way_out():
    store = mx.kv.create("local")
    store.init(3, full(1))
    out = mx.nd.zeros((3,), dtype="float16")
    store.pull(3, out=out)
    assert out.dtype == np.float16 and out.asnumpy()[0] == 1


def test_plug_ins():
    known = dict(mx.kv.KVStoreBase.kv_registry)
    try:

        @mx.kv.KVStoreBase.register
        class Counting(mx.kv.KVStoreBase):
            pass

        store = mx.kv.create("Counting")
        assert type(store) is Counting
        for call in (
            lambda: store.broadcast(0, None, None),
            lambda: store.pushpull(0, None),
            lambda: store.set_optimizer(None),
            lambda: store.is_capable("optimizer"),
            lambda: store.save_optimizer_states("x"),
            lambda: store.load_optimizer_states("x"),
            lambda: store.type,
            lambda: store.rank,
            lambda: store.num_workers,
        ):
            with pytest.raises(NotImplementedError):
                call()
        with pytest.warns(UserWarning, match="overriding existing"):
            mx.kv.KVStoreBase.register(type("counting", (Counting,), {}))
        with pytest.raises(AssertionError):
            mx.kv.KVStoreBase.register("counting")
    finally:
        mx.kv.KVStoreBase.kv_registry.clear()
        mx.kv.KVStoreBase.kv_registry.update(known)


def test_the_plug_in_for_tests():
    store = mx.kv.create("teststore")
    assert (store.type, store.rank, store.num_workers) == ("teststore", 0, 1)
    assert not store.is_capable("optimizer")
    with pytest.raises(ValueError):
        store.is_capable("flight")
    out, outs = full(0), [full(0), full(0, number=1)]
    store.broadcast(0, full(3), out)
    store.broadcast(0, full(4), outs)
    assert [x.asnumpy()[0] for x in (out, *outs)] == [3, 4, 4]
    store.pushpull(0, full(5), out=outs)
    assert [x.asnumpy()[0] for x in outs] == [5, 5]
    store.pushpull(0, [full(5), full(1, number=1)], out=out)
    assert out.asnumpy()[0] == 6
