"""Modules that are trained a little, and the numbers that MXNet 1.9.1 gets.

Run as a program by a Python that has MXNet 1.9.1, this file records them anew, and writes a
checkpoint of MXNet's own.
"""

import json
import logging
import os
import pathlib
import re

import numpy as np

FOLDER = pathlib.Path(__file__).parent
RECORDED = FOLDER / "recorded.json"
CHECKPOINT = str(FOLDER / "data" / "mlp")

ROWS, FEATURES, CLASSES, BATCH = 22, 6, 3, 8


def mlp(mx, normalized=False):
    """Two layers and a loss."""
    x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=5, name="fc1")
    if normalized:
        x = mx.sym.BatchNorm(x, fix_gamma=False, name="bn")
    x = mx.sym.FullyConnected(mx.sym.Activation(x, act_type="tanh"), num_hidden=CLASSES, name="fc2")
    return mx.sym.SoftmaxOutput(x, name="softmax")


def drawn(shape, seed):
    """Numbers that are the same everywhere."""
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype("float32")


def params(mx, normalized=False):
    """Arguments and auxiliary states to start from."""
    shapes = {"fc1_weight": (5, FEATURES), "fc1_bias": (5,), "fc2_weight": (CLASSES, 5),
              "fc2_bias": (CLASSES,)}  # fmt: skip
    aux = {}
    if normalized:
        shapes.update(bn_gamma=(5,), bn_beta=(5,))
        aux = {"bn_moving_mean": mx.nd.zeros(5), "bn_moving_var": mx.nd.ones(5)}
    return {n: mx.nd.array(drawn(s, i)) for i, (n, s) in enumerate(sorted(shapes.items()))}, aux


def data(mx):
    """Rows and classes."""
    classes = np.random.RandomState(5).randint(0, CLASSES, ROWS)
    return mx.io.NDArrayIter(drawn((ROWS, FEATURES), 9), classes, BATCH)


def trained(mx, normalized=False, epochs=2, optimizer="sgd", given=None, **module):
    """A module after some epochs."""
    net = mx.mod.Module(mlp(mx, normalized), **module)
    args, aux = params(mx, normalized)
    net.fit(data(mx), optimizer=optimizer, optimizer_params={"learning_rate": 0.1, **(given or {})},
            num_epoch=epochs, arg_params=args, aux_params=aux)  # fmt: skip
    return net


def everything(mx, net):
    """Parameters, scores and outputs of a module."""
    args, aux = net.get_params()
    found = {name: array.asnumpy().tolist() for name, array in sorted({**args, **aux}.items())}
    found["score"] = [float(v) for _, v in net.score(data(mx), ["acc", "ce"])]
    found["predict"] = net.predict(data(mx)).asnumpy().tolist()
    return found


