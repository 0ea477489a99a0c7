"""Blocks and parameters answer what those of MXNet 1.9.1 do: names, printed forms, files, refusals.

`recorded_blocks.json` is what 1.9.1 answered to block_cases.py, by tools/record_blocks.py.
"""

import functools
import json
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from tests.gluon import block_cases, parameter_cases  # noqa: F401  they register their cases

# case and place -> why our answer is another.
DIFFERENT = {
    ("symbols_of_parameters", 2): "the symbol of 1.9.1 still tells the dtype of before the cast",
    ("sets_of_parameters", 11): "1.9.1 cannot compare a constant that is there with a list",
}


@functools.cache
def recorded():
    return json.loads((Path(__file__).parent / "recorded_blocks.json").read_text(encoding="utf-8"))


def test_every_case_is_recorded():
    assert set(recorded()) == set(block_cases.CASES)


@pytest.mark.parametrize("name", block_cases.CASES)
def test_answers(name, tmp_path):
    found = json.loads(json.dumps(block_cases.run(mx, name, tmp_path)))
    wanted = recorded()[name]
    assert len(found) == len(wanted)
    for place, (ours, theirs) in enumerate(zip(found, wanted, strict=True)):
        if (name, place) in DIFFERENT:
            assert ours != theirs, f"{name} {place} agrees by now: take it off the list"
        else:
            assert ours == theirs, f"{name} {place}"


EXPORTED = Path(__file__).parent / "exported"


def test_files_of_the_reference_are_read():
    block = mx.gluon.SymbolBlock.imports(
        str(EXPORTED / "net-symbol.json"), "data", str(EXPORTED / "net-0003.params")
    )
    numbers = mx.nd.load(str(EXPORTED / "numbers"))
    out = block(numbers["x"])
    np.testing.assert_allclose(out.asnumpy(), numbers["out"].asnumpy(), rtol=1e-5)


def test_files_are_those_of_the_reference(tmp_path):
    """Byte for byte, so that 1.9.1 reads ours as it reads its own."""
    with mx.name.NameManager():
        _, out = block_cases.export(mx, str(tmp_path / "net"))
    for name in ("net-symbol.json", "net-0003.params"):
        assert (tmp_path / name).read_bytes() == (EXPORTED / name).read_bytes(), name
    wanted = mx.nd.load(str(EXPORTED / "numbers"))["out"]
    np.testing.assert_allclose(out.asnumpy(), wanted.asnumpy(), rtol=1e-5)
