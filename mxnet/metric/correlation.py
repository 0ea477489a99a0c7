"""How closely predictions follow labels: of numbers, and of classes.

What does not live here: distances (`distance.py`).
"""

import numpy

from .base import EvalMetric, alias, check_label_shapes, host, register

__all__ = ["PCC", "PearsonCorrelation"]


@register
@alias("pearsonr")
class PearsonCorrelation(EvalMetric):
    """Pearson's correlation of predictions and labels.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional
    average : {'macro', 'micro'}
        The mean of the batches' correlations, or the correlation of all batches together.

    Examples
    --------
    >>> metric = PearsonCorrelation()
    >>> metric.update([mx.nd.array([[1, 0], [0, 1]])], [mx.nd.array([[3, 1], [1, 3]])])
    >>> round(metric.get()[1], 6)
    1.0
    """

    def __init__(self, name="pearsonr", output_names=None, label_names=None, average="macro"):
        self.average = average
        super().__init__(
            name, output_names, label_names, average=average, has_global_stats=True
        )

    def reset_micro(self):
        """Forget the moments of all batches together."""
        self._label_nums, self._mean_l, self._sse_l = 0, 0.0, 0.0
        self._pred_nums, self._mean_p, self._sse_p = 0, 0.0, 0.0
        self._conv = 0.0

    def reset(self):
        """Forget everything."""
        super().reset()
        if self.average == "micro":
            self.reset_micro()

    def update_variance(self, new_values, *aggregate):
        """Welford's running moments, a batch at a time.

        Parameters
        ----------
        new_values : numpy.ndarray
        *aggregate
            Count, mean and sum of squared errors so far.

        Returns
        -------
        (int, float, float)
            The three, afterwards.
        """
        count, mean, squares = aggregate
        count += len(new_values)
        before = new_values - mean
        mean += float(numpy.sum(before / count))
        squares += float(numpy.sum(before * (new_values - mean)))
        return count, mean, squares

    def update_cov(self, label, pred):
        """Add a batch to the sum of products: labels' mean is the new one, predictions' the old."""
        self._conv += float(numpy.sum((label - self._mean_l) * (pred - self._mean_p)))

    def update(self, labels, preds):
        """Take one batch into account."""
        labels, preds = check_label_shapes(labels, preds, True)
        for label, pred in zip(labels, preds):
            check_label_shapes(label, pred, False, True)
            label = host(label).ravel().astype(numpy.float64)
            pred = host(pred).ravel().astype(numpy.float64)
            if self.average == "macro":
                self._add(float(numpy.corrcoef(pred, label)[0, 1]), 1)
            else:
                self.num_inst += 1
                self.global_num_inst += 1
                self._label_nums, self._mean_l, self._sse_l = self.update_variance(
                    label, self._label_nums, self._mean_l, self._sse_l)  # fmt: skip
                self.update_cov(label, pred)
                self._pred_nums, self._mean_p, self._sse_p = self.update_variance(
                    pred, self._pred_nums, self._mean_p, self._sse_p)  # fmt: skip

    def get(self):
        """The name and the correlation."""
        if self.num_inst == 0 or self.average == "macro":
            return super().get()
        return self.name, self._together()

    def get_global(self):
        """The name and the correlation since `reset`."""
        if self.global_num_inst == 0 or self.average == "macro":
            return super().get_global()
        return self.name, self._together()

    def _together(self):
        count = self._label_nums - 1
        spread = numpy.sqrt(self._sse_p / count) * numpy.sqrt(self._sse_l / count)
        return float(numpy.float64(self._conv) / (count * spread))


@register
class PCC(EvalMetric):
    """The correlation of classes, for any number of them; with two it is `MCC`.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional
    has_global_stats : bool

    Examples
    --------
    >>> metric = PCC()
    >>> classes = mx.nd.array([0, 1, 2, 2])
    >>> metric.update([classes], [classes])
    >>> metric.get()
    ('pcc', 1.0)
    """

    def __init__(self, name="pcc", output_names=None, label_names=None, has_global_stats=True):
        self.k = 2
        super().__init__(
            name, output_names, label_names, has_global_stats=has_global_stats
        )

    def reset(self):
        """Forget everything."""
        self.global_num_inst = 0.0
        self.gcm = numpy.zeros((self.k, self.k))
        self.reset_local()

    def reset_local(self):
        """Forget what came since the last time."""
        self.num_inst = 0.0
        self.lcm = numpy.zeros((self.k, self.k))

    def update(self, labels, preds):
        """Count which class was predicted for which."""
        labels, preds = check_label_shapes(labels, preds, True)
        for label, pred in zip(labels, preds):
            if pred.shape != label.shape:
                pred = pred.argmax(axis=1)
            label, pred = host(label, "int32").ravel(), host(pred, "int32").ravel()
            self._grow(max(int(pred.max()), int(label.max())) + 1)
            counts = numpy.zeros_like(self.lcm)
            shared = min(len(pred), len(label))
            numpy.add.at(counts, (pred[:shared], label[:shared]), 1)
            self.lcm += counts
            self.gcm += counts
        self.num_inst += 1
        self.global_num_inst += 1

    def _grow(self, classes):
        """Make room for that many classes."""
        if classes > self.k:
            margin = (0, classes - self.k)
            self.lcm = numpy.pad(self.lcm, (margin, margin))
            self.gcm = numpy.pad(self.gcm, (margin, margin))
            self.k = classes

    @property
    def sum_metric(self):
        """What `get` divides by `num_inst`."""
        return _class_correlation(self.lcm) * self.num_inst

    @property
    def global_sum_metric(self):
        """What `get_global` divides by `global_num_inst`."""
        return _class_correlation(self.gcm) * self.global_num_inst


def _class_correlation(counts):
    """Matthews' coefficient of a confusion matrix; NaN where only one class occurs."""
    total = counts.sum()
    said, was = counts.sum(axis=1), counts.sum(axis=0)
    spread = numpy.sum(said * (total - said)) * numpy.sum(was * (total - was))
    if spread == 0:
        return float("nan")
    return float(numpy.sum(counts.diagonal() * total - said * was) / spread**0.5)
