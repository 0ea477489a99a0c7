"""Training with row_sparse weights and gradients, and with csr data."""

import json

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, gluon, nd
from mxnet.ndarray import sparse

from . import steps

STEPS = json.loads((steps.HERE / "steps.json").read_text())


@pytest.mark.parametrize("case", STEPS)
def test_optimizers_step_as_the_reference(case):
    *storages, weight = steps.run(mx, *steps.CASES[case])
    assert storages == STEPS[case][:2]
    np.testing.assert_allclose(weight, STEPS[case][2], rtol=1e-5, atol=1e-6)


def test_every_optimizer_case_was_recorded():
    assert list(STEPS) == list(steps.CASES)


def test_lazy_updates_leave_other_rows_alone():
    weight = nd.ones((3, 2))
    nothing = sparse.zeros("row_sparse", (3, 2))
    sgd = mx.optimizer.SGD(learning_rate=0.1, wd=0.5, momentum=0.9)
    sgd.update(0, weight, nothing, sgd.create_state(0, weight))
    assert (weight.asnumpy() == 1).all()


def test_update_operators_are_lazy_too():
    grad = sparse.row_sparse_array(([[1.0, 1]], [1]), shape=(3, 2))
    weight, momentum = nd.ones((3, 2)), nd.zeros((3, 2))
    nd.sgd_mom_update(weight, grad, momentum, out=weight, lr=0.5, wd=1, momentum=0.9)
    assert weight.asnumpy().tolist() == [[1, 1], [0, 0], [1, 1]]
    assert momentum.asnumpy().tolist() == [[0, 0], [-1, -1], [0, 0]]
    nd.sgd_update(weight, grad, out=weight, lr=0.5, wd=1, lazy_update=False)
    assert weight.asnumpy().tolist() == [[0.5, 0.5], [-0.5, -0.5], [0.5, 0.5]]


def table(trainer_options, context=None):
    """Return a row_sparse parameter of ones with its trainer."""
    param = gluon.Parameter("table", shape=(4, 2), stype="row_sparse", grad_stype="row_sparse")
    param.initialize("ones", ctx=context or mx.cpu())
    return param, gluon.Trainer([param], "sgd", {"learning_rate": 1.0}, **trainer_options)


@pytest.mark.parametrize("contexts", [[mx.cpu(0)], [mx.cpu(0), mx.cpu(1)]])
def test_a_row_sparse_parameter_is_trained_in_its_store(contexts):
    param, trainer = table({"kvstore": "local"}, contexts)
    losses = []
    with autograd.record():
        for context in contexts:
            rows = nd.array([2, 0, 2], ctx=context)
            weight = param.row_sparse_data(rows)
            assert weight.indices.asnumpy().tolist() == [0, 2]
            read = nd.contrib.SparseEmbedding(rows, weight, input_dim=4, output_dim=2)
            losses.append(read.sum())
    autograd.backward(losses)
    assert param.list_grad()[0].stype == "row_sparse"
    trainer.step(1)
    count = len(contexts)
    whole = param.row_sparse_data(nd.arange(4)).asnumpy()
    assert whole[:, 0].tolist() == [1 - count, 1, 1 - 2 * count, 1]
    param.zero_grad()
    assert param.grad(mx.cpu(0)).data.shape[0] == 0


def test_row_sparse_parameters_need_a_trainer_and_a_store():
    param = gluon.Parameter("w", shape=(3, 2), stype="row_sparse")
    param.initialize()
    with pytest.raises(RuntimeError, match="Trainer"):
        param.row_sparse_data(nd.array([0]))
    with pytest.raises(RuntimeError, match="row_sparse_data"):
        param.data()
    trainer = gluon.Trainer([param], "sgd", update_on_kvstore=False)
    with pytest.raises(ValueError, match="update_on_kvstore"):
        param.row_sparse_data(nd.array([0]))
    with pytest.raises(RuntimeError, match="More than one trainers"):
        gluon.Trainer([param], "sgd")
    with pytest.raises(TypeError, match="row_id"):
        param.list_row_sparse_data([0])
    assert trainer is param._trainer


