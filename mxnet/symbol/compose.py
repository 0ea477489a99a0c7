"""Making a node: names, attributes as text, and variables for the inputs that nobody gave.

What does not live here: the public functions (`_front/sym.py` writes those), or running anything.
"""

import numpy as np

from .._core.attrs import Null, dtype_word
from .._core.errors import MXNetError, operator_error
from .._graph import custom, outputs
from .._graph.ir import HIDDEN_KEYS, Node, copied, is_hidden, topological
from ..attribute import AttrScope
from ..name import NameManager
from .entries import Entries, wrapped

__all__ = ["create", "variables_for", "substitute", "text_of", "stored_key"]

# How an input that becomes a variable is to be initialized, where that is the operator's business.
_ZERO, _ONE = '["zero", {}]', '["one", {}]'
INITIALIZERS = {
    **{
        (name, "moving_mean"): _ZERO
        for name in (
            "BatchNorm",
            "BatchNorm_v1",
            "_contrib_SyncBatchNorm",
            "_contrib_BatchNormWithReLU",
        )
    },
    **{
        (name, "moving_var"): _ONE
        for name in (
            "BatchNorm",
            "BatchNorm_v1",
            "_contrib_SyncBatchNorm",
            "_contrib_BatchNormWithReLU",
        )
    },
    ("LeakyReLU", "gamma"): '["Constant", {"value": 0.25}]',
    ("UpSampling", "weight"): '["bilinear", {}]',
    ("IdentityAttachKLSparseReg", "moving_avg"): _ZERO,
}


def create(op, hint, inputs, given, name=None, attr=None, kwargs=None):
    """The symbol of one call of an operator.

    Parameters
    ----------
    op : Op
    hint : str
        What an automatic name is made of.
    inputs : tuple of (Symbol or None)
        One per slot, or all of a variadic operator.
    given : dict
        Attributes; `Null` ones were not given.
    name, attr, kwargs
        As of the public functions; `kwargs` may hold inputs and hidden attributes.

    Raises
    ------
    MXNetError
        Unknown or ill-formed attributes, an input that the attributes do not call for.
    AssertionError
        An input that is no symbol.
    """
    inputs, kwargs = list(inputs), dict(kwargs or {})
    _take_inputs(op, inputs, kwargs)
    named = {key: kwargs.pop(key) for key in list(kwargs) if isinstance(kwargs[key], Entries)}
    for i, each in enumerate(inputs):
        if each is not None and not isinstance(each, Entries):
            raise AssertionError(
                f"Argument {_slot_name(op, i)} must be Symbol instances, but got {each}"
            )
    own = {
        key: text_of(_dtype(op, key, value)) for key, value in given.items() if value is not Null
    }
    own.update(_extra(op, kwargs))
    if op.variadic is not None and op.count_attr and op.count_attr not in own:
        own[op.count_attr] = str(len(inputs))
    attrs = {stored_key(key): value for key, value in AttrScope.current.get(attr).items()}
    attrs.update(own)
    lent = _lent(op, attrs)
    node = Node(op, NameManager.current.get(name, hint.lower()), attrs)
    node.params()
    node.inputs = _filled(node, inputs, lent, named)
    return wrapped((node, i) for i in range(outputs.visible(node)))


def text_of(value):
    """An attribute as the text that a node keeps."""
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)):
        inner = ", ".join(text_of(each) for each in value)
        if isinstance(value, list):
            return f"[{inner}]"
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, np.generic):
        return str(value.item())
    if isinstance(value, (type, np.dtype)):
        return np.dtype(value).name
    if isinstance(value, Entries):
        raise TypeError(f"an attribute must be a plain value, not the symbol {value!r}")
    return str(value)


def _dtype(op, key, value):
    """The value of an attribute, a dtype by the one name that it has."""
    if (
        key != "dtype"
        or not op.attrs[key].choices
        or (value is None and None in op.attrs[key].choices)
    ):
        return value
    return dtype_word(value)


def stored_key(key):
    """The key that a node keeps an attribute under: hidden ones between double underscores."""
    return f"__{key}__" if key in HIDDEN_KEYS else key


def _take_inputs(op, inputs, kwargs):
    """Move the symbols among the keywords to their places."""
    for key in [k for k, v in kwargs.items() if isinstance(v, Entries)]:
        if op.variadic is not None and key.startswith("arg") and key[3:].isdigit():
            place = int(key[3:])
            inputs.extend([None] * (place + 1 - len(inputs)))
            inputs[place] = kwargs.pop(key)
        elif op.variadic is None and key in op.positions:
            inputs[op.positions[key]] = kwargs.pop(key)
        elif "open" in op.traits:
            continue  # the property knows the names
        else:
            raise op.unknown(key)


