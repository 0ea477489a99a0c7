"""What the installed torch can do, for `mx.runtime`.

What does not live here: how the names of MXNet's features map to it.
"""

import torch

__all__ = ["capabilities"]

_LEVELS = ("SSE2", "AVX2", "AVX512")


def capabilities():
    """A dict of what there is: devices, libraries, the processor's vector instructions."""
    level = torch.backends.cpu.get_cpu_capability()
    cuda = torch.cuda.is_available()
    return {
        "cuda": cuda,
        "cudnn": cuda and torch.backends.cudnn.is_available(),
        "nccl": cuda and torch.distributed.is_available() and torch.distributed.is_nccl_available(),
        "openmp": torch.backends.openmp.is_available(),
        "mkldnn": torch.backends.mkldnn.is_available(),
        "mkl": torch.backends.mkl.is_available(),
        "lapack": torch._C.has_lapack,
        "avx2": level in _LEVELS[1:],
    }
