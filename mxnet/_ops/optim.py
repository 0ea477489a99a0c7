"""Update operators: one optimizer step on one parameter or on many, states written back in place.

Every operator returns the new weight (programs give `out=weight`). Hyperparameters are rounded to
float32, so that long runs give the reference's numbers. What does not live here: optimizers as
classes (`mx.optimizer`), or the arithmetic (`_kernels/optim.py`).
"""

from .._core.attrs import Attr, single
from .._core.errors import operator_error
from .._core.op import Aux, In, Op, Out, caller_file
from .._core.registry import add

LR = {"lr": Attr(single, doc="Learning rate.")}
WD = {"wd": Attr(single, 0.0, doc="Weight decay.")}
CLIP = {
    "rescale_grad": Attr(single, 1.0, doc="Factor of the gradient, before all else."),
    "clip_gradient": Attr(
        single, -1.0, doc="Bound of the gradient's elements; below 0 there is none."
    ),
}
LAZY = {
    "lazy_update": Attr(bool, True, doc="For sparse gradients: leave rows without gradient alone.")
}
MOMENTUM = {"momentum": Attr(single, 0.0, doc="Share of the last step that is kept.")}
CLIP_WEIGHTS = {
    "clip_weights": Attr(single, -1.0, doc="Bound of the new weights; below 0 there is none.")
}
BIAS = {"bias_correction": Attr(bool, True, doc="Undo the moments' bias towards zero.")}
STEP = {"t": Attr(int, doc="Number of this step, from 1.")}
BOUNDS = {
    "lower_bound": Attr(single, -1.0, doc="Least length of the weight; below 0 there is none."),
    "upper_bound": Attr(single, -1.0, doc="Largest length of the weight; below 0 there is none."),
}


def betas(beta1, beta2, epsilon):
    """The attributes of a method with two moments."""
    return {
        "beta1": Attr(single, beta1, doc="Decay of the first moment."),
        "beta2": Attr(single, beta2, doc="Decay of the second moment."),
        "epsilon": Attr(single, epsilon, doc="Keeps divisors from zero."),
    }


def slots(words, states):
    """Input slots: those named in `states` are written back, and may have another dtype."""
    made = []
    for word in words.split():
        slot = (Aux if word in states.split() else In)("of the weight's shape", dtype="any")
        slot.name = word
        made.append(slot)
    return made


def check_group(name, weight, *named, wide=False):
    """Refuse arrays of another shape or dtype than their weight; `wide` states are float32."""
    if not weight.dtype.is_floating_point:
        raise operator_error(name, "the weight must be of a floating point type; convert it.")
    for word, x in named:
        if x.shape != weight.shape:
            raise operator_error(
                name,
                f"{word} has shape {tuple(x.shape)}; weight {tuple(weight.shape)} needs "
                f"{tuple(weight.shape)}.",
            )
        if word == "g" and name.endswith("phase2"):  # LAMB's direction may be wider
            continue
        if wide and word != "grad":
            if not (x.dtype.is_floating_point and x.dtype.itemsize == 4):
                raise operator_error(name, f"{word} must be float32; convert it.")
        elif x.dtype is not weight.dtype:
            raise operator_error(name, f"weight and {word} must share one dtype; convert one.")


def check_length(name, x, word):
    """Refuse the length of a weight that is not one number."""
    if tuple(x.shape) != (1,):
        raise operator_error(name, f"{word} has shape {tuple(x.shape)}; it needs (1,).")


def update(name, words, states, attrs, forward, *, doc, also=()):
    """Register one update operator; `forward(F, p, *inputs)` returns the new weight, then the new
    states."""
    out = Out("the new weight")
    out.name = "output"

    def check(p, weight, *rest):
        named = list(zip(words.split()[1:], rest, strict=True))
        loose = ("rescale_grad", "r1", "r2", "history")
        wide = "weight32" in words
        check_group(name, weight, *(x for x in named if x[0] not in loose), wide=wide)
        for word, x in named:
            if word in ("r1", "r2"):
                check_length(name, x, word)

    add(
        Op(
            name,
            slots(words, states),
            [out],
            attrs,
            forward=forward,
            aliases=also,
            doc=doc,
            where=caller_file(),
            check=check,
            gradient="none",
        )
    )


def wide(F, step):
    """A step in float32 on the master copy of a low-precision weight; the weight follows it."""

    def forward(weight, grad, *states):
        *states, master = states
        result = step(master, F.cast(grad, dtype="float32"), *states)
        result = result if isinstance(result, tuple) else (result,)
        return (F.narrowed(result[0], like=weight), *result[1:], result[0])

    return forward


