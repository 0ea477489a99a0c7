"""`mx.gluon.contrib.rnn.rnn_cell`: cells beyond the usual ones; the code is in the files beside.

What does not live here: that code.
"""

from ._dynamic_unroll import dynamic_unroll
from ._projected_cell import LSTMPCell
from ._variational_cell import VariationalDropoutCell

__all__ = ["LSTMPCell", "VariationalDropoutCell", "dynamic_unroll"]
