"""The text of `mx.nd.X(...)`, specialised to the operator: no schema is walked at a call.

An operator that is one kernel without attributes gets the short path inlined: this is the hot path.
"""

from .._core.rules import DATALESS
from .docs import docstring

__all__ = ["function_text", "short_path", "signature", "plans", "is_straight", "short"]


def function_text(op, name, bare=False):
    """The definition, which refers to names that `ndarray/functions.py` hands in.

    With `bare` the short path's kernel is right only where it gives its input's dtype.
    """
    head = f"def {name}({signature(op)}):\n"
    doc = f"    {quoted(docstring(op, name))}\n"
    if op.variadic is not None:
        return head + doc + _variadic(op)
    if is_straight(op):
        return head + doc + _straight(op, bare)
    if short(op):
        return head + doc + _with_number(op)
    return head + doc + _general(op)


def signature(op):
    """The parameters of the public function, in upstream's order: inputs, attributes, out, name,
    kwargs.

    States that upstream's functions do not list (`late_aux`) come behind the attributes.
    """
    parts, late = [], []
    for slot in op.inputs:
        after = slot.aux and "late_aux" in op.traits
        (late if after else parts).append(f"*{slot.name}" if slot.variadic else f"{slot.name}=None")
    for key, attr in op.attrs.items():
        if key != op.count_attr and not is_open(op, key):
            parts.append(f"{key}={_default(attr)}")
    return ", ".join([*parts, *late, "out=None", "name=None", "**kwargs"])


def is_open(op, key):
    """Whether an attribute is all the keywords that the operator does not name."""
    return key == "arguments" and "open" in op.traits


def quoted(text):
    """A docstring literal of any text."""
    return (
        '"""'
        + text.replace("\\", "\\\\").replace('"""', '\\"""').replace("\n", "\n    ")
        + '\n    """'
    )


def _default(attr):
    plain = (
        attr.default is None
        or isinstance(attr.default, (bool, int, str, tuple))
        or (
            isinstance(attr.default, float)
            and attr.default == attr.default
            and abs(attr.default) < 1e300
        )
    )
    return "_Null" if attr.required or not plain else repr(attr.default)


def is_straight(op):
    return (
        op.kernel is not None
        and not op.attrs
        and not op.mode
        and not op.random
        and (op.check is None or "one_shape" in op.traits)
        and not op.aux
        and len(op.outputs) == 1
        and len(op.inputs) <= 2
        and "view" not in op.traits
        and all(s.when is None and not s.optional and s.dtype == "same" for s in op.inputs)
    )


def _body(lines):
    return "".join(f"    {line}\n" for line in lines)


def _straight(op, bare):
    xs = [s.name for s in op.inputs]
    lines = [
        "if out is not None or kwargs:",
        "    refuse(op, kwargs)",
        f"    return invoke(op, NO_ATTRS, ({', '.join(xs)},), out)",
    ]
    return _body(lines) + short_path(op, xs, bare)


def short_path(op, xs, bare):
    """The body of a function that runs a straight operator on the arrays named `xs`."""
    datas = ", ".join(f"d{i}" for i in range(len(xs)))
    again = f"invoke(op, NO_ATTRS, ({', '.join(xs)},)"
    lines = [
        "try:",
        *(f"    d{i} = {x}._data" for i, x in enumerate(xs)),
        f"    ctx = {xs[0]}._ctx",
    ]
    if len(xs) == 2:
        shapes = " or d0.shape != d1.shape" if "one_shape" in op.traits else ""
        lines += [
            f"    if d0.dtype is not d1.dtype or ctx is not {xs[1]}._ctx{shapes}:",
            f"        return {again})",
        ]
    lines += [
        f"    t = kernel({datas})",
        "except Exception:",
        f"    return {again})",
        *(["if t.dtype is not d0.dtype:", f"    return {again})"] if bare else []),
        "array = new(NDArray)",
        "array._data = t",
        "array._ctx = ctx",
        "if tape_state.recording:",
    ]
    lines += [f"    n{i} = {x}._node" for i, x in enumerate(xs)]
    masks = [(0,)] if len(xs) == 1 else [(0, 1), (0,), (1,)]
    for number, wanted in enumerate(masks):
        test = " and ".join(f"n{i} is not None" for i in wanted)
        lines += [
            f"    {'elif' if number else 'if'} {test}:",
            *(f"        {x}" for x in _node(op, xs, wanted)),
        ]
    lines += [
        "    if watch.depth and array._node is not None:",
        "        watch.forward(array._node, (t,))",
        "return array",
    ]
    return _body(lines)


