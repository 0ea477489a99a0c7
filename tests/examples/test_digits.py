"""The demo keeps what the README says of it: gradients, accuracy, a picture, a file read back."""

import re
import subprocess
import sys

import numpy as np
import pytest
from matplotlib import image

import mxnet as mx
from tests.house.rooms import ROOT


def run(out, *options):
    done = subprocess.run(
        [sys.executable, "examples/digits.py", "--out", str(out), *options],
        cwd=ROOT, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory):
    out = tmp_path_factory.mktemp("digits")
    return run(out), out


def test_the_gradients_are_printed_first(whole_run):
    lines = whole_run[0].stdout.splitlines()
    assert lines[0] == "Three gradients to check by hand"
    assert [line.rpartition("= ")[2] for line in lines[1:4]] == [
        "[2 4 6]", "[20 42]", "[0.25 0.25 0.5]",
    ]  # fmt: skip


def test_the_promised_accuracy_is_reached(whole_run):
    accuracy = float(re.search(r"test accuracy ([\d.]+)%", whole_run[0].stdout)[1])
    assert 97 <= accuracy < 100


def test_progress_is_shown(whole_run):
    assert re.search(r"training: 100%.*30/30", whole_run[0].stderr)


def test_the_picture_is_one(whole_run):
    pixels = image.imread(whole_run[1] / "digits.png")
    height, width = pixels.shape[:2]
    assert height > 600 and width > 900
    # Curves and digits leave ink in both halves; an empty page would have hardly any.
    for half in (pixels[: height // 2], pixels[height // 2 :]):
        assert 0.01 < (half[..., :3].mean(axis=-1) < 0.6).mean() < 0.6


def test_the_file_holds_the_network(whole_run):
    params = mx.nd.load(str(whole_run[1] / "digits.params"))
    assert {name: value.shape for name, value in params.items()} == {
        "conv1_weight": (16, 1, 3, 3), "conv1_bias": (16,),
        "conv2_weight": (32, 16, 3, 3), "conv2_bias": (32,),
        "dense1_weight": (64, 128), "dense1_bias": (64,),
        "dense2_weight": (10, 64), "dense2_bias": (10,),
    }  # fmt: skip
    assert all(np.isfinite(value.asnumpy()).all() for value in params.values())


def test_the_same_seed_gives_the_same_network(tmp_path):
    for name in ("first", "second"):
        run(tmp_path / name, "--epochs", "1", "--demand", "0.3")
    first, second = ((tmp_path / n / "digits.params").read_bytes() for n in ("first", "second"))
    assert first == second


def test_a_missed_accuracy_is_a_failure(tmp_path):
    done = subprocess.run(
        [sys.executable, "examples/digits.py", "--out", str(tmp_path), "--epochs", "1",
         "--demand", "1.01"],
        cwd=ROOT, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 1 and "of the test digits are right" in done.stderr
