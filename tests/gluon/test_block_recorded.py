"""Blocks and parameters answer what those of MXNet 1.9.1 do: names, printed forms, files, refusals.

`recorded_blocks.json` is what 1.9.1 answered to block_cases.py, by tools/record_blocks.py.
"""

import functools
import json
from pathlib import Path

import pytest

import mxnet as mx
from tests.gluon import block_cases

# case and place -> why our answer is another.
DIFFERENT = {
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
