"""Memory shared with other libraries and moved between devices.

What does not live here: copies to and from NumPy (`storage.py`).
"""

import numpy as np
import torch

__all__ = ["dlpack_capsule", "dlpack_device", "from_dlpack", "borrow_numpy", "address", "move"]


def dlpack_capsule(tensor, **options):
    """A DLPack capsule on the tensor's memory; `options` are those of `__dlpack__`."""
    return tensor.__dlpack__(**options)


def dlpack_device(tensor):
    """`(device type, device number)` in DLPack's numbers."""
    return tensor.__dlpack_device__()


def from_dlpack(source):
    """A tensor on the memory of a DLPack capsule or of an object that offers one."""
    return torch.from_dlpack(source).detach()


class _Borrowed:
    """A NumPy array's memory, offered as writable whatever the array's flag says."""

    def __init__(self, array):
        self.array = array
        self.__array_interface__ = array.__array_interface__ | {
            "data": (array.__array_interface__["data"][0], False)
        }


def borrow_numpy(array):
    """A tensor on a C-contiguous NumPy array's memory, read-only arrays included."""
    if not array.flags.writeable:
        array = np.asarray(_Borrowed(array))
    return torch.from_numpy(array)


def address(tensor):
    """Where the first element lies."""
    return tensor.data_ptr()


def move(x, *, device):
    """A contiguous copy on a device, which may be the same one."""
    return x.to(device, copy=True, memory_format=torch.contiguous_format)