def bucketing(mx):
    """Three buckets with shared parameters, updated in turn."""

    def network(length):
        x = mx.sym.var("data")
        weight = mx.sym.var("fc_weight", shape=(4, 2))
        x = mx.sym.FullyConnected(mx.sym.reshape(x, (-1, 2)), weight=weight, num_hidden=4,
                                  name="fc")  # fmt: skip
        x = mx.sym.sum(mx.sym.reshape(x, (-4, -1, length // 2, 0)), axis=1)
        return mx.sym.SoftmaxOutput(x, name="softmax"), ["data"], ["softmax_label"]

    net = mx.mod.BucketingModule(network, default_bucket_key=8)
    net.bind([("data", (3, 8))], [("softmax_label", (3,))])
    net.init_params(arg_params={"fc_weight": mx.nd.array(drawn((4, 2), 1)),
                                "fc_bias": mx.nd.array(drawn((4,), 2))})  # fmt: skip
    net.init_optimizer(optimizer="sgd", optimizer_params={"learning_rate": 0.5, "momentum": 0.9})
    outputs = []
    for length in (8, 4, 6, 4, 8):
        batch = mx.io.DataBatch(
            [mx.nd.array(drawn((3, length), length))], [mx.nd.array([0, 3, 1])], bucket_key=length,
            provide_data=[("data", (3, length))], provide_label=[("softmax_label", (3,))],
        )  # fmt: skip
        net.forward_backward(batch)
        outputs.append(net.get_outputs()[0].asnumpy().tolist())
        net.update()
    return {"outputs": outputs, "weight": net.get_params()[0]["fc_weight"].asnumpy().tolist()}


def sequential(mx):
    """A network whose loss is Python code."""
    net = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=CLASSES, name="fc")

    def hinge(scores, labels):
        scores, labels = scores.asnumpy(), labels.asnumpy().astype(int)
        margin = 1 - scores[np.arange(len(labels)), labels][:, None] + scores
        margin[np.arange(len(labels)), labels] = 0
        grad = (margin > 0).astype("float32")
        grad[np.arange(len(labels)), labels] = -grad.sum(axis=1)
        return mx.nd.array(grad)

    chain = mx.mod.SequentialModule()
    chain.add(mx.mod.Module(net, label_names=None))
    chain.add(mx.mod.PythonLossModule(grad_func=hinge), take_labels=True, auto_wiring=True)
    given = {"fc_weight": mx.nd.array(drawn((CLASSES, FEATURES), 3)), "fc_bias": mx.nd.zeros(3)}
    chain.fit(data(mx), num_epoch=2, arg_params=given, optimizer_params={"learning_rate": 0.1})
    return {"score": [float(v) for _, v in chain.score(data(mx), "acc")],
            "weight": chain.get_params()[0]["fc_weight"].asnumpy().tolist()}  # fmt: skip


def input_grads(mx):
    """Gradients of the data, from a gradient of the output, on two devices."""
    net = mx.mod.Module(mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc"),
                        label_names=None, context=[mx.cpu(0), mx.cpu(1)],
                        work_load_list=[1, 3])  # fmt: skip
    net.bind([("data", (8, 3))], inputs_need_grad=True, grad_req="add")
    net.init_params(arg_params={"fc_weight": mx.nd.array(drawn((2, 3), 1)),
                                "fc_bias": mx.nd.zeros(2)})  # fmt: skip
    for seed in (4, 5):
        net.forward(mx.io.DataBatch([mx.nd.array(drawn((8, 3), seed))]), is_train=True)
        net.backward([mx.nd.array(drawn((8, 2), seed + 2))])
    grads = [[g.asnumpy().tolist() for g in e.grad_arrays] for e in net._exec_group.execs]
    return {"merged": net.get_input_grads()[0].asnumpy().tolist(), "each": grads,
            "outputs": net.get_outputs()[0].asnumpy().tolist()}  # fmt: skip


def feedforward(mx):
    """The oldest interface, without the shuffling that it does with arrays."""
    net = mx.model.FeedForward(mlp(mx), num_epoch=2, learning_rate=0.1, arg_params=params(mx)[0])
    net.fit(data(mx), eval_data=data(mx))
    return {"predict": net.predict(data(mx)).tolist(), "score": float(net.score(data(mx))),
            "weight": net.arg_params["fc1_weight"].asnumpy().tolist()}  # fmt: skip


def svrg(mx):
    """Two epochs: one snapshot. What 1.9.1 makes of a second one is not what the paper says."""
    found = {}
    for name, optimizer, given in (("sgd", "sgd", {"learning_rate": 0.02, "momentum": 0.9}),
                                   ("adam", "adam", {"learning_rate": 0.1})):  # fmt: skip
        x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=1, name="fc")
        net = mx.contrib.svrg_optimization.svrg_module.SVRGModule(
            mx.sym.LinearRegressionOutput(x, name="softmax"), update_freq=2)
        start = {"fc_weight": mx.nd.array([[0.1, 0.2, 0.3]]), "fc_bias": mx.nd.zeros(1)}
        values = drawn((22, 3), 1)
        rows = mx.io.NDArrayIter(values, values.sum(axis=1), 5)
        net.fit(rows, eval_metric="mse", num_epoch=2, optimizer=optimizer, optimizer_params=given,
                arg_params=start)  # fmt: skip
        found[name] = net.get_params()[0]["fc_weight"].asnumpy().tolist()
    return found


def logged(mx):
    """The lines of a training run, with times and speeds taken out."""
    lines = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(re.sub(r"(Speed: |cost=)[\d.inf]+", r"\1_", record.getMessage()))

    logger, keep = logging.getLogger(), Keep()
    level = logger.level
    logger.addHandler(keep)
    logger.setLevel(logging.INFO)
    try:
        net = mx.mod.Module(mlp(mx))
        args, aux = params(mx)
        callbacks = [mx.callback.Speedometer(BATCH, 1), mx.callback.log_train_metric(2),
                     mx.callback.ProgressBar(3, 10)]  # fmt: skip
        net.fit(data(mx), data(mx), ["acc", "ce"], batch_end_callback=callbacks, num_epoch=2,
                arg_params=args, aux_params=aux)  # fmt: skip
    finally:
        logger.removeHandler(keep)
        logger.setLevel(level)
    return {"lines": lines}


TWO = {"work_load_list": [1, 3]}
CASES = {
    "plain": lambda mx: everything(mx, trained(mx)),
    "momentum": lambda mx: everything(mx, trained(mx, given={"momentum": 0.9, "wd": 0.01})),
    "adam": lambda mx: everything(mx, trained(mx, optimizer="adam")),
    "normalized": lambda mx: everything(mx, trained(mx, True)),
    "two devices": lambda mx: everything(
        mx, trained(mx, True, given={"momentum": 0.9}, context=[mx.cpu(0), mx.cpu(1)], **TWO)
    ),
    "fixed": lambda mx: everything(mx, trained(mx, fixed_param_names=["fc1_bias", "fc2_bias"])),
    "bucketing": bucketing,
    "sequential": sequential,
    "input gradients": input_grads,
    "feedforward": feedforward,
    "svrg": svrg,
    "logged": logged,
}


def main():
    """Record."""
    import mxnet as mx
    import mxnet.contrib.svrg_optimization  # 1.9.1 does not do that by itself

    assert mx.__version__ == "1.9.1" and hasattr(mx.base, "_LIB"), "this records the real one"
    RECORDED.write_text(json.dumps({name: case(mx) for name, case in CASES.items()}) + "\n")
    os.makedirs(os.path.dirname(CHECKPOINT), exist_ok=True)
    net = trained(mx, True, given={"momentum": 0.9})
    net.save_checkpoint(CHECKPOINT, 2, save_optimizer_states=True)
    after = everything(mx, trained(mx, True, epochs=3, given={"momentum": 0.9}))
    pathlib.Path(CHECKPOINT + "-after.json").write_text(json.dumps(after) + "\n")


if __name__ == "__main__":
    main()
