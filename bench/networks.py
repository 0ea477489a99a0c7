"""Convolutional networks, each written once and built three ways: as a symbol, in eager PyTorch,
and as the floor, kernels called by hand with the calls for gradients in reverse.

What does not live here: measuring (`program.py`).
"""

import torch

import mxnet as mx

__all__ = ["resnet18", "mobilenet", "Symbolic", "Eager", "Floor", "FloorInference"]

_functional = torch.nn.functional
_aten = torch.ops.aten
_LAST = torch.channels_last


def resnet18(b, classes=1000):
    """He et al. 2015, the basic blocks with projections where the shape changes."""
    x = b.relu(b.norm(b.conv(b.data, 3, 64, 7, 2, 3)))
    x, channels = b.pool(x, 3, 2, 1), 64
    for filters, step in ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
                          (512, 1)):  # fmt: skip
        y = b.relu(b.norm(b.conv(x, channels, filters, 3, step, 1)))
        y = b.norm(b.conv(y, filters, filters, 3, 1, 1))
        if channels != filters:
            x = b.norm(b.conv(x, channels, filters, 1, step, 0))
        x, channels = b.relu(b.add(y, x)), filters
    return b.head(b.mean(x), channels, classes)


def mobilenet(b, classes=1000):
    """Howard et al. 2017: depthwise and pointwise convolutions in turn."""
    x, channels = b.relu(b.norm(b.conv(b.data, 3, 32, 3, 2, 1))), 32
    for filters, step in ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1),
                          (512, 1)):  # fmt: skip
        x = b.relu(b.norm(b.conv(x, channels, channels, 3, step, 1, groups=channels)))
        x = b.relu(b.norm(b.conv(x, channels, filters, 1, 1, 0)))
        channels = filters
    return b.head(b.mean(x), channels, classes)


class Symbolic:
    """Symbols of MXNet."""

    def __init__(self):
        self.data, self.count = mx.sym.var("data"), 0

    def _name(self, kind):
        self.count += 1
        return f"{kind}{self.count}"

    def conv(self, x, channels, filters, size, step, pad, groups=1):
        return mx.sym.Convolution(
            x, kernel=(size, size), stride=(step, step), pad=(pad, pad), num_filter=filters,
            num_group=groups, no_bias=True, name=self._name("conv"))  # fmt: skip

    def norm(self, x):
        return mx.sym.BatchNorm(x, fix_gamma=False, eps=1e-5, name=self._name("norm"))

    def relu(self, x):
        return mx.sym.Activation(x, act_type="relu", name=self._name("relu"))

    def add(self, x, y):
        self.count += 1
        return x + y

    def pool(self, x, size, step, pad):
        return mx.sym.Pooling(x, kernel=(size, size), stride=(step, step), pad=(pad, pad),
                              pool_type="max", name=self._name("pool"))  # fmt: skip

    def mean(self, x):
        return mx.sym.Pooling(x, kernel=(1, 1), global_pool=True, pool_type="avg",
                              name=self._name("mean"))  # fmt: skip

    def head(self, x, channels, classes):
        x = mx.sym.FullyConnected(x, num_hidden=classes, name=self._name("dense"))
        return mx.sym.SoftmaxOutput(x, name="softmax", normalization="batch")


class Eager:
    """Functions of PyTorch on `values` by name; gives the logits."""

    def __init__(self, values, train):
        self.values, self.train, self.data, self.count = values, train, values["data"], 0

    def _get(self, kind, *names):
        return [self.values[f"{kind}{self.count}_{name}"] for name in names]

    def conv(self, x, channels, filters, size, step, pad, groups=1):
        self.count += 1
        (weight,) = self._get("conv", "weight")
        return _functional.conv2d(x, weight, None, step, pad, 1, groups)

    def norm(self, x):
        self.count += 1
        gamma, beta, mean, var = self._get("norm", "gamma", "beta", "moving_mean", "moving_var")
        return _functional.batch_norm(x, mean, var, gamma, beta, self.train, 0.1, 1e-5)

    def relu(self, x):
        self.count += 1
        return torch.relu_(x)

    def add(self, x, y):
        self.count += 1
        return x + y

    def pool(self, x, size, step, pad):
        self.count += 1
        return _functional.max_pool2d(x, size, step, pad)

    def mean(self, x):
        self.count += 1
        return _functional.adaptive_avg_pool2d(x, 1)

    def head(self, x, channels, classes):
        self.count += 1
        return _functional.linear(x.flatten(1), *self._get("dense", "weight", "bias"))


