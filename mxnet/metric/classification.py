"""How often the right class was found.

What does not live here: metrics of two classes only (`binary.py`).
"""

import numpy

from .base import EvalMetric, alias, check_label_shapes, host, register

__all__ = ["Accuracy", "TopKAccuracy"]


@register
@alias("acc")
class Accuracy(EvalMetric):
    """The share of predictions that are right.

    Parameters
    ----------
    axis : int
        Where predictions hold the scores of the classes; unused where they have the labels' shape
        and are classes themselves.
    name : str
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = Accuracy()
    >>> metric.update([mx.nd.array([1, 1])], [mx.nd.array([[0.3, 0.7], [0.8, 0.2]])])
    >>> metric.get()
    ('accuracy', 0.5)
    """

    def __init__(self, axis=1, name="accuracy", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names, axis=axis, has_global_stats=True)
        self.axis = axis

    def update(self, labels, preds):
        """Count what is right in one batch."""
        labels, preds = check_label_shapes(labels, preds, True)
        for label, pred in zip(labels, preds):
            if pred.shape != label.shape:  # on the array's own device: classes are few to copy
                pred = pred.argmax(axis=self.axis)
            classes = host(pred, "int32").ravel()
            label = host(label, "int32").ravel()
            check_label_shapes(label, classes)
            self._add(int(numpy.count_nonzero(classes == label)), len(classes))


@register
@alias("top_k_accuracy", "top_k_acc")
class TopKAccuracy(EvalMetric):
    """The share of labels that are among the best `top_k` predictions.

    Parameters
    ----------
    top_k : int
        More than 1.
    name : str
        `_<top_k>` is appended.
    output_names, label_names : list of str, optional

    Examples
    --------
    >>> metric = TopKAccuracy(top_k=2)
    >>> metric.update([mx.nd.array([2, 1])], [mx.nd.array([[0.1, 0.2, 0.3], [0.5, 0.1, 0.4]])])
    >>> metric.get()
    ('top_k_accuracy_2', 0.5)
    """

    def __init__(self, top_k=1, name="top_k_accuracy", output_names=None, label_names=None):
        super().__init__(name, output_names, label_names, top_k=top_k, has_global_stats=True)
        self.top_k = top_k
        if top_k <= 1:
            raise AssertionError("Please use Accuracy if top_k is no more than 1")
        self.name += f"_{top_k}"

    def get_config(self):
        """The name without what the constructor appends to it."""
        return {**super().get_config(), "name": self.name.removesuffix(f"_{self.top_k}")}

    def update(self, labels, preds):
        """Count the labels found in one batch."""
        labels, preds = check_label_shapes(labels, preds, True)
        for label, pred in zip(labels, preds):
            if len(pred.shape) > 2:
                raise AssertionError("Predictions should be no more than 2 dims")
            # Which of equal scores come last is up to the partition, as it is in MXNet.
            order = numpy.argpartition(host(pred, "float32"), -self.top_k)
            label = host(label, "int32")
            check_label_shapes(label, order)
            best = order if order.ndim == 1 else order[:, -min(self.top_k, order.shape[1]) :]
            found = best == (label if order.ndim == 1 else label.reshape(-1, 1))
            self._add(int(numpy.count_nonzero(found)), len(order))
