"""An upstream wheel in the same environment is found, named, and told how to be removed."""

import warnings

import pytest

from mxnet._core import stale


def install(folder, entry, files=("mxnet/__init__.py,,",), listing="RECORD"):
    metadata = folder / entry
    metadata.mkdir(parents=True)
    (metadata / listing).write_text("".join(line + "\n" for line in files))


@pytest.mark.parametrize(
    "entry, name, version",
    [
        ("mxnet-1.9.1.dist-info", "mxnet", "1.9.1"),
        ("mxnet_cu112-1.9.1.dist-info", "mxnet-cu112", "1.9.1"),
        ("mxnet_mkl-1.6.0.post0.dist-info", "mxnet-mkl", "1.6.0.post0"),
        ("mxnet-1.5.0-py3.11.egg-info", "mxnet", "1.5.0"),
    ],
)
def test_upstreams_wheels_are_recognised(tmp_path, entry, name, version):
    install(tmp_path, entry)
    assert list(stale.find([str(tmp_path)])) == [stale.StaleWheel(name, version, str(tmp_path))]


@pytest.mark.parametrize(
    "entry, files",
    [
        ("mxnet_rekindled-1.9.1.post1.dist-info", ("mxnet/__init__.py,,",)),
        ("mxnet_to_coreml-0.1.0.dist-info", ("mxnet_to_coreml/__init__.py,,",)),
        ("numpy-2.4.6.dist-info", ("numpy/__init__.py,,",)),
    ],
)
def test_ours_and_neighbours_are_left_alone(tmp_path, entry, files):
    install(tmp_path, entry, files)
    assert list(stale.find([str(tmp_path)])) == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stale.refuse(str(tmp_path / "mxnet"), [str(tmp_path)])


def test_mixed_folders_are_refused_with_the_cure(tmp_path):
    install(tmp_path, "mxnet_cu112-1.9.1.dist-info")
    with pytest.raises(ImportError, match="pip uninstall -y mxnet-cu112 mxnet-rekindled"):
        stale.refuse(str(tmp_path / "mxnet"), [str(tmp_path)])


def test_a_wheel_elsewhere_on_the_path_is_a_warning(tmp_path):
    install(tmp_path / "theirs", "mxnet-1.9.1.dist-info")
    with pytest.warns(RuntimeWarning, match="pip uninstall -y mxnet$"):
        stale.refuse(str(tmp_path / "ours" / "mxnet"), [str(tmp_path / "theirs")])


def test_unreadable_places_are_passed_over(tmp_path):
    (tmp_path / "packages.zip").write_bytes(b"PK")
    assert list(stale.find([str(tmp_path / "missing"), str(tmp_path / "packages.zip")])) == []


def test_only_names_are_read(tmp_path, monkeypatch):
    """Looking must stay cheap: no file is opened while no suspicious name turns up."""
    for index in range(300):
        install(tmp_path, f"package{index}-1.0.dist-info", (f"package{index}/__init__.py,,",))
    monkeypatch.setattr("builtins.open", lambda *_, **__: pytest.fail("a file was opened"))
    stale.refuse(str(tmp_path / "mxnet"), [str(tmp_path)])
