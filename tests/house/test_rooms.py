"""Who may import whom: the layering of ``docs/house.md``, enforced."""

import importlib
import pkgutil
import textwrap

from mxnet import _kernels as kernels
from tests.house import rooms

MODULES = sorted(rooms.modules())


def complaints(imports_that_are_wrong):
    """Every wrong import of every module, one to a line, with where it stands."""
    return "\n".join(
        f"{rooms.modules()[module]}:{i.line}: {module} imports {i.target}: {why}"
        for module in MODULES
        for i, why in imports_that_are_wrong(module)
    )


def test_every_module_has_a_room():
    homeless = {rooms.room_of(m) for m in MODULES if rooms.floor_of(rooms.room_of(m)) is None}
    assert not homeless, f"give {homeless} a place in tests/house/rooms.py"


def test_imports_come_from_rooms_above():
    def wrong(module):
        room = rooms.room_of(module)
        floor = rooms.floor_of(room)
        for imported in rooms.own_imports(module):
            other = rooms.room_of(imported.target)
            other_floor = rooms.floor_of(other)
            if other == room or floor is None:
                continue
            if other_floor is None or other_floor > floor:
                yield imported, f"{other} is not above {room}"
            elif {room, other} <= rooms.STRANGERS:
                yield imported, f"{room} and {other} must not see each other"

    found = complaints(wrong)
    assert not found, found


def test_torch_is_imported_only_by_the_kernels():
    def wrong(module):
        if rooms.room_of(module) != "_kernels" and module not in rooms.TORCH_ALLOWED:
            for imported in rooms.imports_of(module):
                if imported.target.split(".")[0] == "torch":
                    yield imported, "torch belongs to _kernels"

    found = complaints(wrong)
    assert not found, found


def test_no_import_hides_in_a_function():
    """Cycles are cut by handing in. Optional dependencies are the one reason to import late."""

    def wrong(module):
        for imported in rooms.imports_of(module):
            if imported.inside_function and not rooms.is_late_import_allowed(imported.target):
                yield imported, "imports stand at the top of the file"

    found = complaints(wrong)
    assert not found, found


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


def test_every_kernel_has_a_name_of_its_own():
    """They all stand in one namespace, where the second of a name would replace the first."""
    found = {}
    for each in pkgutil.iter_modules(kernels.__path__):
        for name in importlib.import_module(f"{kernels.__name__}.{each.name}").__all__:
            found.setdefault(name, []).append(each.name)
    assert not {name: where for name, where in found.items() if len(where) > 1}
