"""The server of distributed stores, which are not there: named, so that programs import it.

What does not live here: anything that serves.
"""

from .._core.errors import MXNetError

__all__ = ["KVStoreServer"]


class KVStoreServer:
    """The server's side of a distributed store.

    Parameters
    ----------
    kvstore : KVStore

    Examples
    --------
    >>> import mxnet as mx
    >>> server = mx.kv.KVStoreServer(mx.kv.create("local"))
    >>> server.run()
    Traceback (most recent call last):
    mxnet.base.MXNetError: a store of type 'local' has no servers; there is one machine.
    """

    def __init__(self, kvstore):
        self.kvstore = kvstore
        self.handle = kvstore.handle
        self.init_logginig = False

    def run(self):
        """Serve; there is nobody to be served.

        Raises
        ------
        MXNetError
            Always.
        """
        raise MXNetError(
            f"a store of type {self.kvstore.type!r} has no servers; there is one machine."
        )
