"""Programs as books write them compute what MXNet 1.9.1 computes, hybridized or not.

`recorded_programs.json` is what 1.9.1 answered to program_cases.py, by tools/record_blocks.py.
"""

import functools
import json
from pathlib import Path

import numpy as np
import pytest

import mxnet as mx
from tests.gluon import program_cases


@functools.cache
def recorded():
    return json.loads((Path(__file__).parent / "recorded_programs.json").read_text("utf-8"))


def test_every_program_is_recorded():
    assert set(recorded()) == set(program_cases.CASES)


@pytest.mark.parametrize("hybridize", (False, True))
@pytest.mark.parametrize("name", program_cases.CASES)
def test_numbers(name, hybridize):
    with mx.name.NameManager():
        found = program_cases.CASES[name](mx, hybridize)
    wanted = recorded()[name]
    assert len(found) == len(wanted)
    for place, (ours, theirs) in enumerate(zip(found, wanted, strict=True)):
        # Three steps of training let roundings grow.
        np.testing.assert_allclose(
            ours.asnumpy(), theirs, rtol=2e-3, atol=2e-4, err_msg=f"array {place}"
        )
