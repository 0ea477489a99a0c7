"""Programs on parameters and on `gluon.utils`; see block_cases.py, which keeps all cases."""

import os

import numpy as np

from tests.gluon.block_cases import case, mixed_block, refusal, two_layers


@case
def names_of_parameters(mx, _):
    Mixed = mixed_block(mx)
    net = Mixed(prefix="net_")
    return [
        list(net.params.keys()),
        list(net.collect_params().keys()),
        list(net.collect_params(".*weight|.*beta").keys()),
        list(net._collect_params_with_prefix().keys()),
        list(two_layers(mx).collect_params().keys()),
    ]


@case
def parameter_states(mx, _):
    gluon = mx.gluon
    made = gluon.Parameter("w", shape=(2, 0), allow_deferred_init=True)
    strict = gluon.Parameter("v", shape=(2, 0))
    ready = gluon.Parameter("u", shape=(2, 3))
    ready.initialize(ctx=[mx.cpu(0), mx.cpu(1)], init="ones")
    found = [refusal(made.data), refusal(made.list_ctx), refusal(strict.initialize)]
    made.initialize()
    found += [refusal(made.data), refusal(made.grad), refusal(made.list_data), str(made.list_ctx())]
    found += [
        refusal(ready.data),
        refusal(lambda: ready.data(mx.cpu(2))),
        str(ready.list_ctx()),
        len(ready.list_grad()),
        refusal(lambda: ready.set_data(mx.nd.ones((3, 2)))),
        refusal(lambda: setattr(ready, "shape", (3, 2))),
        refusal(lambda: setattr(ready, "grad_req", "sum")),
        refusal(lambda: ready.row_sparse_data(mx.nd.ones((1,)))),
        refusal(lambda: strict.reset_ctx(mx.cpu())),
        refusal(lambda: strict.set_data(mx.nd.ones((2, 3)))),
        refusal(lambda: gluon.Parameter("x", stype="dense")),
        refusal(gluon.Parameter("x", shape=(1,), init="nothing").initialize),
    ]
    ready.grad_req = "null"
    found.append(refusal(ready.grad))
    ready.grad_req = "add"
    found += [ready.grad(mx.cpu(1)).asnumpy().tolist(), ready.grad(mx.cpu(1)).context.device_id]
    ready.reset_ctx(mx.cpu(1))
    ready.cast("float16")
    found += [str(ready.list_ctx()), ready.data().dtype.__name__, ready.grad().dtype.__name__]
    found.append(gluon.Parameter("n", shape=3, differentiable=False).grad_req)
    return found


@case
def initializers(mx, _):
    Parameter = mx.gluon.Parameter

    def filled(own=None, **given):
        param = Parameter("w_weight", shape=(2,), init=own)
        param.initialize(**given)
        return param.data().asnumpy().tolist()

    found = [
        filled("ones"),
        filled("ones", default_init="zeros"),
        filled("ones", init="zeros"),
        filled(init=mx.init.Constant(3)),
        filled(default_init=mx.init.Constant(4)),
        filled(mx.init.Constant(5), default_init=mx.init.Constant(6)),
        refusal(lambda: filled(5)),
        refusal(lambda: filled(init=mx.init.Mixed(["bias", ".*"], ["zeros", "ones"]))),
    ]
    net = mx.gluon.nn.Dense(2, in_units=1, weight_initializer="ones")
    net.initialize(mx.init.Constant(7))
    found += [net.weight.data().asnumpy().tolist(), net.bias.data().asnumpy().tolist()]
    net.collect_params(".*bias").initialize(mx.init.Constant(7), force_reinit=True)
    found += [net.bias.data().asnumpy().tolist()]
    net.weight.initialize(mx.init.Constant(8), force_reinit=True)
    found += [net.weight.data().asnumpy().tolist(), net.weight.init]
    waiting = Parameter("v", shape=(0, 2), allow_deferred_init=True)
    waiting.initialize(mx.init.Constant(9))
    waiting.set_data(mx.nd.ones((1, 2)))
    waiting._finish_deferred_init()
    found += [waiting.data().asnumpy().tolist(), str(waiting.shape)]
    other = Parameter("u", shape=(0, 2), allow_deferred_init=True)
    other.initialize(mx.init.Constant(9))
    other.reset_ctx(mx.cpu(1))
    other.shape = (1, 2)
    other._finish_deferred_init()
    found += [other.data().asnumpy().tolist(), str(other.list_ctx())]
    return found


@case
def symbols_of_parameters(mx, _):
    param = mx.gluon.Parameter(
        "w", shape=(2, 0), dtype="float16", lr_mult=2.0, wd_mult=0.5, init=mx.init.Normal(0.5)
    )
    first = param.var()
    found = [first.list_attr(), param.var() is first]
    param.shape = (2, 3)
    param.cast("float64")
    return [*found, param.var().list_attr(), mx.gluon.Parameter("v").var().list_attr()]


@case
def sets_of_parameters(mx, _):
    ParameterDict = mx.gluon.ParameterDict
    params = ParameterDict("net_")
    weight = params.get("w", shape=(2, 0))
    lender = ParameterDict("net_", params)
    other = ParameterDict("net_")
    other.get("w", shape=(2, 3))
    return [
        params.get("w", shape=(0, 3)) is weight,
        str(weight.shape),
        refusal(lambda: params.get("w", shape=(3, 3))),
        refusal(lambda: params.get("w", dtype="float64")),
        refusal(lambda: params.get("w", dtype="float32")),
        refusal(lambda: params.get("w", lr_mult=2.0)),
        lender.get("w") is weight,
        list(lender.keys()),
        refusal(lambda: params.update(other)),
        refusal(lambda: params.get_constant("c")),
        repr(params.get_constant("c", [1, 2])),
        refusal(lambda: params.get_constant("c", [1, 3])),
        refusal(lambda: params.get_constant("w", [1, 3])),
        "net_c" in params.keys(),
        params.prefix,
        len(list(iter(params))),
    ]


@case
def utilities(mx, folder):
    utils = mx.gluon.utils
    path = os.path.join(folder, "file")
    with open(path, "w") as file:
        file.write("hello")
    arrays = [mx.nd.ones((2, 2)), mx.nd.ones((3,)) * 2]
    norm = utils.clip_global_norm(arrays, 1.0)
    small = utils.clip_global_norm(arrays, 100.0, check_isfinite=False)
    x = mx.nd.ones((7, 5))
    return [
        float(norm),
        type(norm).__name__,
        small.asnumpy().tolist(),
        [a.asnumpy().tolist() for a in arrays],
        refusal(lambda: utils.clip_global_norm([], 1.0)),
        [str(part.shape) for part in utils.split_data(x, 3, even_split=False)],
        [str(part.shape) for part in utils.split_data(x, 5, batch_axis=1)],
        refusal(lambda: utils.split_data(x, 2)),
        [
            str(part.context)
            for part in utils.split_and_load(mx.nd.ones((4,)), [mx.cpu(0), mx.cpu(1)])
        ],
        utils.split_and_load(np.ones((2, 2)), [mx.cpu()])[0].dtype.__name__,
        utils.check_sha1(path, "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"),
        utils.check_sha1(path, "aaf4"),
        refusal(lambda: utils.check_sha1(path + "0", "aaf4")),
        refusal(lambda: utils.download("http://127.0.0.1:1/")),
        refusal(lambda: utils.download("http://127.0.0.1:1/x", path, retries=-1)),
        [utils.shape_is_known(shape) for shape in (None, (), (0,), (1, 2))],
    ]
