"""One direction of one recurrent layer over all its steps: forward, backward, and in plain form.

Tensors of a layer, in this order: `x` (T, N, I), `h` (N, R), `wi` (G·H, I), `wh` (G·H, R), `bi` and
`bh` (G·H,), for an LSTM `c` (N, H), with a projection `wr` (R, H), with lengths `lengths` (N,). G
is the number of gates, R the width of what is fed back: H without a projection.

What does not live here: several layers, directions or packed parameters (`_ops/rnn.py`).
"""

import platform
from typing import NamedTuple

import torch

__all__ = ["rnn_layer", "rnn_layer_grad", "rnn_layer_plain"]

aten = torch.ops.aten


class Layer(NamedTuple):
    """The tensors of a layer by name."""

    x: torch.Tensor
    h: torch.Tensor
    wi: torch.Tensor
    wh: torch.Tensor
    bi: torch.Tensor
    bh: torch.Tensor
    c: torch.Tensor | None
    wr: torch.Tensor | None
    lengths: torch.Tensor | None

    def steps(self, reverse):
        """The order in which time is walked."""
        return range(len(self.x) - 1, -1, -1) if reverse else range(len(self.x))

    def inside(self):
        """(T, N, 1): whether a step lies within its sequence; None where all do."""
        if self.lengths is None:
            return None
        steps = torch.arange(len(self.x), device=self.x.device)
        return (steps[:, None] < self.lengths[None, :])[:, :, None]


def layer_of(tensors, mode, projected, masked):
    """A Layer from the tensors that a mode has, and how many they are."""
    rest = iter(tensors[6:])
    present = (mode == "lstm", projected, masked)
    extra = [next(rest) if there else None for there in present]
    return Layer(*tensors[:6], *extra), 6 + sum(present)


def before(y, first, reverse):
    """What every step of `y` was computed from: the step before it, `first` at the start."""
    if not len(y):
        return y
    if reverse:
        return torch.cat([y[1:], first[None]])
    return torch.cat([first[None], y[:-1]])


def rnn_layer(*tensors, mode, reverse=False, projected=False, masked=False, clip=None):
    """Run a layer.

    Parameters
    ----------
    mode : str
        `rnn_relu`, `rnn_tanh`, `lstm` or `gru`.
    reverse : bool
        From the last step to the first; not together with `masked`.
    masked : bool
        With lengths: beyond a sequence's end the states stay and the output is zero.
    clip : (low, high, nan) or None
        Bounds of an LSTM's cells after every step, and whether NaN becomes `low`.

    Returns
    -------
    tuple
        `y` (T, N, R); the last `h` and `c` (empty but for an LSTM); `gates` and `cells`, which the
        backward needs: an LSTM's cells, a GRU's hidden part of the candidate, otherwise empty;
        for oneDNN see Note [Fused LSTM].
    """
    layer, _ = layer_of(tensors, mode, projected, masked)
    if mode == "lstm" and is_fused(layer, clip):
        return fused_forward(layer, reverse)
    bias = layer.bi if mode == "gru" else layer.bi + layer.bh
    z = torch.nn.functional.linear(layer.x, layer.wi, bias)
    return FORWARD[mode](layer, z, mode, layer.steps(reverse), clip)


def simple_forward(layer, z, mode, steps, clip):
    h, inside, act = layer.h, layer.inside(), ACTIVATION[mode]
    turned = layer.wh.t()
    for t in steps:
        new = act(z[t].addmm_(h, turned))
        h = new if inside is None else torch.where(inside[t], new, h)
    y = z if inside is None else z * inside
    none = z.new_empty(0)
    return y, own(h), none, none, none


