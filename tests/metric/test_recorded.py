"""Every metric says what MXNet 1.9.1 says of the same batches."""

import json

import numpy as np
import pytest

import mxnet as mx
from tests.metric import cases

RECORDED = json.loads(cases.RECORDED.read_text())
# Sums of float32 numbers in another order.
TOLERANCE = 2e-6
# Where the global value is ours alone, since 1.9.1 says 0.
NO_GLOBAL = {"pearson, micro"}


@pytest.mark.parametrize("case", cases.CASES)
def test_numbers(case):
    for (local, everything), (their_local, their_global) in zip(
        cases.answer(mx, case), RECORDED[case], strict=True
    ):
        assert local[0] == their_local[0]
        np.testing.assert_allclose(local[1], their_local[1], rtol=TOLERANCE)
        if case not in NO_GLOBAL:
            np.testing.assert_allclose(everything[1], their_global[1], rtol=TOLERANCE)


def test_every_metric_is_recorded():
    recorded = {type(mx.metric.create(m, **a)) for m, a, _ in cases.CASES.values()}
    registered = set(mx.registry.get_registry(mx.metric.EvalMetric).values())
    assert {k for k in registered if k.__module__ == "mxnet.metric"} == recorded
