"""The text of `mx.nd.X(...)`, specialised to the operator: no schema is walked at a call.

An operator that is one kernel without attributes gets the short path inlined: this is the hot path.
"""

from .docs import docstring

__all__ = ["function_text", "signature"]


def function_text(op, name):
    """`(source, names)`: the definition, and which of the caller's names it refers to.

    The text refers to `op`, `kernel`, `invoke`, `record`, `wrap`, `state`, `_Null`, `refuse` and `explain`.
    """
    head = f"def {name}({signature(op)}):\n"
    doc = f"    {quoted(docstring(op, name))}\n"
    if op.variadic is not None:
        return head + doc + _variadic(op)
    if _is_straight(op):
        return head + doc + _straight(op)
    return head + doc + _general(op)


def signature(op):
    """The parameters of the public function, in upstream's order: inputs, attributes, out, name, kwargs."""
    parts = []
    for slot in op.inputs:
        parts.append(f"*{slot.name}" if slot.variadic else f"{slot.name}=None")
    for key, attr in op.attrs.items():
        if key != op.count_attr:
            parts.append(f"{key}={_default(attr)}")
    return ", ".join([*parts, "out=None", "name=None", "**kwargs"])


def quoted(text):
    """A docstring literal of any text."""
    return '"""' + text.replace("\\", "\\\\").replace('"""', '\\"""').replace("\n", "\n    ") + '\n    """'


def _default(attr):
    plain = attr.default is None or isinstance(attr.default, (bool, int, str, tuple)) or (
        isinstance(attr.default, float) and attr.default == attr.default and abs(attr.default) < 1e300)
    return "_Null" if attr.required or not plain else repr(attr.default)


def _is_straight(op):
    return (op.kernel is not None and not op.attrs and not op.mode and not op.random and op.check is None
            and not op.aux and len(op.outputs) == 1 and len(op.inputs) <= 2 and "view" not in op.traits
            and all(s.when is None and not s.optional and s.dtype == "same" for s in op.inputs))


def _straight(op):
    xs = [s.name for s in op.inputs]
    first = xs[0]
    datas = ", ".join(f"d{i}" for i in range(len(xs)))
    lines = ["if out is not None or kwargs:", "    refuse(op, kwargs)",
             f"    return invoke(op, NO_ATTRS, ({', '.join(xs)},), out)", "try:"]
    lines += [f"    d{i} = {x}._data" for i, x in enumerate(xs)]
    if len(xs) == 2:
        lines += [f"    if d0.dtype is not d1.dtype or {xs[0]}._ctx is not {xs[1]}._ctx:",
                  f"        return invoke(op, NO_ATTRS, ({', '.join(xs)},))"]
    lines += [f"    t = kernel({datas})", "except Exception:",
              f"    return invoke(op, NO_ATTRS, ({', '.join(xs)},))",
              "array = new(NDArray)", "array._data = t", f"array._ctx = {first}._ctx"]
    on_tape = " or ".join(f"{x}._node is not None" for x in xs)
    lines += [f"if state.recording and ({on_tape}):",
              f"    array._node = record(op, NO_ATTRS, ({', '.join(xs)},), ({datas},), (t,), {first}._ctx)",
              "return array"]
    return "".join(f"    {line}\n" for line in lines)


def _attribute_tuple(op):
    values = [key if key != op.count_attr else "COUNT" for key in op.attrs]
    return f"({''.join(v + ', ' for v in values)})"


def _parsed(op, count=None):
    values = _attribute_tuple(op).replace("COUNT", count or "COUNT")
    training = ", state.training" if op.mode else ""
    return f"op.parse({values}{training})" if op.attrs or op.mode else "NO_ATTRS"


def _general(op):
    inputs = "".join(s.name + ", " for s in op.inputs)
    lines = ["if kwargs:", "    refuse(op, kwargs)", f"return invoke(op, {_parsed(op)}, ({inputs}), out)"]
    return "".join(f"    {line}\n" for line in lines)


def _variadic(op):
    name = op.inputs[op.variadic].name
    fixed = "".join(s.name + ", " for s in op.inputs if not s.variadic)
    lines = [f"if len({name}) == 1 and isinstance({name}[0], (list, tuple)):", f"    {name} = tuple({name}[0])",
             "if kwargs:", f"    {name} = gather(op, {name}, kwargs)",
             f"return invoke(op, {_parsed(op, f'len({name})')}, ({fixed}*{name}), out)"]
    return "".join(f"    {line}\n" for line in lines)
