"""`Block.save` and `load`: parameters together with the compiled graphs of the blocks inside.

The file `prefix-model.json` names every block inside by class and number, with its children and,
where it was hybridized and ran, its graph. What does not live here: parameters' files
(`_saving.py`).
"""

import json
from itertools import count

from .._core.atomic import write_bytes
from .._core.errors import MXNetError
from ..symbol import load_json

__all__ = ["save_structure", "load_structure"]

MAX_BYTES = 1 << 28


def save_structure(block, prefix):
    """Write a block's structure and graphs."""
    numbers = count()
    text = json.dumps({_key(block, numbers): _described(block, numbers)})
    write_bytes(f"{prefix}-model.json", text.encode("utf-8"))


def _key(block, numbers):
    return f"{type(block).__name__.lower()}{next(numbers)}"


def _described(block, numbers):
    """A block as JSON holds it; blocks inside follow behind its own fields."""
    made = {"orig_name": block.name}
    graph = getattr(block, "_cached_graph", ())
    if graph and block._in_format is not None:
        inputs, out = graph
        made["in_format"], made["out_format"] = block._in_format, block._out_format
        made["inputs"] = [each.tojson() for each in inputs if each is not None]
        made["symbol"] = out.tojson()
    made["hybridized"] = bool(getattr(block, "_active", False))
    made["children"] = {child.name: name for name, child in block._children.items()}
    for child in block._children.values():
        key = _key(child, numbers)  # its number is before those of the blocks inside it
        made[key] = _described(child, numbers)
    return made


def load_structure(block, prefix):
    """Put the graphs of a file into a block of the same structure.

    Returns
    -------
    callable
        What a parameter is called in the file, by what it is called here: blocks made by the same
        code may have other names in another process.

    Raises
    ------
    MXNetError
        The file is not there or is damaged, or the block has another structure.
    """
    path = f"{prefix}-model.json"
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        model = json.loads(data.decode("utf-8")) if len(data) <= MAX_BYTES else None
    except OSError as error:
        raise MXNetError(f"load: cannot read {path!r}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise MXNetError(f"load: {path!r} holds no JSON: {error}") from None
    if not isinstance(model, dict) or len(model) != 1:
        raise MXNetError(f"load: {path!r} does not describe a block")
    names = _restore(block, next(iter(model.values())), path)
    return lambda name: _translated(name, names)


def _translated(name, names):
    """A path of attributes with those names that the file has for them."""
    own, dot, rest = name.partition(".")
    if not dot or own not in names:
        return name
    saved, inner = names[own]
    return f"{saved}.{_translated(rest, inner)}"


def _restore(block, described, path):
    """Put graphs into a block; gives the file's names of the blocks inside, with theirs in turn."""
    if not isinstance(described, dict) or not isinstance(described.get("children"), dict):
        raise MXNetError(f"load: {path!r} does not describe the block {block.name!r}")
    inner = [each for key, each in described.items() if key not in _FIELDS]
    if len(inner) != len(block._children):
        raise MXNetError(
            f"load: {path!r} has {len(inner)} blocks inside {described.get('orig_name')!r}; "
            f"{block.name!r} has {len(block._children)}"
        )
    if "symbol" in described and hasattr(block, "_cached_graph"):
        _restore_graph(block, described)
    saved = list(described["children"].values())
    if len(saved) != len(inner):  # blocks of one name are one entry; then ours have to be the same
        saved = list(block._children)
    return {
        own: (name, _restore(child, each, path))
        for (own, child), name, each in zip(block._children.items(), saved, inner, strict=True)
    }


_FIELDS = {
    "orig_name", "in_format", "out_format", "inputs", "symbol", "hybridized", "children",
}  # fmt: skip


def _restore_graph(block, described):
    """Take over a graph, if it names the block's parameters; else it is made anew by a call."""
    texts = described.get("inputs")
    if not isinstance(texts, list) or not all(
        isinstance(text, str) for text in [described["symbol"], *texts]
    ):
        raise MXNetError(f"the graph of {described.get('orig_name')!r} is not given as text")
    out, inputs = load_json(described["symbol"]), [load_json(text) for text in texts]
    formats = described.get("in_format"), described.get("out_format")
    places, results = map(_flat, formats)
    if places.count(0) != len(inputs) or len(results) != len(out):
        raise MXNetError(
            f"the graph of {described.get('orig_name')!r} has {len(inputs)} inputs and {len(out)} "
            f"outputs, which its formats {formats} do not fit"
        )
    block._clear_cached_op()
    block._active = True
    known = {each.name for each in inputs} | set(block.collect_params().keys())
    if set(out.list_inputs()) <= known:
        given = iter(inputs)
        block._in_format, block._out_format = formats
        block._cached_graph = [next(given) if each == 0 else None for each in places], out


def _flat(form):
    """The formats of single values in a nested format."""
    stack, found = [form], []
    while stack:
        each = stack.pop()
        if isinstance(each, list):
            stack.extend(reversed(each))
        elif type(each) is int and -1 <= each < 1 << 16:
            found.extend([0] * each if each > 1 else [each])
        else:
            raise MXNetError(f"{each!r:.60} is no format of arguments")
    return found
