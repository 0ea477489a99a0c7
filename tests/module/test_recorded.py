"""Modules train to the numbers that MXNet 1.9.1 gets, and read its checkpoints."""

import json
import pathlib
import warnings

import numpy as np
import pytest

import mxnet as mx
from tests.module import cases

# `fit` says so where a program goes on with parameters that are there.
pytestmark = pytest.mark.filterwarnings("ignore:Parameters already initialized")

RECORDED = json.loads(cases.RECORDED.read_text())
# Six steps in float32, with sums in another order.
TOLERANCE = {"rtol": 2e-4, "atol": 2e-6}


def assert_same(found, expected):
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        if name == "lines":
            assert_same_lines(found[name], value)
        elif name == "each":
            for mine, theirs in zip(found[name], value, strict=True):
                for grad, recorded in zip(mine, theirs, strict=True):
                    np.testing.assert_allclose(grad, recorded, **TOLERANCE)
        else:
            np.testing.assert_allclose(found[name], value, err_msg=name, **TOLERANCE)


def assert_same_lines(found, expected):
    """The same words; the numbers behind the last sign of equality may differ in the last digit."""
    assert len(found) == len(expected), found
    for mine, theirs in zip(found, expected, strict=True):
        (text, numbers), (their_text, their_numbers) = split(mine), split(theirs)
        assert text == their_text
        np.testing.assert_allclose(numbers, their_numbers, atol=2e-5)


def split(line):
    """A line without the numbers behind `=`, and those."""
    parts = line.split("=")
    numbers = [float(p.split("\t")[0]) for p in parts[1:] if p[:1].isdigit()]
    return "=".join(p.lstrip("0123456789.") for p in parts), numbers


@pytest.mark.parametrize("name", cases.CASES)
def test_numbers(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # FeedForward's own
        assert_same(cases.CASES[name](mx), RECORDED[name])


def test_a_checkpoint_of_the_real_one_goes_on():
    """Two epochs there and one here are three epochs there, momentum included."""
    net = mx.mod.Module.load(cases.CHECKPOINT, 2, load_optimizer_states=True)
    rows = cases.data(mx)
    net.fit(rows, num_epoch=3, begin_epoch=2,
            optimizer_params={"learning_rate": 0.1, "momentum": 0.9})  # fmt: skip
    expected = json.loads(pathlib.Path(cases.CHECKPOINT + "-after.json").read_text())
    assert_same(cases.everything(mx, net), expected)


def test_a_checkpoint_of_ours_goes_on(tmp_path):
    prefix = str(tmp_path / "net")
    cases.trained(mx, True, given={"momentum": 0.9}).save_checkpoint(prefix, 2, True)
    net = mx.mod.Module.load(prefix, 2, load_optimizer_states=True)
    net.fit(cases.data(mx), num_epoch=3, begin_epoch=2,
            optimizer_params={"learning_rate": 0.1, "momentum": 0.9})  # fmt: skip
    straight = cases.trained(mx, True, epochs=3, given={"momentum": 0.9})
    assert cases.everything(mx, net) == cases.everything(mx, straight)
