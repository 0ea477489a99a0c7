"""Why a kernel refused its inputs, in words of arrays, axes and dtypes.

PyTorch's own texts speak of tensors, of its names for dtypes and of its functions. What does not
live here: the operator's name and inputs, which the caller adds.
"""

import re

__all__ = ["refusal"]

_DTYPES = {
    "Bool": "bool",
    "Byte": "uint8",
    "Char": "int8",
    "Int": "int32",
    "Long": "int64",
    "Half": "float16",
    "BFloat16": "bfloat16",
    "Float": "float32",
    "Double": "float64",
}

_SAYINGS = [
    (
        re.compile(r"not implemented for '(\w+)'"),
        lambda m: f"there is no kernel for {_DTYPES.get(m[1], m[1])} data",
    ),
    (
        re.compile(r"bool tensors? is not supported|torch\.bool is not supported"),
        lambda m: "bool data cannot be calculated with; convert it with astype()",
    ),
    (
        re.compile(r"size of tensor a \((\d+)\) must match.*b \((\d+)\).*dimension (\d+)"),
        lambda m: f"the shapes do not fit: length {m[1]} meets length {m[2]} at axis {m[3]}",
    ),
    (
        re.compile(r"mat1 and mat2 shapes cannot be multiplied \((\S+) and (\S+)\)"),
        lambda m: f"matrices of {m[1]} and {m[2]} cannot be multiplied",
    ),
    (
        re.compile(r"shape '(.*)' is invalid for input of size (\d+)"),
        lambda m: f"{m[2]} elements cannot take the shape {m[1]}",
    ),
    (
        re.compile(r"cannot reshape tensor of 0|must have at least one element"),
        lambda m: "an array without elements cannot be used here",
    ),
    (
        re.compile(r"tuple index out of range|0-dim tensor|missing 1 required positional"),
        lambda m: "an input has too few axes",
    ),
    (
        re.compile(
            r"tensor|torch|aten::|scalar type|[Dd]imension out of range|output with shape|"
            r"object has no attribute|NoneType|unpack|INTERNAL ASSERT"
        ),
        lambda m: "these inputs do not fit together",
    ),
]


def refusal(error):
    """The first line of a kernel's error without PyTorch's words, and without a full stop."""
    text = str(error).split("\n")[0].rstrip(".")
    for pattern, say in _SAYINGS:
        found = pattern.search(text)
        if found:
            return say(found)
    return text