class Floor(Eager):
    """A training step by hand: arrays are `[tensor, cotangent]`, `back` holds what runs in reverse.

    `step` gives the probabilities; the gradients stand in `gradients`.
    """

    def __init__(self, values, loss_grad):
        super().__init__(values, True)
        self.data, self.back = [values["data"].contiguous(memory_format=_LAST)], []
        self.gradients = {}
        self.loss_grad = loss_grad

    def _new(self, y, rule):
        out = [y, None]
        self.back.append(lambda: rule(out[1]))
        return out

    @staticmethod
    def _give(x, g):
        if len(x) > 1:
            x[1] = g if x[1] is None else x[1].add_(g)

    def conv(self, x, channels, filters, size, step, pad, groups=1):
        self.count += 1
        weight = self._get("conv", "weight")[0].contiguous(memory_format=_LAST)
        place, window = f"conv{self.count}_weight", ([step] * 2, [pad] * 2, [1] * 2)

        def rule(g):
            wanted = [len(x) > 1, True, False]
            dx, self.gradients[place], _ = _aten.convolution_backward(
                g, x[0], weight, None, *window, False, [0, 0], groups, wanted)  # fmt: skip
            self._give(x, dx)

        y = torch.convolution(x[0], weight, None, *window, False, [0, 0], groups)
        return self._new(y, rule)

    def norm(self, x):
        self.count += 1
        gamma, beta, mean, var = self._get("norm", "gamma", "beta", "moving_mean", "moving_var")
        place = f"norm{self.count}_"
        y, m, invstd = torch.native_batch_norm(x[0], gamma, beta, mean, var, True, 0.1, 1e-5)

        def rule(g):
            dx, *rest = _aten.native_batch_norm_backward(
                g, x[0], gamma, None, None, m, invstd, True, 1e-5, [True] * 3)
            self.gradients[f"{place}gamma"], self.gradients[f"{place}beta"] = rest
            self._give(x, dx)

        return self._new(y, rule)

    def relu(self, x):
        self.count += 1
        torch.relu_(x[0])
        grad = _aten.threshold_backward.grad_input
        return self._new(x[0], lambda g: self._give(x, grad(g, x[0], 0, grad_input=g)))

    def add(self, x, y):
        self.count += 1

        def rule(g):
            self._give(x, g)
            self._give(y, g.clone())

        return self._new(x[0].add_(y[0]), rule)

    def pool(self, x, size, step, pad):
        self.count += 1
        window = ([size] * 2, [step] * 2, [pad] * 2, [1] * 2, False)
        y, where = _aten.max_pool2d_with_indices(x[0], *window)
        grad = _aten.max_pool2d_with_indices_backward
        return self._new(y, lambda g: self._give(x, grad(g, x[0], *window, where)))

    def mean(self, x):
        self.count += 1
        count = x[0].shape[2] * x[0].shape[3]
        like = x[0]
        return self._new(x[0].mean((2, 3)), lambda g: self._give(
            x, (g / count)[:, :, None, None].expand(like.shape).contiguous(memory_format=_LAST)))

    def head(self, x, channels, classes):
        self.count += 1
        weight, bias = self._get("dense", "weight", "bias")
        out = torch.softmax(_functional.linear(x[0], weight, bias), 1)
        g = self.loss_grad(out, self.values["softmax_label"])
        self.gradients[f"dense{self.count}_weight"] = torch.mm(g.t(), x[0])
        self.gradients[f"dense{self.count}_bias"] = g.sum(0)
        self._give(x, torch.mm(g, weight))
        for rule in reversed(self.back):
            rule()
        return out


class FloorInference(Eager):
    """Inference by hand: batch norm folded into the weights beforehand, rectifiers joined with
    convolutions."""

    def __init__(self, values, folded):
        super().__init__(values, False)
        self.data, self.folded = values["data"].contiguous(memory_format=_LAST), folded

    def conv(self, x, channels, filters, size, step, pad, groups=1):
        self.count += 1
        return x, self.count, ([pad] * 2, [step] * 2, [1] * 2, groups)

    def norm(self, x):
        self.count += 1
        return x

    def _fold(self, at):
        if at not in self.folded:
            norm = [self.values[f"norm{at + 1}_{n}"] for n in
                    ("gamma", "beta", "moving_mean", "moving_var")]  # fmt: skip
            scale = norm[0] * torch.rsqrt(norm[3] + 1e-5)
            weight = self.values[f"conv{at}_weight"] * scale[:, None, None, None]
            self.folded[at] = weight.contiguous(memory_format=_LAST), norm[1] - norm[2] * scale
        return self.folded[at]

    def _run(self, x, attr="none"):
        if type(x) is not tuple:
            return x
        data, at, window = x
        return torch.ops.mkldnn._convolution_pointwise(
            data, *self._fold(at), *window, attr, [], "")

    def relu(self, x):
        self.count += 1
        return self._run(x, "relu") if type(x) is tuple else torch.relu_(x)

    def add(self, x, y):
        self.count += 1
        return self._run(x).add_(self._run(y))

    def mean(self, x):
        self.count += 1
        return x.mean((2, 3))

    def head(self, x, channels, classes):
        return torch.softmax(super().head(x, channels, classes), 1)
