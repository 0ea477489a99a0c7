"""What an estimator and its handlers check.

What does not live here: the estimator.
"""

import copy

from ....metric import Accuracy, CompositeEvalMetric, EvalMetric, Loss
from ...loss import SoftmaxCrossEntropyLoss

__all__ = []


def _check_metrics(metrics):
    """A list of metrics, from none, one, several, or a composite.

    Raises
    ------
    ValueError
        One of them is no metric.
    """
    if isinstance(metrics, CompositeEvalMetric):
        return [each for inner in metrics.metrics for each in _check_metrics(inner)]
    if isinstance(metrics, EvalMetric):
        return [metrics]
    metrics = metrics or []
    if not isinstance(metrics, (list, tuple)) or not all(
        isinstance(metric, EvalMetric) for metric in metrics
    ):
        raise ValueError(
            "metrics must be a Metric or a list of Metric, refer to mxnet.metric.EvalMetric: "
            f"{metrics}"
        )
    return list(metrics)


def _suggest_metrics(loss):
    """The metrics to keep for a loss where none are given."""
    suggested = [Accuracy()] if isinstance(loss, SoftmaxCrossEntropyLoss) else []
    return [*suggested, Loss(loss.name.rstrip("1234567890"))]


def _named(metrics, kind):
    """The metrics, their names beginning with `"training"` or `"validation"`."""
    for metric in metrics:
        if not metric.name.startswith(f"{kind} "):
            metric.name = f"{kind} {metric.name}"
    return metrics


def _copies(metrics, kind):
    """Metrics like others, for another kind of data."""
    made = [copy.deepcopy(metric) for metric in metrics]
    for metric in made:
        metric.name = metric.name.removeprefix("training ")
        metric.reset()
    return _named(made, kind)


def _check_handler_metric_ref(handler, known):
    """Refuse a handler whose metrics are not the estimator's, since they would never change."""
    for name in dir(handler):
        if "metric" not in name and "monitor" not in name:
            continue
        value = getattr(handler, name)
        for metric in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(metric, EvalMetric) and all(metric is not each for each in known):
                raise ValueError(
                    f"Event handler {type(handler).__name__} refers to a metric instance {metric} "
                    "outside of the known training and validation metrics. Please use the metrics "
                    "from estimator.train_metrics and estimator.val_metrics instead."
                )
