"""Update operators of many parameters at once, by the steps of `optim.py`.

What does not live here: updates of one parameter.
"""

from .._core.attrs import Attr, singles
from .._core.attrs import shape as shape_of
from .._core.errors import operator_error
from .._core.op import In, Op, Out, caller_file
from .._core.registry import add
from .optim import BIAS, BOUNDS, CLIP, MOMENTUM, betas, check_group, wide


def many(name, group, states, attrs, step, *, doc, count="num_weights", extra=0):
    """Register an update of many parameters at once.

    Inputs come in groups (weight, grad, states...) of `group` arrays, then `extra` shared ones;
    `states` are the positions in a group that are written back. `step(F, p, i, group, shared)`
    gives the new weight and states.
    """
    slot = In("groups of (weight, gradient, states...)", variadic=True, dtype="any")
    slot.name = "data"
    out = Out("the new weights", variadic=True)
    out.name = "output"

    def check(p, *data):
        need = getattr(p, count) * group + extra
        if len(data) != need:
            raise operator_error(
                name,
                f"{len(data)} arrays came; {count}={getattr(p, count)} needs {need}: "
                f"{group} for each, and {extra} shared.",
            )
        for i in range(0, getattr(p, count) * group, group):
            states = _states(i, data[i + 2 : i + group])
            check_group(name, data[i], ("grad", data[i + 1]), *states, wide="_mp_" in name)
        for word, x in zip(("lrs", "wds"), data[need - 2 :] if extra == 2 else (), strict=False):
            if tuple(x.shape) != (getattr(p, count),):
                raise operator_error(
                    name, f"{word} has shape {tuple(x.shape)}; it needs ({getattr(p, count)},)."
                )

    def forward(F, p, *data):
        weights, kept = [], []
        for i in range(getattr(p, count)):
            result = step(F, p, i, data[i * group : (i + 1) * group], data[len(data) - extra :])
            result = result if isinstance(result, tuple) else (result,)
            weights.append(result[0])
            kept += result[1:]
        return (*weights, *kept)

    def mutates(p, total):
        return tuple(i * group + s for i in range(getattr(p, count)) for s in states)

    attrs = attrs | {count: Attr(int, 1, ge=1, doc="How many weights.")}
    add(
        Op(
            name,
            [slot],
            [out],
            attrs,
            forward=forward,
            doc=doc,
            where=caller_file(),
            check=check,
            gradient="none",
            mutates=mutates if states else None,
            traits={"one"},
        )
    )


def _states(start, arrays):
    return [(f"data[{start + 2 + i}]", x) for i, x in enumerate(arrays)]


RATES = {
    "lrs": Attr(singles, doc="Learning rate of every weight."),
    "wds": Attr(singles, doc="Weight decay of every."),
}


def _sgd_family(prefix, shared, rates_of):
    """The eight operators over many weights: with momentum or not, in low precision or not, rates
    as attrs or arrays."""
    attrs, extra = ({}, 2) if shared else (RATES, 0)

    def plain(F, p, i, group, tail):
        lr, wd = rates_of(p, tail, i)
        return F.step_sgd(*group, h=p, lr=lr, wd=wd)

    def momentum(F, p, i, group, tail):
        lr, wd = rates_of(p, tail, i)
        return F.step_sgd_mom(*group, h=p, lr=lr, wd=wd)

    def low(step):
        return lambda F, p, i, group, tail: wide(F, lambda *xs: step(F, p, i, xs, tail))(*group)

    where = " (rates as arrays)" if shared else ""
    many(
        f"{prefix}multi_sgd_update",
        2,
        (),
        attrs | CLIP,
        plain,
        extra=extra,
        doc=f"`sgd_update` of many{where}.",
    )
    many(
        f"{prefix}multi_sgd_mom_update",
        3,
        (2,),
        attrs | MOMENTUM | CLIP,
        momentum,
        extra=extra,
        doc=f"`sgd_mom_update` of many{where}.",
    )
    many(
        f"{prefix}multi_mp_sgd_update",
        3,
        (2,),
        attrs | CLIP,
        low(plain),
        extra=extra,
        doc=f"`mp_sgd_update` of many{where}.",
    )
    many(
        f"{prefix}multi_mp_sgd_mom_update",
        4,
        (2, 3),
        attrs | MOMENTUM | CLIP,
        low(momentum),
        extra=extra,
        doc=f"`mp_sgd_mom_update` of many{where}.",
    )


_sgd_family("", False, lambda p, tail, i: (p.lrs[i], p.wds[i]))
_sgd_family("preloaded_", True, lambda p, tail, i: (tail[0][i], tail[1][i]))

MULTI_ADAMW = (
    {"lrs": RATES["lrs"]}
    | betas(0.9, 0.999, 1e-8)
    | {
        "wds": RATES["wds"],
        "etas": Attr(singles, doc="Factor of every whole step."),
        "clip_gradient": CLIP["clip_gradient"],
    }
)


def _adamw_one(F, p, i, group, tail):
    return F.step_adamw(*group, tail[0], h=p, lr=p.lrs[i], wd=p.wds[i], eta=p.etas[i])


def _adamw_low(F, p, i, group, tail):
    return wide(
        F, lambda w, g, m, v: _adamw_one(F, p, i, (w, g, m, v), [F.cast(tail[0], dtype="float32")])
    )(*group)


many(
    "_multi_adamw_update",
    4,
    (2, 3),
    MULTI_ADAMW,
    _adamw_one,
    extra=1,
    doc="`_adamw_update` of many.",
)
many(
    "_multi_mp_adamw_update",
    5,
    (2, 3, 4),
    MULTI_ADAMW,
    _adamw_low,
    extra=1,
    doc="`_mp_adamw_update` of many.",
)

MULTI_LAMB = (
    {"learning_rates": RATES["lrs"]}
    | betas(0.9, 0.999, 1e-6)
    | {"wds": RATES["wds"]}
    | CLIP
    | BOUNDS
    | BIAS
    | {"step_count": Attr(shape_of, doc="Number of every step, from 1.")}
)


def _lamb_one(F, p, i, group, tail):
    weight, *rest = group
    g, mean, var = F.lamb_direction(weight, *rest, h=p, t=p.step_count[i], wd=p.wds[i])
    r1, r2 = F.sqrt(F.sum_of_squares(weight)), F.sqrt(F.sum_of_squares(g))
    new = F.lamb_apply(
        weight, g, r1, r2, lr=p.learning_rates[i], lower=p.lower_bound, upper=p.upper_bound
    )
    return F.narrowed(new, like=weight), mean, var  # the norms are wider than half precision


many(
    "_multi_lamb_update", 4, (2, 3), MULTI_LAMB, _lamb_one, count="num_tensors", doc="LAMB of many."
)
many(
    "_multi_mp_lamb_update",
    5,
    (2, 3, 4),
    MULTI_LAMB,
    lambda F, p, i, group, tail: wide(F, lambda *xs: _lamb_one(F, p, i, xs, tail))(*group),
    count="num_tensors",
    doc="LAMB of many, on float32 master copies.",
)
