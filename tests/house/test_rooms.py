"""Who may import whom: the layering of ``docs/house.md``, enforced."""

import textwrap

import pytest

from tests.house import rooms

MODULES = sorted(rooms.modules())


def complaint(module, imported, why):
    return f"{rooms.modules()[module]}:{imported.line}: {module} imports {imported.target}: {why}"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_room(module):
    room = rooms.room_of(module)
    assert rooms.floor_of(room) is not None, f"give {room!r} a place in tests/house/rooms.py"


@pytest.mark.parametrize("module", MODULES)
def test_imports_come_from_rooms_above(module):
    room = rooms.room_of(module)
    bad = []
    for imported in rooms.own_imports(module):
        other = rooms.room_of(imported.target)
        floor, other_floor = rooms.floor_of(room), rooms.floor_of(other)
        if other == room or floor is None:
            continue
        if other_floor is None or other_floor > floor:
            bad.append(complaint(module, imported, f"{other} is not above {room}"))
        elif {room, other} <= rooms.STRANGERS:
            bad.append(complaint(module, imported, f"{room} and {other} must not see each other"))
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize("module", MODULES)
def test_torch_is_imported_only_by_the_kernels(module):
    if rooms.room_of(module) == "_kernels" or module in rooms.TORCH_ALLOWED:
        return
    bad = [
        complaint(module, i, "torch belongs to _kernels")
        for i in rooms.imports_of(module)
        if i.target.split(".")[0] == "torch"
    ]
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize("module", MODULES)
def test_no_import_hides_in_a_function(module):
    """Cycles are cut by handing in. Optional dependencies are the one reason to import late."""
    bad = [
        complaint(module, i, "imports stand at the top of the file")
        for i in rooms.imports_of(module)
        if i.inside_function and not rooms.is_late_import_allowed(i.target)
    ]
    assert not bad, "\n".join(bad)


def test_there_are_no_cycles():
    graph = {m: {i.target for i in rooms.own_imports(m)} for m in rooms.modules()}
    assert not rooms.cycles(graph)


def test_allowances_are_still_needed():
    """An allowance that nothing uses any more is removed, not kept for a rainy day."""
    for module in rooms.TORCH_ALLOWED:
        assert any(i.target.split(".")[0] == "torch" for i in rooms.imports_of(module)), module


class TestTheCheckerItself:
    """A guard that sees nothing is worse than none: plant what it must see."""

    def test_cycles_are_seen(self):
        graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}, "e": {"a"}}
        assert sorted(rooms.cycles(graph)) == [["b", "c"], ["d"]]

    def test_a_tree_has_none(self):
        assert rooms.cycles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []

    def test_every_form_of_import_is_read(self, tmp_path, monkeypatch):
        source = """
            from __future__ import annotations
            import torch
            from typing import TYPE_CHECKING
            from .._kernels import view
            from . import sibling
            if TYPE_CHECKING:
                from ..ndarray import NDArray
            class A:
                def method(self):
                    import mxnet.symbol
        """
        room = tmp_path / "mxnet" / "_ops"
        room.mkdir(parents=True)
        (room / "dense.py").write_text(textwrap.dedent(source))
        (room / "sibling.py").write_text("")
        found = {name: room / f"{name.rpartition('.')[2]}.py"
                 for name in ("mxnet._ops.dense", "mxnet._ops.sibling")}
        monkeypatch.setattr(rooms, "modules", lambda: found)
        seen = rooms.imports_of.__wrapped__("mxnet._ops.dense")
        assert [(i.target, i.inside_function, i.typing_only) for i in seen] == [
            ("__future__", False, False),
            ("torch", False, False),
            ("typing", False, False),
            ("mxnet._kernels", False, False),
            ("mxnet._ops.sibling", False, False),
            ("mxnet.ndarray", False, True),
            ("mxnet.symbol", True, False),
        ]
