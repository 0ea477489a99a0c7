"""SymbolBlock: a block made of a graph, such as one that was exported.

What does not live here: the form of such files (`mx.sym.load`, `mx.nd.load`).
"""

import os

from .._core.dtypes import is_coarse
from ..base import mx_real_t
from ..ndarray import NDArray
from ..ndarray.ndarray import _STORAGE_TYPE_STR_TO_ID
from ..symbol import Group, Symbol, load, var
from ._hybrid import HybridBlock, first_array
from ._nested import flatten, regroup
from ._parameter_dict import ParameterDict

__all__ = ["SymbolBlock"]

_ROW_SPARSE = str(_STORAGE_TYPE_STR_TO_ID["row_sparse"])


class SymbolBlock(HybridBlock):
    """A block made of a graph, to use or to train further.

    Parameters
    ----------
    outputs : Symbol or list of Symbol
    inputs : Symbol or list of Symbol
        The variables of the graph that are arguments; all others are parameters.
    params : ParameterDict, optional
        Where parameters of the same name are taken from.

    Raises
    ------
    AssertionError
        An input is no variable.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.sym.var("x")
    >>> net = mx.gluon.SymbolBlock(mx.sym.FullyConnected(x, num_hidden=2, name="fc"), x)
    >>> net.initialize()
    >>> net(mx.nd.ones((1, 3))).shape
    (1, 2)
    """

    __module__ = "mxnet.gluon.block"

    @staticmethod
    def imports(
        symbol_file, input_names, param_file=None, ctx=None, allow_missing=False, ignore_extra=False
    ):
        """The block of exported files.

        Parameters
        ----------
        symbol_file : str
            The graph.
        input_names : str or list of str
            Its arguments.
        param_file : str, optional
            The parameters; without, the block is not initialized.
        ctx : Context or list of Context, optional
        allow_missing, ignore_extra : bool
            Whether the file may lack parameters, or hold others.

        Returns
        -------
        SymbolBlock
        """
        names = [input_names] if isinstance(input_names, str) else input_names
        dtype = mx_real_t if param_file is None else None
        block = SymbolBlock(load(symbol_file), [var(name, dtype=dtype) for name in names])
        if param_file is not None:
            block.collect_params().load(
                param_file, ctx, allow_missing, ignore_extra, cast_dtype=True, dtype_source="saved"
            )
        return block

    def __init__(self, outputs, inputs, params=None):
        super().__init__(prefix=None, params=None)
        self._prefix = ""
        self._params = ParameterDict("", params)
        if isinstance(inputs, Symbol) and len(inputs.list_outputs()) == 1:
            inputs = [inputs]
        if isinstance(outputs, (list, tuple)) and len(outputs) == 1:
            outputs = outputs[0]
        variables, self._in_format = flatten(inputs, "input")
        heads, self._out_format = flatten(outputs, "output")
        out = Group(heads)
        for each in variables:
            if len(each.get_internals().list_outputs()) != 1:
                raise AssertionError(
                    f"Input symbols must be variable, but {each} is an output of operators"
                )
        for each in out.get_internals():
            if each.attr("__storage_type__") == _ROW_SPARSE:
                raise AssertionError(
                    f"SymbolBlock doesn't support Parameter '{each.name}' because its storage "
                    "type is 'row_sparse'."
                )
        self._cached_graph = variables, out
        self._make_parameters({each.name for each in variables}, out, variables)

    def __repr__(self):
        inputs, out = self._cached_graph
        count = f"{len(inputs)} -> {len(out.list_outputs())}"
        return f"{type(self).__name__}(\n{out!r} : {count}\n)"

    def _make_parameters(self, inputs, out, variables):
        for names, kinds, options in zip(
            (out.list_arguments(), out.list_auxiliary_states()),
            _dtypes(out, variables),
            ({}, {"grad_req": "null"}),
            strict=True,
        ):
            for name, kind in zip(names, kinds, strict=True):
                if name not in inputs:
                    self.params.get(name, allow_deferred_init=True, dtype=kind, **options)
        start = len(os.path.commonprefix(list(self._params.keys())))
        self._reg_params = {name[start:]: param for name, param in self._params.items()}

    def _clear_cached_op(self):
        """Forget how the graph was compiled; the graph itself stays."""
        if self.__dict__.get("_cached_graph"):
            self._cached_op = None
        else:
            super()._clear_cached_op()

    def forward(self, x, *args):
        """The outputs of the graph."""
        first = x if not args and isinstance(x, NDArray) else first_array(x, args)
        if isinstance(first, Symbol):
            return self._composed((x, *args))
        return self._call_cached_op(x, *args)

    def _composed(self, args):
        """The graph with symbols in the places of its arguments."""
        given, form = flatten(args, "input")
        if form != self._in_format:
            raise AssertionError(f"Invalid input format: {form}, not {self._in_format}")
        inputs, out = self._cached_graph
        made = out(**{each.name: x for each, x in zip(inputs, given, strict=True)})
        return regroup(list(made), self._out_format)[0]

    def hybrid_forward(self, F, x, *args, **kwargs):
        """There is none: the graph is what `forward` runs."""
        raise NotImplementedError("SymbolBlock has no hybrid_forward; call the block.")

    def cast(self, dtype):
        """Convert the parameters to another type; those of batch norms stay at least float32.

        Parameters
        ----------
        dtype : str or type
        """
        super().cast(dtype)
        if is_coarse(dtype):
            for name in _normalizing(self._cached_graph[1]):
                self.params[name].cast("float32")

    def reset_ctx(self, ctx):
        """Move the parameters to other contexts.

        Parameters
        ----------
        ctx : Context or list of Context
        """
        self.collect_params().reset_ctx(ctx)


def _normalizing(out):
    """The names of the parameters of batch norms in a graph."""
    names = set(out.list_inputs())
    for each in out.get_internals():
        node = each._entries[0][0]
        if node.op is not None and "BatchNorm" in node.op.name:
            yield from (n.name for n, _ in node.inputs[1:] if n.op is None and n.name in names)


def _dtypes(out, inputs):
    """The types of the graph's arguments and states, float32 where nothing decides them."""
    arguments, _, states = out.infer_type_partial()
    del inputs
    return [[kind or mx_real_t for kind in kinds] for kinds in (arguments, states)]
