"""Rules of the kernels on sparse storage.

A cotangent may be dense or sparse; whoever adds it up or writes it down takes both.
"""

from ..._core.primitive import primitive

for _name in ("sparse_like", "to_dense"):
    primitive("x", name=_name, d_x=lambda F, p, g: g)


@primitive("lhs rhs")
class csr_dot:
    def d_lhs(F, p, rhs, g):
        return F.dot(rhs, F.t(g)) if p.transpose else F.dot(g, F.t(rhs))

    def d_rhs(F, p, lhs, g):
        return F.csr_dot(lhs, g) if p.transpose else F.csr_dot_rows(lhs, g)


@primitive("lhs rhs")
class csr_dot_rows:
    def d_lhs(F, p, rhs, g):
        return F.dot(rhs, F.t(g))

    def d_rhs(F, p, lhs, g):
        return F.csr_dot(lhs, g)


@primitive("x rows")
class keep_rows:
    def d_x(F, p, rows, g):
        return F.keep_rows(g, F.each_once(rows))


@primitive("x rows")
class rows_alone:
    def d_x(F, p, rows, g):
        return F.rows_alone(g, rows)


@primitive("dy index")
class rows_of_grad:
    def d_dy(F, p, index, g):
        return F.take(g, index, axis=0, mode="clip")


@primitive("dy index")
class dense_of_grad:
    def d_dy(F, p, index, g):
        return F.take(g, index, axis=0, mode="clip")
