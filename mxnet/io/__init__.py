"""`mx.io`: where batches come from.

What does not live here: images (`mx.image`) and Gluon's datasets (`gluon.data`).
"""

from . import io
from .array_iter import NDArrayIter
from .base import DataIter
from .csv import CSVIter
from .desc import DataBatch, DataDesc
from .image_record import (
    ImageDetRecordIter,
    ImageRecordInt8Iter,
    ImageRecordIter,
    ImageRecordIter_v1,
    ImageRecordUInt8Iter,
    ImageRecordUInt8Iter_v1,
)
from .libsvm import LibSVMIter
from .mnist import MNISTIter
from .source_iter import MXDataIter
from .wrappers import PrefetchingIter, ResizeIter

__all__ = [
    "CSVIter", "DataBatch", "DataDesc", "DataIter", "ImageDetRecordIter", "ImageRecordInt8Iter",
    "ImageRecordIter", "ImageRecordIter_v1", "ImageRecordUInt8Iter", "ImageRecordUInt8Iter_v1",
    "LibSVMIter", "MNISTIter", "MXDataIter", "NDArrayIter", "PrefetchingIter", "ResizeIter",
]  # fmt: skip

for _name in __all__:  # where programs find them, whatever file they are written in
    globals()[_name].__module__ = __name__
