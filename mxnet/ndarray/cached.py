"""`mx.nd.CachedOp`: a symbol's graph called as one function of arrays.

What does not live here: symbols; only the entries of one are read.
"""

from .._core.errors import MXNetError
from .._graph.ir import topological
from .._tape.state import state
from .handle import Handle
from .invoke import invoke

__all__ = ["CachedOp"]


class CachedOp:
    """Calls the graph of a symbol on arrays, one for each of its variables.

    Parameters
    ----------
    sym : Symbol
    flags : sequence of (str, object)
        Taken for compatibility: `static_alloc`, `static_shape` and the like.

    Examples
    --------
    >>> import mxnet as mx
    >>> op = mx.nd.CachedOp(mx.sym.var("a") + 1)
    >>> op(mx.nd.array([1, 2])).asnumpy().tolist()
    [2.0, 3.0]
    """

    __slots__ = ("handle", "is_np_sym", "_order", "_variables", "flags")

    def __init__(self, sym, flags=()):
        self.handle, self.flags, self.is_np_sym = sym, tuple(flags), False
        self._order = topological(sym._entries)
        self._variables = [node for node in self._order if node.op is None]

    def __call__(self, *args, out=None, default_ctx=None):
        """The outputs for arrays in the order of the symbol's `list_inputs`.

        Parameters
        ----------
        *args : NDArray
        out : NDArray or list of NDArray, optional
            Where to write the outputs.
        default_ctx : Context, optional
            Taken for compatibility.

        Returns
        -------
        NDArray or list of NDArray

        Raises
        ------
        MXNetError
            More or fewer arrays than variables.
        """
        if len(args) != len(self._variables):
            names = ", ".join(node.name for node in self._variables)
            raise MXNetError(
                f"CachedOp: {len(args)} arrays came for {len(self._variables)} inputs: {names}"
            )
        for x in args:
            if not isinstance(x, Handle):
                raise TypeError(f"CachedOp takes NDArrays, not {type(x).__name__}")
        values = {node: [x] for node, x in zip(self._variables, args, strict=True)}
        for node in self._order:
            if node.op is not None:
                values[node] = call_node(node, [values[n][i] for n, i in node.inputs])
        results = [values[node][i] for node, i in self.handle._entries]
        if out is not None:
            return _written(results, out)
        return results[0] if len(results) == 1 else results


def call_node(node, inputs):
    """The visible outputs of a graph's node for its inputs, as a list of arrays."""
    p = node.params(state.training) if node.op.mode else node.params()
    made = invoke(node.op, p, node.aligned(inputs))
    return list(made) if isinstance(made, (list, tuple)) else [made]


def _written(results, out):
    targets = list(out) if isinstance(out, (list, tuple)) else [out]
    if len(targets) != len(results):
        raise MXNetError(f"CachedOp: out has {len(targets)} arrays for {len(results)} outputs")
    for target, result in zip(targets, results, strict=True):
        target[:] = result
    return out
