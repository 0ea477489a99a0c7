"""Running an example as its users do, and looking at the picture it drew."""

import os
import subprocess
import sys

from matplotlib import image

from tests.house.rooms import ROOT


def run(name, out, *options, status=0):
    """Run an example on one thread; what it did, with its output as text."""
    done = subprocess.run(
        [sys.executable, f"examples/{name}.py", "--out", str(out), *map(str, options)],
        cwd=ROOT, capture_output=True, text=True, timeout=240,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == status, done.stdout[-1000:] + done.stderr[-2000:]
    return done


def assert_drawn(path, most=0.6):
    """A picture of a page's size whose halves both hold ink, but are not full of it."""
    pixels = image.imread(path)[..., :3].mean(axis=-1)
    height, width = pixels.shape
    assert height > 600 and width > 900
    for half in (pixels[: height // 2], pixels[height // 2 :]):
        assert 0.01 < (half < 0.75).mean() < most
