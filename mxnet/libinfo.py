"""The package's version, and what upstream's ``mxnet.libinfo`` told about its compiled library.

This is the one place the version is written; the wheel's metadata is read from here. Nothing is
imported, so that build tools and programs can read it cheaply.
"""

__all__ = ["__version__", "find_conf_path", "find_include_path", "find_lib_path"]

# Begins with the release whose interface this package carries, so that programs' version
# checks hold; the post-release number counts our own releases.
__version__ = "1.9.1.post1"


def find_lib_path(prefix="libmxnet"):
    """Refuse to name a compiled library, because this package has none.

    Parameters
    ----------
    prefix : str
        File name, without extension, of the library asked for.

    Raises
    ------
    RuntimeError
        Always: the package is pure Python over PyTorch's kernels.
    """
    raise RuntimeError(_absent(f"the compiled library {prefix!r}"))


def find_include_path():
    """Refuse to name a folder of C headers, because this package has none.

    Raises
    ------
    RuntimeError
        Always: there is no C interface to compile against.
    """
    raise RuntimeError(_absent("a folder of C headers"))


def find_conf_path(prefix="tvmop"):
    """Refuse to name a configuration file of compiled operators, because there is none.

    Parameters
    ----------
    prefix : str
        File name, without extension, of the configuration asked for.

    Raises
    ------
    RuntimeError
        Always: no operator of this package is compiled ahead of time.
    """
    raise RuntimeError(_absent(f"the compiled operators' configuration {prefix!r}"))


def _absent(what):
    return (
        f"mxnet-rekindled {__version__} has no such file: {what} belongs to upstream's C++ core; "
        "this package is pure Python over PyTorch's kernels."
    )