def test_sparse_parameters_and_states_go_through_files(tmp_path):
    param, trainer = table({"kvstore": "local"})
    trainer._optimizer.momentum = 0.9
    params = gluon.ParameterDict()
    params._params["table"] = param
    rows = nd.array([1])
    with autograd.record():
        weight = param.row_sparse_data(rows)
        loss = nd.contrib.SparseEmbedding(rows, weight, input_dim=4, output_dim=2).sum()
    loss.backward()
    trainer.step(1)
    trainer.save_states(str(tmp_path / "states"))
    trainer.load_states(str(tmp_path / "states"))
    params.save(str(tmp_path / "params"))
    assert nd.load(str(tmp_path / "params"))["table"].stype == "row_sparse"
    for stype in ("default", "row_sparse"):
        other = gluon.Parameter("table", shape=(4, 2), stype=stype)
        again = gluon.ParameterDict()
        again._params["table"] = other
        again.load(str(tmp_path / "params"), mx.cpu())
        assert other._reduce().stype == stype
        assert other._reduce().asnumpy().tolist() == [[1, 1], [0, 0], [1, 1], [1, 1]]


@pytest.mark.parametrize("hybridize", [False, True])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_network_over_an_embedding_learns_the_same_either_way(hybridize, optimizer):
    weights = []
    for sparse_grad in (False, True):
        mx.random.seed(3)
        net = gluon.nn.HybridSequential()
        net.add(gluon.nn.Embedding(10, 4, sparse_grad=sparse_grad), gluon.nn.Dense(1))
        net.initialize(mx.init.Xavier())
        if hybridize:
            net.hybridize()
        trainer = gluon.Trainer(net.collect_params(), optimizer, {"learning_rate": 0.1})
        tokens = nd.array(np.arange(20).reshape(4, 5) % 10)
        for _ in range(3):
            with autograd.record():
                loss = (net(tokens) ** 2).sum()
            loss.backward()
            trainer.step(4)
        weights.append([p.data().asnumpy() for p in net.collect_params().values()])
    for dense, few in zip(*weights, strict=True):
        np.testing.assert_allclose(dense, few, rtol=1e-4, atol=1e-6)


def regression(columns):
    """Return a linear model of csr data with a row_sparse weight."""
    data = mx.sym.Variable("data", stype="csr")
    weight = mx.sym.Variable("weight", shape=(columns, 1), stype="row_sparse")
    label = mx.sym.Variable("label")
    return mx.sym.LinearRegressionOutput(mx.sym.dot(data, weight), label, name="out")


@pytest.mark.parametrize("store", ["local", "mine"])
def test_a_module_learns_from_csr_batches(store):
    rng = np.random.default_rng(0)
    data = (rng.random((40, 6)) * (rng.random((40, 6)) < 0.5)).astype("float32")
    truth = np.arange(6, dtype="float32").reshape(6, 1) / 3
    iterator = mx.io.NDArrayIter(
        nd.array(data).tostype("csr"), {"label": data @ truth}, 10, last_batch_handle="discard"
    )
    module = mx.mod.Module(regression(6), label_names=["label"])
    asked = []

    def rows(batch):
        asked.append(batch)
        return {"weight": batch.data[0].indices}

    module.fit(
        iterator, num_epoch=60, eval_metric="mse", optimizer="sgd",
        optimizer_params={"learning_rate": 2.0}, initializer=mx.init.Zero(),
        kvstore=mx.kv.create("local") if store == "mine" else store,
        sparse_row_id_fn=rows if store == "mine" else None,
    )  # fmt: skip
    learnt = module.get_params()[0]["weight"]
    assert learnt.stype == "row_sparse" and bool(asked) == (store == "mine")
    np.testing.assert_allclose(learnt.asnumpy(), truth, atol=0.1)


