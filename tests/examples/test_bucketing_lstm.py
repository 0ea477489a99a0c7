"""The example of buckets learns, and goes on after a break as if there had been none."""

import re
import subprocess
import sys

from matplotlib import image

from tests.house.rooms import ROOT


def test_it_learns_and_resumes(tmp_path):
    done = subprocess.run(
        [sys.executable, "examples/bucketing_lstm.py", "--epochs", "4", "--out", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "the same numbers" in done.stdout
    found, guessing = re.search(r"perplexity ([\d.]+); guessing gives (\d+)", done.stdout).groups()
    assert float(found) < int(guessing) / 2
    assert {path.name for path in tmp_path.iterdir()} >= {
        "bucketing_lstm-0002.params", "bucketing_lstm.buckets", "bucketing_lstm-20-symbol.json",
        "bucketing_lstm.states"}  # fmt: skip
    pixels = image.imread(tmp_path / "bucketing_lstm.png")
    assert 0.005 < (pixels[..., :3].mean(axis=-1) < 0.6).mean() < 0.6
