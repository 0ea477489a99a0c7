"""NumPy arrays of one element that still are numbers, as the books' programs take them to be.

`print("loss %f" % loss.mean().asnumpy())` stands in many programs: an array of shape (1,) is
formatted as a number. NumPy did that until 2.3; since 2.4 only arrays without axes convert. What
does not live here: how an array's values get to NumPy.
"""

import numpy as np

__all__ = ["number_like"]


class array(np.ndarray):  # its repr begins with its name, which is NumPy's word for any array
    """A NumPy array that `float`, `int` and `"%f"` accept while it has one element."""

    def __float__(self):
        return float(self.item() if self.size == 1 else np.asarray(self))

    def __int__(self):
        return int(self.item() if self.size == 1 else np.asarray(self))

    def __array_wrap__(self, made, context=None, return_scalar=None):
        if return_scalar is None:  # NumPy 1 does not say
            return_scalar = not made.ndim
        if return_scalar:
            return made[()]
        return number_like(np.asarray(made))

    def __reduce__(self):
        return np.asarray(self).__reduce__()

    def __reduce_ex__(self, protocol):
        return np.asarray(self).__reduce_ex__(protocol)


def number_like(plain):
    """The same array; one that has axes but a single element converts to a number besides."""
    return plain.view(array) if plain.size == 1 and plain.ndim else plain