def lstm_forward(layer, z, mode, steps, clip):
    h, c, inside, size = layer.h, layer.c, layer.inside(), layer.c.shape[1]
    turned, wr = layer.wh.t(), layer.wr
    cells = z.new_empty((*z.shape[:2], size))
    y = z.new_empty((*z.shape[:2], h.shape[1]))
    for t in steps:
        gates = z[t].addmm_(h, turned)
        gates[:, : 2 * size].sigmoid_()
        gates[:, 2 * size : 3 * size].tanh_()
        gates[:, 3 * size :].sigmoid_()
        i, f, g, o = gates.split(size, 1)
        new = torch.mul(f, c, out=cells[t]).addcmul_(i, g)
        if clip is not None:
            new.copy_(clipped(new, clip))
        out = torch.tanh(new).mul_(o)
        out = torch.mm(out, wr.t(), out=y[t]) if wr is not None else y[t].copy_(out)
        if inside is not None:
            new, out = torch.where(inside[t], new, c), torch.where(inside[t], out, h)
        h, c = out, new
    y = y if inside is None else y * inside
    return y, own(h), own(c), z, cells


def gru_forward(layer, z, mode, steps, clip):
    h, inside, size = layer.h, layer.inside(), layer.h.shape[1]
    turned, bh = layer.wh.t(), layer.bh
    y, hidden = torch.empty_like(z[:, :, :size]), torch.empty_like(z[:, :, :size])
    for t in steps:
        gates, fed = z[t], torch.addmm(bh, h, turned)
        ru = gates[:, : 2 * size].add_(fed[:, : 2 * size]).sigmoid_()
        hidden[t].copy_(fed[:, 2 * size :])
        n = gates[:, 2 * size :].addcmul_(ru[:, :size], hidden[t]).tanh_()
        new = torch.lerp(n, h, ru[:, size:], out=y[t])
        h = new if inside is None else torch.where(inside[t], new, h)
    y = y if inside is None else y * inside
    return y, own(h), z.new_empty(0), z, hidden


def own(x):
    """The last state in memory of its own: it may be a step of the outputs."""
    return x.clone()


def clipped(c, clip):
    low, high, nan = clip
    c = torch.clamp(c, low, high)
    return torch.nan_to_num(c, nan=low) if nan else c


ACTIVATION = {"rnn_relu": torch.relu_, "rnn_tanh": torch.tanh_}
FORWARD = {
    "rnn_relu": simple_forward,
    "rnn_tanh": simple_forward,
    "lstm": lstm_forward,
    "gru": gru_forward,
}


def rnn_layer_grad(*tensors, mode, reverse=False, projected=False, masked=False, clip=None):
    """The gradients of a layer's tensors (None for lengths, which come last).

    `tensors` are those of the layer, the cotangents of `y`, `h` and `c`, then `y`, `gates` and
    `cells` as `rnn_layer` returned them.
    """
    layer, count = layer_of(tensors, mode, projected, masked)
    dy, dh, dc, y, gates, cells = tensors[count:]
    if gates.dtype is torch.uint8:
        return fused_backward(layer, dy, dh, dc, y, gates, cells, reverse)
    inside = layer.inside()
    if inside is not None:
        dy = dy * inside
    steps = layer.steps(not reverse)
    dz, dfed, rest = BACKWARD[mode](
        layer,
        dy,
        dh,
        dc,
        y,
        gates,
        cells,
        inside=inside,
        mode=mode,
        steps=steps,
        reverse=reverse,
        clip=clip,
    )
    flat, fed = dz.flatten(0, 1), dfed.flatten(0, 1)
    dbi = flat.sum(0)
    grads = [
        torch.mm(flat, layer.wi).reshape(layer.x.shape),
        rest[0],
        torch.mm(flat.t(), layer.x.flatten(0, 1)),
        torch.mm(fed.t(), before(y, layer.h, reverse).flatten(0, 1)),
        dbi,
        dbi.clone() if dfed is dz else fed.sum(0),
        *rest[1:],
    ]
    return tuple(grads) + ((torch.zeros_like(layer.lengths),) if masked else ())


