"""Contexts: which device an array lives on.

What does not live here: torch's devices; `_kernels/device.py` maps them.
"""

import numbers
import threading

from . import _kernels as k
from ._core.errors import MXNetError

__all__ = ["Context", "cpu", "gpu", "cpu_pinned", "num_gpus", "gpu_memory_info", "current_context"]


class UnknownDevice(MXNetError, KeyError):
    """A device type that there is not; a KeyError too, as in the reference."""

    __str__ = Exception.__str__  # a KeyError's would put quotes around the message


class _DefaultContext:
    """`Context.default_ctx`: reads as the current context, of the class and of any instance."""

    def __get__(self, instance, owner):
        return current_context()

    def __set__(self, instance, value):
        Context._default_ctx.value = value


class _Settable(type):
    """Lets a program set `Context.default_ctx`, for its thread."""

    @property
    def default_ctx(cls):
        return current_context()

    @default_ctx.setter
    def default_ctx(cls, value):
        cls._default_ctx.value = value


class Context(metaclass=_Settable):
    """A device: its type and number; as a context manager, where new arrays are made.

    Parameters
    ----------
    device_type : str or Context
        `"cpu"`, `"gpu"`, `"cpu_pinned"` or `"cpu_shared"`.
    device_id : int
        Which of them. CPUs of different numbers are different contexts on the same memory.

    Raises
    ------
    MXNetError, KeyError
        A type that there is not (one error that is both).
    TypeError
        `device_id` is no number.

    Examples
    --------
    >>> Context("cpu", 1)
    cpu(1)
    >>> with Context("cpu", 1):
    ...     current_context()
    cpu(1)
    """

    _default_ctx = threading.local()
    default_ctx = _DefaultContext()
    devtype2str = {1: "cpu", 2: "gpu", 3: "cpu_pinned", 5: "cpu_shared"}
    devstr2type = {name: number for number, name in devtype2str.items()}

    def __init__(self, device_type, device_id=0):
        if isinstance(device_type, Context):
            self.device_typeid, self.device_id = device_type.device_typeid, device_type.device_id
        else:
            if device_type not in self.devstr2type:
                raise UnknownDevice(
                    f"there is no device type {device_type!r}; there are "
                    f"{', '.join(self.devstr2type)}"
                )
            if not isinstance(device_id, numbers.Real):
                raise TypeError(f"device_id must be a number, not {device_id!r}")
            self.device_typeid, self.device_id = self.devstr2type[device_type], int(device_id)
        self._old_ctx = None

    @property
    def device_type(self):
        """The type as a word."""
        return self.devtype2str[self.device_typeid]

    def __hash__(self):
        return hash((self.device_typeid, self.device_id))

    def __eq__(self, other):
        return (
            isinstance(other, Context)
            and self.device_typeid == other.device_typeid
            and self.device_id == other.device_id
        )

    def __str__(self):
        return f"{self.device_type}({self.device_id})"

    __repr__ = __str__

    def __enter__(self):
        self._old_ctx = current_context()
        Context._default_ctx.value = self
        return self

    def __exit__(self, *_):
        Context._default_ctx.value = self._old_ctx

    def empty_cache(self):
        """Give unused device memory back to the system (a GPU's; nothing to do on a CPU)."""
        k.empty_cache()


_canonical: dict[tuple[int, int], Context] = {}


def canonical(ctx):
    """The one Context object that arrays share for this device, so that `is` compares devices."""
    key = (ctx.device_typeid, ctx.device_id)
    found = _canonical.get(key)
    if found is None:
        if ctx.device_typeid == 2 and not 0 <= ctx.device_id < k.device_count():
            raise MXNetError(
                f"{ctx} is not there: this process sees {k.device_count()} CUDA device(s)."
            )
        found = _canonical[key] = Context(ctx)
    return found


def torch_device(ctx):
    """The kernels' device of a context."""
    return k.device_of(ctx.device_typeid, ctx.device_id)


def cpu(device_id=0):
    """The CPU context of a number.

    Examples
    --------
    >>> cpu()
    cpu(0)
    """
    return Context("cpu", device_id)


def cpu_pinned(device_id=0):
    """The context of page-locked CPU memory.

    Examples
    --------
    >>> cpu_pinned()
    cpu_pinned(0)
    """
    return Context("cpu_pinned", device_id)


def gpu(device_id=0):
    """The context of a CUDA device.

    Examples
    --------
    >>> gpu(1)
    gpu(1)
    """
    return Context("gpu", device_id)


def num_gpus():
    """How many CUDA devices this process sees.

    Examples
    --------
    >>> num_gpus() >= 0
    True
    """
    return k.device_count()


def gpu_memory_info(device_id=0):
    """`(free, total)` bytes of a CUDA device.

    Raises
    ------
    MXNetError
        There is no such device.
    """
    if not 0 <= device_id < k.device_count():
        raise MXNetError(
            f"gpu({device_id}) is not there: this process sees {k.device_count()} CUDA device(s)."
        )
    return k.device_memory(device_id)


_default = canonical(Context("cpu", 0))


def current_context():
    """The context that new arrays of this thread go to: `cpu(0)` unless a `with` says otherwise.

    Examples
    --------
    >>> current_context()
    cpu(0)
    """
    return getattr(Context._default_ctx, "value", None) or _default
