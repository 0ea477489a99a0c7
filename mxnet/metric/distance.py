"""Mean distances between numbers predicted and numbers given.

What does not live here: correlations (`correlation.py`).
"""

import numpy

from .base import EvalMetric, check_label_shapes, host, register

__all__ = ["MAE", "MSE", "RMSE"]


class Distance(EvalMetric):
    """The mean over batches of a distance; subclasses say which, in `_measure`."""

    def __init__(self, name, output_names, label_names):
        super().__init__(name, output_names, label_names, has_global_stats=True)

    def update(self, labels, preds):
        """Measure one batch; vectors count as columns, so (n,) and (n, 1) agree."""
        labels, preds = check_label_shapes(labels, preds, True)
        for label, pred in zip(labels, preds):
            label, pred = _column(host(label)), _column(host(pred))
            self._add(float(self._measure(label - pred)), 1)


def _column(array):
    return array.reshape(-1, 1) if array.ndim == 1 else array


@register
class MAE(Distance):
    """The mean absolute error.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = MAE()
    >>> metric.update([mx.nd.array([3, -0.5, 2, 7])], [mx.nd.array([2.5, 0, 2, 8])])
    >>> metric.get()
    ('mae', 0.5)
    """

    def __init__(self, name="mae", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

    @staticmethod
    def _measure(difference):
        return numpy.abs(difference).mean()


@register
class MSE(Distance):
    """The mean squared error.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = MSE()
    >>> metric.update([mx.nd.array([3, -0.5, 2, 7])], [mx.nd.array([2.5, 0, 2, 8])])
    >>> metric.get()
    ('mse', 0.375)
    """

    def __init__(self, name="mse", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

    @staticmethod
    def _measure(difference):
        return (difference**2.0).mean()


@register
class RMSE(Distance):
    """The mean over batches of the root of a batch's mean squared error.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = RMSE()
    >>> metric.update([mx.nd.array([3, 0])], [mx.nd.array([1, 2])])
    >>> metric.get()
    ('rmse', 2.0)
    """

    def __init__(self, name="rmse", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names)

    @staticmethod
    def _measure(difference):
        return numpy.sqrt((difference**2.0).mean())
