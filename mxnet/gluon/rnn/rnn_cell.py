"""`mx.gluon.rnn.rnn_cell`: the cells; the code is in the files beside this one.

What does not live here: that code.
"""

from ._combined_cells import BidirectionalCell, HybridSequentialRNNCell, SequentialRNNCell
from ._gated_cells import GRUCell, LSTMCell, RNNCell
from ._modifier_cells import DropoutCell, ModifierCell, ResidualCell, ZoneoutCell
from ._recurrent_cell import HybridRecurrentCell, RecurrentCell

__all__ = [
    "BidirectionalCell",
    "DropoutCell",
    "GRUCell",
    "HybridRecurrentCell",
    "HybridSequentialRNNCell",
    "LSTMCell",
    "ModifierCell",
    "RNNCell",
    "RecurrentCell",
    "ResidualCell",
    "SequentialRNNCell",
    "ZoneoutCell",
]
