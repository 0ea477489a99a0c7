"""Comparing arrays of any kind, with messages that show where they differ.

What does not live here: default tolerances (`tolerances.py`).
"""

import numpy as np

from .tolerances import get_etol, get_tols

__all__ = [
    "same",
    "almost_equal",
    "assert_almost_equal",
    "assert_allclose",
    "assert_almost_equal_ignore_nan",
    "assert_almost_equal_with_err",
    "assert_exception",
    "checkShapes",
    "compare_ndarray_tuple",
    "locationError",
    "same_array",
]


def _numpy(x):
    return x.asnumpy() if hasattr(x, "asnumpy") else np.asarray(x)


def same(a, b):
    """Whether two arrays are equal in every element.

    Examples
    --------
    >>> same(np.ones(2), np.ones(2))
    True
    """
    return np.array_equal(_numpy(a), _numpy(b))


def checkShapes(a, b):
    """Raise ValueError where two arrays' shapes differ.

    Examples
    --------
    >>> checkShapes(np.ones(2), np.zeros(2))
    """
    if tuple(a.shape) != tuple(b.shape):
        raise ValueError(
            f"operands could not be broadcast together with shapes {_shape(a)} {_shape(b)}"
        )


def _shape(x):
    return f"({','.join(map(str, x.shape))}{',' if len(x.shape) == 1 else ''})"


def almost_equal(a, b, rtol=None, atol=None, equal_nan=False, use_broadcast=True):
    """Whether two arrays are equal within tolerances.

    Examples
    --------
    >>> almost_equal(np.ones(2), np.ones(2) + 1e-8)
    True
    """
    a, b = _numpy(a), _numpy(b)
    rtol, atol = get_tols(a, b, rtol, atol)
    if not use_broadcast:
        checkShapes(a, b)
    return bool(np.allclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan))


def locationError(a, b, index, names, maxError=False):
    """Text naming one place in two arrays and their values there.

    Examples
    --------
    >>> locationError(np.ones(2), np.zeros(2), (1,), ("a", "b"))
    'Location of error: (1,), a=1.00000000, b=0.00000000'
    """
    place = ", ".join(str(int(i)) for i in index) + ("," if len(index) == 1 else "")
    which = "maximum " if maxError else ""
    return (
        f"Location of {which}error: ({place}), {names[0]}={float(a[index]):.8f}, "
        f"{names[1]}={float(b[index]):.8f}"
    )


def _violation(a, b, rtol, atol):
    """By how many times each element exceeds its tolerance."""
    a, b = a.astype(np.float64), b.astype(np.float64)
    with np.errstate(all="ignore"):
        excess = np.abs(a - b) / (atol + rtol * np.abs(b) + 1e-20)
    excess[np.isclose(a, b, rtol=rtol, atol=atol)] = 0
    return np.where(np.isnan(excess), np.inf, excess)


def _report(a, b, rtol, atol, names, mismatches, equal_nan):
    """What is wrong, worst first; `mismatches` is how many to show and to sort at most."""
    a, b = np.broadcast_arrays(*np.atleast_1d(a, b))
    excess = np.array(_violation(np.array(a), np.array(b), rtol, atol))
    if equal_nan:
        excess[np.isnan(a) & np.isnan(b)] = 0
    worst = np.argsort(excess, axis=None)[::-1][: mismatches[1]]
    places = [np.unravel_index(i, excess.shape) for i in worst]
    lines = [
        f"{n:3}: Error {excess[place]:.6f}  {locationError(a, b, place, names)}"
        for n, place in enumerate(places[: mismatches[0]], 1)
        if excess[place] > 1
    ]
    share = 100 * np.mean(excess > 1)
    return (
        f"\nItems are not equal:\nError {excess[places[0]]:.6f} exceeds tolerance "
        f"rtol={rtol:e}, atol={atol:e} "
        f"(mismatch {share:.6f}%).\n{locationError(a, b, places[0], names, maxError=True)}\n"
        + "\n".join(lines)
        + f"\n ACTUAL: {a!r}\n DESIRED: {b!r}"
    )


