"""A chain of elementwise calls as C: one loop that a compiler turns into vector instructions.

Only float32, and only kernels whose C stands here; `exp` and `tanh` are ours, since not every C
library has them for vectors. What does not live here: compiling it (`_kernels/native.py`).
"""

from math import isfinite

from .calls import Value

__all__ = ["c_text"]

# Source: polynomials fitted at Chebyshev's points; to 0.8 and 1.2 units in the last place.
_PRELUDE = """\
#include <math.h>
#include <string.h>

static inline float power_of_two(int n) {
    int bits = (n + 127) << 23;
    float x;
    memcpy(&x, &bits, 4);
    return x;
}

static inline float exp_of(float x) {
    float z = x > 89.0f ? 89.0f : x;
    z = z < -104.0f ? -104.0f : z;
    float n = rintf(z * 1.44269504f);
    float r = fmaf(n, 2.12194440e-4f, fmaf(n, -0.693359375f, z));
    float p = 0.0013933731724817232f;
    p = fmaf(p, r, 0.008363235384486568f);
    p = fmaf(p, r, 0.0416664641897512f);
    p = fmaf(p, r, 0.16666576643548567f);
    p = fmaf(p, r, 0.5000000013536505f);
    p = fmaf(p, r * r, r) + 1.0f;
    int whole = (int)n, half = whole >> 1;
    return p * power_of_two(half) * power_of_two(whole - half);
}

static inline float tanh_of(float x) {
    float size = fabsf(x), z = x * x;
    float p = -0.0061049480318076275f;
    p = fmaf(p, z, 0.021003641238863783f);
    p = fmaf(p, z, -0.05385249747384405f);
    p = fmaf(p, z, 0.13332782264052997f);
    p = fmaf(p, z, -0.33333329099618836f);
    float near = fmaf(x * z, p, x);
    float far = copysignf(1.0f - 2.0f / (exp_of(2.0f * size) + 1.0f), x);
    return size < 0.625f ? near : far;
}
"""

_FORMS = {
    "abs": "fabsf({0})",
    "add": "{0} + {alpha} * {1}",
    "addcmul": "{0} + {value} * {1} * {2}",
    "ceil": "ceilf({0})",
    "div": "{0} / {1}",
    "exp": "exp_of({0})",
    "floor": "floorf({0})",
    "maximum": "({0} >= {1} || {0} != {0}) ? {0} : {1}",
    "minimum": "({0} <= {1} || {0} != {0}) ? {0} : {1}",
    "mul": "{0} * {1}",
    "neg": "-{0}",
    "reciprocal": "1.0f / {0}",
    "relu": "{0} <= 0.0f ? 0.0f : {0}",
    "relu_grad": "{1} <= 0.0f ? 0.0f : {0}",
    "rsqrt": "1.0f / sqrtf({0})",
    "sigmoid": "1.0f / (1.0f + exp_of(-{0}))",
    "sigmoid_grad": "{0} * (1.0f - {1}) * {1}",
    "sqrt": "sqrtf({0})",
    "square": "{0} * {0}",
    "sub": "{0} - {1}",
    "tanh": "tanh_of({0})",
    "tanh_grad": "{0} * (1.0f - {1} * {1})",
    "trunc": "truncf({0})",
}
_BLOCK = 4096  # elements whose sum is kept in float32


def c_text(members, arrays, numbers, whole, totals):
    """The function `chain`, or None where it has to be done otherwise.

    Parameters
    ----------
    members : list of Call
    arrays, numbers, whole : list of Value
        Arrays that are read, arrays of one number, arrays that are written.
    totals : list of Value
        Results of sums.
    """
    names = {x: f"a{i}[i]" for i, x in enumerate(arrays)}
    names |= {x: f"n{i}" for i, x in enumerate(numbers)}
    sums, body = {x: f"s{i}" for i, x in enumerate(totals)}, []
    for at, call in enumerate(members):
        out = call.outs[0]
        if call.kernel == "sum":
            if out in sums:
                body.append(f"{sums[out]} += {names[call.args[0]]};")
            continue
        form = _form(call, names)
        if form is None:
            return None
        body.append(f"float v{at} = {form};")
        names[out] = f"v{at}"
    body += [f"r{i}[i] = {names[x]};" for i, x in enumerate(whole)]
    return _function(body, len(arrays), len(numbers), len(whole), len(totals))


def _form(call, names):
    """One call as a C expression; None where there is none."""
    form = _FORMS.get(call.kernel)
    said = [names[x] if type(x) is Value else _number(x) for x in call.args]
    params = {name: _number(x) for name, x in {"alpha": 1, **call.params}.items()}
    if form is None or None in said or None in params.values():
        return None
    return form.format(*said, **params)


def _number(x):
    """A number as C reads it, to the last bit."""
    return f"({float(x).hex()}f)" if isfinite(x) else None


def _function(body, arrays, numbers, whole, totals):
    lines = ["void chain(long long length, const float *const *in, float *const *out,",
             "           const float *numbers, double *totals) {"]  # fmt: skip
    lines += [f"    const float *a{i} = in[{i}];" for i in range(arrays)]
    lines += [f"    float *restrict r{i} = out[{i}];" for i in range(whole)]
    lines += [f"    const float n{i} = numbers[{i}];" for i in range(numbers)]
    lines += [f"    totals[{i}] = 0;" for i in range(totals)]
    lines.append(f"    for (long long start = 0; start < length; start += {_BLOCK}) {{")
    lines.append(f"        long long end = start + {_BLOCK} < length ? start + {_BLOCK} : length;")
    names = ", ".join(f"s{i}" for i in range(totals))
    lines += [f"        float {name} = 0;" for name in names.split(", ") if name]
    reduction = f" reduction(+:{names})" if names else ""
    lines.append(f"        #pragma omp simd{reduction}")
    lines.append("        for (long long i = start; i < end; i++) {")
    lines += [f"            {line}" for line in body]
    lines.append("        }")
    lines += [f"        totals[{i}] += s{i};" for i in range(totals)]
    return "\n".join([_PRELUDE, *lines, "    }", "}"]) + "\n"
