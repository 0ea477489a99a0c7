"""Rules of the CTC loss: a backward of its own, and higher orders by `derivative`."""

from ..._core.primitive import primitive

primitive("label", name="ctc_targets", gradient="zero")
primitive("label", name="ctc_sizes", gradient="zero")
primitive("lengths", name="ctc_steps", gradient="zero")


@primitive("x targets steps sizes", "loss scores alpha")
class ctc:
    def d_x(F, p, x, targets, steps, sizes, loss, scores, alpha, g):
        return F.ctc_grad(x, targets, steps, sizes, g, loss, scores, alpha, blank=p.blank)


@primitive("*xs", "dx")
class ctc_grad:
    """What forward kept follows from the other tensors: it gets no cotangent of its own."""

    def d_xs(F, p, xs, g):
        whole = [F.zeros_like(x) for x in xs[1:4]]
        found = F.derivative(
            *xs[:5], g, *whole, kernel="ctc_plain", count=4, level=2, options=vars(p)
        )
        return [*found, None, None, None]