def short(op):
    """`(kernel, swapped)` where floats and a number go straight to one kernel, else None."""
    return getattr(op.forward, "short", None)


def _with_number(op):
    """The short path of an array and a number; integers, and numbers of other types, go the long
    way."""
    p = _parsed(op)
    again = f"invoke(op, {p}, (data,)"
    operands = "scalar, d0" if short(op)[1] else "d0, scalar"
    lines = [
        "if out is not None or kwargs:",
        "    refuse(op, kwargs)",
        f"    return {again}, out)",
        "kind = scalar.__class__",
        "if kind is not float and kind is not int:",
        f"    return {again})",
        "try:",
        "    d0 = data._data",
        "    ctx = data._ctx",
        f"    t = kernel({operands}) if d0.is_floating_point() else None",
        "except Exception:",
        f"    return {again})",
        "if t is None:",
        f"    return {again})",
        "array = new(NDArray)",
        "array._data = t",
        "array._ctx = ctx",
        "if tape_state.recording:",
        "    n0 = data._node",
        "    if n0 is not None:",
        *(f"        {x}".replace("NO_ATTRS", p) for x in _node(op, ["data"], (0,))),
        "        if watch.depth:",
        "            watch.forward(node, (t,))",
        "return array",
    ]
    return _body(lines)


def _node(op, xs, wanted):
    """The lines that put a call on the tape when the inputs at `wanted` are: Node's constructor,
    inlined."""
    parents = ", ".join(f"n{i}" if i in wanted else "None" for i in range(len(xs)))
    slots = ", ".join(f"{x}._slot" if i in wanted else "0" for i, x in enumerate(xs))
    kept, stamp, name = [], [], "None"
    if op.gradient != "none":
        plan, name = op.plan(wanted, len(xs)), f"plan{''.join(map(str, wanted))}"
        for kind, i, mode in plan.sources:
            value = f"d{i}" if kind == "in" else "t"
            kept.append({"like": f"Like({value})", "shape": f"{value}.shape"}.get(mode, value))
            if mode not in DATALESS:  # the version of a fresh result is 0
                stamp.append(f"{value}._version" if kind == "in" else "0")
    return [
        "node = array._node = new(Node)",
        "node.op = op",
        "node.p = NO_ATTRS",
        f"node.parents = ({parents},)",
        f"node.slots = ({slots},)",
        f"node.plan = {name}",
        f"node.kept = ({''.join(v + ', ' for v in kept)})",
        f"node.stamp = ({''.join(v + ', ' for v in stamp)})",
        "node.likes = node.hooks = None",
        "node.seq = next_seq()",
        "node.ctx = ctx",
    ]


def plans(op):
    """`{name: Plan}`: what the text of an operator's short path refers to as `plan0`, `plan01`,
    ..."""
    if not (is_straight(op) or short(op)) or op.gradient == "none":
        return {}
    wanted = [(0,)] if len(op.inputs) == 1 else [(0,), (1,), (0, 1)]
    return {"plan" + "".join(map(str, w)): op.plan(w, len(op.inputs)) for w in wanted}


def _attribute_tuple(op):
    values = [key if key != op.count_attr else "COUNT" for key in op.attrs]
    return f"({''.join(v + ', ' for v in values)})"


def _parsed(op, count=None):
    values = _attribute_tuple(op).replace("COUNT", count or "COUNT")
    training = ", tape_state.training" if op.mode else ""
    return f"op.parse({values}{training})" if op.attrs or op.mode else "NO_ATTRS"


