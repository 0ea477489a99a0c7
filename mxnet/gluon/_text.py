"""How networks print: indentation, and lists of names cut short.

What does not live here: any particular form of print.
"""

from html import escape
from math import prod

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


def html(block, name=""):
    """A block for notebooks: its parts as a tree to unfold, with the numbers of parameters."""
    label = f"({name}): " if name else ""
    size = f"<small>{_size(block)} parameters</small>"
    if not block._children:
        return f"<div><code>{escape(label + repr(block))}</code> {size}</div>"
    inner = "".join(html(child, key) for key, child in block._children.items())
    return (
        f"<details open><summary><b>{escape(label + type(block).__name__)}</b> {size}</summary>"
        f'<div style="margin-left: 1.5em">{inner}</div></details>'
    )


def _size(block):
    """How many numbers a block learns or keeps, as far as shapes are known."""
    shapes = [param.shape for param in block.collect_params().values()]
    known = [shape for shape in shapes if shape and all(size > 0 for size in shape)]
    count = f"{sum(map(prod, known)):,}"
    return count if len(known) == len(shapes) else f"{count} and more"
