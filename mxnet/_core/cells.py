"""What the recurrent cells of `gluon.rnn` and of `mx.rnn` share: cells around others.

What does not live here: steps, parameters, anything of arrays or symbols.
"""

__all__ = ["dealt", "stepped", "unlocked"]


def unlocked(cell, ask):
    """Ask a cell for what only the cell around it may ask.

    Parameters
    ----------
    cell : object
        Its `_modified` is True, so that it refuses to begin states by itself.
    ask : callable
    """
    cell._modified = False
    try:
        return ask()
    finally:
        cell._modified = True


def dealt(cells, counts, states):
    """Every cell with its part of the states.

    Parameters
    ----------
    cells : iterable
    counts : iterable of int
        How many states each has.
    states : list

    Examples
    --------
    >>> list(dealt("ab", (2, 1), [1, 2, 3]))
    [('a', [1, 2]), ('b', [3])]
    """
    start = 0
    for cell, count in zip(cells, counts, strict=True):
        yield cell, states[start : start + count]
        start += count


def stepped(pairs, inputs, never):
    """One step through cells that lie one upon the other.

    Parameters
    ----------
    pairs : iterable of (cell, list)
        Cells with their states.
    inputs : NDArray or Symbol
    never : type
        The cells that cannot be stepped.

    Returns
    -------
    output : NDArray or Symbol
    states : list
        Of all cells in order.

    Raises
    ------
    AssertionError
        One of them cannot be stepped.
    """
    new = []
    for cell, own in pairs:
        if isinstance(cell, never):
            raise AssertionError(f"a {never.__name__} cannot be stepped; use unroll")
        inputs, own = cell(inputs, own)
        new.extend(own)
    return inputs, new