def simple_backward(layer, dy, dh, dc, y, gates, cells, *, inside, mode, steps, **_):
    slope = (y > 0).to(y.dtype) if mode == "rnn_relu" else 1 - y * y
    slope, pass_on = masks(slope, inside)
    dz = torch.empty_like(y)
    for t in steps:
        total = dy[t] + dh
        dh = torch.mm(torch.mul(slope[t], total, out=dz[t]), layer.wh)
        if inside is not None:
            dh.addcmul_(pass_on[t], total)
    return dz, dz, [dh]


def lstm_backward(layer, dy, dh, dc, y, gates, cells, *, inside, steps, reverse, clip, **_):
    size = cells.shape[2]
    i, f, g, o = gates.split(size, 2)
    top = torch.tanh(cells)
    at_o = aten.sigmoid_backward(top, o)
    at_c, _ = masks(aten.tanh_backward(o, top), inside)
    open_ = None if clip is None else (cells > clip[0]) & (cells < clip[1])
    past = before(cells, layer.c, reverse)
    at_ifg = torch.stack(
        [aten.sigmoid_backward(g, i), aten.sigmoid_backward(past, f), aten.tanh_backward(i, g)], 2
    )
    if inside is not None:
        at_o, at_ifg = at_o * inside, at_ifg * inside[:, :, None]
        f = torch.where(inside, f, 1)
    pass_on = None if inside is None else (~inside).to(y.dtype)
    dz, dout = torch.empty_like(gates), torch.empty_like(y)
    for t in steps:
        total = torch.add(dy[t], dh, out=dout[t])
        dhidden = total if layer.wr is None else torch.mm(total, layer.wr)
        dc = torch.addcmul(dc, dhidden, at_c[t])
        kept = dc if open_ is None else dc * open_[t]
        dzt = dz[t]
        torch.mul(at_ifg[t], kept[:, None], out=dzt[:, : 3 * size].view(-1, 3, size))
        torch.mul(at_o[t], dhidden, out=dzt[:, 3 * size :])
        dh = torch.mm(dzt, layer.wh)
        if inside is not None:
            dh.addcmul_(pass_on[t], total)
            kept = kept if open_ is None else torch.where(inside[t], kept, dc)
        dc = kept * f[t]
    rest = [dh, dc]
    if layer.wr is not None:
        dout = dout if inside is None else dout * inside
        rest.append(torch.mm(dout.flatten(0, 1).t(), (o * top).flatten(0, 1)))
    return dz, dz, rest


def gru_backward(layer, dy, dh, dc, y, gates, cells, *, inside, steps, reverse, **_):
    size = y.shape[2]
    r, u, n = gates.split(size, 2)
    at_n = (1 - u) * (1 - n * n)
    at_u = aten.sigmoid_backward(before(y, layer.h, reverse) - n, u)
    at_r = aten.sigmoid_backward(at_n * cells, r)
    if inside is not None:
        at_n, at_u, at_r = at_n * inside, at_u * inside, at_r * inside
        u = torch.where(inside, u, 1)
    at_fed = torch.cat([at_r, at_u, at_n * r], 2)
    totals, dfed = torch.empty_like(y), torch.empty_like(gates)
    for t in steps:
        total = torch.add(dy[t], dh, out=totals[t])
        torch.mul(at_fed[t].view(-1, 3, size), total[:, None], out=dfed[t].view(-1, 3, size))
        dh = torch.addmm(total * u[t], dfed[t], layer.wh)
    dz = torch.cat([dfed[:, :, : 2 * size], at_n * totals], 2)
    return dz, dfed, [dh]


def masks(slope, inside):
    """The slopes, zero beyond the sequences' ends, and ones there alone."""
    if inside is None:
        return slope, None
    return slope * inside, (~inside).to(slope.dtype)


BACKWARD = {
    "rnn_relu": simple_backward,
    "rnn_tanh": simple_backward,
    "lstm": lstm_backward,
    "gru": gru_backward,
}


