"""The gradients of a convolution of many channels, each by a call of its own.

No kernel computes them together, and apart the data's is done, and what it needed gone, before the
weight's begins, which can then be written where it belongs. What does not live here: which
convolutions these are (`_kernels/conv_product.py`).
"""

from ... import _kernels as k

__all__ = ["part"]


def part(trace):
    """The trace with such calls parted."""
    calls = []
    for call in trace.calls:
        calls += _parts(call) if _parts_well(call) else [call]
    return trace.replaced(calls)


def _parts_well(call):
    if call.kernel != "conv_grads" or call.opaque is not None or 1 not in call.params["wanted"]:
        return False
    x, shapes = call.args[1], call.params["shapes"]
    device = x.device.type if x is not None else None
    return device == "cpu" and k.many_channels(x.meta, shapes[1], call.params["groups"])


def _parts(call):
    dy, x, weight = call.args
    window = {n: p for n, p in call.params.items() if n not in ("shapes", "wanted")}
    data, kernel = call.params["shapes"]
    found = []
    for i in call.params["wanted"]:
        args, params = ((dy, weight), (dy, x), (dy,))[i], window
        if i < 2:
            params = {**window, "shape": (data, kernel)[i]}
        else:
            params = {"axis": (0, 2, 3)}
        name = ("conv_data_grad", "conv_weight_grad", "sum")[i]
        found.append(call.changed(kernel=name, args=args, params=params, outs=(call.outs[i],),
                                  listed=False))  # fmt: skip
    return found
