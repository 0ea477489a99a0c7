"""Finds an upstream ``mxnet*`` wheel that shares this environment, and says what to uninstall.

Upstream's wheels (``mxnet``, ``mxnet-cu112``, ``mxnet-mkl``, ...) put their files into the very
folder this package is imported from. Where both are installed the folder is a mixture of two
programs, so the import is refused; where the other one merely waits on the path, a warning is
enough. Nothing but file names is read unless a suspicious name turns up: looking costs a
listing of each site-packages folder.
"""

import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["StaleWheel", "find", "refuse"]

OURS = "mxnet-rekindled"
_METADATA = re.compile(r"(mxnet[^-]*)-([^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info", re.IGNORECASE)
_FILE_LISTS = ("RECORD", "installed-files.txt", "SOURCES.txt")


class StaleWheel(NamedTuple):
    """One installed distribution that brings a folder ``mxnet`` of its own."""

    name: str
    version: str
    folder: str


def refuse(package_folder: str, folders: Iterable[str] | None = None) -> None:
    """Raise or warn where upstream's wheel is installed beside this package.

    Parameters
    ----------
    package_folder : str
        The folder ``mxnet`` that is being imported.
    folders : iterable of str, optional
        Where to look; the package folders on ``sys.path`` when left out.

    Raises
    ------
    ImportError
        When both are installed into one folder, so that their files are mixed.
    """
    home = os.path.dirname(os.path.abspath(package_folder))
    found = list(find(_package_folders(home) if folders is None else folders))
    if not found:
        return
    mixed = [wheel for wheel in found if os.path.abspath(wheel.folder) == home]
    if mixed:
        raise ImportError(_advice(mixed, home))
    warnings.warn(_advice(found, home), RuntimeWarning, stacklevel=3)


def find(folders: Iterable[str]) -> Iterator[StaleWheel]:
    """Yield each distribution in ``folders`` that holds a folder ``mxnet`` and is not ours.

    Parameters
    ----------
    folders : iterable of str
        Folders that packages are installed into; those that cannot be read are passed over.
    """
    for folder in folders:
        try:
            entries = os.listdir(folder)
        except OSError:
            continue
        for entry in entries:
            # A plain comparison first: hundreds of names are looked at, hardly one matches.
            if entry[:5] in ("mxnet", "MXNet") and (parts := _METADATA.fullmatch(entry)):
                name = parts[1].replace("_", "-").lower()
                if name != OURS and _brings_mxnet(os.path.join(folder, entry)):
                    yield StaleWheel(name, parts[2], folder)


def _package_folders(home: str) -> list[str]:
    """The installation folders on the path; a script's own folder may hold a million images."""
    places = [home, *sys.path]
    names = ("site-packages", "dist-packages")
    return [p for p in dict.fromkeys(places) if p == home or os.path.basename(p) in names]


def _brings_mxnet(metadata: str) -> bool:
    """Whether the distribution's own list of files names ``mxnet/``; unlisted counts as yes."""
    for name in _FILE_LISTS:
        try:
            with open(os.path.join(metadata, name), encoding="utf-8", errors="replace") as lines:
                return any(re.match(r"(\.\./)?(python/)?mxnet[/\\]", line) for line in lines)
        except OSError:
            continue
    return True


def _advice(wheels: list[StaleWheel], home: str) -> str:
    listed = ", ".join(f"{w.name} {w.version} (in {w.folder})" for w in wheels)
    names = " ".join(dict.fromkeys(w.name for w in wheels))
    lines = [f"another MXNet is installed in this environment: {listed}."]
    if any(os.path.abspath(w.folder) == home for w in wheels):
        lines += [
            f"Its files and those of {OURS} lie mixed in one folder, so neither can be trusted.",
            f"Remove both, then install this one again:\n    pip uninstall -y {names} {OURS}\n"
            f"    pip install {OURS}",
        ]
    else:
        lines += [
            f"This program runs on {OURS}; remove the other one, lest the next one does not:\n"
            f"    pip uninstall -y {names}",
        ]
    return " ".join(lines)
