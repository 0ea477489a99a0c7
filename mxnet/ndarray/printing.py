"""How arrays print: the values as NumPy writes them, then shape and context; and as HTML for
notebooks.

What does not live here: the arrays.
"""

import html
import warnings

import numpy as np

from .. import _kernels as k

__all__ = ["text", "html_text"]

_MOST_ROWS, _MOST_COLUMNS = 30, 20


def text(array):
    """The printed form, as books show it.

    Examples
    --------
    >>> import mxnet as mx
    >>> print(text(mx.nd.ones((1, 2))).strip())
    [[1. 1.]]
    <NDArray 1x2 @cpu(0)>
    """
    return f"\n{written(values(array))}\n{caption(array)}"


def _knows_books_format():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            np.array2string(np.zeros(1), legacy="2.2")
        except (ValueError, TypeError, UserWarning):
            return False
    return True


_BOOKS = {"legacy": "2.2"} if _knows_books_format() else {}


def written(numbers):
    """The numbers as NumPy wrote them when the books were printed.

    Today's NumPy turns to exponents at 10^6 in float32 and at 10^3 in float16: `[1.234567e+06]` for
    the books' `[1234567.]`. What a program asks of NumPy by `set_printoptions` holds.
    """
    if numbers.dtype.kind != "f" or not numbers.ndim or np.get_printoptions()["legacy"]:
        return str(numbers)
    return np.array2string(numbers, separator=" ", **_BOOKS)


def values(array):
    """The elements as NumPy can print them; bfloat16 as the float32 numbers they are."""
    data = array._data
    return k.to_numpy(k.cast(data, dtype="float32") if k.dtype_name(data) == "bfloat16" else data)


def caption(array):
    """`<NDArray 2x3 @cpu(0)>`."""
    return f"<{type(array).__name__} {'x'.join(map(str, array._data.shape))} @{array._ctx}>"


def html_text(array):
    """A table of a vector or a small matrix, the plain form of anything else."""
    about = f"<code>{html.escape(caption(array)[1:-1])} {k.dtype_name(array._data)}</code>"
    shape = tuple(array._data.shape)
    if (
        len(shape) not in (1, 2)
        or not 0 < shape[-1] <= _MOST_COLUMNS
        or not 0 < shape[0] <= _MOST_ROWS
    ):
        return f"<div>{about}<pre>{html.escape(written(values(array)))}</pre></div>"
    rows = np.atleast_2d(values(array))
    show = "{:.6g}".format if rows.dtype.kind == "f" else str
    cell = '<td style="text-align: right">{}</td>'.format
    body = "".join(f"<tr>{''.join(cell(show(x)) for x in row)}</tr>" for row in rows)
    return f"<div>{about}<table><tbody>{body}</tbody></table></div>"
