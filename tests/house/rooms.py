"""The rooms of the house and what every source file imports, read with ``ast``.

Nothing is imported here, so a broken module is still judged. The order of the rooms is that of
``docs/house.md``; a new top-level module of the package gets its place in ``FLOORS``.
"""

import ast
import functools
import os
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mxnet"

# From the ground up: a module imports only from floors before its own. Rooms that share a floor
# may see each other as long as no cycle arises, but for those in STRANGERS.
FLOORS = [
    ["libinfo"],
    ["_core"],
    ["_kernels", "_front", "_tape"],
    ["_ops"],
    ["_graph"],
    ["base", "error", "files", "log", "util", "misc", "registry", "context", "name", "attribute"],
    # One floor: autograd works on arrays, and NDArray.backward() asks autograd. No cycle of
    # modules arises, since autograd needs only the bare handle of an array.
    ["ndarray", "autograd", "numpy_dispatch_protocol"],
    ["executor"],
    ["symbol"],
    ["operator", "numpy", "numpy_extension"],
    [
        "api", "random", "initializer", "lr_scheduler", "metric", "optimizer", "kvstore",
        "kvstore_server", "recordio", "io", "image", "model", "callback", "monitor", "rnn",
        "module", "gluon", "contrib", "onnx", "executor_manager",
    ],
    [
        "engine", "library", "notebook", "profiler", "rtc", "runtime", "space", "torch",
        "visualization", "test_utils", "ndarray_doc", "symbol_doc", "numpy_op_fallback", "tools",
    ],
    ["_command"],
    ["__init__", "__main__"],
]  # fmt: skip
STRANGERS = {"_kernels", "_front", "_tape"}

# The only modules outside `_kernels` that may import torch, each with its reason.
TORCH_ALLOWED: dict[str, str] = {}

# Packages of the extras: imported when first used, so that `import mxnet` neither needs nor
# loads them. Nothing else is imported inside a function.
OPTIONAL_DEPENDENCIES = {
    "cv2", "graphviz", "matplotlib", "onnx", "onnxruntime", "pandas", "PIL", "ray",
    "safetensors", "scipy", "tensorboard", "tensorboardX", "tqdm", "IPython", "bokeh",
}  # fmt: skip


class Import(NamedTuple):
    """One import statement: what it names, where it stands, and whether a function holds it."""

    target: str
    line: int
    inside_function: bool
    typing_only: bool


def floor_of(room: str) -> int | None:
    """The index of the floor that holds ``room``; None where it has no place yet."""
    return next((i for i, rooms in enumerate(FLOORS) if room in rooms), None)


def is_late_import_allowed(target: str) -> bool:
    """Whether a function may import ``target``: an optional dependency, never our own room."""
    return target.split(".")[0] in OPTIONAL_DEPENDENCIES


def room_of(module: str) -> str:
    """``mxnet._ops.dense`` lies in ``_ops``; the package itself in ``__init__``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@functools.cache
def modules() -> dict[str, Path]:
    """Every module of the package by dotted name; a package goes by its folder's name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@functools.cache
def imports_of(module: str) -> tuple[Import, ...]:
    """What ``module`` imports, with relative names made absolute and resolved to modules."""
    path = modules()[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: list[Import] = []
    _collect(tree_of(path), package, False, False, found)
    return tuple(found)


def _collect(node: ast.AST, package: str, inside: bool, typing_only: bool, found: list) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            for target in _targets(child, package):
                found.append(Import(target, child.lineno, inside, typing_only))
            continue
        function = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        guarded = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        _collect(child, package, inside or function, typing_only or guarded, found)


def _targets(node: ast.Import | ast.ImportFrom, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        parts = package.split(".")
        base = ".".join(parts[: len(parts) - node.level + 1] + ([base] if base else []))
    if base.split(".")[0] != "mxnet":
        return [base]
    # `from package import name`: a submodule where there is one, else the package itself.
    known = modules()
    named = [f"{base}.{alias.name}" for alias in node.names]
    return list(dict.fromkeys(n if n in known else base for n in named))


def own_imports(module: str) -> list[Import]:
    """The imports of ``module`` that stay inside the package and are needed when it runs."""
    return [
        i for i in imports_of(module) if i.target.split(".")[0] == "mxnet" and not i.typing_only
    ]


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of more than one module, or one importing itself, that form cycles."""
    order: list[str] = []
    seen: set[str] = set()
    for start in graph:
        _finish(graph, start, seen, order)
    backwards: dict[str, set[str]] = {node: set() for node in graph}
    for node, targets in graph.items():
        for target in targets & graph.keys():
            backwards[target].add(node)
    groups, assigned = [], set()
    for node in reversed(order):
        group: list[str] = []
        _finish(backwards, node, assigned, group)
        if len(group) > 1 or (group and node in graph[node]):
            groups.append(sorted(group))
    return groups


def _finish(graph: dict[str, set[str]], start: str, seen: set[str], order: list[str]) -> None:
    """Append what is reachable from ``start`` and not yet ``seen``, deepest first."""
    stack = [(start, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen and node in graph:
            seen.add(node)
            stack.append((node, True))
            stack.extend((target, False) for target in sorted(graph[node]))


def source_files(*suffixes: str) -> list[Path]:
    """Files of the project, or those with one of ``suffixes``, as git would track them."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not _SKIPPED.fullmatch(name))
        paths = (Path(folder, name) for name in sorted(names))
        found += [path for path in paths if not suffixes or path.suffix in suffixes]
    return found


# Environments, caches and what building, the demo and the benchmarks write.
_SKIPPED = re.compile(r"\.(?!ci$|github$).*|build|dist|out|__pycache__|.*\.egg-info")
