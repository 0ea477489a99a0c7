"""`mx.kv`: arrays by key, summed over devices and handed back, on one machine.

What does not live here: optimizers, which a store may be given.
"""

from . import base, kvstore, kvstore_server
from .base import KVStoreBase, create
from .kvstore import KVStore
from .kvstore_server import KVStoreServer

__all__ = [
    "KVStore", "KVStoreBase", "KVStoreServer", "base", "create", "kvstore", "kvstore_server",
]  # fmt: skip
