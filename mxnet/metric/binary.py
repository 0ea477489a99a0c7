"""Metrics of two classes, from the four counts of right and wrong.

What does not live here: their likes for many classes (`correlation.PCC`).
"""

import math

import numpy

from .base import EvalMetric, check_label_shapes, host, register

__all__ = ["F1", "MCC"]


class BinaryCounts:
    """How often each class was predicted for each class."""

    def __init__(self):
        self.clear()

    def clear(self):
        """Forget all counts."""
        self.true_positives = self.false_positives = 0
        self.true_negatives = self.false_negatives = 0

    def add(self, label, pred):
        """Count one batch: labels of 0 and 1, and the scores of both classes."""
        pred, label = host(pred), host(label, "int32")
        classes = numpy.argmax(pred, axis=1)
        check_label_shapes(label, pred)
        if len(numpy.unique(label)) > 2:
            raise ValueError("_BinaryClassificationMetrics currently only supports "
                             "binary classification.")  # fmt: skip
        said, is_so = classes == 1, label == 1
        self.true_positives += int((said & is_so).sum())
        self.false_positives += int((said & (label == 0)).sum())
        self.false_negatives += int(((classes == 0) & is_so).sum())
        self.true_negatives += int(((classes == 0) & (label == 0)).sum())

    @property
    def total_examples(self):
        """How many were counted."""
        return (self.true_positives + self.false_positives
                + self.true_negatives + self.false_negatives)  # fmt: skip

    @property
    def precision(self):
        """How much of what was called positive is."""
        return _ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self):
        """How much of what is positive was called so."""
        return _ratio(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def fscore(self):
        """The harmonic mean of precision and recall."""
        return _ratio(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def matthewscc(self):
        """Matthews' correlation coefficient; a sum that is 0 is left out of the denominator."""
        right = self.true_positives * self.true_negatives
        wrong = self.false_positives * self.false_negatives
        sums = [
            self.true_positives + self.false_positives,
            self.true_positives + self.false_negatives,
            self.true_negatives + self.false_positives,
            self.true_negatives + self.false_negatives,
        ]
        return (right - wrong) / math.sqrt(math.prod(s for s in sums if s))


def _ratio(part, whole):
    return part / whole if whole > 0 else 0.0


class BinaryMetric(EvalMetric):
    """A number read off the counts: of each batch, averaged, or of all batches taken together."""

    def __init__(self, score, average, name, output_names, label_names):
        self.average = average
        self.metrics = BinaryCounts()
        self._score = score
        self._global_counts = BinaryCounts()
        super().__init__(
            name, output_names, label_names, average=average, has_global_stats=True
        )

    def update(self, labels, preds):
        """Count one batch."""
        labels, preds = check_label_shapes(labels, preds, True)
        if self.average == "macro":
            self.metrics.clear()
        for label, pred in zip(labels, preds):
            self.metrics.add(label, pred)
            if self.average != "macro":
                self._global_counts.add(label, pred)
        if self.average == "macro":
            self._add(getattr(self.metrics, self._score), 1)
        else:
            self._settle()

    def _settle(self):
        """Sums whose mean is the score of all that was counted."""
        self.num_inst = self.metrics.total_examples
        self.sum_metric = getattr(self.metrics, self._score) * self.num_inst
        self.global_num_inst = self._global_counts.total_examples
        self.global_sum_metric = (
            getattr(self._global_counts, self._score) * self.global_num_inst
        )

    def reset(self):
        """Forget everything."""
        super().reset()
        self.metrics.clear()
        self._global_counts.clear()

    def reset_local(self):
        """Forget what came since the last time."""
        super().reset_local()
        self.metrics.clear()


@register
class F1(BinaryMetric):
    """The F1 score: the harmonic mean of precision and recall of class 1.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional
    average : {'macro', 'micro'}
        The mean of the batches' scores, or the score of all batches together.

    Examples
    --------
    >>> metric = F1()
    >>> scores = mx.nd.array([[0.3, 0.7], [0, 1], [0.4, 0.6]])
    >>> metric.update([mx.nd.array([0, 1, 1])], [scores])
    >>> metric.get()
    ('f1', 0.8)
    """

    def __init__(self, name="f1", output_names=None, label_names=None, average="macro"):
        super().__init__("fscore", average, name, output_names, label_names)


@register
class MCC(BinaryMetric):
    """Matthews' correlation coefficient, fair to classes of unequal size.

    Parameters
    ----------
    name : str
    output_names, label_names : list of str, optional
    average : {'macro', 'micro'}
        The mean of the batches' scores, or the score of all batches together.

    Examples
    --------
    >>> metric = MCC()
    >>> scores = mx.nd.array([[0.3, 0.7], [1, 0], [0.4, 0.6]])
    >>> metric.update([mx.nd.array([0, 0, 1])], [scores])
    >>> metric.get()
    ('mcc', 0.5)
    """

    def __init__(self, name="mcc", output_names=None, label_names=None, average="macro"):
        super().__init__("matthewscc", average, name, output_names, label_names)
