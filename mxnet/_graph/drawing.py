"""Boxes and arrows as an SVG picture: in layers from the top to the bottom, crossings few.

What does not live here: what the boxes stand for (`outline.py`).

Source: the layered drawing of Sugiyama, Tagawa, Toda, "Methods for visual understanding of
hierarchical system structures", 1981, with barycentres.
"""

from xml.sax.saxutils import escape

__all__ = ["svg"]

WIDE, HIGH, GAP, RISE = 148, 50, 26, 34  # of a box, between boxes, between layers, in pixels
BEND = 12  # room for an arrow that passes boxes by
LETTERS = 21  # that fit into a box
SWEEPS = 4
BENDS = 200_000  # as many are drawn in a few seconds


def svg(boxes, arrows, title=""):
    """The text of an SVG picture.

    Parameters
    ----------
    boxes : list of (list of str, str)
        Lines of text and a colour; the sources of arrows come before their ends.
    arrows : list of (int, int, str)
        From one box to another, with a label.
    title : str

    Examples
    --------
    >>> svg([(["data"], "#fff"), (["relu"], "#eee")], [(0, 1, "3x4")]).count("<rect")
    2
    """
    layer, chains = _bends(_layers(len(boxes), arrows), arrows)
    wide = [WIDE] * len(boxes) + [BEND] * (len(layer) - len(boxes))
    links = [pair for chain in chains for pair in zip(chain, chain[1:], strict=False)]
    rows = _rows(layer, links)
    place = _places(rows, links, wide)
    width = max((x + w for (x, _), w in zip(place, wide, strict=True)), default=0) + GAP
    height = len(rows) * (HIGH + RISE) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="sans-serif" font-size="11">',
        f"<title>{escape(title)}</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
    ]
    for chain, (_, _, label) in zip(chains, arrows, strict=True):
        points = [(place[i][0] + wide[i] / 2, place[i][1]) for i in chain]
        parts.append(_arrow(points, label))
    parts += [_box(box, *at) for box, at in zip(boxes, place, strict=False)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layers(count, arrows):
    """The layer of every box: behind its last source; what has none stands close to its user."""
    layer, sources, users = [0] * count, [[] for _ in range(count)], [[] for _ in range(count)]
    for a, b, _ in arrows:
        sources[b].append(a)
        users[a].append(b)
    for box in range(count):
        layer[box] = max((layer[s] + 1 for s in sources[box]), default=0)
    for box in range(count):
        if not sources[box] and users[box]:
            layer[box] = min(layer[u] for u in users[box]) - 1
    return layer


def _bends(layer, arrows):
    """The layers of boxes and of bends, and what every arrow passes through.

    An arrow over several layers bends in each of those between, where it takes room as boxes do.
    Where that were too much, as of a weight that thousands of layers share, arrows are straight.
    """
    layer, chains = list(layer), []
    if sum(layer[b] - layer[a] for a, b, _ in arrows) > BENDS:
        return layer, [[a, b] for a, b, _ in arrows]
    for a, b, _ in arrows:
        between = range(layer[a] + 1, layer[b])
        chains.append([a, *range(len(layer), len(layer) + len(between)), b])
        layer.extend(between)
    return layer, chains


def _rows(layer, links):
    """What stands in every layer from left to right, each near the middle of its neighbours."""
    rows = [[] for _ in range(max(layer, default=-1) + 1)]
    for item, at in enumerate(layer):
        rows[at].append(item)
    above, below = [[] for _ in layer], [[] for _ in layer]
    for a, b in links:
        above[b].append(a)
        below[a].append(b)
    rank = {item: i for row in rows for i, item in enumerate(row)}
    for sweep in range(SWEEPS):
        near = below if sweep % 2 else above
        for row in reversed(rows) if sweep % 2 else rows:
            middle = {
                item: sum(rank[n] for n in near[item]) / len(near[item])
                if near[item] else rank[item]
                for item in row
            }  # fmt: skip
            row.sort(key=middle.get)
            rank.update((item, i) for i, item in enumerate(row))
    return rows


def _places(rows, links, wide):
    """The upper left corner of everything."""
    above, left = {}, {}
    for a, b in links:
        above.setdefault(b, []).append(a)
    for row in rows:
        edge = None
        for item in row:
            known = [left[s] + wide[s] / 2 for s in above.get(item, ())]
            wish = (sum(known) / len(known) - wide[item] / 2) if known else edge or 0
            left[item] = wish if edge is None else max(wish, edge)
            edge = left[item] + wide[item] + GAP
    start = min(left.values(), default=0)
    row_of = {item: at for at, row in enumerate(rows) for item in row}
    return [
        (left[item] - start + GAP, row_of[item] * (HIGH + RISE) + GAP / 2)
        for item in range(len(left))
    ]


def _box(box, x, y):
    lines, colour = box
    middle, texts = x + WIDE / 2, []
    for i, line in enumerate(lines):
        at = y + HIGH / 2 + 4 + (i - (len(lines) - 1) / 2) * 14
        short = line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…"
        texts.append(f'<text x="{middle:g}" y="{at:g}" text-anchor="middle">{escape(short)}</text>')
    return (
        f"<g><title>{escape(' '.join(lines))}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{WIDE}" height="{HIGH}" rx="5" fill="{colour}" '
        f'stroke="#555"/>{"".join(texts)}</g>'
    )


def _arrow(points, label):
    """A curve from the foot of one box to the head of another, through the bends in between."""
    x, y = points[0][0], points[0][1] + HIGH
    path, bends = f"M{x:g} {y:g}", points[1:-1]
    for i, (to, top) in enumerate(points[1:]):
        half = (y + top) / 2
        path += f"C{x:g} {half:g} {to:g} {half:g} {to:g} {top:g}"
        x, y = to, top
        if i < len(bends):
            path, y = f"{path}V{top + HIGH:g}", top + HIGH
    line = f'<path d="{path}" fill="none" stroke="#555" marker-end="url(#tip)"/>'
    if not label:
        return line
    (x0, y0), (x1, y1) = points[0], points[1]
    return (
        f'{line}<text x="{(x0 + x1) / 2 + 5:g}" y="{(y0 + HIGH + y1) / 2 + 4:g}" '
        f'fill="#555" stroke="#fff" stroke-width="3" paint-order="stroke">{escape(label)}</text>'
    )
