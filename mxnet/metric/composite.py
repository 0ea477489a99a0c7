"""Several metrics as one, and `create`, which makes such out of lists.

What does not live here: the metrics themselves.
"""

from numbers import Number

from .base import EvalMetric, alias, create_one, register
from .custom import CustomMetric

__all__ = ["CompositeEvalMetric", "create"]


@register
@alias("composite")
class CompositeEvalMetric(EvalMetric):
    """Metrics that are updated and read together.

    Parameters
    ----------
    metrics : list of (EvalMetric or str or callable), optional
    name : str
    output_names, label_names : list of str, optional
        What of a dict the metrics get to see.

    Examples
    --------
    >>> CompositeEvalMetric(["acc", "mse"]).get()
    (['accuracy', 'mse'], [nan, nan])
    """

    def __init__(self, metrics=None, name="composite", output_names=None, label_names=None):
        self.metrics = [create(metric) for metric in metrics or []]
        super().__init__(name, output_names, label_names, has_global_stats=True)

    def add(self, metric):
        """Append a metric, or what `create` makes one of."""
        self.metrics.append(create(metric))

    def get_metric(self, index):
        """The metric at a position."""
        try:
            return self.metrics[index]
        except IndexError:
            raise ValueError(
                f"Metric index {index} is out of range 0 and {len(self.metrics)}"
            ) from None

    def update_dict(self, labels, preds):
        """Update every metric from dicts of arrays by name."""
        if self.label_names is not None:
            labels = {name: a for name, a in labels.items() if name in self.label_names}
        if self.output_names is not None:
            preds = {name: a for name, a in preds.items() if name in self.output_names}
        for metric in self.metrics:
            metric.update_dict(labels, preds)

    def update(self, labels, preds):
        """Update every metric."""
        for metric in self.metrics:
            metric.update(labels, preds)

    def reset(self):
        """Let every metric forget everything."""
        for metric in self.metrics:
            metric.reset()

    def reset_local(self):
        """Let every metric forget its local sums."""
        for metric in self.metrics:
            metric.reset_local()

    def get(self):
        """All names and all values."""
        return _joined(metric.get() for metric in self.metrics)

    def get_global(self):
        """All names and all values since `reset`."""
        return _joined(metric.get_global() for metric in self.metrics)

    def get_config(self):
        """What `create` needs to make them all again."""
        return {**super().get_config(), "metrics": [m.get_config() for m in self.metrics]}


def _joined(results):
    names, values = [], []
    for name, value in results:
        names += [name] if isinstance(name, str) else name
        values += [value] if isinstance(value, Number) else value
    return names, values


def create(metric, *args, **kwargs):
    """Make a metric.

    Parameters
    ----------
    metric : str, EvalMetric, callable or list of these
        A registered name or JSON of a `get_config`; an instance, returned as it is; a function of
        NumPy arrays, `feval(label, pred)`; or several.
    *args, **kwargs
        For the constructor.

    Returns
    -------
    EvalMetric

    Examples
    --------
    >>> create("top_k_accuracy", top_k=3).name
    'top_k_accuracy_3'
    """
    if callable(metric):
        return CustomMetric(metric, *args, **kwargs)
    if isinstance(metric, list):
        composite = CompositeEvalMetric()
        for one in metric:
            composite.add(create(one, *args, **kwargs))
        return composite
    return create_one(metric, *args, **kwargs)
