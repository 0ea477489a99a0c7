"""What a batch is made of: its arrays, and the names, shapes and dtypes of those.

What does not live here: where batches come from.
"""

from typing import NamedTuple

import numpy

__all__ = ["DataBatch", "DataDesc"]


class _NameAndShape(NamedTuple):
    name: str
    shape: tuple


_NameAndShape.__name__ = "DataDesc"


class DataDesc(_NameAndShape):
    """Name and shape of one array of a batch: a pair that knows dtype and layout, too.

    Parameters
    ----------
    name : str
    shape : tuple of int
        With the batch's own axis.
    dtype : type or str
    layout : str
        A letter for each axis; the batch's is `N`.

    Examples
    --------
    >>> desc = DataDesc("data", (32, 3, 8, 8))
    >>> desc
    DataDesc[data,(32, 3, 8, 8),<class 'numpy.float32'>,NCHW]
    >>> desc == ("data", (32, 3, 8, 8)), DataDesc.get_batch_axis("TNC")
    (True, 1)
    """

    def __new__(cls, name, shape, dtype=numpy.float32, layout="NCHW"):
        self = super().__new__(cls, name, shape)
        self.dtype = dtype
        self.layout = layout
        return self

    def __repr__(self):
        return f"DataDesc[{self.name},{self.shape},{self.dtype},{self.layout}]"

    def __getnewargs__(self):
        return self.name, self.shape, self.dtype, self.layout

    @staticmethod
    def get_batch_axis(layout):
        """The position of `N` in a layout: 0 if none is given, -1 if it has none."""
        return 0 if layout is None else layout.find("N")

    @staticmethod
    def get_list(shapes, types):
        """Descriptions from pairs of names and shapes, and of names and dtypes."""
        if types is None:
            return [DataDesc(name, shape) for name, shape in shapes]
        known = dict(types)
        return [DataDesc(name, shape, known[name]) for name, shape in shapes]


class DataBatch:
    """One batch.

    Parameters
    ----------
    data, label : list of NDArray
    pad : int, optional
        How many rows at the end only fill the batch up and do not count.
    index : numpy.ndarray, optional
        Numbers of the rows in the data set.
    bucket_key : object, optional
        Which of a `BucketingModule`'s networks the batch is for.
    provide_data, provide_label : list of DataDesc, optional
        What the arrays are, where that differs from batch to batch.

    Examples
    --------
    >>> print(DataBatch([mx.nd.ones((2, 3))], [mx.nd.ones(2)], pad=0))
    DataBatch: data shapes: [(2, 3)] label shapes: [(2,)]
    """

    def __init__(self, data, label=None, pad=None, index=None, bucket_key=None,
                 provide_data=None, provide_label=None):  # fmt: skip
        if data is not None and not isinstance(data, list | tuple):
            raise AssertionError("Data must be list of NDArrays")
        if label is not None and not isinstance(label, list | tuple):
            raise AssertionError("Label must be list of NDArrays")
        self.data, self.label, self.bucket_key = data, label, bucket_key
        self.pad, self.index = pad, index
        self.provide_data, self.provide_label = provide_data, provide_label

    def __str__(self):
        data = [array.shape for array in self.data]
        label = [array.shape for array in self.label] if self.label else None
        return f"{self.__class__.__name__}: data shapes: {data} label shapes: {label}"
