"""Write the type stubs of the modules whose functions are made at run time.

    python tools/make_stubs.py            write every stub
    python tools/make_stubs.py --check    compare with what is there; exit 1 where one is stale

A stub holds the operators of its namespace, with the signatures their functions have, and what the
source beside it defines or passes on. Modules without operators need none: checkers read their
source.
"""

import argparse
import ast
import importlib
import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import mxnet as mx  # noqa: E402
from mxnet._core import registry  # noqa: E402
from mxnet._front import stubs  # noqa: E402
from mxnet.ndarray import fluent  # noqa: E402

# module -> the namespace of operators it shows, None where it has none of its own
ND_MODULES = {
    "mxnet.ndarray": "",
    "mxnet.ndarray.op": "",
    "mxnet.ndarray._internal": "_internal",
    "mxnet.ndarray.contrib": "contrib",
    "mxnet.ndarray.image": "image",
    "mxnet.ndarray.linalg": "linalg",
    "mxnet.ndarray.random": "random",
    "mxnet.ndarray.sparse": "sparse",
    "mxnet.ndarray.ndarray": None,
}
ARRAY = "mxnet.ndarray.array"

# Functions of these modules give one array, but for those named.
MAKERS = {"mxnet.ndarray.creation", "mxnet.ndarray.random"}
OTHERS = {"multinomial"}


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--check", action="store_true", help="compare instead of writing")
    stale = [p for p, text in all_stubs().items() if not write(p, text, words.parse_args().check)]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is stale: run python tools/make_stubs.py")
    return 1 if stale else 0


def write(path, text, check):
    """Whether the file at `path` holds `text`; without `check` it does afterwards."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return True
    if not check:
        path.write_text(text, encoding="utf-8")
    return not check


def all_stubs():
    """`{path: text}` of every stub of the package."""
    made = {stub_path(name): module_stub(name, space) for name, space in ND_MODULES.items()}
    made[stub_path(ARRAY)] = array_stub()
    place = stub_path("mxnet.contrib.ndarray")
    star = ["from ..ndarray.contrib import *  # noqa: F403"]
    made[place] = stubs.module_text("The names of `mx.nd.contrib`, at their older place.", star, [])
    return made


def stub_path(module):
    base = ROOT.joinpath(*module.split("."))
    return base / "__init__.pyi" if base.is_dir() else base.with_suffix(".pyi")


def module_stub(name, space):
    """The stub of a module: what its source defines, what it passes on, then its operators."""
    module, tree = runtime_module(name), source_tree(name)
    part = Part(module)
    if tree is not None:
        part.read(tree)
    part.add_submodules()
    for short, op in sorted(registry.namespace(space).items() if space is not None else ()):
        if not stubs.usable(short) or short in part.held:
            continue
        if name == "mxnet.ndarray":  # the same functions, described in one place
            part.imports.append(f"from .op import {short} as {short}")
        else:
            part.lines.append(stubs.operator_stub(op, short))
    if "NDArray" not in part.held and any("NDArray" in line for line in part.lines):
        part.imports.insert(0, f"from {ARRAY} import NDArray")
    title = (module.__doc__ or name).strip().split("\n")[0]
    return stubs.module_text(title, part.imports, part.lines)


class Part:
    """What a module holds besides operators: imports, lines of the stub, names held so far."""

    def __init__(self, module):
        self.module, self.imports, self.lines, self.held = module, [], [], set()
        self.public = set(getattr(module, "__all__", ()))
        if self.public:
            names = ", ".join(f'"{name}"' for name in sorted(self.public))
            self.lines.append(f"__all__ = [{names}]\n\n")

    def read(self, tree):
        """Take over what the source spells out, then public functions that it makes in loops."""
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.level:
                self.take_import(node)
            elif isinstance(node, ast.FunctionDef) and self.shows(node.name):
                self.add(node.name, described(getattr(self.module, node.name), node.name))
            elif isinstance(node, ast.ClassDef) and self.shows(node.name):
                self.add(node.name, stubs.class_stub(node))
        for name in sorted(self.public - self.held):
            self.add(name, described(getattr(self.module, name), name))

    def take_import(self, node):
        """Describe the public functions that a source imports; pass on the rest it shows."""
        if node.names[0].name == "*":
            names = importlib.import_module("." * node.level + node.module, self.module.__name__)
            self.imports.append(ast.unparse(node) + "  # noqa: F403")
            self.held |= set(names.__all__)
            return
        for alias in node.names:
            name = alias.asname or alias.name
            if not self.shows(name) or name in self.held:
                continue
            value = getattr(self.module, name)
            if inspect.isfunction(value):
                self.add(name, described(value, name))
            else:
                dots = "." * node.level + (node.module or "")
                self.imports.append(f"from {dots} import {alias.name} as {name}")
                self.held.add(name)

    def add_submodules(self):
        """Pass on the modules of operators, which no source imports."""
        for name, value in sorted(vars(self.module).items()):
            if inspect.ismodule(value) and value.__name__ in ND_MODULES and name not in self.held:
                if value.__name__ == f"{self.module.__name__}.{name}":
                    self.imports.append(f"from . import {name} as {name}")
                    self.held.add(name)

    def shows(self, name):
        """Whether a program may see the name here."""
        if self.public:
            return name in self.public
        return name[0] != "_" and hasattr(self.module, "__path__")

    def add(self, name, text):
        self.held.add(name)
        self.lines.append(text)


def described(function, name, indent=""):
    """The stub of a function known only at run time."""
    parameters = inspect.signature(function).parameters.values()
    plain = [p.replace(default=shown(p.default), annotation=p.empty) for p in parameters]
    head = f"def {name}{inspect.Signature(plain)}: ..."
    node = ast.parse(head).body[0]
    node.body = [ast.Expr(ast.Constant(inspect.getdoc(function) or ""))]
    if function.__module__ in MAKERS and name not in OTHERS:
        node.returns = ast.Name("NDArray")
    return stubs.function_stub(node, indent)


def shown(default):
    """A default that is a plain value, as it is; any other as `...`."""
    plain = default is None or isinstance(default, (bool, int, float, str, tuple))
    return default if plain or default is inspect.Parameter.empty else ...


def array_stub():
    """The stub of NDArray: its methods as written, then those made from operators."""
    tree = source_tree(ARRAY)
    (node,) = (n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "NDArray")
    written = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    written |= {t.id for part in node.body if isinstance(part, ast.Assign) for t in part.targets}
    methods = []
    for name in sorted(set(fluent.NAMES) - written):
        op = registry.find(name)
        methods.append(stubs.operator_stub(op, name, method=True, indent="    "))
    for name, value in sorted(vars(mx.nd.NDArray).items()):
        if inspect.isfunction(value) and name not in written and name not in fluent.NAMES:
            methods.append(described(value, name, "    "))
    title = ast.get_docstring(tree).split("\n")[0]
    imports = ["from .handle import Handle"]
    return stubs.module_text(title, imports, [stubs.class_stub(node, methods)])


def runtime_module(name):
    importlib.import_module("mxnet")
    return sys.modules.get(name) or importlib.import_module(name)


def source_tree(name):
    path = stub_path(name).with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8")) if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
