"""`mx.gluon.contrib`: layers, cells, data and a training loop beyond the usual ones.

What does not live here: anything but names.
"""

from . import cnn, data, estimator, nn, rnn

__all__ = ["cnn", "data", "estimator", "nn", "rnn"]
