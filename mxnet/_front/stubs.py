"""The text of type stubs: operators from their blocks, hand-written code from its source.

What does not live here: which modules get a stub, or writing files (`tools/make_stubs.py`).
"""

import ast
import keyword
import re

from . import nd, sym

__all__ = ["module_text", "operator_stub", "function_stub", "class_stub", "usable"]

ALIASES = {
    "_Any": "from typing import Any as _Any",
    "_Literal": "from typing import Literal as _Literal",
    "_Sequence": "from collections.abc import Sequence as _Sequence",
    "_Out": "_Out = NDArray | _Sequence[NDArray] | None  # where to write the result",
    "_Shape": "_Shape = int | _Sequence[int]",
    "_Axes": "_Axes = int | _Sequence[int]",
    "_DType": "_DType = _Any  # a name, a NumPy type or dtype",
    "_Result": "_Result = _Any  # one array, or a list of several, as the attributes say",
}

# The parser of an attribute, by name, to what a caller may give.
TYPES = {
    "integer": "int",
    "boolean": "bool",
    "real": "float",
    "single": "float",
    "scalar": "float",
    "text": "str",
    "shape": "_Shape",
    "dims": "_Shape | _Sequence[int | None]",
    "axes": "_Axes",
    "floats": "float | _Sequence[float]",
    "singles": "float | _Sequence[float]",
    "dtype": "_DType",
}

# The first line below `Returns` in a docstring, to a type that says the same.
RETURNS = {
    "NDArray": "NDArray",
    "list of NDArray": "list[NDArray]",
    "NDArray or list of NDArray": "_Result",
    "Symbol": "Symbol",
    "list of Symbol": "list[Symbol]",
    "list of str": "list[str]",
    "bool": "bool",
    "int": "int",
    "float": "float",
    "str": "str",
    "None": "None",
}
# What Python itself asks of these methods, and what they give that no docstring says.
METHODS = {
    "__init__": "None",
    "__setitem__": "None",
    "__setstate__": "None",
    "__len__": "int",
    "__int__": "int",
    "__index__": "int",
    "__hash__": "int",
    "__bool__": "bool",
    "__float__": "float",
    "__repr__": "str",
    "__getitem__": "NDArray",
    "shape": "tuple[int, ...]",
    "size": "int",
    "ndim": "int",
    "stype": "str",
    "T": "NDArray",
    "grad": "NDArray | None",
}
ARITHMETIC = re.compile(
    "__[ri]?(add|sub|mul|div|truediv|mod|pow|matmul)__|__(neg|pos|abs|lt|le|gt|ge)__"
)
DTYPES = {"bool", "bfloat16", "float16", "float32", "float64", "int32", "int8", "uint8", "int64"}


def module_text(title, imports, lines):
    """A whole stub: the aliases that `lines` use, then the imports, then the lines."""
    body = "".join(lines)
    needed = {name for name in ALIASES if re.search(rf"\b{name}\b", body)}
    if "_Out" in needed or "_Shape" in needed or "_Axes" in needed:
        needed.add("_Sequence")
    if "_DType" in needed or "_Result" in needed:
        needed.add("_Any")
    heads = [text for name, text in ALIASES.items() if name in needed]
    above = [*(h for h in heads if h.startswith("from")), *imports]
    aliases = [h for h in heads if not h.startswith("from")]
    parts = ["\n".join(aliases), body.rstrip("\n")]
    if "class NDArray" in body:  # the aliases name it
        parts.reverse()
    note = "Written by tools/make_stubs.py; edit what it reads instead."
    parts = [f'"""{title}\n\n{note}\n"""', "\n".join(above), *parts]
    return "\n\n".join(part for part in parts if part) + "\n"


def operator_stub(op, name, array="NDArray", method=False, indent=""):
    """The stub of an operator's generated function.

    Parameters
    ----------
    op : Op
    name : str
        The public name, which must be an identifier.
    array : {"NDArray", "Symbol"}
        The type of inputs and outputs, which tells the front too.
    method : bool
        Whether the first input is `self`.
    """
    arguments = _parse(_parameters(op, array))
    kinds = _kinds(op, array)
    for argument in _each(arguments):
        kind = kinds.get(argument.arg, "_Any")
        argument.annotation = ast.parse(kind, mode="eval").body
    _open_defaults(arguments)
    if method:
        _bind(arguments)
    return _definition(name, ast.unparse(arguments), _result(op, array), op.doc, indent)


def function_stub(node, indent="", array="NDArray"):
    """The stub of a hand-written function, from its syntax tree."""
    arguments = ast.parse(f"def f({ast.unparse(node.args)}): ...").body[0].args
    _open_defaults(arguments)
    doc = ast.get_docstring(node) or ""
    decorators = "".join(f"{indent}@{ast.unparse(d)}\n" for d in node.decorator_list)
    kind = ast.unparse(node.returns) if node.returns else returned(node.name, doc, array)
    return decorators + _definition(node.name, ast.unparse(arguments), kind, doc, indent)


