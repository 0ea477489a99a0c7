"""An operator computes in its inputs' dtype: dtypes out as the reference's, values near."""

import numpy as np

from tests.ops import calls
from tests.ops.test_forward import run


def test_dtypes(case):
    check_dtypes(case)


def check_dtypes(case):
    """Assert dtypes and coarse values for every other dtype of the row."""
    narrow = [_fits(each) for each in case.expected()]
    for dtype in case.option("dtypes"):
        values = calls.cast(case.sample.inputs, dtype)
        outputs, _ = run(case, calls.place(values))
        wanted = _dtypes(case, dtype)
        found = [str(each.dtype) for each in outputs]
        assert found == wanted, f"{dtype} in: {found} out, not {wanted}"
        if case.option("random") or not all(narrow) or dtype.startswith("int"):
            continue
        canonical = case.option("canonical") or (lambda arrays: arrays)
        pairs = zip(canonical(outputs), canonical(case.expected()))
        coarsest = min(dtype, "float32", key=lambda name: np.dtype(name).itemsize)
        for i, (one, other) in enumerate(pairs):
            case.close(one, other, f"{dtype} output {i}", looser=4, dtype=coarsest)


def _dtypes(case, dtype):
    """Return the outputs' dtypes: recorded, or where not, float32 follows the inputs."""
    recorded = case.recorded and case.recorded["dtypes"].get(dtype)
    return recorded or [
        dtype if str(each.dtype) == "float32" else str(each.dtype) for each in case.expected()
    ]


def _fits(array):
    """Tell whether the values are within float16's range."""
    return not calls.is_float(array) or not np.any(np.abs(array[np.isfinite(array)]) > 6e4)
