"""`python -m mxnet code FILE-symbol.json data=64,784`: the program that a symbol file becomes."""

import argparse
import tempfile
from pathlib import Path

from .. import symbol
from .._core import flags
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
    return name, shape, dtype or "float32"


def _forms(net, inputs):
    """The shapes and dtypes of all variables, by name."""
    known = set(net.list_inputs())
    for name, _, _ in inputs:
        if name not in known:
            raise MXNetError(f"{name!r} is no input of the symbol; those are {sorted(known)}.")
    found, _, states = net.infer_shape(**{name: shape for name, shape, _ in inputs})
    kinds, _, state_kinds = net.infer_type(**{name: dtype for name, _, dtype in inputs})
    if found is None or kinds is None:
        raise MXNetError("the shapes of some inputs do not follow from those given; give more.")
    arguments, auxiliary = net.list_arguments(), net.list_auxiliary_states()
    shapes = dict(zip([*arguments, *auxiliary], [*found, *states], strict=True))
    dtypes = dict(zip([*arguments, *auxiliary], [*kinds, *state_kinds], strict=True))
    return shapes, {name: _name(kind) for name, kind in dtypes.items()}


def _name(kind):
    return kind if isinstance(kind, str) else kind.__name__
