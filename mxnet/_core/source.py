"""Compile generated text so that tracebacks, `inspect` and debuggers can show it.

The only place in the package that calls `exec`.
"""

import linecache

__all__ = ["compile_source"]


def compile_source(title, text, namespace):
    """Run `text` in `namespace` and return it; `title` is the name that tracebacks show.

    Parameters
    ----------
    title : str
        Becomes the file name `<mxnet title>`.
    text : str
        Python source.
    namespace : dict
        Globals of the code; the definitions land in it.
    """
    filename = f"<mxnet {title}>"
    linecache.cache[filename] = (len(text), None, text.splitlines(True), filename)
    exec(compile(text, filename, "exec"), namespace)
    return namespace
