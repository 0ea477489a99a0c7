"""Fetching a file from an address: resumed where a transfer broke off, verified, and put in place
in one step.

What does not live here: which files there are to fetch.
"""

import hashlib
import os
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings

from .._core.flags import GLUON_REPO

try:
    import tqdm
except ImportError:  # progress is then not shown
    tqdm = None

__all__ = ["check_sha1", "download", "replace_file", "repository", "repository_file"]

TIMEOUT_S = 30  # of silence, not of the whole transfer
_CHUNK_BYTES = 1 << 20
_PAUSE_S = 0.2  # before the second attempt; doubled before each further one
_SHOWN_BYTES = 1 << 22  # smaller files need no progress bar


def repository():
    """Address of the server of models and data sets, with a slash at its end.

    The environment variable `MXNET_GLUON_REPO` names another one.
    """
    return GLUON_REPO.value.rstrip("/") + "/"


def repository_file(namespace, filename):
    """Address of a file in a folder of that server.

    Examples
    --------
    >>> repository_file("gluon/dataset/mnist", "x.gz").endswith("/gluon/dataset/mnist/x.gz")
    True
    """
    return f"{repository()}{namespace}/{filename}"


def check_sha1(filename, sha1_hash):
    """Whether a file's SHA-1 is the expected one.

    Parameters
    ----------
    filename : str
    sha1_hash : str
        In hexadecimal digits, or the first of them.

    Returns
    -------
    bool

    Examples
    --------
    >>> import os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "x")
    >>> with open(path, "w") as file:
    ...     _ = file.write("hello")
    >>> check_sha1(path, "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d")
    True
    """
    found = hashlib.sha1(usedforsecurity=False)
    with open(filename, "rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            found.update(chunk)
    return found.hexdigest() == sha1_hash


def replace_file(src, dst):
    """Rename a file over another, in one step.

    Parameters
    ----------
    src, dst : str

    Raises
    ------
    OSError
        It cannot be; both files are then as they were.
    """
    os.replace(src, dst)


def download(url, path=None, overwrite=False, sha1_hash=None, retries=5, verify_ssl=True):
    """Fetch a file; nothing is done where it is there already.

    The content goes to a file beside the target first. What a broken transfer left is taken up
    again, and the target changes in one step once all is there and the hash is right.

    Parameters
    ----------
    url : str
        `http:`, `https:` or `file:`.
    path : str, optional
        The file, or the folder that it goes to; the current folder if left out.
    overwrite : bool
        Fetch even if the file is there.
    sha1_hash : str, optional
        What the content must have; a file that is there without it is fetched again.
    retries : int
        How often to try.
    verify_ssl : bool
        Whether the server must prove who it is.

    Returns
    -------
    str
        The file.

    Raises
    ------
    RuntimeError
        The server answered, but not with the file.
    OSError
        The server did not answer, or the file cannot be written.
    UserWarning
        The content has another hash.

    Examples
    --------
    >>> import os, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "x").write_text("hello")
    >>> copy = download((folder / "x").as_uri(), str(folder / "y"))  # doctest: +ELLIPSIS
    Downloading ...
    >>> open(copy).read()
    'hello'
    """
    target = _target(url, path)
    if retries < 0:
        raise AssertionError(f"Number of retries should be at least 0, currently it's {retries}")
    if not verify_ssl:
        warnings.warn(
            "Unverified HTTPS request is being made (verify_ssl=False). Adding certificate "
            "verification is strongly advised.",
            stacklevel=2,
        )
    wanted = sha1_hash and sha1_hash.lower()
    if not overwrite and os.path.exists(target):
        if not wanted or check_sha1(target, wanted):
            return target
    os.makedirs(os.path.dirname(os.path.abspath(target)), exist_ok=True)
    partial = _partial(target, url)
    if overwrite and os.path.exists(partial):
        os.remove(partial)
    attempts = max(retries, 1)
    for left in range(attempts - 1, -1, -1):
        try:
            print(f"Downloading {target} from {url}...")
            _transfer(url, partial, verify_ssl)
            _verify(partial, target, wanted)
            os.replace(partial, target)
            return target
        except (OSError, RuntimeError, UserWarning, EOFError) as error:
            if not left or _is_hopeless(error):
                raise
            print(
                f"download failed due to {error!r}, retrying, {left} attempt"
                f"{'s' if left > 1 else ''} left"
            )
            time.sleep(_PAUSE_S * 2 ** min(attempts - 1 - left, 6))
    raise AssertionError("the last attempt returns or raises")


def _target(url, path):
    """The file that a download goes to."""
    name = urllib.parse.unquote(urllib.parse.urlsplit(url).path.rpartition("/")[2])
    if path is None or os.path.isdir(os.path.expanduser(path)):
        if not name or name in (".", "..") or os.sep in name:
            raise AssertionError(
                "Can't construct file-name from this URL. Please set the `path` option manually."
            )
        return name if path is None else os.path.join(os.path.expanduser(path), name)
    return os.path.expanduser(path)


def _partial(target, url):
    """Where the content is gathered: the same name for the same address, so that it is found."""
    mark = hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()[:12]
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:48]}.{mark}.part")


