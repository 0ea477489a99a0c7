"""Generated C, compiled by the system's compiler while the program runs, and called on tensors.

Where there is no compiler nothing is lost but time: callers have another way. What does not live
here: the text (`_graph/native.py`).
"""

import ctypes
import logging
import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import torch

from .aten import count_writes

__all__ = ["native", "can_compile"]

_log = logging.getLogger("mxnet")
_FLAGS = ["-O3", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast", "-fopenmp-simd",
          "-shared", "-fPIC"]  # fmt: skip
_PATIENCE_S = 60
_ALONE = 1 << 18  # elements; with fewer the threads would wait for each other


@lru_cache(maxsize=1)
def _compiler():
    return next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)


def can_compile():
    """Whether there is a C compiler."""
    return _compiler() is not None


@lru_cache(maxsize=256)
def native(text):
    """The function `chain` of C text, or None where it cannot be compiled.

    It is called with lists of contiguous float32 tensors of one size (read, written), a list of
    numbers as tensors, and how many sums it makes; it gives those, each a list of one tensor.
    """
    library = _built(text) if _compiler() else None
    if library is None:
        return None
    function = library.chain
    function.restype = None

    def run(read, written, numbers, sums):
        read, length = [x.contiguous() for x in read], written[0].numel() if written else 0
        length = length or read[0].numel()
        given = (ctypes.c_float * max(len(numbers), 1))(*map(float, numbers))
        parts = _parts(length)
        found = [(ctypes.c_double * max(sums, 1))() for _ in parts]

        def one(at):
            start, end = parts[at]
            function(ctypes.c_longlong(end - start), _pointers(read, start),
                     _pointers(written, start), given, found[at])  # fmt: skip

        if len(parts) == 1:
            one(0)
        else:
            list(_pool(os.getpid()).map(one, range(len(parts))))
        count_writes([x for x in written if not x.is_inference()])
        totals = [sum(part[i] for part in found) for i in range(sums)]
        return [[read[0].new_tensor(total)] for total in totals]

    return run


def _pointers(tensors, start):
    return (ctypes.c_void_p * max(len(tensors), 1))(*(x.data_ptr() + 4 * start for x in tensors))


def _parts(length):
    """Ranges for as many threads as torch uses."""
    count = max(1, min(torch.get_num_threads(), length // _ALONE))
    edges = [length * i // count for i in range(count + 1)]
    return list(zip(edges, edges[1:], strict=False))


@lru_cache(maxsize=2)
def _pool(process):
    """Threads of this process; those of a parent do not live on in its children."""
    return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="mxnet-native")


def _built(text):
    """The text as a loaded library; None where the compiler refuses."""
    with tempfile.TemporaryDirectory(prefix="mxnet-") as folder:
        source, target = Path(folder, "chain.c"), Path(folder, "chain.so")
        source.write_text(text)
        for tuning in (["-march=native"], ["-mcpu=native"], []):
            command = [_compiler(), *_FLAGS, *tuning, "-o", str(target), str(source), "-lm"]
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)
                return ctypes.CDLL(str(target))
            except (OSError, subprocess.SubprocessError) as error:
                _log.debug("compiling a chain failed: %s", error)
    return None
