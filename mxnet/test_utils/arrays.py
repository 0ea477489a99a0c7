"""Arrays and shapes to test with, and NumPy's side of a few comparisons.

Everything is drawn from NumPy's global generator, which tests seed. What does not live here:
checks.
"""

import numpy as np

from .. import ndarray as nd

__all__ = [
    "rand_shape_2d",
    "rand_shape_3d",
    "rand_shape_nd",
    "rand_coord_2d",
    "random_arrays",
    "random_uniform_arrays",
    "random_sample",
    "np_reduce",
    "collapse_sum_like",
    "assign_each",
    "assign_each2",
    "create_2d_tensor",
    "create_vector",
    "get_identity_mat",
    "get_identity_mat_batch",
    "new_matrix_with_real_eigvals_2d",
    "new_matrix_with_real_eigvals_nd",
    "new_orthonormal_matrix_2d",
    "new_sym_matrix_with_real_eigvals_2d",
    "new_sym_matrix_with_real_eigvals_nd",
]


def _length(most, allow_zero_size):
    return int(np.random.randint(0 if allow_zero_size else 1, most + 1))


def rand_shape_2d(dim0=10, dim1=10, allow_zero_size=False):
    """A random shape of two axes, each at most so long.

    Examples
    --------
    >>> len(rand_shape_2d())
    2
    """
    return _length(dim0, allow_zero_size), _length(dim1, allow_zero_size)


def rand_shape_3d(dim0=10, dim1=10, dim2=10, allow_zero_size=False):
    """A random shape of three axes, each at most so long.

    Examples
    --------
    >>> len(rand_shape_3d())
    3
    """
    return tuple(_length(most, allow_zero_size) for most in (dim0, dim1, dim2))


def rand_shape_nd(num_dim, dim=10, allow_zero_size=False):
    """A random shape of `num_dim` axes, each at most `dim` long.

    Examples
    --------
    >>> len(rand_shape_nd(4))
    4
    """
    return tuple(_length(dim, allow_zero_size) for _ in range(num_dim))


def rand_coord_2d(x_low, x_high, y_low, y_high):
    """Two random integers, each from its range.

    Examples
    --------
    >>> rand_coord_2d(1, 2, 3, 4) == (1, 3)
    True
    """
    return np.random.randint(x_low, x_high, dtype=np.int64), np.random.randint(
        y_low, y_high, dtype=np.int64
    )


def random_arrays(*shapes):
    """Arrays of the standard normal distribution in float32; one shape gives an array, several a
    list.

    Examples
    --------
    >>> random_arrays((2,), (3,))[1].shape
    (3,)
    """
    arrays = [np.array(np.random.randn(*shape), dtype=np.float32) for shape in shapes]
    return arrays[0] if len(arrays) == 1 else arrays


def random_uniform_arrays(*shapes, **kwargs):
    """A list of uniform arrays; `low`, `high` and `dtype` are those of the distribution.

    Examples
    --------
    >>> bool(random_uniform_arrays((2,), low=1, high=2)[0].min() >= 1)
    True
    """
    low, high, dtype = (
        kwargs.pop("low", 0.0),
        kwargs.pop("high", 1.0),
        kwargs.pop("dtype", np.float32),
    )
    if kwargs:
        raise TypeError(f"random_uniform_arrays got unexpected keywords {sorted(kwargs)}")
    return [np.random.uniform(low, high, shape).astype(dtype) for shape in shapes]


def random_sample(population, k):
    """`k` different entries of a list, in the order they stood in.

    Examples
    --------
    >>> random_sample([1, 2, 3], 3)
    [1, 2, 3]
    """
    assert 0 <= k <= len(population), "k must lie between 0 and the length of the population"
    return [population[i] for i in sorted(np.random.permutation(len(population))[:k])]


def np_reduce(dat, axis, keepdims, numpy_reduce_func):
    """A NumPy reduction over one axis, several, or all, with `keepdims` for functions that lack it.

    Examples
    --------
    >>> np_reduce(np.ones((2, 3)), (0, 1), True, np.sum).tolist()
    [[6.0]]
    """
    if axis is None:
        axes = range(dat.ndim)
    else:
        axes = axis if isinstance(axis, (list, tuple)) else [axis]
    axes = sorted((a % dat.ndim for a in axes), reverse=True)
    made = dat
    for a in axes:
        made = numpy_reduce_func(made, axis=a)
    if keepdims:
        made = made.reshape([1 if i in axes else n for i, n in enumerate(dat.shape)])
    return made


