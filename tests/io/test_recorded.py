"""Every iterator gives the batches that MXNet 1.9.1 gives."""

import json

import pytest

import mxnet as mx
from tests.io import cases

RECORDED = json.loads(cases.RECORDED.read_text())


@pytest.mark.parametrize("case", cases.CASES)
def test_batches(case, tmp_path, monkeypatch):
    cases.write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    described, epochs = cases.answer(mx, case)
    assert described == RECORDED[case][0]
    assert epochs == RECORDED[case][1]
