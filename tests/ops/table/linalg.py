"""Rows of linear algebra.

The reference reads one triangle of a symmetric matrix and gives the gradient of symmetric ones; so
numeric checks see the operator after its input was made symmetric.
"""

import numpy as np

from tests.ops.row import Row, Sample, Wrong, array, integers, normal, positive_definite

DOUBLE = {"dtypes": ("float64",), "because": "there are no factorizations in half precision"}
A = normal(3, 3) + 3 * np.eye(3, dtype="float32")
STACK = np.stack([A, A.T + normal(3, 3, seed=1)])
P, PS = positive_definite(3, 3), positive_definite(2, 3, 3)
WHOLE = integers(2, 2, dtype="int32")
WIDE, TALL, LINE = normal(2, 3), normal(3, 2), normal(3)
SQUARE = [Wrong(WIDE, says="square"), Wrong(LINE, says=">= 2"),
          Wrong(WHOLE, says="floating point"),
          Wrong(normal(2, 2, dtype="float16"), says="floating point")]
SYMMETRIC = "the gradient is that of symmetric matrices"


class Symmetric:
    """Call an operator on the symmetric part of its input."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"nd.linalg.{self.name} of the symmetric part"

    def __call__(self, A):
        import mxnet as mx  # at call time only: this file is also read without it
        turned = mx.nd.swapaxes(A, dim1=-1, dim2=-2)
        return getattr(mx.nd.linalg, self.name)((A + turned) / 2)


def symmetric(name, values, **options):
    """Return a sample of the operator after its input was made symmetric."""
    return Sample(values).but(call=Symmetric(name), out=False, **options)


def of_stack(name, *samples, **options):
    """Return a row with the refusals of operators on square matrices."""
    return Row(name, *samples, **{"wrong": SQUARE, **DOUBLE, **options})


TRIANGULAR = [{}, {"transpose": True, "alpha": 2.0}, {"lower": False},
              {"lower": False, "transpose": True}]


def triangular(name):
    """Return the row of `trmm` or `trsm`."""
    left = [Sample(A, TALL, **attrs) for attrs in TRIANGULAR]
    right = [Sample(A, WIDE, rightside=True, **attrs) for attrs in TRIANGULAR]
    return Row(
        name, *left, *right, Sample(STACK, normal(2, 3, 1)),
        wrong=[Wrong(A, WIDE, says="Incompatible"), Wrong(WIDE, TALL, says="square"),
               Wrong(A, TALL, rightside=True, says="Incompatible"),
               Wrong(STACK, normal(1, 3, 2), says="must be the same"),
               Wrong(WHOLE, WHOLE, says="floating point")],
        **DOUBLE)


GEMM_WRONG = [Wrong(normal(3, 4), normal(3, 2), says="Incompatible"),
              Wrong(normal(3, 4), normal(4, 2), axis=-1, says="Invalid row axis"),
              Wrong(normal(2, 3, 4), normal(1, 4, 2), says="must be the same"),
              Wrong(LINE, LINE, says=">= 2"), Wrong(normal(2, 3, 4), normal(4, 2), says="axes")]

ROWS = [
    Row("_linalg_gemm",
        Sample(WIDE, TALL, normal(2, 2)), Sample(WIDE, TALL, normal(2, 2), alpha=2.0, beta=3.0),
        Sample(WIDE, TALL, normal(3, 3), transpose_a=True, transpose_b=True),
        Sample(normal(2, 3, 2), normal(2, 2, 2), normal(2, 3, 2, seed=1)),
        Sample(normal(3, 2, 2), normal(2, 2, 4), normal(3, 2, 4), axis=0),
        wrong=[Wrong(WIDE, TALL, normal(3, 2), says="Shape inconsistent"),
               *(Wrong(*w.positional, normal(3, 2), says=w.says, **w.attrs) for w in GEMM_WRONG)],
        **DOUBLE),
    Row("_linalg_gemm2",
        Sample(WIDE, TALL), Sample(WIDE, normal(2, 3, seed=1), transpose_a=True, alpha=2.0),
        Sample(WIDE, normal(4, 3), transpose_b=True),
        Sample(WIDE, TALL, transpose_a=True, transpose_b=True),
        Sample(normal(2, 3, 2), normal(2, 2, 2)),
        Sample(normal(3, 2, 2), normal(2, 2, 4), axis=0),
        Sample(normal(2, 3, 2, 2), normal(2, 2, 2, 1), axis=1),
        wrong=GEMM_WRONG, **DOUBLE),
    Row("_linalg_syrk",
        Sample(WIDE), Sample(WIDE, transpose=True), Sample(normal(2, 3, 2), alpha=-0.5),
        wrong=[Wrong(LINE, says=">= 2")], **DOUBLE),
    triangular("_linalg_trmm"),
    triangular("_linalg_trsm"),
    of_stack("_linalg_potrf",
             Sample(P).but(mathematical=False, because=SYMMETRIC),
             Sample(PS).but(mathematical=False, because=SYMMETRIC),
             Sample(P, lower=False).but(mathematical=False, because=SYMMETRIC),
             Sample(A + 5 * np.eye(3, dtype="float32")).but(mathematical=False, because=SYMMETRIC),
             symmetric("potrf", P), symmetric("potrf", PS),
             wrong=[*SQUARE, Wrong(array([[-1, 0], [0, 1]]), says="positive")]),
    of_stack("_linalg_potri", Sample(A), Sample(STACK), Sample(A, lower=False)),
    of_stack("_linalg_inverse", Sample(A), Sample(STACK),
             wrong=[*SQUARE, Wrong(array([[1, 2], [2, 4]]), says="singular")]),
    of_stack("_linalg_det", Sample(A), Sample(STACK), Sample(normal(2, 1, 1)),
             Sample(array([[1, 2], [2, 4]])).but(
                 gradient_recorded=False, differentiable=(),
                 because="the reference gives zeros for singular matrices; tests/ops/"
                         "test_exact_places.py has what is right"),
             empty=[Sample(normal(0, 3, 3)).but(attached=())]),
    of_stack("_linalg_slogdet", Sample(A), Sample(STACK), Sample(-A),
             Sample(array([[1, 2], [2, 4]])).but(differentiable=())),
    of_stack("_linalg_sumlogdiag", Sample(P), Sample(PS)),
    of_stack("_linalg_syevd",
             Sample(P).but(mathematical=False, because=SYMMETRIC),
             Sample(PS).but(mathematical=False, because=SYMMETRIC),
             Sample(A).but(mathematical=False, because=SYMMETRIC),
             symmetric("syevd", P), symmetric("syevd", PS)),
    Row("_linalg_gelqf", Sample(WIDE), Sample(A), Sample(normal(2, 2, 3)),
        wrong=[Wrong(TALL, says=">="), Wrong(LINE, says=">= 2"),
               Wrong(WHOLE, says="floating point")], **DOUBLE),
    of_stack("_linalg_extractdiag", Sample(A), Sample(STACK, offset=1), Sample(STACK, offset=-2),
             wrong=[*SQUARE, Wrong(A, offset=3, says="Illegal offset")]),
    Row("_linalg_makediag", Sample(LINE), Sample(WIDE, offset=1), Sample(LINE, offset=-2),
        wrong=[Wrong(integers(2, dtype="int32"), says="floating point")], **DOUBLE),
    of_stack("_linalg_extracttrian", Sample(A), Sample(A, lower=False), Sample(STACK, offset=1),
             Sample(A, offset=-1), Sample(A, offset=-1, lower=False),
             Sample(A, offset=2, lower=True),
             wrong=[*SQUARE, Wrong(A, offset=-3, says="Illegal offset")]),
    Row("_linalg_maketrian",
        Sample(normal(6)), Sample(normal(6), lower=False), Sample(normal(2, 3), offset=1),
        Sample(normal(3), offset=-1), Sample(normal(6), offset=2, lower=True), Sample(normal(1)),
        wrong=[Wrong(normal(4), says="invalid dimension"),
               Wrong(integers(3, dtype="int32"), says="floating point")], **DOUBLE),
]
