"""Products of attention on queries, keys and values that lie interleaved by head in one array.

The heads of a batch become one axis of batch · heads. What does not live here: softmax or masks.
"""

from math import sqrt

from .._core.attrs import Attr
from .._core.errors import operator_error
from .._core.op import In, Out
from .._core.registry import op
from .refusals import refuse_integers

HEADS = Attr(int, ge=1, doc="Number of attention heads.")


def head(F, x, heads, parts, part):
    """One of the `parts` interleaved in x (steps, batch, heads · parts · width).

    It comes as (batch · heads, steps, width).
    """
    steps, batch, features = x.shape
    width = features // heads // parts
    x = F.reshape(x, shape=(steps, batch * heads, parts, width))
    x = F.reshape(F.narrow(x, axis=2, start=part, length=1), shape=(steps, batch * heads, width))
    return F.swapaxes(x, dim1=0, dim2=1)


def joined(F, x, batch):
    """(batch · heads, steps, width) as (steps, batch, heads · width)."""
    x = F.swapaxes(x, dim1=0, dim2=1)
    return F.reshape(x, shape=(x.shape[0], batch, -1))


def scores(F, queries, keys):
    """Products of all queries with all keys, over the root of their width."""
    queries = F.div(queries, sqrt(queries.shape[2]))
    return F.matmul(queries, F.swapaxes(keys, dim1=1, dim2=2))


def check_packed(name, slot, x, heads, parts):
    """Raise unless x is (steps, batch, a multiple of heads · parts)."""
    refuse_integers(name, **{slot: x})
    if x.dim() != 3:
        raise operator_error(
            name, f"{slot} {tuple(x.shape)} should be 3D: (steps, batch, features)."
        )
    if x.shape[2] % (heads * parts):
        raise operator_error(
            name,
            f"{slot} {tuple(x.shape)}: its features must be a multiple of "
            f"{heads * parts}, heads · {parts}. heads={heads}.",
        )


def check_attention(name, attention, wanted):
    """Raise unless the attention weights have the shape that follows."""
    if tuple(attention.shape) != wanted:
        raise operator_error(
            name,
            f"attention has shape {tuple(attention.shape)}; it needs {wanted}, "
            "(batch · heads, queries, keys).",
        )


@op("_contrib_interleaved_matmul_selfatt_qk")
class selfatt_qk:
    """Scaled products of queries and keys in self attention.

    Examples
    --------
    >>> mx.nd.contrib.interleaved_matmul_selfatt_qk(mx.nd.ones((2, 1, 12)), heads=2).shape
    (2, 2, 2)
    """

    queries_keys_values = In("(steps, batch, heads · 3 · width)")
    output = Out("(batch · heads, steps, steps)")
    heads = HEADS

    def infer(p, s):
        steps, batch, _ = s.queries_keys_values.known()
        s.unify(output=(batch * p.heads, steps, steps))

    def check(p, x):
        check_packed("_contrib_interleaved_matmul_selfatt_qk", "queries_keys_values", x, p.heads, 3)

    def forward(F, p, x):
        return scores(F, head(F, x, p.heads, 3, 0), head(F, x, p.heads, 3, 1))


@op("_contrib_interleaved_matmul_selfatt_valatt")
class selfatt_valatt:
    """Values weighted by the attention, in self attention.

    Examples
    --------
    >>> x, weights = mx.nd.ones((2, 1, 12)), mx.nd.ones((2, 2, 2))
    >>> mx.nd.contrib.interleaved_matmul_selfatt_valatt(x, weights, heads=2).shape
    (2, 1, 4)
    """

    queries_keys_values = In("(steps, batch, heads · 3 · width)")
    attention = In("(batch · heads, steps, steps)")
    output = Out("(steps, batch, heads · width)")
    heads = HEADS

    def infer(p, s):
        steps, batch, features = s.queries_keys_values.known()
        s.unify(attention=(batch * p.heads, steps, steps), output=(steps, batch, features // 3))

    def check(p, x, attention):
        name = "_contrib_interleaved_matmul_selfatt_valatt"
        check_packed(name, "queries_keys_values", x, p.heads, 3)
        check_attention(name, attention, (x.shape[1] * p.heads, x.shape[0], x.shape[0]))

    def forward(F, p, x, attention):
        return joined(F, F.matmul(attention, head(F, x, p.heads, 3, 2)), x.shape[1])


@op("_contrib_interleaved_matmul_encdec_qk")
class encdec_qk:
    """Scaled products of a decoder's queries and an encoder's keys.

    Examples
    --------
    >>> q, kv = mx.nd.ones((3, 1, 4)), mx.nd.ones((2, 1, 8))
    >>> mx.nd.contrib.interleaved_matmul_encdec_qk(q, kv, heads=2).shape
    (2, 3, 2)
    """

    queries = In("(queries, batch, heads · width)")
    keys_values = In("(keys, batch, heads · 2 · width)")
    output = Out("(batch · heads, queries, keys)")
    heads = HEADS

    def infer(p, s):
        queries, batch, _ = s.queries.known()
        s.unify(output=(batch * p.heads, queries, s.keys_values.known()[0]))

    def check(p, queries, keys_values):
        name = "_contrib_interleaved_matmul_encdec_qk"
        check_packed(name, "queries", queries, p.heads, 1)
        check_packed(name, "keys_values", keys_values, p.heads, 2)
        batch, features = queries.shape[1:]
        if tuple(keys_values.shape[1:]) != (batch, 2 * features):
            raise operator_error(
                name,
                f"keys_values has shape {tuple(keys_values.shape)}; queries "
                f"{tuple(queries.shape)} needs (keys, {batch}, {2 * features}).",
            )

    def forward(F, p, queries, keys_values):
        return scores(F, head(F, queries, p.heads, 1, 0), head(F, keys_values, p.heads, 2, 0))


@op("_contrib_interleaved_matmul_encdec_valatt")
class encdec_valatt:
    """An encoder's values weighted by a decoder's attention.

    Examples
    --------
    >>> kv, weights = mx.nd.ones((2, 1, 8)), mx.nd.ones((2, 3, 2))
    >>> mx.nd.contrib.interleaved_matmul_encdec_valatt(kv, weights, heads=2).shape
    (3, 1, 4)
    """

    keys_values = In("(keys, batch, heads · 2 · width)")
    attention = In("(batch · heads, queries, keys)")
    output = Out("(queries, batch, heads · width)")
    heads = HEADS

    def infer(p, s):
        _, batch, features = s.keys_values.known()
        s.unify(output=(s.attention.known()[1], batch, features // 2))

    def check(p, keys_values, attention):
        name = "_contrib_interleaved_matmul_encdec_valatt"
        check_packed(name, "keys_values", keys_values, p.heads, 2)
        queries = attention.shape[1] if attention.dim() == 3 else "queries"
        check_attention(
            name, attention, (keys_values.shape[1] * p.heads, queries, keys_values.shape[0])
        )

    def forward(F, p, keys_values, attention):
        values = head(F, keys_values, p.heads, 2, 1)
        return joined(F, F.matmul(attention, values), keys_values.shape[1])
