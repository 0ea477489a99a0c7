"""Every example of every public docstring runs and prints what it says."""

import doctest
import importlib
import pkgutil

import pytest

import mxnet as mx
from mxnet._core import registry

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
# A docstring may take these for granted, as the books do.
GIVEN = {"mx": mx, "nd": mx.nd, "autograd": mx.autograd}


def modules():
    """The names of all modules of the package but its command line."""
    found = [m.name for m in pkgutil.walk_packages(mx.__path__, "mxnet.")]
    return sorted(name for name in found if not name.endswith("__main__"))


@pytest.mark.parametrize("name", modules())
def test_module(name):
    module = importlib.import_module(name)
    wrong = []
    for example in doctest.DocTestFinder(exclude_empty=True).find(module, name, module=module):
        if example.examples and not is_generated(module, example):
            example.globs.update({**GIVEN, **example.globs})
            wrong += run(example)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(registry.operators()))
def test_operator(name):
    space, short = registry.place(name)
    function = doctest.DocTestParser().get_doctest(
        registry.find(name).doc, dict(GIVEN), f"{space}.{short}", None, 0)
    wrong = run(function)
    assert not wrong, "\n".join(wrong)


def is_generated(module, example):
    """Whether the docstring was written from an operator's block: those have their own test."""
    made = getattr(module, example.name.rpartition(".")[2], None)
    return getattr(made, "__code__", None) and made.__code__.co_filename.startswith("<mxnet ")


def run(example):
    """What went wrong in one docstring's examples."""
    text = []
    mx.random.seed(0)
    doctest.DocTestRunner(optionflags=FLAGS).run(example, out=text.append)
    return text
