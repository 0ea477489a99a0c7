"""Write the type stubs of the modules whose functions are made, or loaded, at run time.

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
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import mxnet as mx  # noqa: E402
from mxnet._core import registry  # noqa: E402
from mxnet._front import stubs  # noqa: E402
from mxnet.ndarray import fluent  # noqa: E402
from mxnet.symbol import fluent as symbol_fluent  # noqa: E402


class Family(NamedTuple):
    """Modules of functions over one class: that class, where it is, and how they go together."""

    package: str
    array: str
    home: str
    kind: type
    methods: tuple
    modules: dict  # module -> the namespace of operators it shows, None where it shows none


SPACES = ("_internal", "contrib", "image", "linalg", "random", "sparse")


def modules_of(package):
    """The modules of a package that show operators."""
    return {package: "", f"{package}.op": ""} | {f"{package}.{name}": name for name in SPACES}


ND = Family(
    "mxnet.ndarray", "NDArray", "mxnet.ndarray.array", mx.nd.NDArray, tuple(fluent.NAMES),
    modules_of("mxnet.ndarray") | {"mxnet.ndarray.ndarray": None, "mxnet.ndarray.array": None},
)  # fmt: skip
SYM = Family(
    "mxnet.symbol", "Symbol", "mxnet.symbol.symbol", mx.sym.Symbol,
    (*fluent.NAMES, *symbol_fluent.MORE),
    modules_of("mxnet.symbol") | {"mxnet.symbol.symbol": None},
)  # fmt: skip
FAMILIES = (ND, SYM)

# Functions of these modules give one array, or symbol, but for those named.
MAKERS = {
    "mxnet.ndarray.creation", "mxnet.ndarray.random", "mxnet.symbol.creation",
    "mxnet.symbol.random",
}  # fmt: skip
OTHERS = {"multinomial"}

# Modules that only pass another's names on.
PASSED_ON = {"mxnet.contrib.ndarray": "..ndarray.contrib"}

# Packages that load what they hold when it is first used.
LAZY = ("mxnet",)


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--check", action="store_true", help="compare instead of writing")
    check = words.parse_args().check
    stale = [path for path, text in all_stubs().items() if not write(path, text, check)]
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
    made = {}
    for family in FAMILIES:
        for name, space in family.modules.items():
            made[stub_path(name)] = module_stub(family, name, space)
    for name, source in PASSED_ON.items():
        title = f"The names of `{source.lstrip('.')}`, at their older place."
        star = [f"from {source} import *  # noqa: F403"]
        made[stub_path(name)] = stubs.module_text(title, star, [])
    for name in LAZY:
        made[stub_path(name)] = lazy_stub(runtime_module(name), source_tree(name))
    return made


def lazy_stub(package, tree):
    """The stub of a package that loads its names late: it imports all of them."""
    places = package.__getattr__.places
    imports = [ast.unparse(node) for node in tree.body
               if isinstance(node, ast.ImportFrom) and node.names[0].name in package.__all__]
    for name, (module, member) in sorted(places.items()):
        where, what = (f".{module}", member) if member else (".", module)
        imports.append(f"from {where} import {what} as {name}")
    held = ", ".join(f'"{name}"' for name in sorted(package.__all__))
    title = package.__doc__.split("\n")[0]
    return stubs.module_text(title, imports, [f"__all__ = [{held}]\n"])


def stub_path(module):
    base = ROOT.joinpath(*module.split("."))
    return base / "__init__.pyi" if base.is_dir() else base.with_suffix(".pyi")


def module_stub(family, name, space):
    """The stub of a module: what its source defines, what it passes on, then its operators."""
    module, tree = runtime_module(name), source_tree(name)
    part = Part(family, module)
    if tree is not None:
        part.read(tree)
    part.add_submodules()
    for short, op in sorted(registry.namespace(space).items() if space is not None else ()):
        if not stubs.usable(short) or short in part.held:
            continue
        if name == family.package:  # the same functions, described in one place
            part.imports.append(f"from .op import {short} as {short}")
        else:
            part.lines.append(stubs.operator_stub(op, short, family.array))
    known = family.array in part.held
    known = known or any(line.endswith(f"import {family.array}") for line in part.imports)
    if not known and any(family.array in line for line in part.lines):
        part.imports.insert(0, f"from {family.home} import {family.array}")
    title = (module.__doc__ or name).strip().split("\n")[0]
    return stubs.module_text(title, part.imports, part.lines)


class Part:
    """What a module holds besides operators: imports, lines of the stub, names held so far."""

    def __init__(self, family, module):
        self.family, self.module = family, module
        self.imports, self.lines, self.held = [], [], set()
        self.public = set(getattr(module, "__all__", ()))
        if self.public:
            names = ", ".join(f'"{name}"' for name in sorted(self.public))
            self.lines.append(f"__all__ = [{names}]\n\n")

    def read(self, tree):
        """Take over what the source spells out, then public functions that it makes in loops."""
        bases = {b.id for n in tree.body if isinstance(n, ast.ClassDef)
                 for b in n.bases if isinstance(b, ast.Name) and self.shows(n.name)}  # fmt: skip
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.level:
                self.take_import(node, bases)
            elif isinstance(node, ast.FunctionDef) and self.shows(node.name):
                self.add(node.name, self.described(getattr(self.module, node.name), node.name))
            elif isinstance(node, ast.ClassDef) and self.shows(node.name):
                more = self.installed(node) if node.name == self.family.array else ()
                self.add(node.name, stubs.class_stub(node, more, self.family.array))
        for name in sorted(self.public - self.held):
            self.add(name, self.described(getattr(self.module, name), name))

    def take_import(self, node, bases):
        """Describe the public functions that a source imports; pass on the rest it shows."""
        dots = "." * node.level + (node.module or "")
        if node.names[0].name == "*":
            source = importlib.import_module(dots, self.module.__name__)
            self.imports.append(ast.unparse(node) + "  # noqa: F403")
            self.held |= set(source.__all__)
            return
        for alias in node.names:
            name = alias.asname or alias.name
            if name in bases and not self.shows(name):
                self.imports.append(f"from {dots} import {alias.name}")
            if not self.shows(name) or name in self.held:
                continue
            value = getattr(self.module, name)
            if inspect.isfunction(value):
                self.add(name, self.described(value, name))
            else:
                self.imports.append(f"from {dots} import {alias.name} as {name}")
                self.held.add(name)

    def add_submodules(self):
        """Pass on the modules of operators, which no source imports."""
        for name, value in sorted(vars(self.module).items()):
            full = f"{self.module.__name__}.{name}"
            if full in self.family.modules and inspect.ismodule(value) and name not in self.held:
                self.imports.append(f"from . import {name} as {name}")
                self.held.add(name)

    def installed(self, node):
        """The methods that a class is given after it was written."""
        written = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        written |= {t.id for part in node.body if isinstance(part, ast.Assign)
                    for t in part.targets if isinstance(t, ast.Name)}  # fmt: skip
        array, methods = self.family.array, []
        for name in sorted(set(self.family.methods) - written):
            op = registry.find(name)
            methods.append(stubs.operator_stub(op, name, array, method=True, indent="    "))
        for name, value in sorted(vars(self.family.kind).items()):
            if inspect.isfunction(value) and name not in (*written, *self.family.methods):
                methods.append(self.described(value, name, "    "))
        return methods

    def described(self, function, name, indent=""):
        """The stub of a function known at run time."""
        parameters = inspect.signature(function).parameters.values()
        plain = [p.replace(default=shown(p.default), annotation=p.empty) for p in parameters]
        node = ast.parse(f"def {name}{inspect.Signature(plain)}: ...").body[0]
        node.body = [ast.Expr(ast.Constant(inspect.getdoc(function) or ""))]
        array = self.family.array
        if function.__module__ in MAKERS and (name not in OTHERS or array == "Symbol"):
            node.returns = ast.Name(array)
        return stubs.function_stub(node, indent, array)

    def shows(self, name):
        """Whether a program may see the name here."""
        if self.public:
            return name in self.public
        if not hasattr(self.module, "__path__"):  # a module without __all__: its class alone
            return name == self.family.array
        return name[0] != "_"

    def add(self, name, text):
        self.held.add(name)
        self.lines.append(text)


def shown(default):
    """A default that is a plain value, as it is; any other as `...`."""
    plain = default is None or isinstance(default, (bool, int, float, str, tuple))
    return default if plain or default is inspect.Parameter.empty else ...


def runtime_module(name):
    return sys.modules.get(name) or importlib.import_module(name)


def source_tree(name):
    path = stub_path(name).with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8")) if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
