"""What callbacks are told.

What does not live here: callbacks.
"""

from collections import namedtuple

__all__ = ["BatchEndParam"]

BatchEndParam = namedtuple("BatchEndParams", ["epoch", "nbatch", "eval_metric", "locals"])
BatchEndParam.__doc__ = """What a callback gets after each batch.

Attributes
----------
epoch, nbatch : int
eval_metric : EvalMetric
locals : dict
    What the loop knows by name.
"""