update(
    "sgd_update",
    "weight grad",
    "",
    LR | WD | CLIP | LAZY,
    lambda F, p, w, g: F.step_sgd(w, g, h=p, lr=p.lr, wd=p.wd),
    also=["_sparse_sgd_update"],
    doc="Stochastic gradient descent.",
)
update(
    "sgd_mom_update",
    "weight grad mom",
    "mom",
    LR | MOMENTUM | WD | CLIP | LAZY,
    lambda F, p, w, g, mom: F.step_sgd_mom(w, g, mom, h=p, lr=p.lr, wd=p.wd),
    also=["_sparse_sgd_mom_update"],
    doc="Stochastic gradient descent with momentum.",
)
update(
    "mp_sgd_update",
    "weight grad weight32",
    "weight32",
    LR | WD | CLIP | LAZY,
    lambda F, p, *xs: wide(F, lambda w, g: F.step_sgd(w, g, h=p, lr=p.lr, wd=p.wd))(*xs),
    doc="`sgd_update` on a float32 master copy.",
)
update(
    "mp_sgd_mom_update",
    "weight grad mom weight32",
    "mom weight32",
    LR | MOMENTUM | WD | CLIP | LAZY,
    lambda F, p, *xs: wide(F, lambda w, g, m: F.step_sgd_mom(w, g, m, h=p, lr=p.lr, wd=p.wd))(*xs),
    doc="`sgd_mom_update` on a float32 master copy.",
)
update(
    "nag_mom_update",
    "weight grad mom",
    "mom",
    LR | MOMENTUM | WD | CLIP,
    lambda F, p, w, g, mom: F.step_nag_mom(w, g, mom, h=p, lr=p.lr, wd=p.wd),
    doc="Nesterov's accelerated gradient.",
)
update(
    "mp_nag_mom_update",
    "weight grad mom weight32",
    "mom weight32",
    LR | MOMENTUM | WD | CLIP,
    lambda F, p, *xs: wide(F, lambda w, g, m: F.step_nag_mom(w, g, m, h=p, lr=p.lr, wd=p.wd))(*xs),
    doc="`nag_mom_update` on a float32 master copy.",
)
update(
    "adam_update",
    "weight grad mean var",
    "mean var",
    LR | betas(0.9, 0.999, 1e-8) | WD | CLIP | LAZY,
    lambda F, p, w, g, mean, var: F.step_adam(w, g, mean, var, h=p),
    also=["_sparse_adam_update"],
    doc="Adam, without bias correction (the learning rate carries it). Source: Kingma, Ba 2014.",
)
update(
    "ftml_update",
    "weight grad d v z",
    "d v z",
    LR
    | betas(0.6, 0.999, 1e-8)
    | STEP
    | WD
    | {"rescale_grad": CLIP["rescale_grad"], "clip_grad": CLIP["clip_gradient"]},
    lambda F, p, w, g, d, v, z: F.step_ftml(w, g, d, v, z, h=p),
    doc="Follow the moving leader. Source: Zheng, Kwok 2017.",
)
update(
    "ftrl_update",
    "weight grad z n",
    "z n",
    LR
    | {
        "lamda1": Attr(single, 0.01, doc="Strength of the L1 penalty."),
        "beta": Attr(single, 1.0, doc="Per-coordinate rate constant."),
    }
    | WD
    | CLIP,
    lambda F, p, w, g, z, n: F.step_ftrl(w, g, z, n, h=p),
    also=["_sparse_ftrl_update"],
    doc="Follow the regularized leader. Source: McMahan et al. 2013.",
)
update(
    "rmsprop_update",
    "weight grad n",
    "n",
    LR
    | {
        "gamma1": Attr(single, 0.95, doc="Decay of the squared gradient."),
        "epsilon": Attr(single, 1e-8, doc="Keeps divisors from zero."),
    }
    | WD
    | CLIP
    | CLIP_WEIGHTS,
    lambda F, p, w, g, n: F.step_rmsprop(w, g, n, h=p),
    doc="RMSProp. Source: Tieleman, Hinton 2012.",
)
update(
    "rmspropalex_update",
    "weight grad n g delta",
    "n g delta",
    LR
    | {
        "gamma1": Attr(single, 0.95, doc="Decay of the gradient and its square."),
        "gamma2": Attr(single, 0.9, doc="Decay of the step."),
        "epsilon": Attr(single, 1e-8, doc="Keeps divisors from zero."),
    }
    | WD
    | CLIP
    | CLIP_WEIGHTS,
    lambda F, p, w, grad, n, g, delta: F.step_rmspropalex(w, grad, n, g, delta, h=p),
    doc="Centred RMSProp. Source: Graves 2013.",
)
update(
    "signsgd_update",
    "weight grad",
    "",
    LR | WD | CLIP,
    lambda F, p, w, g: F.step_signsgd(w, g, h=p),
    doc="The sign of the gradient. Source: Bernstein et al. 2018.",
)
update(
    "signum_update",
    "weight grad mom",
    "mom",
    LR
    | MOMENTUM
    | WD
    | CLIP
    | {"wd_lh": Attr(single, 0.0, doc="Weight decay apart from the gradient.")},
    lambda F, p, w, g, mom: F.step_signum(w, g, mom, h=p),
    doc="The sign of the momentum.",
)
update(
    "lamb_update_phase1",
    "weight grad mean var",
    "mean var",
    betas(0.9, 0.999, 1e-6) | STEP | BIAS | {"wd": Attr(single, doc="Weight decay.")} | CLIP,
    lambda F, p, w, g, mean, var: F.lamb_direction(w, g, mean, var, h=p, t=p.t, wd=p.wd),
    doc="LAMB's direction. Source: You et al. 2019.",
)
update(
    "lamb_update_phase2",
    "weight g r1 r2",
    "",
    LR | BOUNDS,
    lambda F, p, w, g, r1, r2: F.lamb_apply(
        w, g, r1, r2, lr=p.lr, lower=p.lower_bound, upper=p.upper_bound
    ),
    doc="LAMB's step along a direction, r1 and r2 being the lengths of weight and direction.",
)
update(
    "mp_lamb_update_phase1",
    "weight grad mean var weight32",
    "mean var",
    betas(0.9, 0.999, 1e-6) | STEP | BIAS | {"wd": Attr(single, doc="Weight decay.")} | CLIP,
    lambda F, p, w, g, mean, var, w32: F.lamb_direction(
        w32, F.cast(g, dtype="float32"), mean, var, h=p, t=p.t, wd=p.wd
    ),
    doc="`lamb_update_phase1` on a float32 master copy.",
)


