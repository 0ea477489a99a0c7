"""Where programs find the loader of batches, and the names of its older forms.

What does not live here: their code (`_loader.py`, `_older.py`).
"""

from ._loader import DataLoader, default_batchify_fn, default_mp_batchify_fn
from ._older import (
    ConnectionWrapper,
    DataLoaderV1,
    Queue,
    SimpleQueue,
    fetcher_loop_v1,
    rebuild_ndarray,
    rebuild_np_ndarray,
    reduce_ndarray,
    reduce_np_ndarray,
    worker_loop_v1,
)

__all__ = [
    "ConnectionWrapper", "DataLoader", "DataLoaderV1", "Queue", "SimpleQueue",
    "default_batchify_fn", "default_mp_batchify_fn", "fetcher_loop_v1", "rebuild_ndarray",
    "rebuild_np_ndarray", "reduce_ndarray", "reduce_np_ndarray", "worker_loop_v1",
]  # fmt: skip

for _name in __all__:  # where programs find them, and pickles name them
    globals()[_name].__module__ = __name__
