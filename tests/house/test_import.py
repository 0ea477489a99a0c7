"""Importing mxnet is a good neighbour: it changes nothing global and loads nothing it need not."""

import json
import os
import subprocess
import sys

import pytest

from tests.house import rooms

# What a program beside us may have set, read as text before and after.
SNAPSHOT = """
import decimal, gc, json, locale, logging, multiprocessing, os, random, signal, sys, threading
import warnings
import numpy as np
import torch

def snapshot():
    return {
        "default dtype": str(torch.get_default_dtype()),
        "default device": str(torch.get_default_device()),
        "gradient mode": torch.is_grad_enabled(),
        "inference mode": torch.is_inference_mode_enabled(),
        "threads": [torch.get_num_threads(), torch.get_num_interop_threads()],
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "matmul precision": torch.get_float32_matmul_precision(),
        "mkldnn": [torch.backends.mkldnn.enabled, torch.backends.mkldnn.deterministic],
        "cudnn": [torch.backends.cudnn.enabled, torch.backends.cudnn.benchmark],
        "torch printing": str(vars(torch._tensor_str.PRINT_OPTS)),
        "torch random state": hash(torch.random.get_rng_state().numpy().tobytes()),
        "sharing strategy": torch.multiprocessing.get_sharing_strategy(),
        "numpy errors": str(np.geterr()),
        "numpy printing": str(np.get_printoptions()),
        "numpy random state": hash(np.random.get_state()[1].tobytes()),
        "python random state": hash(random.getstate()),
        "signal handlers": [str(signal.getsignal(s)) for s in sorted(signal.valid_signals())],
        "locale": [locale.setlocale(c) for c in (locale.LC_ALL, locale.LC_NUMERIC)],
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "path": list(sys.path),
        "import hooks": [str(f) for f in sys.meta_path],
        "warning filters": [str(f) for f in warnings.filters],
        "root logger": [str(logging.root.handlers), logging.root.level, logging.root.disabled],
        "hooks": [str(sys.excepthook), str(sys.displayhook), str(threading.excepthook)],
        "recursion limit": sys.getrecursionlimit(),
        "garbage collector": [gc.isenabled(), gc.get_threshold(), len(gc.callbacks)],
        "running threads": [t.name for t in threading.enumerate()],
        "start method": multiprocessing.get_start_method(allow_none=True),
        "decimal": str(decimal.getcontext()),
        "builtins": sorted(dir(__builtins__)),
    }

def report(before):
    after = snapshot()
    print(json.dumps({k: [before[k], after[k]] for k in before if before[k] != after[k]}))
"""

USE = """
import mxnet as mx
x = mx.nd.array([[1.0, 2.0], [3.0, 4.0]])
x.attach_grad()
with mx.autograd.record():
    y = (mx.nd.dot(x, x) * 2).sum()
y.backward()
try:
    mx.nd.dot(x, mx.nd.ones((3, 3)))
except mx.MXNetError:
    pass
"""

# A name is loaded when it is first used; this uses all, without shadowing what is here.
EVERYTHING = "exec('from mxnet import *', {})"

# Loading any of these costs every program time and memory; only who uses them pays.
HEAVY = (
    "cv2 onnx onnxruntime matplotlib tqdm pandas scipy sklearn PIL graphviz ray requests "
    "tensorboard IPython numba hypothesis pytest torchvision pkg_resources setuptools "
    "torch._dynamo torch._inductor torch.onnx torch.utils.tensorboard"
).split()


def run(program):
    """The last line a fresh interpreter prints, as JSON."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "MXNET"))}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=rooms.ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("program", [EVERYTHING, USE], ids=["import", "use"])
def test_global_state_is_left_alone(program):
    changed = run(f"{SNAPSHOT}\nbefore = snapshot()\n{program}\nreport(before)")
    assert changed == {}


def test_a_changed_state_would_be_seen():
    program = "torch.set_default_dtype(torch.float64); os.environ['M'] = ''; np.seterr(all='raise')"
    changed = run(f"{SNAPSHOT}\nbefore = snapshot()\n{program}\nreport(before)")
    assert set(changed) == {"default dtype", "environment", "numpy errors"}


def test_optional_dependencies_are_not_loaded():
    program = (
        f"import sys, json, numpy, torch; before = set(sys.modules); {EVERYTHING}; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    loaded = run(program)
    heavy = [m for m in loaded if any(m == h or m.startswith(h + ".") for h in HEAVY)]
    assert "mxnet.test_utils" in loaded
    assert not heavy, f"importing mxnet loaded {heavy}"


def test_import_is_silent():
    """Nothing on either stream, and no warning even where warnings are errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import numpy, torch\n{EVERYTHING}"],
        cwd=rooms.ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_programs_version_checks_hold():
    version = run("import json, mxnet; print(json.dumps(mxnet.__version__))")
    assert version.split(".")[:3] == ["1", "9", "1"]
