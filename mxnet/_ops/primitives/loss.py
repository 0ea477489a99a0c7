"""The gradients of loss heads end there: they are no derivatives, so they have none themselves."""

from ..._core.primitive import primitive

for _name in ("softmax_output_grad", "difference_grad", "sign_grad"):
    primitive("out label", "dx", name=_name, gradient="none")
primitive("x label", "dx", name="svm_output_grad", gradient="none")
primitive("x", "dx", name="make_loss_grad", gradient="zero")
