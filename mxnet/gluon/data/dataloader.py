"""Where programs find the loader of batches, and the names of its older forms.

What does not live here: their code (`_loader.py`, `_older.py`, `_pool_iter.py`).
"""

# Loaders of GluonCV and GluonNLP import those with an underscore.
from multiprocessing.reduction import ForkingPickler  # noqa: F401

from ._loader import DataLoader, default_batchify_fn, default_mp_batchify_fn
from ._loader import as_in_context as _as_in_context  # noqa: F401
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
from ._pool_iter import PoolIter as _MultiWorkerIter  # noqa: F401
from ._pool_iter import set_worker_dataset as _worker_initializer  # noqa: F401
from ._pool_iter import thread_worker_batch as _thread_worker_fn  # noqa: F401
from ._pool_iter import worker_batch as _worker_fn  # noqa: F401

__all__ = [
    "ConnectionWrapper", "DataLoader", "DataLoaderV1", "Queue", "SimpleQueue",
    "default_batchify_fn", "default_mp_batchify_fn", "fetcher_loop_v1", "rebuild_ndarray",
    "rebuild_np_ndarray", "reduce_ndarray", "reduce_np_ndarray", "worker_loop_v1",
]  # fmt: skip

for _name in __all__:  # where programs find them, and pickles name them
    globals()[_name].__module__ = __name__
