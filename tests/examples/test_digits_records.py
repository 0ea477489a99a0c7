"""The digits in records: packed, learnt, begun anew from a checkpoint, read one by one."""

import re
import subprocess
import sys

from matplotlib import image

import mxnet as mx
from tests.house.rooms import ROOT


def test_from_images_to_a_network(tmp_path):
    done = subprocess.run(
        [sys.executable, "examples/digits_records.py", "--epochs", "4", "--demand", "0.94",
         "--out", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]
    assert "a new start from" in done.stdout
    epochs = re.findall(r"^Epoch\[(\d)\] Validation-accuracy=([\d.]+)$", done.stderr, re.M)
    assert [epoch for epoch, _ in epochs] == list("0123")
    # The third epoch goes on where the second ended: it does not begin at chance again.
    assert float(epochs[2][1]) > 0.9
    parts = [mx.recordio.MXIndexedRecordIO(str(tmp_path / f"digits_{part}.idx"),
                                           str(tmp_path / f"digits_{part}.rec"), "r")
             for part in ("train", "test")]  # fmt: skip
    # Both shares are rounded down, as MXNet's own program does.
    assert [len(part.keys) for part in parts] == [1437, 359]
    assert image.imread(tmp_path / "digits_records.png").shape[1] > 900
