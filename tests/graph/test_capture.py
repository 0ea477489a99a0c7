"""Functions replayed on tensors of their own: the bookkeeping, and CUDA graphs where CUDA is."""

import numpy as np
import pytest

from mxnet import _kernels as k
from mxnet._core.flags import override
from mxnet._graph.compiled import clear_cache, compile_graph
from tests.graph.networks import mlp


def recorder(function, inputs):
    """In place of a CUDA graph: outputs that keep their memory."""
    outputs = function(*inputs)

    def replay():
        for held, new in zip(outputs, function(*inputs), strict=True):
            if held is not None:
                k.assign(held, new)

    return replay, outputs


def draw(seed, *shape):
    return k.from_numpy(np.random.RandomState(seed).randn(*shape).astype("float32"))


def test_values_are_copied_in_and_out():
    run = k.Captured(lambda x, w: (k.mul(x, w), None, k.add(x, w)), recorder)
    w = draw(0, 3)
    kept = []
    for seed in (1, 2, 3):
        x = draw(seed, 3)
        product, nothing, total = run(x, w)
        assert nothing is None
        kept.append((k.to_numpy(x) * k.to_numpy(w), product))
        np.testing.assert_array_equal(k.to_numpy(total), k.to_numpy(x) + k.to_numpy(w))
    for wanted, product in kept:  # a later call leaves earlier results alone
        np.testing.assert_array_equal(k.to_numpy(product), wanted)


def test_what_was_written_to_is_copied_again():
    run, w = k.Captured(lambda w: (k.mul(w, 2),), recorder), draw(0, 4)
    run(w)
    first = run.inputs[0]
    run(w)
    assert run.inputs[0] is first
    k.add_(w, 1.0)
    np.testing.assert_array_equal(k.to_numpy(run(w)[0]), 2 * k.to_numpy(w))
    other = draw(1, 4)
    np.testing.assert_array_equal(k.to_numpy(run(other)[0]), 2 * k.to_numpy(other))
    assert not np.array_equal(k.to_numpy(w), k.to_numpy(other))  # the caller's memory is its own


def test_what_cannot_be_recorded_is_called():
    def refuses(function, inputs):
        raise RuntimeError("operation not permitted when stream is capturing")

    run = k.Captured(lambda x: (k.mul(x, 3),), refuses)
    for seed in (0, 1):
        x = draw(seed, 2)
        np.testing.assert_array_equal(k.to_numpy(run(x)[0]), 3 * k.to_numpy(x))


@pytest.mark.skipif(not k.capabilities()["cuda"], reason="CUDA graphs need a CUDA device")
def test_programs_as_cuda_graphs():
    symbol, shapes = mlp()
    names = symbol.list_arguments()
    found, _, _ = symbol.infer_shape(**shapes)
    forms, kinds = dict(zip(names, found, strict=True)), dict.fromkeys(names, "float32")
    weights, device = [n for n in names if n not in shapes], k.device_of(2, 0)
    results = []
    for graphs in (False, True):
        clear_cache()
        with override(MXNET_CUDA_GRAPHS=graphs):
            program = compile_graph(symbol._entries, names, forms, kinds, True, weights, False,
                                    device)  # fmt: skip
            assert (type(program.function("step")) is k.Captured) == graphs
            for seed in (0, 1):
                values = [k.copy_to(draw(seed + i, *forms[n]), device) for i, n in enumerate(names)]
                outputs, gradients, _ = program.forward_backward(values)
            results.append([k.to_numpy(x) for x in (*outputs, *gradients)])
    for captured, plain in zip(*results, strict=True):
        np.testing.assert_allclose(captured, plain, rtol=1e-5, atol=1e-6)
