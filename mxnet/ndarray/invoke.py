"""Calling an operator on arrays: check lightly, run the kernels, record, wrap; explain only after
failure.

What does not live here: what any operator means, or the public functions (`_front` writes those).
"""

from .. import _kernels as k
from .._core.errors import MXNetError, NotDense, OutOfBounds, operator_error
from .._core.shapes import Shapes, Unknown
from .._tape.node import Node, Origin
from .._tape.state import state
from .._tape.watch import watch
from ..context import canonical, current_context, torch_device
from .handle import Handle, classes, stored, wrap
from .world import recorded

__all__ = ["invoke", "complete", "record", "explain", "write_out", "REFUSED_IN_PLACE"]

REFUSED_IN_PLACE = (
    "Inplace operations (+=, -=, x[:]=, etc) are not supported when recording with autograd: "
    "the array is part of a recorded computation. Make a new array, or do it outside of record()."
)


def invoke(op, p, inputs, out=None, cls=None):
    """Run `op` with parsed attributes `p` on `inputs` (arrays or None, one per slot).

    Parameters
    ----------
    out : array or list of arrays, optional
        Where to write the results; returned instead of new arrays.
    cls : type, optional
        Class of the results; the public `NDArray` if left out.

    Returns
    -------
    array or list of arrays
        A list where the operator shows several outputs.

    Raises
    ------
    MXNetError
        Named after the operator, with what came and what was needed.
    """
    if state.tracer is not None:
        return state.tracer.call(op, p, inputs, out)
    try:
        datas, ctx, on_tape = _read(op, p, inputs)
    except NotDense:
        return classes["sparse_call"](op, p, inputs, out)
    recording = on_tape and state.recording
    try:
        if op.check is not None:
            op.check(p, *datas)
        if recording and not op.rules and op.gradient == "yes":
            return _compose(op, p, inputs, out, ctx, cls)
        if ctx is None:
            ctx = _creation_context(p)
            with k.placed(torch_device(ctx)):
                outs = op.forward(k, p, *datas)
        else:
            outs = op.forward(k, p, *datas)
    except NotDense:  # an operator whose result is not
        return classes["sparse_call"](op, p, inputs, out)
    except _KERNEL_ERRORS as e:
        raise explain(op, p, datas, e) from (e.__cause__ if isinstance(e, MXNetError) else e)
    if type(outs) is not tuple:
        outs = (outs,)
    if op.writes:
        outs = _write_aux(op, p, inputs, outs)
    if op.copies:
        outs = tuple(k.own(t) if _is_part_of(t, datas) else t for t in outs)
    node = record(op, p, inputs, datas, outs, ctx) if recording else None
    return _finish(op, p, outs, node, ctx, out, cls)


_KERNEL_ERRORS = (
    RuntimeError,
    TypeError,
    ValueError,
    IndexError,
    NotImplementedError,
    AttributeError,
)


def _is_part_of(t, datas):
    """Whether a result is, or is a view of, one of the inputs."""
    for d in datas:
        if t is d:
            return True
    return t._is_view() and any(
        t.untyped_storage().data_ptr() == d.untyped_storage().data_ptr()
        for d in datas
        if d is not None
    )


def _read(op, p, inputs):
    """The tensors of the inputs, their one context (None without inputs), whether any is on
    tape."""
    datas, ctx, dtype, on_tape, absent = [], None, None, False, False
    for x, same in zip(inputs, op.shares_dtype(len(inputs))):
        if x is None:
            datas.append(None)
            absent = True
            continue
        if not isinstance(x, Handle):
            raise _not_an_array(op, len(datas), x)
        data = x._data
        datas.append(data)
        if x._ctx is not ctx:
            ctx = x._ctx if ctx is None else _one_device(op, ctx, x, datas)
        if x._node is not None:
            on_tape = True
        if same:
            if dtype is None:
                dtype = data.dtype
            elif data.dtype is not dtype:
                raise _mixed_dtypes(op, inputs)
    if absent:
        _check_present(op, p, datas)
    return datas, ctx, on_tape


