"""Where we answer otherwise than MXNet 1.9.1, on purpose: the reason, and our answer."""

_ROWS = [[4.0 * i + j for j in range(4)] for i in range(3)]


def _array(values, shape, dtype="float32"):
    return {"value": {"array": values, "dtype": dtype, "shape": list(shape)}}


_MASK = (
    "Boolean arrays are masks, as in NumPy; the reference reads them as 0 and 1, or refuses them."
)
_EMPTY = "A part without elements is an array of length 0; the reference fails."
_DIGITS = "Numbers keep all their digits; the reference turns them into float64 first."
_MASKED_ROWS = _array([_ROWS[0], _ROWS[2]], (2, 4))
_MASK_WRITTEN = _array([[0.0] * 4, _ROWS[1], [0.0] * 4], (3, 4))
_BIG = 2**53 + 1

EXPRESSIONS: dict = {
    "indexing: x[[True,False,True]]": (_MASK, _MASKED_ROWS),
    "indexing: x[np.array([True,False,True])]": (_MASK, _MASKED_ROWS),
    "indexing: x[nd.array([1,0,1],dtype='bool')]": (_MASK, _MASKED_ROWS),
    "indexing: x[np.ones((3,4),bool)].shape": (_MASK, {"value": [12]}),
    "writing: x[np.array([True,False,True])]=0;; x": (_MASK, _MASK_WRITTEN),
    "writing: x[nd.array([1,0,1],dtype='bool')]=0;; x": (_MASK, _MASK_WRITTEN),
    "indexing: x[None,[0,1],:,None].shape": (
        "New axes beside index arrays stand where NumPy puts them.",
        {"value": [1, 2, 4, 1]},
    ),
    "indexing: x[np.array(1)]": (
        "An index array of shape () is a number, as in NumPy.",
        _array(_ROWS[1], (4,)),
    ),
    "indexing: x[[]]": (_EMPTY, _array([], (0, 4))),
    "indexing: x[2:1]": (_EMPTY, _array([], (0, 4))),
    "writing: x[1:3]=x[0:2];; x": (
        "A part is read before it is overwritten by one that shares its memory.",
        _array([_ROWS[0], _ROWS[0], _ROWS[1]], (3, 4)),
    ),
    "arithmetic: x.astype('bool')+x.astype('bool')": (
        "Arrays of bool add as in NumPy, where the sum is true when either is; the reference "
        "refuses.",
        _array([[False, True, True, True], [True] * 4, [True] * 4], (3, 4), "bool"),
    ),
    "arithmetic: x.astype('int64')*(2**53+1)": (
        _DIGITS,
        _array([[_BIG * (4 * i + j) for j in range(4)] for i in range(3)], (3, 4), "int64"),
    ),
}
