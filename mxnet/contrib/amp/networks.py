"""Gluon blocks and modules for buckets in mixed precision.

What does not live here: how a graph is converted (`converting.py`).
"""

from ...context import gpu
from ...gluon.block import HybridBlock, SymbolBlock
from ...initializer import Zero
from ...module import BucketingModule
from .converting import cast_like, convert_model, convert_symbol

__all__ = ["convert_bucketing_module", "convert_hybrid_block"]


def convert_hybrid_block(
    block, target_dtype="float16", target_dtype_ops=None, fp32_ops=None,
    conditional_fp32_ops=None, excluded_sym_names=None, ctx=gpu(0),  # noqa: B008
    cast_optional_params=False,
):  # fmt: skip
    """A block of the graph that a hybridized block has run, in mixed precision.

    Parameters
    ----------
    block : HybridBlock
    ctx : Context or list of Context
        Where the parameters of the result are.
    target_dtype, target_dtype_ops, fp32_ops, conditional_fp32_ops, excluded_sym_names
        As of `convert_symbol`.
    cast_optional_params : bool
        Give parameters lower precision where that saves a cast.

    Returns
    -------
    SymbolBlock

    Raises
    ------
    RuntimeError
        The block was not hybridized, or did not run since.

    Examples
    --------
    >>> import mxnet as mx
    >>> net = mx.gluon.nn.Dense(2)
    >>> net.initialize(); net.hybridize()
    >>> _ = net(mx.nd.ones((1, 3)))
    >>> convert_hybrid_block(net, ctx=mx.cpu())(mx.nd.ones((1, 3))).dtype.__name__
    'float32'
    """
    assert isinstance(block, HybridBlock), "block should be an instance of HybridBlock"
    if not block._cached_graph:
        raise RuntimeError(
            "Please first call block.hybridize() and then run forward with this block at least "
            "once before calling export."
        )
    inputs, out = block._cached_graph
    inputs = [each for each in inputs if each is not None]
    args, states = _arrays(block, out)
    made, args, states = convert_model(
        out, args, states, target_dtype, target_dtype_ops, fp32_ops, conditional_fp32_ops,
        excluded_sym_names, cast_optional_params,
    )  # fmt: skip
    result = SymbolBlock(made, inputs)
    for name, param in result.collect_params().items():
        array = args.get(name, states.get(name))
        if array is not None:
            param.cast(array.dtype)
            param.shape = array.shape
            param.initialize(Zero(), ctx=ctx)  # there are no random numbers of bfloat16
            param.set_data(array)
    return result


def _arrays(block, out):
    """The values of a block's arguments and states, by name."""
    arguments, states = set(out.list_arguments()), set(out.list_auxiliary_states())
    found = {
        name: param._reduce()
        for name, param in [*block.collect_params().items(), *block._held.items()]
    }
    return (
        {name: x for name, x in found.items() if name in arguments},
        {name: x for name, x in found.items() if name in states},
    )


def convert_bucketing_module(
    bucketing_mod, target_dtype="float16", target_dtype_ops=None, fp32_ops=None,
    conditional_fp32_ops=None, excluded_sym_names=None, cast_optional_params=False,
):  # fmt: skip
    """A module for buckets whose networks are those of another in mixed precision.

    Parameters
    ----------
    bucketing_mod : BucketingModule
        Bound, with parameters.
    target_dtype, target_dtype_ops, fp32_ops, conditional_fp32_ops, excluded_sym_names
        As of `convert_symbol`.
    cast_optional_params : bool
        Give parameters lower precision where that saves a cast.

    Returns
    -------
    BucketingModule
        To be bound; it has the parameters.
    """
    assert isinstance(bucketing_mod, BucketingModule), (
        "module should be an instance of BucketingModule"
    )
    args, states = bucketing_mod.get_params()

    def generate(bucket_key):
        made, data_names, label_names = bucketing_mod._generated(bucket_key)
        data = [n for n in made.list_inputs() if n not in args and n not in states]
        made = convert_symbol(
            made, target_dtype, target_dtype_ops, fp32_ops, conditional_fp32_ops,
            excluded_sym_names, data, cast_optional_params,
        )  # fmt: skip
        return made, data_names, label_names

    key = bucketing_mod._default_bucket_key
    made = generate(key)[0]
    return BucketingModule.load_dict(
        {key: made}, generate, key, cast_like(made, args), cast_like(made, states),
        **bucketing_mod._given,
    )  # fmt: skip
