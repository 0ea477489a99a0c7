"""Twenty updates of every optimizer give 1.9.1's weights and states (`recorded.npz`)."""

from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from mxnet._core.flags import override

from . import cases

RECORDED = np.load(Path(__file__).with_name("recorded.npz"))
CASES = {key: (name, keywords) for key, name, keywords in cases.cases()}


def tolerance(keywords):
    """Relative and absolute.

    float32 sums in another order. float16 weights without a float32 copy are rounded after every
    operation of the reference, and only at the end of ours: 20 roundings to 11 bits.
    """
    if keywords.get("dtype") == "float64":
        return 1e-6, 1e-7  # states and rates are rounded to float32 by the reference's operators
    if keywords.get("dtype") == "float16" and not keywords.get("multi_precision"):
        return 3e-2, 2e-2
    if keywords.get("dtype") == "float16":
        return 2e-3, 1e-3  # the weights that are shown have 11 bits
    return 2e-5, 2e-6


@pytest.mark.parametrize("key", CASES)
@pytest.mark.filterwarnings("ignore")
def test_twenty_updates(key):
    name, keywords = CASES[key]
    rtol, atol = tolerance(keywords)
    found = cases.run(mx, name, keywords)
    np.testing.assert_allclose(found, RECORDED[key], rtol=rtol, atol=atol)


ALONE = [key for key in CASES if "schedule" not in key or "lars" not in key]


@pytest.mark.parametrize("key", [key for key in ALONE if "float" not in key])
@pytest.mark.filterwarnings("ignore")
def test_one_by_one_is_as_all_at_once(key):
    """Whether parameters come together or alone does not change their numbers."""
    name, keywords = CASES[key]
    weights, grads = cases.data(name, "float32")
    results = []
    for together in (True, False):
        mine = [mx.nd.array(w) for w in weights]
        update = mx.optimizer.get_updater(cases.optimizer(mx, name, keywords))
        for row in grads[:5]:
            row = [mx.nd.array(g) for g in row]
            if together:
                update(list(range(len(row))), row, mine)
            else:
                for index, (grad, weight) in enumerate(zip(row, mine, strict=True)):
                    update(index, grad, weight)
        results.append(np.concatenate([w.asnumpy().ravel() for w in mine]))
    np.testing.assert_allclose(*results, rtol=1e-6, atol=1e-7)


def test_the_aggregation_flag_is_read():
    with override(MXNET_OPTIMIZER_AGGREGATION_SIZE=7):
        assert mx.optimizer.SGD().aggregate_num == 7
        assert mx.optimizer.LAMB().aggregate_num == 7
    assert mx.optimizer.SGD().aggregate_num == 4


def test_the_cases_cover_every_optimizer():
    """But SGLD, whose noise nobody can repeat, and ccSGD, which is SGD."""
    homes = mx.optimizer, mx.optimizer.contrib
    known = {
        name
        for name, klass in mx.optimizer.Optimizer.opt_registry.items()
        if any(getattr(home, klass.__name__, None) is klass for home in homes)
    }
    assert known - {name for name, _ in CASES.values()} == {"sgld", "ccsgd"}