def _is_hopeless(error):
    """Whether trying again cannot help: the server refuses, or there is no such file."""
    code = getattr(getattr(error, "__cause__", None), "code", None)
    if code is not None:
        return 400 <= code < 500 and code not in (408, 425, 429)
    return isinstance(error, (FileNotFoundError, PermissionError, IsADirectoryError))


def _verify(partial, target, wanted):
    if wanted and not check_sha1(partial, wanted):
        os.remove(partial)  # what is wrong is not taken up again
        raise UserWarning(
            f"File {target} is downloaded but the content hash does not match. The repo may be "
            'outdated or download may be incomplete. If the "repo_url" is overridden, consider '
            "switching to the default repo."
        )


def _transfer(url, partial, verify_ssl):
    """Fetch what is not there yet of a file."""
    if urllib.parse.urlsplit(url).scheme not in ("http", "https", "file"):
        raise ValueError(f"{url!r}: only http, https and file addresses can be downloaded")
    start = os.path.getsize(partial) if os.path.exists(partial) else 0
    try:
        response, start = _opened(url, start, verify_ssl)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"Failed downloading url {url}: {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        reason = error.reason
        raise (reason if isinstance(reason, OSError) else OSError(str(reason))) from error
    with response, open(partial, "ab" if start else "wb") as file:
        _pour(response, file, start, url)


def _opened(url, start, verify_ssl):
    """The answer of the server, and where in the file it begins."""
    request = urllib.request.Request(url, headers={"User-Agent": "mxnet"})
    if start and not url.startswith("file:"):
        request.add_header("Range", f"bytes={start}-")
    context = None
    if url.startswith("https:"):
        context = ssl.create_default_context()
        if not verify_ssl:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        response = urllib.request.urlopen(request, timeout=TIMEOUT_S, context=context)
    except urllib.error.HTTPError as error:
        if error.code != 416 or not start:  # 416: what we have is all there is, or is not of it
            raise
        return _opened(url, 0, verify_ssl)
    span = re.match(r"bytes (\d+)-", response.headers.get("Content-Range") or "")
    return response, start if response.status == 206 and span and int(span[1]) == start else 0


def _pour(response, file, start, url):
    length = response.headers.get("Content-Length")
    total = start + int(length) if length and length.isdigit() else None
    shown = tqdm is not None and (total is None or total >= _SHOWN_BYTES)
    bar = tqdm.tqdm(total=total, initial=start, unit="B", unit_scale=True) if shown else None
    done = start
    try:
        while chunk := response.read(_CHUNK_BYTES):
            file.write(chunk)
            done += len(chunk)
            if bar is not None:
                bar.update(len(chunk))
    finally:
        if bar is not None:
            bar.close()
    if total is not None and done < total:
        raise OSError(f"{url}: the transfer ended after {done} of {total} bytes")
