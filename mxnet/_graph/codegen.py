"""A trace as Python text: one function, one line per call, values let go at their last use.

What does not live here: passes, or running the text.
"""

import keyword
import re

from .. import _kernels as k
from .calls import Value
from .chain import Chain

__all__ = ["text", "bodies"]


def text(trace, name):
    """`(source, constants)`: the function `name` as text, and what it names but cannot say."""
    names, constants = _names(trace), {}
    arguments = [names[x] for x in trace.inputs]
    together, apart = arguments[: trace.packed], arguments[trace.packed :]
    lines = [f"def {name}({', '.join(['saved', *apart] if together else apart)}):"]
    lines += [f"    # {names[x]}: {_form(x)}" for x in trace.inputs]
    if together:
        lines += [f"    {', '.join(together)}, = saved", "    saved.clear()"]
    gone = _last_uses(trace)
    for at, call in enumerate(trace.calls):
        lines.append(_line(call, names, constants))
        if gone[at]:
            lines.append(f"    del {', '.join(names[x] for x in gone[at])}")
    results = "".join(f"{names[x] if x is not None else None}, " for x in trace.outputs)
    lines.append(f"    return ({results})")
    chains = [x.text(each) for each, x in constants.items() if type(x) is Chain]
    return "".join(chains) + "\n".join(lines) + "\n", constants


def _names(trace):
    """A name of its own for every value: that of its node, with a number where it is taken."""
    taken, names = {"k", "saved"}, {}

    def name(x, wanted):
        base = re.sub(r"\W", "_", wanted) or "x"
        base = f"_{base}" if base[0].isdigit() or keyword.iskeyword(base) else base
        found, number = base, counts.get(base, 0)
        while found in taken:
            number += 1
            found = f"{base}_{number}"
        counts[base] = number
        taken.add(found)
        names[x] = found

    counts: dict = {}
    for x in trace.inputs:
        if x not in names:
            name(x, x.name or "saved")
    for call in trace.calls:
        node = call.label.split(" ")[-1] or call.kernel
        for x in call.outs:
            if x is not None:
                name(x, f"{'d_' if call.part else ''}{node}")
    return names


def _last_uses(trace):
    """For every call the values that nothing behind it names."""
    seen = {*trace.outputs, *trace.inputs[trace.packed :]}
    gone = []
    for call in reversed(trace.calls):
        used = [x for x in (*call.values(), *call.outs) if x is not None and x not in seen]
        used = list(dict.fromkeys(used))
        gone.append(used)
        seen.update(used)
    return gone[::-1]


def _line(call, names, constants):
    outs = ", ".join("_" if x is None else names[x] for x in call.outs)
    if call.listed and len(call.outs) == 1:
        outs = f"({outs},)"
    args = [names[x] if type(x) is Value else _said(x, constants) for x in call.args]
    params = [f"{name}={_said(x, constants)}" for name, x in call.params.items()]
    forms = ", ".join("-" if x is None else _form(x) for x in call.outs)
    told = f"{forms}  {call.label}"
    if call.over is not None:
        told += f"; over {names[call.over]}"
    if call.opaque is not None:
        constants[f"f{len(constants)}"] = call.opaque
        function = f"f{len(constants) - 1}"
        whole = f"; reads values: {call.kernel} runs as a whole"
        told += "; calls what stands below" if bodies(call) else whole
    else:
        function = f"k.{call.kernel}{_bare(call)}"
    return f"    {outs} = {function}({', '.join(args + params)})  # {told}"


def bodies(call):
    """`[(what it is for, text)]` of the programs that a loop or branch calls."""
    owner = getattr(call.opaque, "__self__", None)
    return owner.bodies_told() if hasattr(owner, "bodies_told") else []


def _bare(call):
    """Kernels that look at the dtype first have a form without the look, for floating point."""
    bare = getattr(getattr(k, call.kernel), "bare", None)
    values = call.values()
    floats = bare is not None and values and all(x.dtype.is_floating_point for x in values)
    return ".bare" if floats else ""


def _form(x):
    return f"{k.dtype_name(x.meta)}{list(x.shape)}"


def _said(x, constants):
    """A number, name or tuple as text; anything else under a name."""
    if isinstance(x, (tuple, list)):
        inner = ", ".join(_said(each, constants) for each in x)
        if isinstance(x, list):
            return f"[{inner}]"
        return f"({inner},)" if len(x) == 1 else f"({inner})"
    if x is None or type(x) in (bool, int, str):
        return repr(x)
    if type(x) is float and x - x == 0:
        return repr(x)
    kind = k.dtype_called(x)
    if kind is not None:
        return repr(kind)
    name = f"{'chain' if type(x) is Chain else 'c'}{len(constants)}"
    constants[name] = x
    return name
