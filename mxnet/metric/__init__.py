"""`mx.metric`: how good predictions are, summed up over batches.

A metric is made by name with `create`, fed with `update(labels, preds)` and read with `get`. What
does not live here: losses that are trained on (`gluon.loss`).
"""

from .. import ndarray
from .base import EvalMetric, alias, check_label_shapes, register
from .binary import F1, MCC
from .classification import Accuracy, TopKAccuracy
from .composite import CompositeEvalMetric, create
from .correlation import PCC, PearsonCorrelation
from .custom import CustomMetric, np
from .distance import MAE, MSE, RMSE
from .likelihood import CrossEntropy, NegativeLogLikelihood, Perplexity
from .loss import Caffe, Loss, Torch

__all__ = [
    "Accuracy", "Caffe", "CompositeEvalMetric", "CrossEntropy", "CustomMetric", "EvalMetric", "F1",
    "Loss", "MAE", "MCC", "MSE", "NegativeLogLikelihood", "PCC", "PearsonCorrelation", "Perplexity",
    "RMSE", "TopKAccuracy", "Torch", "alias", "check_label_shapes", "create", "np", "register",
]  # fmt: skip

for _name in __all__:  # where programs find them, whatever file they are written in
    globals()[_name].__module__ = __name__
