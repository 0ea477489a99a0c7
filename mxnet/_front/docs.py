"""Docstrings of generated functions, written from the operator's block."""

import textwrap

__all__ = ["docstring"]


def docstring(op, name, kind="nd"):
    """A NumPy-style docstring of `op` under the public name `name`; `kind` is `nd` or `sym`."""
    array = "NDArray" if kind == "nd" else "Symbol"
    lines = [textwrap.dedent(op.doc).strip() or f"The operator `{op.name}`.", ""]
    if op.inputs or op.attrs:
        lines += ["Parameters", "----------"]
    for slot in op.inputs:
        optional = ", optional" if slot.when or slot.optional else ""
        star = "*" if slot.variadic else ""
        lines += [f"{star}{slot.name} : {array}{optional}", *_indent(slot.doc)]
    for key, attr in op.attrs.items():
        given = "required" if attr.required else f"default {attr.default!r}"
        lines += [f"{key} : {attr.kind}, {given}", *_indent(attr.doc)]
    if kind == "nd":
        lines += ["out : NDArray or list of NDArray, optional", "    Where to write the result."]
    else:
        lines += [
            "name : str, optional",
            "    Name of the node.",
            "attr : dict of str, optional",
            "    Extra attributes of the node.",
        ]
    lines += ["", "Returns", "-------"]
    for out in op.outputs:
        lines += [f"{out.name} : {array}", *_indent(out.doc)]
    if not op.outputs:
        lines += [array]
    lines += ["", "Raises", "------", "MXNetError", "    Inputs or attributes that do not fit."]
    if kind == "nd" and op.gradient != "yes":
        told = {"zero": "The gradient is zero.", "none": "Asking for a gradient raises."}[
            op.gradient
        ]
        lines += ["", "Notes", "-----", told]
    return "\n".join(lines)


def _indent(text):
    return textwrap.indent(textwrap.dedent(text).strip(), "    ").splitlines() if text else []
