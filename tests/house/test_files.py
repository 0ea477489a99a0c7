"""What every file of the tree keeps to: sizes, no dangerous calls, no traces of one machine."""

import ast
import re

import pytest

from tests.house import rooms

MOST_LINES = 500
MOST_COLUMNS = 100

# path -> why it may be longer. Generated stubs (.pyi) are not counted: nobody reads them through.
LONG_FILES: dict[str, str] = {}

# path -> why `eval`, `pickle` and their kin are safe there.
TRUSTED: dict[str, str] = {
    "mxnet/gluon/data/_message.py": "between a loader and its own processes, by a pipe",
    "mxnet/optimizer/updater.py": "it writes; reading goes by an allow-list, in reading.py",
    "mxnet/gluon/data/_pool_iter.py": "from workers that the program itself has started",
    "mxnet/gluon/data/_pool.py": "the same: tasks on their way to the loader's own processes",
}

CODE = rooms.source_files(".py")
PACKAGE_CODE = [path for path in CODE if rooms.PACKAGE in path.parents]
TEXT_SUFFIXES = ("", ".cfg", ".in", ".ini", ".json", ".md", ".py", ".pyi", ".sh", ".toml", ".txt",
                 ".typed", ".yaml", ".yml")

# Written in halves, so that this file does not find itself.
MACHINE_TRACES = re.compile(
    "|".join(
        re.escape(first + second)
        for first, second in [
            ("/wor", "k/"), ("/roo", "t/"), ("/opt/", "pypi"), ("/opt/", "wheels"),
            ("pypi", ".org"), ("pythonhosted", ".org"), ("download.", "pytorch.org"),
            ("files.", "pypi"), ("anaconda", ".org"), ("../sha", "red"),
        ]
    )
)  # fmt: skip


def name_of(path):
    return path.relative_to(rooms.ROOT).as_posix()


def test_files_and_lines_stay_short():
    found = []
    for path in CODE:
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > MOST_LINES and name_of(path) not in LONG_FILES:
            found.append(f"{name_of(path)} has {len(lines)} lines: split it")
        wide = [number for number, line in enumerate(lines, 1) if len(line) > MOST_COLUMNS]
        found += [f"{name_of(path)}: over {MOST_COLUMNS} columns in lines {wide}"] * bool(wide)
    assert not found, "\n".join(found)


def test_long_files_are_still_long():
    """A file that was split leaves the list."""
    for name in LONG_FILES:
        assert len((rooms.ROOT / name).read_text(encoding="utf-8").splitlines()) > MOST_LINES


def test_modules_say_what_lives_in_them():
    silent = [name_of(p) for p in PACKAGE_CODE if not ast.get_docstring(rooms.tree_of(p))]
    assert not silent


def test_nothing_evaluates_or_unpickles():
    found = []
    for path in PACKAGE_CODE:
        uses = list(dangerous_uses(rooms.tree_of(path)))
        if name_of(path) in TRUSTED:
            assert uses, f"{name_of(path)} no longer needs to be trusted: take it off the list"
        elif uses:
            found.append(f"{name_of(path)}: {uses}")
    assert not found, "\n".join(found)


def test_generated_code_can_be_read_in_a_debugger():
    """`exec` runs in one place, which hands the source to linecache first."""
    places = [path for path in PACKAGE_CODE if calls(rooms.tree_of(path), "exec")]
    assert len(places) <= 1, f"exec in {[name_of(p) for p in places]}: call the one that exists"
    for path in places:
        assert "linecache.cache" in path.read_text(encoding="utf-8"), name_of(path)


def test_no_trace_of_one_machine():
    found = []
    for path in rooms.source_files():
        if path.suffix in TEXT_SUFFIXES:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [
                f"{name_of(path)}:{number}: {hit.group()}"
                for number, line in enumerate(lines, 1)
                if (hit := MACHINE_TRACES.search(line))
            ]
    assert not found, "\n".join(found)


def calls(tree, name):
    """Lines where the builtin ``name`` is called."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def dangerous_uses(tree):
    """What could run code that came from a file: eval, unpickling, and torch's own loader."""
    yield from (f"line {line}: eval" for line in calls(tree, "eval"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            for name in names:
                if name.split(".")[0] in ("pickle", "cPickle", "_pickle", "dill", "shelve",
                                          "marshal", "cloudpickle", "joblib"):
                    yield f"line {node.lineno}: {name}"
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in ("torch.load", "np.load"):
            yield f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    "source, count",
    [
        ("eval('1')", 1),
        ("import pickle", 1),
        ("from pickle import loads", 1),
        ("x = torch.load(path)", 1),
        ("ast.literal_eval('1'); model.eval()", 0),
    ],
)
def test_dangerous_uses_are_seen(source, count):
    assert len(list(dangerous_uses(ast.parse(source)))) == count
