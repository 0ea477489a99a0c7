"""The examples of Gluon: they learn, resume exactly, penalise gradients, freeze what they say."""

import json
import re

import numpy as np

import mxnet as mx
from tests.examples.running import assert_drawn, run


def test_digits_resume_bit_for_bit(tmp_path):
    done = run("digits_gluon", tmp_path, "--epochs", 4, "--demand", 0.94)
    assert "resumed after epoch 2: the same parameters at the end, bit for bit" in done.stdout
    assert re.search(r"training: 100%.*2/2", done.stderr)
    assert_drawn(tmp_path / "digits_gluon.png")
    names = mx.nd.load(str(tmp_path / "digits_gluon.params"))
    assert {"features.0.weight", "features.1.running_mean", "scores.bias"} <= names.keys()
    assert (tmp_path / "digits_gluon.states").stat().st_size > 100_000


def test_a_penalised_critic_leads_to_every_cloud(tmp_path):
    done = run("gradient_penalty_gan", tmp_path, "--epochs", 12)
    shares = re.search(r"share of each cloud: (.*)", done.stdout)[1].split()
    assert len(shares) == 8 and min(float(share.rstrip("%")) for share in shares) > 3
    assert float(re.search(r"([\d.]+)% of the points lie", done.stdout)[1]) > 40
    assert_drawn(tmp_path / "gradient_penalty_gan.png")
    params = mx.nd.load(str(tmp_path / "gradient_penalty_gan.params"))
    assert params["2.weight"].shape == (2, 64)


def test_a_new_last_layer_learns_new_digits(tmp_path):
    done = run("fine_tune", tmp_path, "--epochs", 24, "--demand", 0.7)
    shares = re.findall(r"^  .* ([\d.]+)%$", done.stdout, re.M)
    before, tuned, _ = (float(share) for share in shares)
    assert before < 45 and tuned > before + 30
    assert_drawn(tmp_path / "fine_tune.png")
    nodes = json.loads((tmp_path / "fine_tune-symbol.json").read_text())["nodes"]
    arrays = mx.nd.load(str(tmp_path / "fine_tune-0000.params"))
    variables = {node["name"] for node in nodes if node["op"] == "null"} - {"data"}
    assert {name.partition(":")[2] for name in arrays} == variables
    assert all(np.isfinite(array.asnumpy()).all() for array in arrays.values())