def _one_device(op, ctx, x, datas):
    """The first context, where another one is on the same device (`cpu(0)` and `cpu(1)`)."""
    if x._data.device != next(d for d in datas if d is not None).device:
        raise operator_error(
            op.name,
            f"inputs lie on {ctx} and {x._ctx}; all must be on one device.",
            "Move one with as_in_context().",
        )
    return ctx


def _mixed_dtypes(op, inputs):
    told = ", ".join(
        f"{_slot(op, i)} {k.dtype_name(x._data)}"
        for i, (x, same) in enumerate(zip(inputs, op.shares_dtype(len(inputs))))
        if same and x is not None
    )
    return operator_error(
        op.name, f"inputs must share one dtype; came {told}.", "Convert one with astype()."
    )


def _check_present(op, p, datas):
    for slot, x in zip(op.inputs, datas, strict=False):
        if x is None and not slot.optional and (slot.when is None or slot.when(p)):
            raise operator_error(
                op.name, f"input {slot.name!r} is missing ({slot.doc}).", _attrs(p)
            )


def _slot(op, i):
    if op.variadic is not None and i >= op.variadic:
        return f"{op.inputs[op.variadic].name}[{i - op.variadic}]"
    return op.inputs[i].name


def _not_an_array(op, i, x):
    return TypeError(
        f"{op.name}: Argument {_slot(op, i)} must have NDArray type, but got {x!r:.100}"
    )


def _creation_context(p):
    given = getattr(p, "ctx", None)
    if not given:
        return canonical(current_context())
    kind, _, number = str(given).partition("(")
    return canonical(type(current_context())(kind, int(number.rstrip(")") or 0)))


def record(op, p, inputs, datas, outs, ctx):
    """Put one call on the tape; None when no input is on it."""
    parents = tuple([None if x is None else x._node for x in inputs])
    wanted = tuple([i for i, node in enumerate(parents) if node is not None])
    if not wanted:
        return None
    slots = tuple([0 if node is None else x._slot for x, node in zip(inputs, parents)])
    return make_node(op, p, parents, slots, wanted, datas, outs, ctx)


def make_node(op, p, parents, slots, wanted, datas, outs, ctx):
    """The node of a call whose inputs `wanted` are on the tape."""
    if op.gradient == "none":
        plan, kept, stamp = None, (), ()
    else:
        plan = op.plan(wanted, len(parents))
        kept, stamp = plan.save(datas, outs)
    likes = tuple(map(k.like, outs)) if len(outs) > 1 else None
    node = Node(op, p, parents, slots, plan, kept, stamp, likes, ctx)
    if watch.depth:
        watch.forward(node, outs)
    return node


def _compose(op, p, inputs, out, ctx, cls):
    """Differentiate the forward itself: run it over the recorded world's primitives."""
    outs = op.forward(recorded, p, *inputs)
    outs = outs if type(outs) is tuple else (outs,)
    if op.writes:
        outs = _write_aux(op, p, inputs, outs)
    parents = tuple(None if x is None else x._node for x in inputs)
    slots = tuple(0 if x is None else x._slot for x in inputs)
    results = []
    for index, x in enumerate(outs):
        if x._node is None or any(x._node is node for node in parents):
            x = recorded.identity(x)
        if x._node is not None and x._node.origin is None:
            x._node.origin = Origin(op, p, parents, slots, index)
        results.append(x)
    shown = results[: op.visible(p, len(results))]
    if op.copies:
        for x in shown:
            x._data = k.own(x._data)
    if out is not None:
        return write_out(op, shown, out)
    return shown[0] if len(shown) == 1 and not op.listed else shown


def _write_aux(op, p, inputs, outs):
    """Write new auxiliary states back; return the outputs alone."""
    positions = op.mutates(p, len(inputs))
    count = len(outs) - len(positions)
    for i, new in zip(positions, outs[count:], strict=True):
        if new is not None and inputs[i] is not None and not state.again:
            k.assign(inputs[i]._data, getattr(new, "_data", new))
    return outs[:count]


