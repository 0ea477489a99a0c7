"""What a test runs in: context, environment variables, devices, streams.

What does not live here: the tests' own seeds.
"""

import contextlib
import os
import platform

import numpy as np

from .. import util
from ..context import Context, current_context, num_gpus

__all__ = [
    "default_context",
    "set_default_context",
    "default_dtype",
    "environment",
    "discard_stderr",
    "list_gpus",
    "has_tvm_ops",
    "is_op_runnable",
    "is_cd_run",
    "is_aarch64_run",
]


def default_context():
    """The context tests run in.

    Examples
    --------
    >>> default_context()
    cpu(0)
    """
    return current_context()


def set_default_context(ctx):
    """Make a context the one that tests of this thread run in.

    Examples
    --------
    >>> set_default_context(default_context())
    """
    Context._default_ctx.value = ctx


def default_dtype():
    """The dtype tests use where it does not matter.

    Examples
    --------
    >>> default_dtype().__name__
    'float32'
    """
    return np.float32


@contextlib.contextmanager
def environment(*args):
    """Environment variables inside `with`: a name and a value, or a dict; None removes one.

    Examples
    --------
    >>> with environment("MXNET_EXAMPLE", "1"):
    ...     os.environ["MXNET_EXAMPLE"]
    '1'
    """
    if len(args) not in (1, 2):
        raise TypeError("environment takes a name and a value, or a dict")
    wanted = dict(args[0]) if len(args) == 1 else {args[0]: args[1]}
    before = {name: os.environ.get(name) for name in wanted}
    try:
        _set_variables(wanted)
        yield
    finally:
        _set_variables(before)


def _set_variables(values):
    for name, value in values.items():
        util.setenv(name, value)


@contextlib.contextmanager
def discard_stderr():
    """What is written to standard error inside `with`, by any language, is thrown away.

    Examples
    --------
    >>> with discard_stderr():
    ...     pass
    """
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def list_gpus():
    """The numbers of the CUDA devices.

    Examples
    --------
    >>> len(list_gpus()) == num_gpus()
    True
    """
    return range(num_gpus())


def has_tvm_ops():
    """Whether operators were compiled with TVM; never here.

    Examples
    --------
    >>> has_tvm_ops()
    False
    """
    return False


def is_op_runnable():
    """Whether TVM's operators would run on this device; there are none, so nothing stands against
    it.

    Examples
    --------
    >>> is_op_runnable()
    True
    """
    return True


def is_cd_run():
    """Whether this is a run of continuous delivery, told by the variable `CD_JOB`.

    Examples
    --------
    >>> is_cd_run() == (os.environ.get("CD_JOB", "0") == "1")
    True
    """
    return os.environ.get("CD_JOB", "0") == "1"


def is_aarch64_run():
    """Whether this machine's processor is an ARM of 64 bits.

    Examples
    --------
    >>> is_aarch64_run() == (platform.machine() in ("aarch64", "arm64"))
    True
    """
    return platform.machine() in ("aarch64", "arm64")
