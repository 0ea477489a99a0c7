"""Loops and branches for the tests, written once for arrays and symbols, and run the same way under
1.9.1 and under this project.

What does not live here: expectations.
"""

import numpy as np

SHAPES = {"x": (4, 2, 3), "s": (2, 3), "w": (3, 3), "t": (2, 3), "i": (1,)}


def accumulate(F, x, s, w, **_):
    """A recurrent net with a weight from outside."""

    def step(x, s):
        h = F.Activation(F.FullyConnected(x + s, w, num_hidden=3, no_bias=True), act_type="tanh")
        return h * 2, h

    outs, last = F.contrib.foreach(step, x, s)
    return [outs, last]


def several(F, x, s, t, **_):
    """Data and states in lists, one of which passes through unchanged."""
    outs, last = F.contrib.foreach(
        lambda x, s: ([x[0] * s[0], x[1] + s[1]], [s[0] + x[1], s[1]]), [x, x * 2], [s, t]
    )
    return [*outs, *last]


def counting(F, i, s, w, **_):
    """A loop that ends by its own numbers, with a variable that is not differentiated into."""
    outs, last = F.contrib.while_loop(
        lambda i, s: i < 3.5, lambda i, s: (F.dot(s, w), [i + 1, F.tanh(F.dot(s, w)) + s]), [i, s],
        max_iterations=6,
    )  # fmt: skip
    return [outs, *last]


def never(F, i, s, w, **_):
    """A loop without a step: the first variables come back."""
    outs, last = F.contrib.while_loop(
        lambda i, s: i > 100, lambda i, s: (F.dot(s, w), [i + 1, F.dot(s, w)]), [i, s],
        max_iterations=2,
    )  # fmt: skip
    return [*last]


def chosen(limit):
    def branch(F, s, t, w, i, **_):
        return [F.contrib.cond(i < limit, lambda: F.dot(s, w) * t, lambda: F.tanh(s - t))]

    branch.__doc__ = f"A branch where i < {limit}."
    return branch


def nested(F, x, s, w, i, **_):
    """A loop in a loop with a branch in it; what the innermost reads comes from all levels."""

    def outer(x, s):
        y = F.dot(x, w)

        def inner(j, v):
            picked = F.contrib.cond(j < 2, lambda: v * y, lambda: v - x)
            return [], [j + i, F.tanh(picked)]

        _, (_, v) = F.contrib.while_loop(lambda j, v: j < 3, inner, [i, s], max_iterations=3)
        return v, s + v

    outs, last = F.contrib.foreach(outer, x, s)
    return [outs, last]


def vectors(F, t, w, **_):
    """Slices of a vector."""
    first = F.slice(F.reshape(t, shape=(-1,)), begin=(0,), end=(1,))
    outs, last = F.contrib.foreach(lambda x, s: (x * s, s + x), F.reshape(w, shape=(-1,)), first)
    return [outs, last]


CASES = [accumulate, several, counting, never, chosen(5), chosen(-5), nested, vectors]


def numbers():
    """What the variables hold."""
    draw = np.random.RandomState(2).uniform
    found = {name: draw(0.2, 1, shape).astype("float32") for name, shape in SHAPES.items()}
    found["i"][:] = 1
    return found


def graph(mx, case):
    """The symbol of a case."""
    return mx.sym.Group(case(mx.sym, **{name: mx.sym.var(name) for name in SHAPES}))


def run(mx, symbol):
    """Outputs and gradients of a symbol, bound and trained on; what 1.9.1 leaves to chance behind a
    loop's last step is cut off."""
    given, names = numbers(), symbol.list_arguments()
    args = {name: mx.nd.array(given[name]) for name in names}
    grads = {name: mx.nd.zeros(SHAPES[name]) for name in names}
    bound = symbol.bind(mx.cpu(), args, grads)
    outs = bound.forward(is_train=True)
    found = {f"out{i}": y.asnumpy()[: STEPS.get(y.shape, None)] for i, y in enumerate(outs)}
    bound.backward([mx.nd.ones(y.shape) for y in outs])
    found |= {name: grad.asnumpy() for name, grad in bound.grad_dict.items()}
    return {name: [round(float(x), 5) for x in y.ravel()] for name, y in found.items()}


# The loops' outputs of six steps run three.
STEPS = {(6, 2, 3): 3}
