"""Every expression of `cases.py` against what MXNet 1.9.1 answered (recorded.json, made by
tools/record_ndarray.py).
"""

import json
import math
from pathlib import Path

import pytest

import mxnet as mx

from . import cases, differences, harness

RECORDED = json.loads(Path(__file__).with_name("recorded.json").read_text())


def agree(ours, theirs):
    """Equality of outcomes: numbers within float32's precision, errors of the same class or one
    below it.
    """
    if isinstance(theirs, dict) and "error" in theirs:
        return theirs["error"] in ours.get("kinds", ())
    if isinstance(theirs, float) or isinstance(ours, float):
        if not isinstance(ours, (int, float)) or not isinstance(theirs, (int, float)):
            return False
        return (math.isnan(ours) and math.isnan(theirs)) or math.isclose(
            ours, theirs, rel_tol=1e-5, abs_tol=1e-6
        )
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(agree, ours, theirs))
    if isinstance(theirs, dict):
        return (
            isinstance(ours, dict)
            and ours.keys() == theirs.keys()
            and all(agree(ours[key], theirs[key]) for key in theirs)
        )
    return ours == theirs


@pytest.mark.parametrize("name", [f"{group}: {line}" for group, line in cases.expressions()])
def test_like_the_reference(name):
    ours = json.loads(json.dumps(harness.run(mx, name.split(": ", 1)[1])))
    difference = differences.EXPRESSIONS.get(name)
    if difference is None:
        assert agree(ours, RECORDED[name])
    else:
        reason, expected = difference
        assert reason and agree(ours, expected)
        assert not agree(ours, RECORDED[name]), (
            "this is no difference any more; take it off the list"
        )


def test_differences_are_of_expressions_that_are_there():
    assert differences.EXPRESSIONS.keys() <= RECORDED.keys()


def test_everything_was_recorded():
    assert RECORDED.keys() == {f"{group}: {line}" for group, line in cases.expressions()}