def test_rows_of_what_is_dense_are_refused():
    module = mx.mod.Module(
        mx.sym.FullyConnected(mx.sym.Variable("data"), num_hidden=1, name="fc"), label_names=None
    )
    module.bind([("data", (2, 3))])
    module.init_params()
    module.init_optimizer(mx.kv.create("local"))
    batch = mx.io.DataBatch([nd.ones((2, 3))])
    with pytest.raises(ValueError, match="row_sparse"):
        module.prepare(batch, lambda batch: {"fc_weight": nd.array([0])})
    with pytest.raises(AssertionError, match="dict"):
        module.prepare(batch, lambda batch: [])


def test_batches_of_csr_follow_the_order_of_the_epoch():
    data = nd.array(np.arange(1, 13).reshape(6, 2) * np.array([[1, 0]])).tostype("csr")
    iterator = mx.io.NDArrayIter(data, np.arange(6), 2, shuffle=True, last_batch_handle="discard")
    for batch in iterator:
        assert batch.data[0].stype == "csr"
        batch.data[0].check_format()
        wanted = 2 * batch.label[0].asnumpy() + 1
        assert (batch.data[0].asnumpy()[:, 0] == wanted).all()
    with pytest.raises(NotImplementedError, match="discard"):
        mx.io.NDArrayIter(data, batch_size=2)


def test_rows_of_a_file_come_as_csr_in_order(tmp_path):
    path = tmp_path / "rows.t"
    path.write_text("1 3:0.5 0:2\n-1\n")
    batch = next(mx.io.LibSVMIter(data_libsvm=str(path), data_shape=(4,), batch_size=2))
    batch.data[0].check_format()
    assert batch.data[0].asnumpy().tolist() == [[2, 0, 0, 0.5], [0] * 4]


def test_bound_graphs_hold_the_storages_that_variables_say():
    exe = regression(5).simple_bind(mx.cpu(), data=(2, 5))
    assert {name: x.stype for name, x in exe.arg_dict.items()} == {
        "data": "csr", "weight": "row_sparse", "label": "default"
    }  # fmt: skip
    assert exe.grad_dict["weight"].stype == "row_sparse"
    with pytest.raises(mx.MXNetError, match="storage type 'blue'"):
        regression(5).simple_bind(mx.cpu(), data=(2, 5), stype_dict={"weight": "blue"})


def test_a_graph_that_converts_gives_sparse_outputs():
    out = mx.sym.cast_storage(mx.sym.Variable("a") * 2, stype="csr")
    array = nd.array([[0, 1], [2, 0]])
    exe = out.bind(mx.cpu(), {"a": array}, {"a": nd.zeros((2, 2))})
    assert exe.forward(is_train=True)[0].stype == "csr"
    exe.backward(nd.ones((2, 2)))
    assert (exe.grad_dict["a"].asnumpy() == 2).all()
    block = gluon.SymbolBlock([out], [mx.sym.Variable("a")])
    block.hybridize()
    assert block(array).stype == "csr"


class Linear(gluon.HybridBlock):
    """A product with a weight of ones, in a plain forward."""

    def __init__(self, **options):
        super().__init__(**options)
        with self.name_scope():
            self.weight = self.params.get("weight", shape=(4, 2), init="ones")

    def forward(self, x):
        return nd.dot(x, self.weight.data())


@pytest.mark.parametrize("make", [Linear, lambda: gluon.nn.Dense(2, use_bias=False)])
def test_hybridized_blocks_take_csr(make):
    data = nd.array([[1, 0, 2, 0], [0, 0, 0, 0], [0, 3, 0, 0]])
    block = make()
    block.initialize("ones")
    grads = []
    for x in (data, data.tostype("csr")):
        block.hybridize()
        with autograd.record():
            out = block(x)
        out.backward()
        assert out.asnumpy().tolist() == [[3, 3], [0, 0], [3, 3]]
        grads.append(block.weight.grad().asnumpy().tolist())
    assert grads[0] == grads[1]


def test_rows_of_a_csr_data_set_are_put_together():
    data = nd.array([[1, 0], [0, 2], [3, 0]])
    rows = gluon.data.ArrayDataset(data.tostype("csr"), nd.arange(3))
    batches = [x.asnumpy().reshape(-1, 2).tolist() for x, _ in gluon.data.DataLoader(rows, 2)]
    assert batches == [[[1, 0], [0, 2]], [[3, 0]]]
