"""Parameters laid out for updates of many at once, in pieces that stay in the processor's cache.

What does not live here: the arithmetic of any optimizer (`optim_many.py`), or which parameters
are updated together.
"""

import torch

__all__ = ["Parts"]

# Elements of one piece. A step makes several passes over weight, gradient and states; those of
# 2^17 numbers are still in a cache at the next pass, and dwarf the cost of starting a kernel.
_PIECE = 1 << 17


class Piece:
    """Lists of tensors that one round of kernels handles: weights, gradients, states.

    `low` holds the low-precision weights where `weights` are their float32 masters, else None.
    """

    __slots__ = ("weights", "grads", "states", "low", "size", "scratch")

    def __init__(self, states):
        self.weights, self.grads, self.low, self.size = [], [], [], 0
        self.scratch = None
        self.states = tuple([] for _ in range(states))

    def add(self, weight, grad, states, low):
        self.weights.append(weight)
        self.grads.append(grad)
        self.low.append(low)
        for held, state in zip(self.states, states, strict=True):
            held.append(state)
        self.size += weight.numel()

    def scaled(self, scale):
        """The gradients times a number, in the weights' dtype, in memory of their own."""
        if self.low[0] is not None:
            grads = [g.to(torch.float32, copy=True) for g in self.grads]
            if scale != 1:
                torch._foreach_mul_(grads, scale)
            return grads
        if self.scratch is not None:
            return [torch.mul(self.grads[0], scale, out=self.scratch)]
        return torch._foreach_mul(self.grads, scale)

    def finish(self):
        """Let low-precision weights follow their masters."""
        if self.low[0] is not None:
            torch._foreach_copy_(self.low, self.weights)


class Parts:
    """A set of parameters of one dtype and device, cut into pieces.

    Parameters
    ----------
    weights, grads : list of tensor
    states : list of tuple of tensor
        Those of each weight, equally many.
    masters : list of tensor, optional
        Float32 copies that are updated in the weights' place; the weights follow.
    whole : bool
        Keep every parameter in one piece, for steps that ask for its length.
    """

    __slots__ = ("pieces", "copies")

    def __init__(self, weights, grads, states, masters=None, whole=False):
        self.copies = []
        self.pieces = [Piece(len(states[0]))]
        low = weights if masters is not None else [None] * len(weights)
        rows = zip(masters or weights, grads, states, low, strict=True)
        for weight, grad, held, follower in rows:
            self._add(weight, grad, held, follower, whole or weight.device.type != "cpu")
        self._share_scratch()

    def _share_scratch(self):
        """One buffer, warm in the cache, for the scaled gradients of all large pieces."""
        large = [p for p in self.pieces if len(p.grads) == 1 and 1 << 14 < p.size <= _PIECE]
        if len(large) < 2:
            return
        buffer = large[0].grads[0].new_empty(max(piece.size for piece in large))
        for piece in large:
            if piece.low[0] is None:
                piece.scratch = buffer[: piece.size].view(piece.grads[0].shape)

    def _add(self, weight, grad, states, low, whole):
        tensors = [weight, *states]
        if not all(x.is_contiguous() for x in (*tensors, grad)):
            tensors, grad = self._contiguous(tensors, grad)
        weight, *states = tensors
        size = weight.numel()
        whole = whole or (low is not None and not low.is_contiguous())
        if whole or size <= _PIECE or any(x.numel() != size for x in states):
            if self.pieces[-1].size and self.pieces[-1].size + size > _PIECE and not whole:
                self.pieces.append(Piece(len(states)))
            self.pieces[-1].add(weight, grad, states, low)
            return
        low = None if low is None else _flat(low)
        flat = [_flat(weight), _flat(grad), *map(_flat, states)]
        for start in range(0, size, _PIECE):
            weight, grad, *states = (x[start : start + _PIECE] for x in flat)
            if self.pieces[-1].size:
                self.pieces.append(Piece(len(states)))
            self.pieces[-1].add(
                weight, grad, states, None if low is None else low[start : start + _PIECE]
            )

    def _contiguous(self, tensors, grad):
        """Stand-ins for tensors of unusual strides: the fused kernels walk plain memory."""
        made = [x if x.is_contiguous() else x.contiguous() for x in tensors]
        self.copies += [
            (x, y, True) for x, y in zip(tensors, made, strict=True) if x is not y
        ]  # fmt: skip
        if not grad.is_contiguous():
            self.copies.append((grad, grad.contiguous(), False))
            grad = self.copies[-1][1]
        return made, grad

    def run(self, step, **h):
        """Call `step(piece, **h)` on every piece."""
        for real, standing_in, _ in self.copies:
            standing_in.copy_(real)
        for piece in self.pieces:
            step(piece, **h)
            piece.finish()
        for real, standing_in, written in self.copies:
            if written:
                real.copy_(standing_in)


def _flat(tensor):
    """All elements on one axis, without a copy where the memory allows."""
    return tensor.view(-1)
