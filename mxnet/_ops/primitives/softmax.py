"""Rules of softmax and its logarithm; the backwards are kernels with rules of their own."""

from ..._core.primitive import primitive


def along(F, p, x):
    """The sum along the softmax axis, kept."""
    return F.sum(x, axis=p.axis, keepdims=True)


@primitive("x length", optional="length")
class softmax:
    def d_x(F, p, out, g):
        return F.softmax_grad(g, out, axis=p.axis)


@primitive("dy out", "dx")
class softmax_grad:
    def d_dy(F, p, out, g):
        return F.softmax_grad(g, out, axis=p.axis)

    def d_out(F, p, dy, out, g):
        mean = along(F, p, F.mul(dy, out))
        return F.sub(F.mul(g, F.sub(dy, mean)), F.mul(dy, along(F, p, F.mul(g, out))))


@primitive("x")
class log_softmax:
    def d_x(F, p, out, g):
        return F.log_softmax_grad(g, out, axis=p.axis)


@primitive("dy out", "dx")
class log_softmax_grad:
    def d_dy(F, p, out, g):
        return F.sub(g, along(F, p, F.mul(F.exp(out), g)))

    def d_out(F, p, dy, out, g):
        return F.neg(F.mul(F.mul(g, F.exp(out)), along(F, p, dy)))


primitive("label", name="class_mask", gradient="zero")
