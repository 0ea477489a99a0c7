"""What probability the right class was given.

What does not live here: whether it was the greatest (`classification.py`).
"""

import math

import numpy

from .base import EvalMetric, alias, check_label_shapes, host, register

__all__ = ["CrossEntropy", "NegativeLogLikelihood", "Perplexity"]


class Likelihood(EvalMetric):
    """The mean negative logarithm of the probability of the right class."""

    def __init__(self, eps, name, output_names, label_names):
        super().__init__(name, output_names, label_names, eps=eps, has_global_stats=True)
        self.eps = eps

    def update(self, labels, preds):
        """Take one batch into account."""
        labels, preds = check_label_shapes(labels, preds, True)
        for label, pred in zip(labels, preds):
            label, pred = host(label).ravel(), host(pred)
            count = pred.shape[0]
            if label.shape[0] != count:
                raise AssertionError((label.shape[0], count))
            right = pred[numpy.arange(count), label.astype(numpy.int64)]
            self._add(float(-numpy.log(right + self.eps).sum()), count)


@register
@alias("ce")
class CrossEntropy(Likelihood):
    """The cross entropy of labels, given as classes, and predicted probabilities.

    Parameters
    ----------
    eps : float
        Added to every probability, since 0 has no logarithm.
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = CrossEntropy()
    >>> metric.update([mx.nd.array([0, 1])], [mx.nd.array([[0.5, 0.5], [0.5, 0.5]])])
    >>> round(metric.get()[1], 4)
    0.6931
    """

    def __init__(self, eps=1e-12, name="cross-entropy", output_names=None, label_names=None):
        super().__init__(eps, name, output_names, label_names)


@register
@alias("nll_loss")
class NegativeLogLikelihood(Likelihood):
    """The negative log likelihood: the same number as `CrossEntropy`, under its other name.

    Parameters
    ----------
    eps : float
        Added to every probability, since 0 has no logarithm.
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = NegativeLogLikelihood()
    >>> metric.update([mx.nd.array([0, 1])], [mx.nd.array([[0.5, 0.5], [0.5, 0.5]])])
    >>> round(metric.get()[1], 4)
    0.6931
    """

    def __init__(self, eps=1e-12, name="nll-loss", output_names=None, label_names=None):
        super().__init__(eps, name, output_names, label_names)


@register
class Perplexity(EvalMetric):
    """The exponential of the cross entropy: how many classes the model wavers between.

    Parameters
    ----------
    ignore_label : int or None
        Places with this label do not count, as padding does not.
    axis : int
        Where predictions hold the probabilities of the classes.
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = Perplexity(ignore_label=None)
    >>> metric.update([mx.nd.array([0, 1])], [mx.nd.array([[0.5, 0.5], [0.5, 0.5]])])
    >>> round(metric.get()[1], 4)
    2.0
    """

    def __init__(self, ignore_label, axis=-1, name="perplexity", output_names=None,
                 label_names=None):  # fmt: skip
        super().__init__(
            name, output_names, label_names,
            ignore_label=ignore_label, axis=axis, has_global_stats=True,
        )  # fmt: skip
        self.ignore_label = ignore_label
        self.axis = axis

    def update(self, labels, preds):
        """Take one batch into account."""
        if len(labels) != len(preds):
            raise AssertionError(f"{len(labels)} labels, {len(preds)} predictions")
        loss, count = 0.0, 0
        for label, pred in zip(labels, preds):
            if label.size != pred.size / pred.shape[-1]:
                raise AssertionError(f"shape mismatch: {label.shape} vs. {pred.shape}")
            found = self._log_of_right(host(label, "int32"), host(pred))
            loss -= float(found.sum())
            count += len(found)
        self._add(loss, count)

    def _log_of_right(self, label, pred):
        """The logarithms of the probabilities of all labels that count."""
        axis = self.axis % pred.ndim
        rest = pred.shape[:axis] + pred.shape[axis + 1 :]
        label = numpy.clip(label.reshape(rest), 0, pred.shape[axis] - 1), label.ravel()
        right = numpy.take_along_axis(pred, numpy.expand_dims(label[0], axis), axis).ravel()
        if self.ignore_label is not None:
            right = right[label[1] != self.ignore_label]
        return numpy.log(numpy.maximum(right, numpy.float32(1e-10)))

    def get(self):
        """The name and the perplexity since `reset_local`."""
        return self.name, _exponential(*super().get())

    def get_global(self):
        """The name and the perplexity since `reset`."""
        return self.name, _exponential(*super().get_global())


def _exponential(_, value):
    """`exp`, infinite where it overflows."""
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf
