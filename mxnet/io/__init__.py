"""`mx.io`: where batches come from.

What does not live here: images (`mx.image`) and Gluon's datasets (`gluon.data`).
"""

from .array_iter import NDArrayIter
from .base import DataIter
from .desc import DataBatch, DataDesc

__all__ = ["DataBatch", "DataDesc", "DataIter", "NDArrayIter"]
