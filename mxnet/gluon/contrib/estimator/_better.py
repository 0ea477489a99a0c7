"""Which of two values of a metric is the better one.

What does not live here: what follows from it.
"""

import warnings

import numpy as np

from .... import metric as metrics

__all__ = ["comparison"]

# Of these the lower value is the better one.
_ERRORS = (
    metrics.Loss,
    metrics.MAE,
    metrics.MSE,
    metrics.RMSE,
    metrics.CrossEntropy,
    metrics.NegativeLogLikelihood,
    metrics.Perplexity,
)


def comparison(monitor, mode, who):
    """`np.greater` or `np.less`, with which a better value of a metric compares to the best one.

    Parameters
    ----------
    monitor : EvalMetric
    mode : str
        `"max"`, `"min"`, or `"auto"`: `"min"` for losses and errors, else `"max"`, with a warning.
    who : str
        Who asks, for the warning about a mode that there is not.
    """
    if mode not in ("auto", "min", "max"):
        warnings.warn(
            f"{who} mode {mode} is unknown, fallback to auto mode.", RuntimeWarning, stacklevel=3
        )
        mode = "auto"
    if mode != "auto":
        return np.less if mode == "min" else np.greater
    if isinstance(monitor, _ERRORS):
        return np.less
    warnings.warn(
        f"`greater` operator will be used to determine if {monitor.get()[0]} has improved. Please "
        "specify `mode='min'` to use the `less` operator. Specify `mode='max' to disable this "
        "warning.`",
        stacklevel=3,
    )
    return np.greater