def assert_almost_equal(
    a,
    b,
    rtol=None,
    atol=None,
    names=("a", "b"),
    equal_nan=False,
    use_broadcast=True,
    mismatches=(10, 10),
):
    """Raise AssertionError, showing the worst places, where two arrays differ beyond tolerances.

    Parameters
    ----------
    a, b : NDArray, numpy.ndarray or number
        What is compared; the relative tolerance is of `b`.
    rtol, atol : float or dict of dtype to float, optional
        Tolerances; those of the looser dtype if left out.
    names : (str, str)
        What the message calls them.
    equal_nan : bool
        NaN equals NaN.
    use_broadcast : bool
        Shapes may differ where they broadcast.
    mismatches : (int, int)
        How many places to show and to look for.

    Examples
    --------
    >>> assert_almost_equal(np.ones(2), np.ones(2) + 1e-8)
    """
    a, b = _numpy(a), _numpy(b)
    rtol, atol = get_tols(a, b, rtol, atol)
    if not use_broadcast:
        checkShapes(a, b)
    if not _close(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan):
        raise AssertionError(_report(a, b, rtol, atol, names, mismatches, equal_nan))


def _close(a, b, **how):
    """`np.allclose`, a cache's worth at a time: many times as fast for large arrays."""
    if a.shape != b.shape or not (a.flags.c_contiguous and b.flags.c_contiguous):
        return np.allclose(a, b, **how)
    a, b, size = a.reshape(-1), b.reshape(-1), 1 << 16
    return all(np.allclose(a[i : i + size], b[i : i + size], **how) for i in range(0, a.size, size))


def assert_allclose(a, b, rtol=1e-07, atol=0, equal_nan=True):
    """`assert_almost_equal` with the defaults of `numpy.testing.assert_allclose`.

    Examples
    --------
    >>> assert_allclose(np.ones(2), np.ones(2))
    """
    assert_almost_equal(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan)


def assert_almost_equal_with_err(
    a, b, rtol=None, atol=None, etol=None, names=("a", "b"), equal_nan=False, mismatches=(10, 10)
):
    """`assert_almost_equal`, but a fraction `etol` of the elements may differ.

    Examples
    --------
    >>> assert_almost_equal_with_err(np.ones(4), np.array([1, 1, 1, 2.0]), etol=0.5)
    """
    a, b, etol = _numpy(a), _numpy(b), get_etol(etol)
    rtol, atol = get_tols(a, b, rtol, atol)
    wrong = ~np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan)
    if wrong.any() and wrong.mean() > etol:
        raise AssertionError(_report(a, b, rtol, atol, names, mismatches, equal_nan))


def assert_almost_equal_ignore_nan(a, b, rtol=None, atol=None, names=("a", "b")):
    """`assert_almost_equal` of the elements that are NaN in neither.

    Examples
    --------
    >>> assert_almost_equal_ignore_nan(np.array([1, np.nan]), np.array([1.0, 2.0]))
    """
    a, b = np.array(_numpy(a)), np.array(_numpy(b))
    either = np.isnan(a) | np.isnan(b)
    a[either] = b[either] = 0
    assert_almost_equal(a, b, rtol, atol, names)


def assert_exception(f, exception_type, *args, **kwargs):
    """Raise AssertionError where a call does not raise an exception of a type.

    Examples
    --------
    >>> assert_exception(int, ValueError, "x")
    """
    try:
        f(*args, **kwargs)
    except exception_type:
        return
    raise AssertionError(f"{getattr(f, '__name__', f)} did not raise {exception_type}")


def compare_ndarray_tuple(t1, t2, rtol=None, atol=None):
    """`assert_almost_equal` of every pair in two nested tuples; None equals only None.

    Examples
    --------
    >>> compare_ndarray_tuple((np.ones(1), None), (np.ones(1), None))
    """
    if t1 is None or t2 is None:
        assert t1 is t2, "one of the two is None"
    elif isinstance(t1, tuple):
        for one, other in zip(t1, t2, strict=True):
            compare_ndarray_tuple(one, other, rtol, atol)
    else:
        assert_almost_equal(t1, t2, rtol=rtol, atol=atol)


def same_array(array1, array2):
    """Whether two NDArrays lie in the same memory: a write to one, undone after, shows in the
    other.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.nd.ones((2,))
    >>> same_array(x, x[:]), same_array(x, x.copy())
    (True, False)
    """
    array1[:] += 1
    shared = same(array1, array2)
    array1[:] -= 1
    return shared and same(array1, array2)