def collapse_sum_like(a, shape):
    """Sum a broadcast array back to the shape it came from.

    Examples
    --------
    >>> collapse_sum_like(np.ones((2, 3)), (3,)).tolist()
    [2.0, 2.0, 2.0]
    """
    assert len(a.shape) >= len(shape), "the array has fewer axes than the shape"
    lead = len(a.shape) - len(shape)
    a = a.sum(axis=tuple(range(lead))) if lead else a
    axes = tuple(i for i, n in enumerate(shape) if n == 1 and a.shape[i] != 1)
    return a.sum(axis=axes, keepdims=True) if axes else a


def assign_each(the_input, function):
    """A function of one number applied to every element; None gives a copy.

    Examples
    --------
    >>> assign_each(np.ones(2), lambda x: x + 1).tolist()
    [2.0, 2.0]
    """
    return np.array(the_input) if function is None else np.array(np.vectorize(function)(the_input))


def assign_each2(input1, input2, function):
    """A function of two numbers applied to every pair of elements; None gives a copy of the first.

    Examples
    --------
    >>> assign_each2(np.ones(2), np.ones(2), lambda x, y: x + y).tolist()
    [2.0, 2.0]
    """
    assert input1.shape == input2.shape, "the two have different shapes"
    return (
        np.array(input1) if function is None else np.array(np.vectorize(function)(input1, input2))
    )


def create_2d_tensor(rows, columns, dtype=np.int64):
    """A matrix whose rows hold their numbers.

    Examples
    --------
    >>> create_2d_tensor(2, 2).asnumpy().tolist()
    [[0, 0], [1, 1]]
    """
    return nd.array(np.arange(rows).reshape(rows, 1).repeat(columns, axis=1), dtype=dtype)


def create_vector(size, dtype=np.int64):
    """The numbers from 0 to `size` - 1.

    Examples
    --------
    >>> create_vector(3).asnumpy().tolist()
    [0, 1, 2]
    """
    return nd.array(np.arange(size), dtype=dtype)


def get_identity_mat(size):
    """The identity matrix.

    Examples
    --------
    >>> get_identity_mat(1).asnumpy().tolist()
    [[1.0]]
    """
    return nd.array(np.identity(size))


def get_identity_mat_batch(size):
    """Two identity matrices.

    Examples
    --------
    >>> get_identity_mat_batch(3).shape
    (2, 3, 3)
    """
    return nd.array(np.stack([np.identity(size)] * 2))


def new_orthonormal_matrix_2d(n):
    """A random orthonormal matrix.

    Examples
    --------
    >>> q = new_orthonormal_matrix_2d(3)
    >>> bool(np.allclose(q @ q.T, np.eye(3)))
    True
    """
    q, r = np.linalg.qr(np.random.randn(n, n))
    return q * np.where(np.diag(r) < 0, -1.0, 1.0)


def new_matrix_with_real_eigvals_2d(n):
    """A random matrix whose eigenvalues are all real.

    Examples
    --------
    >>> bool(np.isreal(np.linalg.eigvals(new_matrix_with_real_eigvals_2d(3))).all())
    True
    """
    basis = new_orthonormal_matrix_2d(n) @ np.diag(np.random.uniform(0.5, 1.5, n))
    return basis @ np.diag(np.random.uniform(-10, 10, n)) @ np.linalg.inv(basis)


def new_sym_matrix_with_real_eigvals_2d(n):
    """A random symmetric matrix.

    Examples
    --------
    >>> a = new_sym_matrix_with_real_eigvals_2d(3)
    >>> bool(np.allclose(a, a.T))
    True
    """
    basis = new_orthonormal_matrix_2d(n)
    a = basis @ np.diag(np.random.uniform(-10, 10, n)) @ basis.T
    return (a + a.T) / 2


def _batch(shape, make):
    lead, n = shape[:-2], shape[-1]
    assert shape[-2] == n, "the last two lengths must be equal"
    return (
        np.stack([make(n) for _ in range(int(np.prod(lead)))]).reshape(shape) if lead else make(n)
    )


def new_matrix_with_real_eigvals_nd(shape):
    """Random matrices whose eigenvalues are all real, in the last two axes.

    Examples
    --------
    >>> new_matrix_with_real_eigvals_nd((2, 3, 3)).shape
    (2, 3, 3)
    """
    return _batch(shape, new_matrix_with_real_eigvals_2d)


def new_sym_matrix_with_real_eigvals_nd(shape):
    """Random symmetric matrices in the last two axes.

    Examples
    --------
    >>> new_sym_matrix_with_real_eigvals_nd((2, 3, 3)).shape
    (2, 3, 3)
    """
    return _batch(shape, new_sym_matrix_with_real_eigvals_2d)
