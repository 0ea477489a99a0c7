"""How networks print: indentation, and lists of names cut short.

What does not live here: any particular form of print.
"""

from html import escape

__all__ = ["indented", "brief", "html"]


def indented(text, spaces):
    """Text of several lines with all lines but the first moved to the right.

    Examples
    --------
    >>> indented("a\\nb", 2)
    'a\\n  b'
    """
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * spaces + line for line in rest)])


def brief(names, limit=7):
    """Names in quotes with commas between; of many, the first and the last.

    Examples
    --------
    >>> brief("abcdefgh", limit=5)
    "'a', 'b', ..., 'g', 'h'"
    """
    names = list(names)
    if len(names) > limit:
        half = limit // 2
        return f"{brief(names[:half], limit)}, ..., {brief(names[-half:], limit)}"
    return ", ".join(f"'{name}'" for name in names)


def html(thing):
    """Text for notebooks, in the letters of programs."""
    return f"<pre>{escape(repr(thing))}</pre>"
