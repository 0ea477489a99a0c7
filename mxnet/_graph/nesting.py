"""Arrays or symbols in nested lists, as one flat list and its form.

What does not live here: what is done with them.
"""

__all__ = ["flatten", "regroup"]


def flatten(value, kind, what, parts=lambda x: [x]):
    """`(flat list, form)`; the form of a single one is 0, that of several the number of its parts,
    that of a list the forms in it.

    Raises
    ------
    AssertionError
        Something that is neither a `kind` nor a list or tuple.
    """
    if isinstance(value, kind):
        found = parts(value)
        return found, 0 if len(found) == 1 else len(found)
    if not isinstance(value, (list, tuple)):
        raise AssertionError(
            f"{what} must be (nested) list of {kind.__name__}, but got {value} of type "
            f"{type(value)}"
        )
    flat, forms = [], []
    for each in value:
        inner, form = flatten(each, kind, what, parts)
        flat += inner
        forms.append(form)
    return flat, forms


def regroup(flat, form):
    """The nested lists of a form from a flat list."""
    found, rest = _taken(list(flat), form)
    return found


def _taken(flat, form):
    if isinstance(form, int):
        return (flat[0], flat[1:]) if form == 0 else (flat[:form], flat[form:])
    found = []
    for each in form:
        one, flat = _taken(flat, each)
        found.append(one)
    return found, flat
