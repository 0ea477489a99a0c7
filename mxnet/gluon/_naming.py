"""Names of blocks: `dense0_`, and below it in a scope `net0_dense0_`, as 1.9.1 counts them.

What does not live here: names of symbols, though blocks outside of any scope count with them.
"""

import threading

from ..name import NameManager, Prefix
from ._parameter_dict import ParameterDict

__all__ = ["BlockScope", "named"]


class _Thread(threading.local):
    scope = None  # the innermost one that is open in this thread


_thread = _Thread()


class BlockScope:
    """Within it, new blocks are named after the block it belongs to, and so are symbols.

    A block with an empty prefix has a scope without effect.
    """

    def __init__(self, block):
        self._block = block
        self._counter = {}
        self._before = []

    def next_name(self, hint):
        """The next prefix that is made of a kind of block."""
        number = self._counter.get(hint, 0)
        self._counter[hint] = number + 1
        return f"{hint}{number}_"

    def __enter__(self):
        if not self._block._empty_prefix:
            names = Prefix(self._block.prefix)
            self._before.append((_thread.scope, names))
            _thread.scope = self
            names.__enter__()
        return self

    def __exit__(self, *exception):
        if not self._block._empty_prefix:
            _thread.scope, names = self._before.pop()
            names.__exit__(*exception)

    @staticmethod
    def create(prefix, params, hint):
        """The prefix and the set of parameters of a new block; see `named`."""
        return named(prefix, params, hint)


def named(prefix, params, hint):
    """The prefix and the set of parameters of a new block.

    Parameters
    ----------
    prefix : str or None
        As the constructor got it.
    params : ParameterDict or None
        What the block shares.
    hint : str
        What an automatic name is made of.
    """
    scope = _thread.scope
    if scope is None:
        if prefix is None:
            prefix = NameManager.current.get(None, hint) + "_"
        own = ParameterDict(prefix) if params is None else ParameterDict(params.prefix, params)
        return prefix, own
    if prefix is None:
        prefix = scope.next_name(hint)
    if params is None:
        outer = scope._block.params
        own = ParameterDict(outer.prefix + prefix, outer._shared)
    else:
        own = ParameterDict(params.prefix, params)
    return scope._block.prefix + prefix, own
