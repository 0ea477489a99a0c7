"""Metrics that are a function of the user's.

What does not live here: how a function is recognised where a metric's name may stand
(`composite.create`).
"""

import numpy

from .base import EvalMetric, check_label_shapes, host, register

__all__ = ["CustomMetric", "np"]


@register
class CustomMetric(EvalMetric):
    """A function of one label and one prediction, averaged over all that come.

    Parameters
    ----------
    feval : callable
        `feval(label, pred)` of NumPy arrays gives a number, or a sum and a count.
    name : str, optional
        The function's own by default.
    allow_extra_outputs : bool
        Accept more predictions than labels, and use the first ones.
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = CustomMetric(lambda label, pred: abs(label - pred).max(), name="worst")
    >>> metric.update([mx.nd.array([1, 2])], [mx.nd.array([1, 5])])
    >>> metric.get()
    ('worst', 3.0)
    """

    def __init__(self, feval, name=None, allow_extra_outputs=False, output_names=None,
                 label_names=None):  # fmt: skip
        if name is None:
            name = feval.__name__
            if "<" in name:  # a lambda's
                name = f"custom({name})"
        super().__init__(
            name, output_names, label_names,
            feval=feval, allow_extra_outputs=allow_extra_outputs, has_global_stats=True,
        )  # fmt: skip
        self._feval = feval
        self._allow_extra_outputs = allow_extra_outputs

    def update(self, labels, preds):
        """Call the function on every pair."""
        if not self._allow_extra_outputs:
            labels, preds = check_label_shapes(labels, preds, True)
        for pred, label in zip(preds, labels):
            found = self._feval(host(label), host(pred))
            total, count = found if isinstance(found, tuple) else (found, 1)
            # NumPy's scalars are narrow and would make the sums so.
            self._add(total.item() if isinstance(total, numpy.generic) else total, count)

    def get_config(self):
        """A function cannot be written down."""
        raise NotImplementedError("CustomMetric cannot be serialized")


def np(numpy_feval, name=None, allow_extra_outputs=False):
    """A metric of a function of NumPy arrays.

    Parameters
    ----------
    numpy_feval : callable
        `numpy_feval(label, pred)` gives a number, or a sum and a count.
    name : str, optional
    allow_extra_outputs : bool

    Returns
    -------
    CustomMetric

    Examples
    --------
    >>> def wrong(label, pred): return (label != pred).mean()
    >>> np(wrong).name
    'wrong'
    """

    def feval(label, pred):
        return numpy_feval(label, pred)

    feval.__name__ = numpy_feval.__name__
    return CustomMetric(feval, name, allow_extra_outputs)
