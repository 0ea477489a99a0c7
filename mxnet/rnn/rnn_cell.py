"""The public path of all cells.

What does not live here: the cells; each kind has a file of its own.
"""

from .base_cell import BaseRNNCell, RNNParams
from .combined_cells import BidirectionalCell, SequentialRNNCell
from .convolutional_cells import BaseConvRNNCell, ConvGRUCell, ConvLSTMCell, ConvRNNCell
from .dropout_cell import DropoutCell
from .fused_cell import FusedRNNCell
from .gated_cells import GRUCell, LSTMCell, RNNCell
from .modifier_cells import ModifierCell, ResidualCell, ZoneoutCell

__all__ = [
    "BaseConvRNNCell",
    "BaseRNNCell",
    "BidirectionalCell",
    "ConvGRUCell",
    "ConvLSTMCell",
    "ConvRNNCell",
    "DropoutCell",
    "FusedRNNCell",
    "GRUCell",
    "LSTMCell",
    "ModifierCell",
    "RNNCell",
    "RNNParams",
    "ResidualCell",
    "SequentialRNNCell",
    "ZoneoutCell",
]