def complete(op, p, inputs, datas, outs, ctx, on_tape):
    """Record and wrap the results of a forward that a generated function ran itself."""
    if state.tracer is not None:
        return state.tracer.call(op, p, inputs)
    if type(outs) is not tuple:
        array = wrap(outs, ctx)
        if on_tape:
            array._node = record(op, p, inputs, datas, (outs,), ctx)
        return array
    node = record(op, p, inputs, datas, outs, ctx) if on_tape else None
    return _finish(op, p, outs, node, ctx, None, None)


def _finish(op, p, outs, node, ctx, out, cls):
    """Wrap the visible outputs, or write them where `out` says."""
    if len(outs) == 1 and out is None and not op.listed:
        array = wrap(outs[0], ctx, cls)
        array._node = node
        return array
    shown = []
    for slot in range(_shown(op, p, outs, out)):
        array = wrap(outs[slot], ctx, cls)
        array._node, array._slot = node, slot
        shown.append(array)
    if out is not None:
        if "joins" in op.traits and not p.init_output:
            shown[0]._data = k.mul(shown[0]._data, out._data)
        return write_out(op, shown, out)
    return shown[0] if len(shown) == 1 and not op.listed else shown


def _shown(op, p, outs, out):
    """How many outputs the caller gets: all, hidden ones too, where `out` has a place for each."""
    every = isinstance(out, (list, tuple)) and len(out) == len(outs)
    return len(outs) if every else op.visible(p, len(outs))


def write_out(op, results, out):
    """Write results into the arrays a caller gave as `out`, and their place on the tape with
    them."""
    targets = list(out) if isinstance(out, (list, tuple)) else [out]
    if len(targets) != len(results):
        raise operator_error(
            op.name, f"out has {len(targets)} arrays; there are {len(results)} outputs."
        )
    for target, result in zip(targets, results, strict=False):
        if not isinstance(target, Handle):
            raise TypeError(f"{op.name}: out must be an NDArray, not {type(target).__name__}")
        if state.recording and target._node is not None:
            raise operator_error(op.name, REFUSED_IN_PLACE)
        there, new = stored(target), stored(result)
        if there.shape != new.shape and "fill" not in op.traits:
            raise operator_error(
                op.name,
                f"out has shape {tuple(there.shape)}; the result has {tuple(new.shape)}.",
            )
        if there.dtype is not new.dtype and "casts" not in op.traits:
            raise operator_error(
                op.name,
                f"out has dtype {k.dtype_name(there)}; the result has {k.dtype_name(new)}.",
            )
    for target, result in zip(targets, results, strict=False):
        if target._sparse:
            target._put(stored(result))
        else:
            k.assign(target._data, stored(result))
        if (
            result._node is not None
        ):  # else a variable that is updated outside of record() stays one
            target._node, target._slot = result._node, result._slot
    return out


def explain(op, p, datas, error):
    """The MXNetError (or the operator's own) for a kernel that refused its inputs."""
    if isinstance(error, MXNetError):
        named = type(error) is not MXNetError or str(error).startswith(op.name)
        return error if named else operator_error(op.name, str(error), _attrs(p))
    told = ", ".join(
        f"{_slot(op, i)} {tuple(x.shape)} {k.dtype_name(x)}"
        for i, x in enumerate(datas)
        if x is not None
    )
    better = _infer_error(op, p, datas)
    if better is not None:
        return better
    made = operator_error(op.name, f"{k.refusal(error)}; came {told or 'no inputs'}.", _attrs(p))
    return OutOfBounds(*made.args) if isinstance(error, IndexError) else made


def _infer_error(op, p, datas):
    """What the operator's own shape rule says of the inputs, when it says no."""
    if op.infer is None or op.variadic is not None:
        return None
    given = {
        s.name: tuple(x.shape) for s, x in zip(op.inputs, datas, strict=False) if x is not None
    }
    given |= {o.name: None for o in op.outputs}
    try:
        op.infer(p, Shapes(given))
    except MXNetError as e:
        return operator_error(op.name, str(e), _attrs(p))
    except (Unknown, TypeError, ValueError, IndexError, KeyError, AttributeError):
        return None
    return None


def _attrs(p):
    text = repr(p)
    return f"Attributes: {text}." if text else None
