"""Writing a file so that, whatever happens, the old or the new content stands and never a mixture.

Nothing here knows what is written; the formats live elsewhere.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

__all__ = ["replacing", "write_bytes"]

# Some network and user-space file systems cannot flush on demand; that is no reason to refuse.
_FLUSH_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_BUFFER_BYTES = 1 << 18


def write_bytes(path: str | os.PathLike, *chunks: bytes | bytearray | memoryview) -> None:
    """Write `chunks` (bytes-like, in order) as the whole content of `path`, atomically.

    Raises
    ------
    OSError
        As the operating system raised it; `path` is then as it was before.
    """
    with replacing(path) as stream:
        for chunk in chunks:
            stream.write(chunk)


@contextmanager
def replacing(path: str | os.PathLike) -> Iterator[IO[bytes]]:
    """Open a binary stream whose content becomes `path` when the block ends without an error.

    Note [Old or new]: the stream is a temporary file in the directory of `path`. When the block
    ends it is flushed to the disk and renamed over `path`, which the operating system does in one
    step; when anything is raised, also KeyboardInterrupt, it is removed and `path` stays. A process
    killed outright leaves at most a hidden `.<name>.<random>.tmp` behind.

    A symbolic link stays a link: the file it points at is replaced. An existing file's permission
    bits are kept and one that may not be written is refused; a new file gets the process's usual
    ones. Devices and pipes cannot be replaced and are written straight.

    Parameters
    ----------
    path : str or os.PathLike
        The file to make or replace.

    Raises
    ------
    OSError
        As the operating system raised it.

    Examples
    --------
    >>> import os, tempfile
    >>> target = os.path.join(tempfile.mkdtemp(), "a.bin")
    >>> with replacing(target) as stream:
    ...     _ = stream.write(b"new")
    >>> open(target, "rb").read()
    b'new'
    """
    target = os.path.realpath(os.fsdecode(path))
    mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as stream:
            yield stream
        return
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    descriptor, temporary = _open_beside(target)
    try:
        with os.fdopen(descriptor, "wb", buffering=_BUFFER_BYTES) as stream:
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, stat.S_IMODE(mode))
            yield stream
            stream.flush()
            _flush_to_disk(descriptor)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _flush_directory(os.path.dirname(target))


def _mode_of(target: str) -> int | None:
    """The mode of what stands at `target`, None where nothing does."""
    try:
        return os.stat(target).st_mode
    except FileNotFoundError:
        return None


def _open_beside(target: str) -> tuple[int, str]:
    """Create a new file next to `target`; with mode 0o666 the umask decides, as in `open`."""
    folder, name = os.path.split(target)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    # File systems limit a name to 255 bytes, so a long one is cut.
    temporary = os.path.join(folder, f".{name[:48]}.{secrets.token_hex(8)}.tmp")
    try:
        return os.open(temporary, flags, 0o666), temporary
    except OSError as error:
        # The user asked for `target`; the name of the temporary file would only puzzle.
        raise type(error)(error.errno, error.strerror, target) from None


def _flush_to_disk(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FLUSH_UNSUPPORTED:
            raise


def _flush_directory(folder: str) -> None:
    """Make the rename itself durable, where the system can flush a directory."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