def _general(op):
    inputs = "".join(s.name + ", " for s in op.inputs)
    lines = ["if kwargs:", "    refuse(op, kwargs)", f"_p = {_parsed(op)}"]
    if _is_direct(op):
        lines += _direct(op)
    lines += [f"return invoke(op, _p, ({inputs}), out)"]
    return _body(lines)


def _is_direct(op):
    """Whether a call with all inputs given needs nothing but its forward and the tape."""
    return 1 <= len(op.inputs) <= 4 and not (op.writes or op.copies or op.listed or op.random)


def _direct(op):
    """The lines that run an operator whose inputs are all there and alike; anything else falls
    through to `invoke`, which asks the questions and words the refusals."""
    xs = [s.name for s in op.inputs]
    datas = ", ".join(f"_d{i}" for i in range(len(xs)))
    nodes = " or ".join(f"{x}._node is not None" for x in xs)
    alike = [f"_c is {x}._ctx" for x in xs[1:]]
    same = [i for i, s in enumerate(op.inputs) if s.dtype == "same"]
    alike += [f"_d{same[0]}.dtype is _d{i}.dtype" for i in same[1:]]
    given = "".join(f" and isinstance({x}, Handle)" for x in xs)
    lines = [f"if out is None{given}:", f"    _c = {xs[0]}._ctx", "    try:"]
    lines += [f"        _d{i} = {x}._data" for i, x in enumerate(xs)]
    lines += ["    except NotDense:", f"        return invoke(op, _p, ({', '.join(xs)},))"]
    lines += [f"    _on_tape = tape_state.recording and ({nodes})"]
    composite = not op.rules and op.gradient == "yes"
    questions = [*(["not _on_tape"] if composite else []), *alike] or ["True"]
    lines += [
        f"    if {' and '.join(questions)}:",
        "        try:",
        *([f"            _check(_p, {datas})"] if op.check is not None else []),
        f"            _t = _forward(_kernels, _p, {datas})",
        "        except Exception:",
        "            _t = None",
        "        if _t is not None:",
        *(f"            {line}" for line in _wrapped(op, xs, datas)),
        f"            return complete(op, _p, ({', '.join(xs)},), ({datas},), _t, _c, _on_tape)",
    ]
    return lines


def _wrapped(op, xs, datas):
    """The lines that wrap a single result, and put the call on the tape: Node's constructor and
    the choice of its plan, inlined."""
    if op.gradient == "none":
        return []
    nodes = [f"_n{i}" for i in range(len(xs))]
    mask = " | ".join(f"({n} is not None) << {i}" for i, n in enumerate(nodes))
    return [
        "if type(_t) is not tuple:",
        "    array = new(NDArray)",
        "    array._data = _t",
        "    array._ctx = _c",
        "    if _on_tape:",
        *(f"        {n} = {x}._node" for n, x in zip(nodes, xs, strict=True)),
        f"        _mask = {mask}",
        "        node = array._node = new(Node)",
        "        node.op = op",
        "        node.p = _p",
        f"        node.parents = ({', '.join(nodes)},)",
        f"        node.slots = ({''.join(f'{x}._slot, ' for x in xs)})",
        "        _plan = node.plan = masked[_mask] or plan_of(_mask)",
        f"        node.kept, node.stamp = _plan.save(({datas},), (_t,))",
        "        node.likes = node.hooks = None",
        "        node.seq = next_seq()",
        "        node.ctx = _c",
        "        if watch.depth:",
        "            watch.forward(node, (_t,))",
        "    return array",
    ]


def _variadic(op):
    name = op.inputs[op.variadic].name
    fixed = "".join(s.name + ", " for s in op.inputs if not s.variadic)
    lines = [
        f"if len({name}) == 1 and isinstance({name}[0], (list, tuple)):",
        f"    {name} = tuple({name}[0])",
        *(
            ["arguments = kwargs"]
            if "open" in op.traits
            else ["if kwargs:", f"    {name} = gather(op, {name}, kwargs)"]
        ),
        f"return invoke(op, {_parsed(op, f'len({name})')}, ({fixed}*{name},), out)",
    ]
    return _body(lines)
