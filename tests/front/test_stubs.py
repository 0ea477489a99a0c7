"""The committed stubs: fresh, whole, and of the same signatures as the functions they stand for."""

import ast
import inspect
import subprocess
import sys

import pytest

from mxnet._core import registry
from mxnet._core.attrs import Attr, maybe
from mxnet._front import stubs
from tests.house.rooms import ROOT
from tools import make_stubs

OPERATOR_MODULES = {
    module: space
    for family in make_stubs.FAMILIES
    for module, space in family.modules.items()
    if space is not None
}


def functions_of(module):
    tree = ast.parse(make_stubs.stub_path(module).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_stubs_are_fresh():
    """Else: run `python tools/make_stubs.py` and commit what it writes."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_stubs.py"), "--check"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_stale_stub_is_told(tmp_path):
    path = tmp_path / "some.pyi"
    assert not make_stubs.write(path, "x: int\n", check=True)
    assert not path.exists()
    assert make_stubs.write(path, "x: int\n", check=False)
    assert make_stubs.write(path, "x: int\n", check=True)
    assert not make_stubs.write(path, "x: str\n", check=True)


@pytest.mark.parametrize("module", OPERATOR_MODULES)
def test_every_operator_is_in_the_stub(module):
    text = make_stubs.stub_path(module).read_text(encoding="utf-8")
    tree = ast.parse(text)
    named = {n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            named |= {a.asname or a.name for a in node.names}
    star = {"mxnet.ndarray": "mxnet.ndarray.ndarray", "mxnet.symbol": "mxnet.symbol.symbol"}
    named |= set(functions_of(star[module])) if module in star else set()
    wanted = {n for n in registry.namespace(OPERATOR_MODULES[module]) if stubs.usable(n)}
    assert wanted <= named


@pytest.mark.parametrize("module", OPERATOR_MODULES)
def test_parameters_are_those_of_the_functions(module):
    held = make_stubs.runtime_module(module)
    stubbed = functions_of(module)
    for name, node in stubbed.items():
        wanted = list(inspect.signature(getattr(held, name)).parameters)
        arguments = node.args
        stars = [a for a in (arguments.vararg, arguments.kwarg) if a]
        given = [a.arg for a in (*arguments.args, *arguments.kwonlyargs, *stars)]
        assert sorted(given) == sorted(wanted), name
        assert ast.get_docstring(node) or not getattr(held, name).__doc__, name


def test_types_of_attributes():
    attributes = Attr(int, 1), Attr(maybe(float), None), Attr(("avg", "max"), "max")
    kinds = [stubs.attribute_type(attribute) for attribute in attributes]
    assert kinds == ["int", "float | None", "_Literal['avg', 'max']"]
    assert stubs.attribute_type(Attr((None, "float32", "int32"), None)) == "_DType | None"


def test_required_attributes_have_no_default_to_show():
    line = stubs.operator_stub(registry.find("FullyConnected"), "FullyConnected")
    assert "num_hidden: int=..." in line
    assert "no_bias: bool=False" in line
    assert line.splitlines()[0].endswith("-> NDArray:")


def test_symbols_have_names_and_attributes():
    line = stubs.operator_stub(registry.find("exp"), "exp", "Symbol").splitlines()[0]
    assert "data: Symbol | None=None" in line and "attr: dict[str, str] | None=None" in line
    assert line.endswith("-> Symbol:")


def test_methods_take_themselves_first():
    line = stubs.operator_stub(registry.find("clip"), "clip", method=True, indent="    ")
    assert line.startswith("    def clip(self, a_min: float")


def test_one_sentence_of_a_docstring():
    assert stubs.first_sentence("One thing.\nTwo lines? Three.\n\nMore.") == "One thing."
    assert stubs.first_sentence('A "b" \\ c') == "A 'b' \\\\ c"
    assert stubs.first_sentence("") == ""
