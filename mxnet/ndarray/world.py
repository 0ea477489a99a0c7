"""The recorded world: every primitive as a function of arrays that puts itself on the tape.

Gradients of gradients and operators without rules of their own run here. What does not live here:
MXNet's operators, or the raw world (which is `_kernels` itself).
"""

from functools import partial
from types import SimpleNamespace

from .. import _kernels as k
from .._core.errors import GradientError
from .._core.primitive import defaults_of, find_composite, find_primitive
from .._tape.node import Node
from .._tape.state import state
from .._tape.watch import watch
from ..context import canonical, current_context, gpu
from .handle import Handle, wrap

__all__ = ["context_of", "recorded", "lift"]


class Recorded:
    """Attribute access makes the recorded form of a kernel on first touch and keeps it."""

    def __getattr__(self, name):
        call = _recorded(name)
        setattr(self, name, call)
        return call


def _recorded(name):
    kernel = getattr(k, name, None)
    if kernel is None:
        raise AttributeError(f"there is no kernel {name!r}")
    if name == "add_":
        return recorded.add
    whole = find_composite(name)
    if whole is not None:
        return partial(whole, recorded)
    prim = find_primitive(name)
    defaults = defaults_of(kernel)

    def call(*values, **params):
        ctx, datas, wanted = None, [], []
        for i, x in enumerate(values):
            if isinstance(x, Handle):
                ctx = ctx or x._ctx
                datas.append(x._data)
                if x._node is not None:
                    wanted.append(i)
            else:
                datas.append(x)
        result = kernel(*datas, **params)
        if type(result) is str:  # a fact about an array, as dtype_name
            return result
        outs = result if type(result) is tuple else (result,)
        node = None
        if wanted and state.recording:
            if prim is None or (not prim.rules and prim.gradient == "yes"):
                raise GradientError(
                    f"{name}: this kernel has no gradient rule, so what was recorded here "
                    "cannot be differentiated."
                )
            node = _node(prim, defaults, params, values, tuple(wanted), datas, outs, ctx)
        arrays = tuple(_wrap(t, ctx, node, i) for i, t in enumerate(outs))
        return arrays if type(result) is tuple else arrays[0]

    call.__name__ = name
    return call


def _node(prim, defaults, params, values, wanted, datas, outs, ctx):
    p = (
        SimpleNamespace(**defaults, **params)
        if not params.keys() & defaults
        else SimpleNamespace(**(defaults | params))
    )
    arity = max(len(values), len(prim.inputs) if prim.variadic is None else 0)
    datas = datas + [None] * (arity - len(datas))
    parents = tuple(getattr(x, "_node", None) for x in values) + (None,) * (arity - len(values))
    slots = tuple(getattr(x, "_slot", 0) for x in values) + (0,) * (arity - len(values))
    if prim.gradient == "none":
        return Node(prim, p, parents, slots, None, (), (), None, ctx)
    plan = prim.plan(wanted, arity)
    kept, stamp = plan.save(datas, outs)
    likes = tuple(map(k.like, outs)) if len(outs) > 1 else None
    node = Node(prim, p, parents, slots, plan, kept, stamp, likes, ctx)
    if watch.depth:
        watch.forward(node, outs)
    return node


def _wrap(tensor, ctx, node, slot):
    if tensor is None or not hasattr(tensor, "_version"):
        return tensor
    array = wrap(tensor, ctx or context_of(tensor))
    array._node, array._slot = node, slot
    return array


def context_of(tensor):
    """The context that a tensor lies on."""
    if tensor.device.type == "cuda":
        return canonical(gpu(tensor.device.index))
    return canonical(current_context())


def lift(node):
    """What a node kept, as arrays that are linked to the tape again."""
    lifted = []
    for value, source in zip(node.kept, node.plan.saved, strict=True):
        lifted.append(_lift(value, source, node))
    return tuple(lifted)


def _lift(value, source, node):
    if source is None or value is None:
        return value
    kind, i = source
    if isinstance(value, (list, tuple)):
        return [_lift(x, (kind, i + j), node) for j, x in enumerate(value)]
    if not hasattr(value, "_version"):
        return value
    array = wrap(value, node.ctx)
    if kind == "out":
        array._node, array._slot = node, i
    else:
        array._node, array._slot = node.parents[i], node.slots[i]
    return array


recorded = Recorded()
