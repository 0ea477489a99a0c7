"""The tables of a dtype, by function; and a caller's own choice among operators, checked.

What does not live here: the tables themselves (`lists/`).
"""

from ..._core import dtypes
from .lists import symbol_bf16, symbol_fp16

__all__ = [
    "Choice", "list_conditional_fp32_ops", "list_fp32_ops", "list_loss_output_functions",
    "list_lp16_fp32_ops", "list_lp16_ops", "list_lp16_use_fp32_params", "list_widest_type_cast",
    "lower",
]  # fmt: skip

LOWER = ("float16", "bfloat16")


def lower(dtype, message="not supported type"):
    """The name of a lower precision.

    Raises
    ------
    AssertionError
        With `message`: it is another dtype.
    """
    try:
        name = dtypes.to_name(dtype)
    except TypeError:
        name = None
    if dtype is None or name not in LOWER:
        raise AssertionError(message)
    return name


def list_lp16_ops(target_dtype):
    """The operators that compute in lower precision.

    Parameters
    ----------
    target_dtype : str or type
        float16 or bfloat16.

    Returns
    -------
    list of str

    Examples
    --------
    >>> list_lp16_ops("float16")
    ['Convolution', 'Deconvolution', 'FullyConnected', 'RNN']
    """
    half = lower(target_dtype) == "float16"
    return symbol_fp16.FP16_FUNCS if half else symbol_bf16.BF16_FUNCS


def list_fp32_ops(target_dtype):
    """The operators that compute in float32, as `list_lp16_ops` tells the others."""
    return _tables(target_dtype).FP32_FUNCS


def list_lp16_fp32_ops(target_dtype):
    """The operators that compute in what they are given, as `list_lp16_ops` tells the others."""
    half = lower(target_dtype) == "float16"
    return symbol_fp16.FP16_FP32_FUNCS if half else symbol_bf16.BF16_FP32_FUNCS


def list_conditional_fp32_ops(target_dtype):
    """The operators that compute in float32 if an attribute has one of some values.

    Returns
    -------
    list of (str, str, list of str)
    """
    return _tables(target_dtype).CONDITIONAL_FP32_FUNCS


def list_widest_type_cast(target_dtype):
    """The operators that compute in the widest dtype they are given."""
    return _tables(target_dtype).WIDEST_TYPE_CASTS


def list_loss_output_functions(target_dtype):
    """The losses that make their own gradient."""
    return _tables(target_dtype).LOSS_OUTPUT_FUNCTIONS


def list_lp16_use_fp32_params(target_dtype):
    """What stays float32 at operators in lower precision; None for float16, where nothing does."""
    half = lower(target_dtype) == "float16"
    return None if half else symbol_bf16.BF16_USE_FP32_PARAMS


def _tables(dtype):
    return symbol_fp16 if lower(dtype) == "float16" else symbol_bf16


class Choice:
    """How every operator is to be treated: the tables of a dtype, or lists in their place.

    Raises
    ------
    AssertionError
        A list is none, names an operator twice, or one that a table treats otherwise.
    """

    def __init__(self, dtype, target, fp32, conditional):
        for what, given in (("target_dtype_ops", target), ("fp32_ops", fp32)):
            assert given is None or is_texts(given), f"{what} should be a list of strs"
        self.dtype = dtype
        self.widest = set(list_widest_type_cast(dtype))
        target = list_lp16_ops(dtype) if target is None else target
        fp32 = list_fp32_ops(dtype) if fp32 is None else fp32
        if conditional is None:
            conditional = list_conditional_fp32_ops(dtype)
        for each in conditional:
            assert len(each) == 3 and is_texts(each[:2]) and is_texts(each[2]), (
                "conditional_fp32_ops should be a list of (str, str, list of str)"
            )
        self._check(target, fp32, [name for name, *_ in conditional])
        self.target, self.fp32 = set(target), set(fp32)
        self.conditional = {}
        for name, key, values in conditional:
            self.conditional.setdefault(name, []).append((key, values))

    def _check(self, target, fp32, conditional):
        lists = {"target_dtype_ops": target, "fp32_ops": fp32, "conditional_fp32_ops": conditional}
        names = list(lists)
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                common = set(lists[first]) & set(lists[second])
                assert not common, (
                    "Ops cannot be in two or more lists. "
                    f"Common ops in {first} and {second} {common}"
                )
        table = (list_lp16_ops, list_fp32_ops, list_lp16_fp32_ops)
        free = {name for each in table for name in each(self.dtype)}
        free |= {name for name, *_ in list_conditional_fp32_ops(self.dtype)}
        wrong = sorted(n for n in (*target, *fp32, *conditional) if n not in free)
        assert not wrong, (
            "Can only choose ops from one of the three lists for lp16_ops, fp32_ops: lower "
            f"precision, float32, or either; not {', '.join(wrong)}"
        )

    @property
    def names(self):
        """Every operator that may cast."""
        return self.target | self.fp32 | self.widest | set(self.conditional)

    def kind(self, name, value_of):
        """`"target"`, `"fp32"`, `"widest"` or None; `value_of` gives an attribute as text."""
        if name in self.target:
            return "target"
        if name in self.fp32:
            return "fp32"
        for key, values in self.conditional.get(name, ()):
            if value_of(key) in values:
                return "fp32"
        return "widest" if name in self.widest else None


def is_texts(value):
    """Whether this is a list or tuple of str."""
    return isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)

