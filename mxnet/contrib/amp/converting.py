"""Finished graphs and models in mixed precision.

What does not live here: the walk over the graph (`rewriting.py`), blocks and modules.
"""

from ..._core import dtypes
from ..._core.errors import MXNetError
from ..._graph.ir import topological
from ...ndarray import NDArray
from ...symbol import Symbol
from ...symbol.entries import wrapped
from .rewriting import rewritten
from .tables import Choice, is_texts, lower

__all__ = ["convert_model", "convert_symbol", "cast_like"]

_KEY = "__dtype__"
_UNKNOWN = "-1"  # what says that a variable's dtype is to be found out


def convert_symbol(
    sym, target_dtype="float16", target_dtype_ops=None, fp32_ops=None, conditional_fp32_ops=None,
    excluded_sym_names=None, data_names=None, cast_optional_params=False,
):  # fmt: skip
    """A graph with casts, so that it computes in lower precision where that is safe.

    Parameters
    ----------
    sym : Symbol
    target_dtype : str
        `"float16"` or `"bfloat16"`.
    target_dtype_ops, fp32_ops : list of str, optional
        Operators for lower precision, and for float32, in place of the tables.
    conditional_fp32_ops : list of (str, str, list of str), optional
        Operator, attribute, and its values with which the operator computes in float32.
    excluded_sym_names : list of str, optional
        Nodes that stay in float32.
    data_names : list of str, optional
        The variables that are no parameters.
    cast_optional_params : bool
        Give parameters lower precision where that saves a cast; needs `data_names`.

    Returns
    -------
    Symbol
        Its outputs are float32.

    Raises
    ------
    AssertionError
        An argument of a wrong kind; an operator in two lists.

    Examples
    --------
    >>> import mxnet as mx
    >>> x = mx.sym.FullyConnected(mx.sym.var("x"), num_hidden=2, no_bias=True, name="fc")
    >>> [each.name for each in convert_symbol(x).get_internals()][2:]
    ['fc_weight', 'fc_weight_amp_cast_float16', 'fc', 'fc_output_amp_cast_float32']
    """
    assert isinstance(sym, Symbol), "First argument to convert_symbol should be Symbol"
    dtype = lower(
        target_dtype, "Only target_dtype float16 and bfloat16 are supported currently"
    )
    choice = Choice(dtype, target_dtype_ops, fp32_ops, conditional_fp32_ops)
    excluded = [] if excluded_sym_names is None else excluded_sym_names
    assert is_texts(excluded), "excluded_sym_names should be a list of strs"
    names = sym.list_inputs()
    params = _parameters(names, data_names)
    movable = params if cast_optional_params else set()
    made = wrapped(rewritten(sym._entries, choice, excluded, movable))
    _declare(made, params, _cast_already(sym, movable, dtype))
    return made


def _parameters(names, data_names):
    """The variables that are no data; none where nobody told."""
    if data_names is None:
        return set()
    wrong = sorted(set(data_names) - set(names))
    if wrong:
        raise MXNetError(f"data_names: the symbol has no input {', '.join(wrong)}")
    return set(names) - set(data_names)


def _cast_already(sym, params, dtype):
    """The parameters that the graph casts by itself, each to one dtype only: those dtypes.

    What `amp_multicast` casts would be of lower precision.
    """
    found = {}
    for node in topological(sym._entries):
        if node.op is not None and node.op.name in ("amp_cast", "amp_multicast"):
            to = dtypes.to_name(getattr(node.params(), "dtype", dtype))
            for source, _ in node.inputs:
                if source.op is None and source.name in params:
                    found.setdefault(source.name, set()).add(to)
    return {name: wanted.pop() for name, wanted in found.items() if len(wanted) == 1}


def _declare(sym, params, cast_already):
    """Note the dtypes of parameters at their variables; those of other variables are float32.

    A variable that holds integers keeps its dtype.
    """
    nodes = [node for node in topological(sym._entries) if node.op is None]
    for node in nodes:
        given = node.attrs.get(_KEY)
        if node.name in params:
            node.attrs.pop(_KEY, None)
        elif given not in (None, _UNKNOWN) and dtypes.NAMES.get(int(given)) in dtypes.FLOATS:
            node.attrs[_KEY] = str(dtypes.FLAGS["float32"])
    found = dict(zip(sym.list_arguments(), sym.infer_type_partial()[0], strict=True))
    for node in nodes:
        if node.name in params and _KEY not in node.attrs:
            name = dtypes.to_name(found.get(node.name))
            if name == "float32":  # nobody reads it as anything else
                name = cast_already.get(node.name, name)
            node.attrs[_KEY] = str(dtypes.FLAGS[name])


def convert_model(
    sym, arg_params, aux_params, target_dtype="float16", target_dtype_ops=None, fp32_ops=None,
    conditional_fp32_ops=None, excluded_sym_names=None, cast_optional_params=False,
):  # fmt: skip
    """A symbol and its parameters in mixed precision; `convert_symbol` tells the arguments.

    Parameters
    ----------
    sym : Symbol
    arg_params, aux_params : dict of str to NDArray
        What is in neither is data.

    Returns
    -------
    (Symbol, dict, dict)
        New ones; parameters have the dtypes that the symbol declares.

    Examples
    --------
    >>> import mxnet as mx
    >>> fc = mx.sym.FullyConnected(mx.sym.var("x"), num_hidden=2, no_bias=True, name="fc")
    >>> weights = {"fc_weight": mx.nd.ones((2, 3))}
    >>> _, args, _ = convert_model(fc, weights, {}, cast_optional_params=True)
    >>> args["fc_weight"].dtype.__name__
    'float16'
    """
    assert isinstance(sym, Symbol), "First argument to convert_model should be Symbol"
    for place, given in (("Second", arg_params), ("Third", aux_params)):
        assert isinstance(given, dict), (
            f"{place} argument to convert_model should be a dict of name to ndarray"
        )
    data = [n for n in sym.list_inputs() if n not in arg_params and n not in aux_params]
    made = convert_symbol(
        sym, target_dtype, target_dtype_ops, fp32_ops, conditional_fp32_ops, excluded_sym_names,
        data, cast_optional_params,
    )  # fmt: skip
    return made, cast_like(made, arg_params), cast_like(made, aux_params)


def cast_like(sym, params):
    """Parameters in the dtypes that a symbol's variables declare."""
    declared = {
        node.name: dtypes.NAMES[int(node.attrs[_KEY])]
        for node in topological(sym._entries)
        if node.op is None and int(node.attrs.get(_KEY, _UNKNOWN)) in dtypes.NAMES
    }
    return {
        name: x.astype(declared[name]) if name in declared and isinstance(x, NDArray) else x
        for name, x in params.items()
    }
