"""`mxnet.io.io`: the names of `mx.io` where MXNet's own files keep them.

What does not live here: anything but names.
"""

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
