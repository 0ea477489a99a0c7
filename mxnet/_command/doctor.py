"""`python -m mxnet doctor`: versions, devices, flags, and what is in the way."""

import importlib.metadata
import os
import platform
import sys

from .. import _kernels as k
from .. import libinfo
from .._core import flags, registry, stale
from .._core.errors import MXNetError

__all__ = ["add", "run"]

EXTRAS = {"cv2": "opencv-python-headless", "graphviz": "graphviz", "tqdm": "tqdm", "h5py": "h5py",
          "tensorboard": "tensorboard", "scipy": "scipy"}  # fmt: skip


def add(commands):
    """Declare the command."""
    commands.add_parser("doctor", help="show versions, devices, flags, and what is in the way")


def run(given):
    """The lines of the report; those that begin with an exclamation mark want attention."""
    home = os.path.dirname(os.path.abspath(libinfo.__file__))
    lines = [f"mxnet {libinfo.__version__}, {len(registry.operators())} operators, in {home}"]
    lines.append(f"Python {platform.python_version()} ({platform.platform()})")
    for name in ("torch", "numpy"):
        lines.append(f"{name} {_version(name)}")
    there = [f"{name} {_version(name)}" for name in EXTRAS.values() if _version(name)]
    missing = [name for name in EXTRAS.values() if not _version(name)]
    lines.append(f"extras: {', '.join(there) or 'none'}")
    lines += [f"not installed: {', '.join(missing)}"] if missing else []
    return [*lines, "", *_devices(), "", *_flags(), "", *_obstacles(home)]


def _version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _devices():
    can = k.capabilities()
    lines = [f"cpu: {os.cpu_count()} processors, {k.threads()} threads"]
    lines += [f"gpu({i}): {name}" for i, name in enumerate(k.gpu_names())]
    if not can["cuda"]:
        lines.append("no gpu: this torch has no CUDA, or sees no device")
    lines.append("kernels of: " + ", ".join(sorted(name for name, yes in can.items() if yes)))
    return lines


def _flags():
    """Every environment variable that is read, those that are set first."""
    lines = ["environment variables:"]
    for flag in sorted(flags.flags.values(), key=lambda f: (f.name not in os.environ, f.name)):
        mark = "*" if flag.name in os.environ else " "
        try:
            lines.append(f"{mark} {flag.name}={flag.value!r}  {flag.doc}")
        except MXNetError as error:
            lines.append(f"! {error}")
    return lines


def _obstacles(home):
    """Other packages that bring a folder `mxnet`, and variables nobody reads."""
    found = [
        f"! {wheel.name} {wheel.version} in {wheel.folder} brings a folder mxnet of its own: "
        f"pip uninstall {wheel.name}"
        for wheel in stale.find(sys.path)
    ]
    found += [
        f"! {name} is set, but nothing here reads it"
        for name in sorted(os.environ)
        if name.startswith("MXNET_") and name not in flags.flags and name not in READ_ELSEWHERE
    ]
    return found or ["nothing is in the way"]


READ_ELSEWHERE = ("MXNET_TEST_SEED", "MXNET_MODULE_SEED")  # by test programs of their own
