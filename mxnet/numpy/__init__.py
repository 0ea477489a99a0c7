"""`mx.np`: the NumPy interface, which is not there yet; whatever is asked of it says so.

The module is there, so that programs that import it beside `mx.nd` run. What does not live here:
anything that works.
"""

__all__: list[str] = []


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(
        f"mx.np.{name}: the NumPy interface is not there yet; mx.nd has arrays and operators."
    )
