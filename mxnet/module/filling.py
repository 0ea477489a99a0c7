"""First values of parameters: given ones, or an initializer's.

What does not live here: initializers.
"""

from ..initializer import InitDesc

__all__ = ["fill"]


def fill(params, given, initializer, allow_missing, attributes):
    """Write values into parameters.

    Parameters
    ----------
    params : dict of str to NDArray
    given : dict of str to NDArray or None
        Values; without a dict all come from the initializer.
    initializer : Initializer or None
    allow_missing : bool
        Whether the initializer fills what `given` lacks.
    attributes : dict of str to dict
        Those of the network's variables.

    Raises
    ------
    RuntimeError
        A value is missing.
    """
    for name, array in sorted(params.items()):
        if given is not None and name in given:
            if given[name] is not array:
                given[name].copyto(array)
            continue
        if given is not None and not allow_missing:
            raise RuntimeError(f"{name} is not presented")
        if initializer is not None:
            initializer(InitDesc(name, attributes.get(name)), array)