def _extra(op, kwargs):
    """Keywords beyond the signature: hidden attributes, or those of an open operator."""
    found = {}
    for key, value in kwargs.items():
        if key in HIDDEN_KEYS or is_hidden(key):
            found[stored_key(key)] = text_of(value)
        else:
            if not (key in op.attrs or "open" in op.traits or _is_lent(op, key)):
                op.refuse(key)
            found[key] = text_of(value)
    return found


def _is_lent(op, key):
    return any(key == f"{slot}_{hidden}" for slot in op.names for hidden in HIDDEN_KEYS)


def _lent(op, attrs):
    """Take out the attributes meant for an input's variable: `weight_lr_mult`."""
    found = {}
    for key in [k for k in attrs if _is_lent(op, k)]:
        slot = next(
            s for s in op.names if key.startswith(f"{s}_") and key[len(s) + 1 :] in HIDDEN_KEYS
        )
        found.setdefault(slot, {})[f"__{key[len(slot) + 1 :]}__"] = attrs.pop(key)
    return found


def _slot_name(op, i):
    if op.variadic is not None and i >= op.variadic:
        return f"arg{i - op.variadic}"
    return op.inputs[i].name


def _filled(node, inputs, lent, named):
    """The entries of a node's inputs, with variables where symbols are missing."""
    op, p = node.op, node.params()
    if custom.is_custom(op):
        arguments, _, states = custom.names(node)
        slots = [*arguments, *states]
        inputs = inputs + [None] * (len(slots) - len(inputs))
        for key, each in named.items():
            if key not in slots:
                raise MXNetError(
                    f"Custom {p.op_type!r}: there is no input {key!r}; it takes {slots}."
                )
            inputs[slots.index(key)] = each
    elif op.variadic is not None:
        slots = op.variadic_names(p, len(inputs))
        inputs = inputs + [None] * (len(slots) - len(inputs))
    else:
        present = op.present(p)
        for slot, each in zip(op.inputs, inputs, strict=True):
            if each is not None and slot not in present:
                raise operator_error(
                    op.name,
                    f"input {slot.name!r} came, which the attributes leave out. Attributes: {p!r}.",
                )
        pairs = [
            (s, x)
            for s, x in zip(op.inputs, inputs, strict=True)
            if s in present and (x is not None or not s.optional)
        ]
        slots, inputs = [s.name for s, _ in pairs], [x for _, x in pairs]
    return tuple(
        _entry(op, slot, x) if x is not None else (_variable(node, slot, lent), 0)
        for slot, x in zip(slots, inputs, strict=True)
    )


def _entry(op, slot, symbol):
    if len(symbol._entries) != 1:
        raise operator_error(
            op.name,
            f"input {slot!r} is a symbol of {len(symbol._entries)} outputs; a single "
            "one is required.",
            "Choose one by its index.",
        )
    return symbol._entries[0]


def _variable(node, slot, lent):
    attrs = {key: value for key, value in node.attrs.items()} | lent.get(slot, {})
    start = INITIALIZERS.get((node.op.name, slot))
    if start is not None:
        attrs["__init__"] = start
    return Node(None, f"{node.name}_{slot}", attrs)


def variables_for(node, lent=None):
    """Give a node variables for the inputs it lacks, as old files leave auxiliary states out."""
    op, p = node.op, node.params()
    if op.variadic is not None:
        return
    present = [s for s in op.present(p) if not s.optional]
    missing = present[len(node.inputs) :]
    node.inputs += tuple((_variable(node, s.name, lent or {}), 0) for s in missing)


def substitute(symbol, args, kwargs, name=None):
    """A copy of a symbol with its variables replaced by other symbols.

    Raises
    ------
    MXNetError
        A keyword that names no variable, or symbols by position for more than one node.
    """
    order = topological(symbol._entries)
    variables = [node for node in order if node.op is None]
    by_name = {}
    for node in variables:
        by_name.setdefault(node.name, []).append(node)
    if args:
        if len(args) > len(variables):
            raise MXNetError(
                f"{len(args)} symbols came for {len(variables)} variables: "
                f"{', '.join(n.name for n in variables)}"
            )
        kwargs = {node.name: each for node, each in zip(variables, args, strict=False)}
    replace = {}
    for key, each in kwargs.items():
        if key not in by_name:
            raise MXNetError(
                f"Symbol.ComposeKeyword argument name {key} not found. Candidates: "
                f"{', '.join(by_name) or 'none'}."
            )
        if len(each._entries) != 1:
            raise MXNetError(
                f"{key} is given a symbol of {len(each._entries)} outputs; a single one is "
                "required."
            )
        for node in by_name[key]:
            replace[node] = each._entries[0]
    made = copied(symbol._entries, replace)
    if name and made[0][0].op is not None:
        made[0][0].name = name
    return made
