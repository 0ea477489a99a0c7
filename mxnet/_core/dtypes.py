"""The element types: names, the numbers MXNet's files and attributes use, and their NumPy twins.

What does not live here: torch's dtypes (`_kernels/storage.py`).
"""

import numpy as np

__all__ = ["FLAGS", "NAMES", "bfloat16", "to_name", "to_numpy", "is_coarse", "FLOATS", "INTEGERS"]

bfloat16 = np.dtype([("bfloat16", np.uint16)])

NUMPY = {
    "float32": np.float32,
    "float64": np.float64,
    "float16": np.float16,
    "uint8": np.uint8,
    "int32": np.int32,
    "int8": np.int8,
    "int64": np.int64,
    "bool": np.bool_,
    "bfloat16": bfloat16,
}
FLAGS = {
    "float32": 0,
    "float64": 1,
    "float16": 2,
    "uint8": 3,
    "int32": 4,
    "int8": 5,
    "int64": 6,
    "bool": 7,
    "bfloat16": 12,
}
NAMES = {flag: name for name, flag in FLAGS.items()}
FLOATS = frozenset({"float16", "float32", "float64", "bfloat16"})
INTEGERS = frozenset(FLAGS) - FLOATS
_BY_TYPE: dict = {}


def to_name(dtype):
    """The name of a dtype given as a name, a NumPy type or dtype, a Python type, or None (float32).

    Raises
    ------
    TypeError
        For a type that arrays cannot hold.

    Examples
    --------
    >>> to_name("float16"), to_name(int), to_name(None)
    ('float16', 'int64', 'float32')
    """
    try:
        return _BY_TYPE[dtype]
    except (KeyError, TypeError):
        pass
    if dtype is None:
        name = "float32"
    elif isinstance(dtype, str) and dtype in FLAGS:
        name = dtype
    elif dtype == bfloat16:
        name = "bfloat16"
    else:
        try:
            name = np.dtype(dtype).name
        except TypeError:  # no dtype, or one of another library
            name = ""
    if name not in FLAGS:
        raise TypeError(
            f"arrays cannot hold dtype {dtype!r}; they can hold {', '.join(FLAGS)}"
        ) from None
    try:
        _BY_TYPE[dtype] = name
    except TypeError:
        pass
    return name


def is_coarse(dtype):
    """Whether a dtype is too coarse for sums over a batch: float16 or bfloat16.

    Examples
    --------
    >>> is_coarse("float16"), is_coarse(float)
    (True, False)
    """
    return to_name(dtype) in ("float16", "bfloat16")


def to_numpy(name):
    """The NumPy type of a dtype's name: `numpy.float32` for `"float32"`."""
    return NUMPY[name]
