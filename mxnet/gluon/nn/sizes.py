"""Sizes along several axes, from what users may write for them."""


def per_axis(given, axes, name):
    """Return one number for each axis, from those or from a single one for all.

    Raises
    ------
    AssertionError
        There are more or fewer numbers than axes; `name` says of what.
    """
    if not hasattr(given, "__len__"):
        return (given,) * axes
    assert len(given) == axes, f"{name} must be a number or a list of {axes} ints"
    return tuple(given)
