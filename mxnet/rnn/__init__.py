"""`mx.rnn`: recurrent cells that make symbols, buckets of sentences, checkpoints of both.

What does not live here: cells of Gluon (`gluon/rnn`).
"""

from . import rnn_cell
from .rnn_cell import *  # noqa: F403

__all__ = [*rnn_cell.__all__]
