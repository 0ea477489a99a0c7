"""The package's names are there as ever, and all are loaded when one is first used."""

import doctest
import importlib
import inspect
import pickle
import pkgutil
import re
import subprocess
import sys
import types
from unittest import mock

import pytest

import mxnet as mx
from mxnet._core.lazy import lazily
from tests.house import rooms

RECORDS = """
import os, sys, tempfile
import mxnet as mx
import mxnet.recordio
from mxnet import recordio, files, MXNetError
import numpy as np

folder = tempfile.mkdtemp()
names = os.path.join(folder, "a.idx"), os.path.join(folder, "a.rec")
with mx.recordio.MXIndexedRecordIO(*names, "w") as record:
    record.write_idx(3, recordio.pack(recordio.IRHeader(0, [1.0, 2.0], 3, 0), b"pixels"))
header, content = recordio.unpack(recordio.MXIndexedRecordIO(*names, "r").read_idx(3))
assert (list(header.label), content) == ([1, 2], b"pixels"), (header, content)
files.save(os.path.join(folder, "x.params"), {"w": np.arange(3.0)})
assert files.load(os.path.join(folder, "x.params"))["w"].tolist() == [0, 1, 2]
try:
    files.load(names[1])
except MXNetError as problem:
    assert "RecordIO" in str(problem)
assert mx.__version__ and not hasattr(mx, "nothing") and "nd" in dir(mx)
print(sorted(name for name in ("torch", "cv2", "mxnet.ndarray") if name in sys.modules))
"""

THREADS = """
import sys, threading
sys.setswitchinterval(1e-5)
import mxnet as mx
start, done = threading.Barrier(8), []

def touch(name):
    start.wait()
    found = mx
    for part in name.split("."):
        found = getattr(found, part)
    done.append(name)

names = "nd.ones autograd.record gluon.nn contrib.amp sym.var mod recordio np".split()
threads = [threading.Thread(target=touch, args=(name,)) for name in names]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(done) == sorted(names), set(names) - set(done)
x = mx.nd.ones((2,))
x.attach_grad()
with mx.autograd.record():
    y = (x * x).sum()
y.backward()
print(x.grad.asnumpy().tolist())
"""


FIRST = """
import importlib, json, sys
import torch
for first in {rooms}:
    for name in [name for name in sys.modules if name.split(".")[0] == "mxnet"]:
        del sys.modules[name]
    importlib.import_module("mxnet." + first)
    mx = importlib.import_module("mxnet")
    assert "mxnet.test_utils" not in sys.modules
    assert mx.nd.ones((2,)).shape == (2,)
    assert "mxnet.test_utils" in sys.modules
print("all")
"""


def printed(program):
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=rooms.ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_records_and_parameters_are_read_without_torch():
    assert printed(RECORDS) == "[]"


def test_first_uses_in_several_threads():
    assert printed(THREADS) == "[2.0, 2.0]"


def test_any_module_may_be_the_first():
    """Rooms that import each other are those where the order could matter."""
    graph = {}
    for module in rooms.modules():
        mine = graph.setdefault(rooms.room_of(module), set())
        mine |= {rooms.room_of(i.target) for i in rooms.own_imports(module)} - {"__init__"}
        mine.discard(rooms.room_of(module))
    mutual = sorted(sum(rooms.cycles(graph), []))
    assert not [room for room in mutual if room.startswith("_")]
    assert printed(FIRST.format(rooms=mutual)) == "all"


def test_every_public_module_is_a_name_of_the_package():
    found = {m.name for m in pkgutil.iter_modules(mx.__path__) if not m.name.startswith("_")}
    assert found - {"tools"} <= set(mx.__all__)  # tools are run, not used


