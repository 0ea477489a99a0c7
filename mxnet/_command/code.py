"""`python -m mxnet code FILE-symbol.json data=64,784`: the program that a symbol file becomes."""

import argparse
import tempfile
from pathlib import Path

from .. import _kernels as k
from .. import symbol
from .._core import flags
from .._core.dtypes import to_name
from .._core.errors import MXNetError
from .._graph.compiled import clear_cache, compile_graph
from .._graph.flow import takes_head_gradient

__all__ = ["add", "run"]


def add(commands):
    """Declare the command."""
    command = commands.add_parser("code", help="show the program that a symbol file becomes")
    command.add_argument("file", help="a symbol's JSON, as net-symbol.json")
    command.add_argument(
        "inputs", nargs="+", type=_input, metavar="NAME=SHAPE",
        help="an input's shape and, behind a colon, its dtype: data=64,784 or data=64,784:float16",
    )  # fmt: skip
    command.add_argument(
        "--train", action="store_true",
        help="a training step: forward, and the gradients of all that is no input",
    )  # fmt: skip
    command.add_argument(
        "--stages", action="store_true", help="show what every pass of the compiler made of it"
    )
    command.add_argument(
        "--times", action="store_true",
        help="run it on random numbers, and show the milliseconds of every line, the longest first",
    )  # fmt: skip


def run(given):
    """The lines of the program, or of every stage of it."""
    net = symbol.load(given.file)
    shapes, dtypes = _forms(net, given.inputs)
    names = net.list_inputs()
    wanted = ()
    if given.train:
        fed = {name for name, _, _ in given.inputs}
        wanted = [n for n in net.list_arguments() if n not in fed and not n.endswith("label")]
    heads = net._entries
    takes = [takes_head_gradient(node) for node, _ in heads] if given.train else False

    def compiled():
        return compile_graph(heads, names, shapes, dtypes, given.train, wanted, takes)

    if given.times:
        return _times(compiled(), names, net.list_auxiliary_states(), shapes, dtypes, heads)
    if not given.stages:
        return compiled().source.rstrip().split("\n")
    clear_cache()  # a program that is there already has no stages to show
    with tempfile.TemporaryDirectory() as folder, flags.override(MXNET_GRAPH_DUMP=folder):
        compiled().function("step" if wanted else "forward")
        lines = []
        for file in sorted(Path(folder).iterdir(), key=lambda path: path.stat().st_mtime_ns):
            lines.append(f"# ---- {file.stem.split('-', 1)[1]}")
            lines += file.read_text().rstrip().split("\n")
    return lines


def _times(program, names, states, shapes, dtypes, heads):
    """The milliseconds of every line, and of all together."""
    values = []
    for name in names:
        low = 0.0 if name in states else -0.1  # a state may be a variance; nothing saturates
        drawn = k.draw_uniform(low, 0.1, shape=shapes[name], dtype="float32")
        values.append(k.cast(drawn, dtype=dtypes[name]))
    outputs = program.forward(values)[0] if program.wanted else ()
    pairs = zip(outputs, heads, strict=False)
    seeds = [k.ones_like(x) for x, (node, _) in pairs if takes_head_gradient(node)]
    found = program.times(values, seeds)
    lines = [f"{seconds * 1e3:10.3f}  {line}" for seconds, line in sorted(found, reverse=True)]
    return [*lines, f"{sum(seconds for seconds, _ in found) * 1e3:10.3f}  in all"]


def _input(text):
    """`(name, shape, dtype)` of `name=2,3:float16`."""
    name, equals, form = text.partition("=")
    dims, _, dtype = form.partition(":")
    try:
        shape = tuple(int(n) for n in dims.strip("()").split(",") if n.strip())
    except ValueError:
        shape = None
    if not name or not equals or shape is None or any(n < 1 for n in shape):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form data=64,784")
    try:
        return name, shape, to_name(dtype or "float32")
    except (TypeError, MXNetError):
        raise argparse.ArgumentTypeError(f"{text!r}: there is no dtype {dtype!r}") from None


def _forms(net, inputs):
    """The shapes and dtypes of all variables, by name."""
    known = set(net.list_inputs())
    for name, _, _ in inputs:
        if name not in known:
            raise MXNetError(f"{name!r} is no input of the symbol; those are {sorted(known)}.")
    found, _, states = net.infer_shape(**{name: shape for name, shape, _ in inputs})
    kinds, _, state_kinds = net.infer_type_partial(**{name: dtype for name, _, dtype in inputs})
    if found is None:
        raise MXNetError("the shapes of some inputs do not follow from those given; give more.")
    arguments, auxiliary = net.list_arguments(), net.list_auxiliary_states()
    shapes = dict(zip([*arguments, *auxiliary], [*found, *states], strict=True))
    dtypes = dict(zip([*arguments, *auxiliary], [*kinds, *state_kinds], strict=True))
    return shapes, {name: _name(kind) for name, kind in dtypes.items()}


def _name(kind):
    """A dtype's name; what does not follow, as normalization's parameters, is float32."""
    return "float32" if kind is None else kind if isinstance(kind, str) else kind.__name__