def class_stub(node, more=(), array="NDArray"):
    """The stub of a hand-written class; `more` are the stubs of methods it is given later."""
    bases = ", ".join(ast.unparse(b) for b in node.bases)
    lines = [f"class {node.name}({bases}):\n" if bases else f"class {node.name}:\n"]
    doc = first_sentence(ast.get_docstring(node) or "")
    if doc:
        lines.append(f'    """{doc}"""\n')
    for part in node.body:
        if isinstance(part, ast.FunctionDef):
            lines.append(function_stub(part, "    ", array))
        elif isinstance(part, ast.Assign):
            lines += [f"    {t.id}: _Any\n" for t in part.targets if isinstance(t, ast.Name)]
    return "".join([*lines, *more] if len(lines) + len(more) > 1 else [*lines, "    ...\n"])


def first_sentence(doc):
    """The first sentence of a docstring, as one line that a docstring can hold."""
    paragraph = " ".join(doc.strip().split("\n\n")[0].split())
    sentence = re.split(r"(?<=[.!?]) (?=[A-Z`])", paragraph)[0]
    return sentence.replace("\\", "\\\\").replace('"', "'")


def returned(name, doc, array="NDArray"):
    """The type that a NumPy-style docstring promises, `_Any` where it is none we know."""
    if name in METHODS:
        return METHODS[name].replace("NDArray", array)
    if ARITHMETIC.fullmatch(name):
        return array
    found = re.search(r"^Returns\n-+\n(.*)$", doc, re.M)
    return RETURNS.get(found[1].strip(), "_Any") if found else "_Any"


def _definition(name, parameters, kind, doc, indent):
    head = f"{indent}def {name}({parameters}) -> {kind}:"
    line = first_sentence(doc)
    return f'{head}\n{indent}    """{line}"""\n' if line else f"{head} ...\n"


def _parameters(op, array):
    """The parameters as the front writes them."""
    if array == "NDArray":
        return nd.signature(op)
    return sym.function_text(op, "f", "f").split("\n", 1)[0][len("def f(") : -len("):")]


def _parse(text):
    return ast.parse(f"def f({text}): ...").body[0].args


def _each(arguments):
    stars = [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *stars]


def _open_defaults(arguments):
    """Show defaults that are plain values; `...` stands for the others, `_Null` among them."""
    shown = [d if d is None or _plain(d) else ast.Constant(...) for d in arguments.kw_defaults]
    arguments.kw_defaults = shown
    arguments.defaults = [d if _plain(d) else ast.Constant(...) for d in arguments.defaults]


def _plain(node):
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def _bind(arguments):
    """Turn the first parameter into `self`."""
    if arguments.vararg is not None and not arguments.args:
        arguments.args = [ast.arg("self")]
        return
    if len(arguments.defaults) == len(arguments.args):
        arguments.defaults = arguments.defaults[1:]
    arguments.args[0] = ast.arg("self")


def _kinds(op, array):
    """`{parameter: type}` of an operator's function."""
    kinds = {"out": "_Out" if array == "NDArray" else "_Any", "name": "str | None"}
    kinds["attr"] = "dict[str, str] | None"
    for slot in op.inputs:
        kinds[slot.name] = f"{array} | _Sequence[{array}]" if slot.variadic else f"{array} | None"
    for key, attr in op.attrs.items():
        kinds[key] = attribute_type(attr)
    return kinds


def attribute_type(attr):
    """The type of what a caller may give for an attribute."""
    if attr.choices:
        words = [c for c in attr.choices if c is not None]
        kind = "_DType" if DTYPES.issuperset(words) else f"_Literal{words!r}"
        none = None in attr.choices
    else:
        parser, _, word = attr.parse.__name__.partition(" or ")
        kind, none = TYPES.get(parser, "_Any"), bool(word)
    return f"{kind} | None" if (none or attr.default is None) and kind != "_Any" else kind


def _result(op, array):
    if array != "NDArray":  # a symbol of several outputs is one symbol
        return array
    shown = [o for o in op.outputs if o.visible is None]
    if op.visible_count is not None or any(o.variadic for o in op.outputs):
        return "_Result"
    if len(shown) <= 1 and all(o.visible is None for o in op.outputs):
        return array
    sometimes = [o for o in op.outputs if o.visible is not None and not _hidden(o)]
    if sometimes:
        return "_Result"
    return array if len(shown) == 1 else f"list[{array}]"


def _hidden(slot):
    """Whether an output is never shown: its `visible` looks at nothing."""
    try:
        return not slot.visible(None)
    except AttributeError:
        return False


def usable(name):
    """Whether a name can be defined in a stub."""
    return name.isidentifier() and not keyword.iskeyword(name)