# Note [Fused LSTM]
# On x86 CPUs oneDNN has a whole LSTM layer, forward and backward, that is 1.3 times as fast as the
# loop above on wide layers and five times on narrow ones. It takes float32 and no extras. `gates`
# is then its workspace, of bytes, and `cells` the last cells: that is how the backward knows it.
FUSED = torch.backends.mkldnn.is_available() and platform.machine() in ("x86_64", "AMD64")
LSTM_MODE = 2


def is_fused(layer, clip):
    """Whether the layer runs by Note [Fused LSTM]."""
    x = layer.x
    plain = clip is None and layer.wr is None and layer.lengths is None
    return FUSED and plain and x.is_cpu and x.dtype is torch.float32 and x.numel() > 0


def fused_forward(layer, reverse):
    x, h, wi, wh, bi, bh, c = (each.contiguous() for each in layer[:7])
    y, last, cell, workspace = aten.mkldnn_rnn_layer(
        x,
        wi,
        wh,
        bi,
        bh,
        h[None],
        c[None],
        reverse,
        [],
        LSTM_MODE,
        h.shape[1],
        1,
        True,
        False,
        False,
        True,
    )
    return y, last.reshape(h.shape), cell.reshape(c.shape), workspace, cell


def fused_backward(layer, dy, dh, dc, y, workspace, cells, reverse):
    x, h, wi, wh, bi, bh, c = (each.contiguous() for each in layer[:7])
    last = y[0 if reverse else -1][None]
    dx, dwi, dwh, dbi, dbh, dh, dc = aten.mkldnn_rnn_layer_backward(
        x,
        wi,
        wh,
        bi,
        bh,
        h[None],
        c[None],
        y,
        last,
        cells,
        dy.contiguous(),
        dh[None].contiguous(),
        dc[None].contiguous(),
        reverse,
        LSTM_MODE,
        h.shape[1],
        1,
        True,
        True,
        False,
        [],
        False,
        workspace,
    )
    return dx, dh.reshape(h.shape), dwi, dwh, dbi, dbh, dc.reshape(c.shape)


def rnn_layer_plain(*tensors, mode, reverse=False, projected=False, masked=False, clip=None):
    """`y`, `h` and `c` of `rnn_layer` by formulas that write nothing: what higher orders
    differentiate.
    """
    layer, _ = layer_of(tensors, mode, projected, masked)
    h, c, inside, outs = layer.h, layer.c, layer.inside(), {}
    z = torch.nn.functional.linear(layer.x, layer.wi, layer.bi)
    for t in layer.steps(reverse):
        fed = torch.addmm(layer.bh, h, layer.wh.t())
        new, cell = plain_cell(z[t], fed, h, c, mode, clip)
        new = new if layer.wr is None else torch.mm(new, layer.wr.t())
        if inside is not None:
            outs[t] = new * inside[t]
            new = torch.where(inside[t], new, h)
            cell = cell if c is None else torch.where(inside[t], cell, c)
        else:
            outs[t] = new
        h, c = new, cell
    y = torch.stack([outs[t] for t in sorted(outs)])
    return y, h, y.new_empty(0) if c is None else c


def plain_cell(z, fed, h, c, mode, clip):
    """One step: the new output and cell."""
    if mode == "gru":
        (zr, zu, zn), (hr, hu, hn) = z.chunk(3, 1), fed.chunk(3, 1)
        r, u = torch.sigmoid(zr + hr), torch.sigmoid(zu + hu)
        n = torch.tanh(zn + r * hn)
        return n + u * (h - n), None
    if mode == "lstm":
        i, f, g, o = (z + fed).chunk(4, 1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        c = c if clip is None else clipped(c, clip)
        return torch.sigmoid(o) * torch.tanh(c), c
    return (torch.relu if mode == "rnn_relu" else torch.tanh)(z + fed), None
