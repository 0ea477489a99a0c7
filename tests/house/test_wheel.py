"""What users install: one pure wheel that holds the package, its stubs and its licence."""

import re
import subprocess
import sys
import zipfile
from email import message_from_string

import pytest

from mxnet import libinfo
from tests.house.rooms import PACKAGE, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (path,) = out.iterdir()
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def metadata(wheel):
    (name,) = (n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
    return message_from_string(wheel.read(name).decode())


def test_it_is_pure(wheel):
    assert wheel.filename.endswith(f"mxnet_rekindled-{libinfo.__version__}-py3-none-any.whl")


def test_it_holds_the_package_and_nothing_else(wheel):
    wanted = {p.relative_to(ROOT).as_posix() for p in PACKAGE.rglob("*")
              if p.suffix in (".py", ".pyi", ".typed")}
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert wanted <= held
    assert {name.partition("/")[0] for name in held} == {"mxnet"}
    assert not [name for name in held if "__pycache__" in name]


def test_it_carries_the_licence(wheel, metadata):
    assert metadata["License-Expression"] == "Apache-2.0"
    names = [name.rpartition("/")[2] for name in wheel.namelist()]
    assert "LICENSE" in names and "NOTICE" in names


def test_it_needs_numpy_and_torch_alone_and_caps_nothing(metadata):
    requirements = metadata.get_all("Requires-Dist")
    needed = [r for r in requirements if "extra ==" not in r]
    assert sorted(re.match(r"[\w-]+", r)[0] for r in needed) == ["numpy", "torch"]
    assert not [r for r in requirements if re.search(r"<|==\s*\d|~=", r.partition(";")[0])]


def test_the_version_carries_the_interfaces_release(metadata):
    assert metadata["Name"] == "mxnet-rekindled"
    assert metadata["Version"] == libinfo.__version__
    assert re.fullmatch(r"1\.9\.1(\.post\d+)?", libinfo.__version__)


def test_the_extras_are_there(metadata):
    extras = set(metadata.get_all("Provides-Extra"))
    assert {"image", "onnx", "viz", "dist", "progress", "all", "test"} <= extras


def test_everything_tested_with_is_pinned(metadata):
    """A fresh environment is the same on every machine: no name is left to the resolver."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.partition("==")[0] for line in lines if "==" in line}
    tested = [r for r in metadata.get_all("Requires-Dist")
              if "extra ==" not in r or "extra == 'test'" in r]
    assert {re.match(r"[\w-]+", r)[0].lower() for r in tested} <= pinned
