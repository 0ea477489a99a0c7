"""Every registered operator has a row, and every row an operator."""

from mxnet._core import registry
from tests.ops import table

# Operators without a row, each with its reason.
EXCUSED = {
    "_foreach": "it holds graphs; tested in tests/symbol/test_control_flow.py",
    "_while_loop": "it holds graphs; tested in tests/symbol/test_control_flow.py",
    "_cond": "it holds graphs; tested in tests/symbol/test_control_flow.py",
    "Custom": "it runs a Python operator that a test must register first; tested apart",
}


def rows():
    """Return every row of the table by the operator's name."""
    return {row.name: row for family in table.family_names() for row in table.load(family)}


def test_every_operator_has_a_row():
    missing = sorted(set(registry.operators()) - set(rows()) - set(EXCUSED))
    assert not missing, f"{len(missing)} operators without a row in tests/ops/table: {missing}"


def test_every_row_has_an_operator():
    unknown = sorted(set(rows()) - set(registry.operators()))
    assert not unknown, f"rows that name no operator by its canonical name: {unknown}"


def test_excuses_are_needed():
    stale = sorted(set(EXCUSED) & set(rows()) | set(EXCUSED) - set(registry.operators()))
    assert not stale, f"excused without need: {stale}"