def test_names_are_what_they_say():
    assert mx.nd is sys.modules["mxnet.ndarray"] is mx.ndarray
    assert mx.cpu is mx.context.cpu and mx.AttrScope is mx.attribute.AttrScope
    assert set(mx.__all__) <= set(dir(mx))
    star = {}
    exec("from mxnet import *", star)  # the only form that takes all
    assert set(mx.__all__) <= set(star) and star["sym"] is mx.sym


def test_a_fetched_name_is_an_ordinary_attribute():
    assert vars(mx)["nd"] is mx.nd
    with mock.patch("mxnet.nd", "another"):
        assert mx.nd == "another"
    assert mx.nd is mx.ndarray


def test_probing_finds_nothing_and_loads_nothing():
    package = fake("probed", {"part": "x = 1", "easy": "y = 1"}, light=["easy"])
    for name in ("__wrapped__", "__path_", "_repr_html_", "foo"):
        assert not hasattr(package, name)
    assert inspect.unwrap(package) is package
    assert doctest.DocTestFinder().find(package) == []
    assert "probed.part" not in sys.modules and "part" in dir(package)
    with pytest.raises(AttributeError, match="module 'probed' has no attribute 'foo'"):
        _ = package.foo
    assert package.easy.y == 1 and "probed.part" not in sys.modules
    assert package.also.x == 1 and package.part.x == 1 and package.x == 1


def test_all_are_loaded_with_the_first_in_their_order():
    package = fake("probed", {"part": "x = 1", "b": "from . import c", "c": "z = 1", "d": ""})
    assert package.d and list(filter(re.compile("probed.*").match, sys.modules)) == [
        "probed", "probed.part", "probed.c", "probed.b", "probed.d"  # those complete first
    ]  # fmt: skip


def test_its_own_modules_get_what_they_ask_for_and_no_more():
    """Else a module imported by its full name would be asked for before it is complete."""
    package = fake("probed", {"part": "from probed import b\nx = b.y", "b": "y = 1", "c": ""})
    importlib.import_module("probed.part")
    assert package.b.y == 1 and "probed.c" not in sys.modules
    assert package.x == 1 and "probed.c" in sys.modules


@pytest.mark.parametrize(
    "text", ["raise AttributeError('torn')", "import nowhere_to_be_found", "raise OSError('torn')"]
)
def test_what_cannot_be_loaded_is_an_import_error_with_its_cause(text):
    package = fake("broken", {"part": text})
    with pytest.raises(ImportError, match="torn|nowhere_to_be_found") as caught:
        hasattr(package, "x")
    if "import" not in text:
        assert isinstance(caught.value.__cause__, (AttributeError, OSError))
    again = "first used: .*(torn|nowhere).* Start Python anew"
    with pytest.raises(ImportError, match=again) as caught:
        exec("from broken import x", {})
    assert caught.value.__cause__.name in ("broken.part", "nowhere_to_be_found")


def test_the_root_can_be_reloaded_and_its_things_pickled():
    array, before = mx.nd.array([1, 2]), mx.nd
    assert importlib.reload(mx) is mx and mx.nd is before
    again = pickle.loads(pickle.dumps([array, mx.cpu, mx.MXNetError]))
    assert again[0].asnumpy().tolist() == [1, 2] and again[1:] == [mx.cpu, mx.MXNetError]


@pytest.fixture(autouse=True)
def clean():
    yield
    for name in [n for n in sys.modules if n.split(".")[0] in ("probed", "broken")]:
        del sys.modules[name]
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Parts)]


def fake(name, parts, light=()):
    """A package of that name which is lazy about modules with these texts."""
    sys.meta_path.append(Parts({f"{name}.{part}": text for part, text in parts.items()}))
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = []
    made = lazily(name, list(parts), light, {"also": "part"}, {"part": ["x"]})
    package.__getattr__, package.__dir__, package.__all__ = made
    return package


class Parts:
    """Finds modules whose text is given."""

    def __init__(self, texts):
        self.texts = texts

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self) if name in self.texts else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self.texts[module.__name__], vars(module))
