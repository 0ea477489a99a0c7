"""Parametrises the drivers: a test with an argument ``case`` runs for every sample.

``@pytest.mark.samples(kind=..., where=...)`` chooses the kind of samples ("samples", "empty",
"wrong") and leaves out those for which ``where(case)`` is false.
"""

import pytest

from tests.ops.case import cases


def pytest_addoption(parser):
    parser.addoption("--family", action="append", help="only this family of the operator table")


def pytest_configure(config):
    config.addinivalue_line("markers", "samples(kind, where): which samples of the table to take")


def pytest_generate_tests(metafunc):
    if "case" not in metafunc.fixturenames:
        return
    mark = metafunc.definition.get_closest_marker("samples") or pytest.mark.samples().mark
    where = mark.kwargs.get("where", lambda case: True)
    families = metafunc.config.getoption("family")
    found = [case for case in cases(families, mark.kwargs.get("kind", "samples")) if where(case)]
    metafunc.parametrize("case", found, ids=repr)
