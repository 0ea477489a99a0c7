"""What the installed torch can do, for `mx.runtime`.

What does not live here: how the names of MXNet's features map to it.
"""

import torch

__all__ = ["capabilities", "threads", "gpu_names"]

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


def threads():
    """How many threads a kernel may use."""
    return torch.get_num_threads()


def gpu_names():
    """The names of the CUDA devices, in order."""
    return [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())]
