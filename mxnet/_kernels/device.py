"""Where memory lies: device numbers of MXNet to torch devices, and the device new arrays are made
on."""

import os
import threading

import torch

__all__ = [
    "device_of",
    "device_count",
    "device_memory",
    "synchronize",
    "placed",
    "empty_cache",
    "compute_capability",
    "pinned",
    "use_threads",
]

_CPU = torch.device("cpu")


class _Here(threading.local):
    device = _CPU
    drawn = False  # whether a dry run came to a generator
    held: list | None = None  # where a recording of kernels keeps the constants that they read


here = _Here()


def held(x):
    """A tensor that a kernel keeps from call to call, kept by a CUDA graph that reads it too."""
    if here.held is not None:
        here.held.append(x)
    return x


class placed:
    """Context manager: creation kernels make their arrays on this device, in this thread.

    Examples
    --------
    >>> with placed(device_of(1, 0)):
    ...     pass
    """

    __slots__ = ("device", "before")

    def __init__(self, device):
        self.device = device

    def __enter__(self):
        self.before, here.device = here.device, self.device

    def __exit__(self, *_):
        here.device = self.before


def device_of(kind, number):
    """The torch device of an MXNet device type (1 CPU, 2 GPU, 3 pinned, 5 shared) and number."""
    return torch.device("cuda", number) if kind == 2 else _CPU


def device_count():
    """How many CUDA devices there are."""
    return torch.cuda.device_count()


def device_memory(number):
    """`(free, total)` bytes of a CUDA device."""
    return torch.cuda.mem_get_info(number)


def synchronize():
    """Wait for every kernel that was started on a CUDA device."""
    if torch.cuda.is_initialized():
        for number in range(torch.cuda.device_count()):
            torch.cuda.synchronize(number)


def empty_cache():
    """Give CUDA memory that no tensor uses back to the system."""
    if torch.cuda.is_initialized():
        torch.cuda.empty_cache()


def compute_capability(number):
    """The compute capability of a CUDA device as one number: 90 for 9.0."""
    major, minor = torch.cuda.get_device_capability(number)
    return 10 * major + minor


def use_threads(count):
    """Let every kernel compute on this many threads."""
    torch.set_num_threads(count)


if hasattr(os, "register_at_fork"):
    # A forked process has none of its parent's helper threads, and would wait for them forever.
    # So it computes alone, in `multiprocessing.Pool` and wherever else programs fork.
    os.register_at_fork(after_in_child=lambda: torch.set_num_threads(1))


def pinned(x):
    """The tensor in memory that CUDA copies from without waiting; itself where there is no CUDA."""
    return x.pin_memory() if torch.cuda.is_available() else x