def _mp_lamb2(F, p, w, g, r1, r2, w32):
    new = F.lamb_apply(w32, g, r1, r2, lr=p.lr, lower=p.lower_bound, upper=p.upper_bound)
    return F.narrowed(new, like=w), new


update(
    "mp_lamb_update_phase2",
    "weight g r1 r2 weight32",
    "weight32",
    LR | BOUNDS,
    _mp_lamb2,
    doc="`lamb_update_phase2` on a float32 master copy.",
)
ADAMW = (
    LR
    | betas(0.9, 0.999, 1e-8)
    | WD
    | {"eta": Attr(single, doc="Factor of the whole step.")}
    | {"clip_gradient": CLIP["clip_gradient"]}
)
update(
    "_adamw_update",
    "weight grad mean var rescale_grad",
    "mean var",
    ADAMW,
    lambda F, p, w, g, mean, var, r: F.step_adamw(
        w, g, mean, var, r, h=p, lr=p.lr, wd=p.wd, eta=p.eta
    ),
    doc="Adam with weight decay apart. Source: Loshchilov, Hutter 2017.",
)


def _mp_adamw(F, p, w, g, mean, var, w32, r):
    new, mean, var = F.step_adamw(
        w32,
        F.cast(g, dtype="float32"),
        mean,
        var,
        F.cast(r, dtype="float32"),
        h=p,
        lr=p.lr,
        wd=p.wd,
        eta=p.eta,
    )
    return F.narrowed(new, like=w), mean, var, new


update(
    "_mp_adamw_update",
    "weight grad mean var weight32 rescale_grad",
    "mean var weight32",
    ADAMW,
    _mp_adamw,
    doc="`_adamw_update` on a float32 master copy.",
)
update(
    "_contrib_group_adagrad_update",
    "weight grad history",
    "history",
    LR | CLIP | {"epsilon": Attr(single, 1e-5, doc="Keeps divisors from zero.")},
    lambda F, p, w, g, history: F.adagrad_rows(w, g, history, h=p),
    doc="AdaGrad with one accumulated number per row.",
)


def _check_lars(p, *arrays):
    if len({x.shape for x in arrays}) > 1:
        told = ", ".join(f"{tuple(x.shape)}" for x in arrays)
        raise operator_error("multi_lars", f"the inputs have shapes {told}; they must agree.")


def _register_rest():
    out = Out("(N,)")
    out.name = "output"
    inputs = slots("lrs weights_sum_sq grads_sum_sq wds", "")
    add(
        Op(
            "multi_lars",
            inputs,
            [out],
            {
                "eta": Attr(single, doc="The trust coefficient."),
                "eps": Attr(single, doc="Keeps divisors from zero."),
                "rescale_grad": CLIP["rescale_grad"],
            },
            forward=lambda F, p, lrs, w, g, wds: F.lars_rates(
                lrs, w, g, wds, eta=p.eta, eps=p.eps, rescale=p.rescale_grad
            ),
            doc="LARS learning rates by layer. Source: You, Gitman, Ginsburg 2017.",
            where=caller_file(),
            check=_check_lars,
            gradient="none",
        )
    )
    data = In("arrays", variadic=True, dtype="any")
    data.name = "data"
    add(
        Op(
            "reset_arrays",
            [data],
            [],
            {"num_arrays": Attr(int, doc="How many arrays.")},
            forward=lambda F, p, *xs: tuple(F.zeros_like(x) for x in xs),
            mutates=lambda p, n: tuple(range(n)),
            doc="Set arrays to zero, in place.",
            where=caller_file(),
            gradient="none",
        )
    )


_register_rest()
