"""Loss heads, which show a prediction and bring their own gradient; softmax_cross_entropy.

The gradient of a head ignores what comes from above (SoftmaxOutput multiplies by it if asked to).
"""

from math import prod

from .._core.attrs import Attr
from .._core.errors import MXNetError, operator_error
from .._core.op import In, Out
from .._core.registry import op
from .refusals import refuse_integers

GRAD_SCALE = Attr(float, 1.0, doc="What the gradient is multiplied by.")


def grouped(p, shape):
    """`(N, classes, positions)` or `(N, classes)`: the shape of data with its classes on axis 1."""
    if p.multi_output:
        return (shape[0], shape[1], prod(shape[2:]))
    if p.preserve_shape:
        return (prod(shape[:-1]), shape[-1])
    return (shape[0], prod(shape[1:]))


def label_shapes(p, data):
    """The label shapes that SoftmaxOutput takes, the one to infer first."""
    if p.multi_output:
        rest = tuple(data[2:])
        return [(data[0], prod(rest)), (data[0], *rest), (data[0], 1, *rest), tuple(data)]
    return [tuple(data[:-1]), tuple(data)]


@op("SoftmaxOutput", also=["Softmax"], traits={"loss"})
class softmax_output:
    """Softmax whose gradient is that of the cross entropy with ``label``.

    That gradient is softmax minus the label's one-hot vector.

    The classes lie along all axes but the first, along axis 1 (``multi_output``), or along the last
    one (``preserve_shape``). A label of data's shape holds probabilities.

    Examples
    --------
    >>> x = mx.nd.zeros((1, 2))
    >>> x.attach_grad()
    >>> with mx.autograd.record():
    ...     y = mx.nd.SoftmaxOutput(x, mx.nd.array([1]))
    >>> y.backward()
    >>> x.grad.asnumpy().tolist()
    [[0.5, -0.5]]
    """

    data = In("(N, classes, ...), floating point")
    label = In("classes, of data's shape without their axis; or probabilities of data's shape")
    output = Out("the shape of data")
    grad_scale = GRAD_SCALE
    ignore_label = Attr(float, -1.0, doc="The label that has no gradient when use_ignore is set.")
    multi_output = Attr(
        bool, False, doc="Softmax along axis 1, for every position of the other axes."
    )
    use_ignore = Attr(bool, False, doc="Whether there is a label to ignore.")
    preserve_shape = Attr(bool, False, doc="Softmax along the last axis.")
    normalization = Attr(
        ("batch", "null", "valid"),
        "null",
        doc="Divide the gradient by the labels, by nothing, or by the labels not ignored.",
    )
    out_grad = Attr(bool, False, doc="Multiply the gradient by the one from above.")
    smooth_alpha = Attr(
        float,
        0.0,
        ge=0,
        le=1,
        doc="Share of the label's one that is spread over the other classes.",
    )

    def infer(p, s):
        data = s.data.known()
        s.unify(output=data)
        if s.label.value is None:
            s.unify(label=label_shapes(p, data)[0])

    def check(p, data, label):
        refuse_integers("SoftmaxOutput", data=data)
        if data.dim() < 2:
            raise operator_error(
                "SoftmaxOutput", f"data {tuple(data.shape)} needs two dimensions or more."
            )
        allowed = label_shapes(p, data.shape)
        if tuple(label.shape) not in allowed:
            raise operator_error(
                "SoftmaxOutput",
                f"label has shape {tuple(label.shape)}; data {tuple(data.shape)} "
                f"needs {' or '.join(map(str, dict.fromkeys(allowed)))}. "
                f"multi_output={p.multi_output}, preserve_shape={p.preserve_shape}.",
            )

    def forward(F, p, data, label):
        shape = grouped(p, data.shape)
        return F.reshape(F.softmax(F.reshape(data, shape=shape), axis=1), shape=tuple(data.shape))

    def d_data(F, p, label, output, g):
        shape = grouped(p, output.shape)
        grad = F.softmax_output_grad(
            F.reshape(output, shape=shape),
            flat_label(F, p, label, tuple(output.shape), shape),
            axis=1,
            grad_scale=p.grad_scale,
            ignore_label=p.ignore_label,
            use_ignore=p.use_ignore,
            normalization=p.normalization,
            smooth_alpha=0.0 if p.multi_output else p.smooth_alpha,
            per_position=shape[2] if p.multi_output else 1,
        )
        grad = F.reshape(grad, shape=tuple(output.shape))
        return F.mul(grad, g) if p.out_grad else grad


def flat_label(F, p, label, data, shape):
    """The label in the layout of `grouped`; of classes, without their axis."""
    if tuple(label.shape) == data:
        return F.reshape(label, shape=shape)
    if p.multi_output:
        return F.reshape(label, shape=(shape[0], shape[2]))
    flat = F.reshape(label, shape=(-1,))
    # Data of three axes or more, classes along all of them: the first N labels count, as in 1.9.1.
    return flat if flat.shape[0] == shape[0] else F.narrow(flat, axis=0, start=0, length=shape[0])


def squeezed(shape):
    return tuple(n for n in shape if n != 1)


def infer_regression(p, s):
    """Shapes of the three regression heads."""
    data = s.data.known()
    s.unify(output=data)
    if s.label.value is None:
        s.unify(label=data[:1] if len(data) == 2 and data[1] == 1 else data)
    elif None not in s.label.value and not matching(data, s.label.value):
        raise MXNetError(mismatch(data, s.label.value))


def regression_check(name):
    """The refusals of one regression head."""

    def check(p, data, label):
        refuse_integers(name, data=data)
        if data.shape != label.shape and not matching(data.shape, label.shape):
            raise operator_error(name, mismatch(data.shape, label.shape))

    return check


def matching(data, label):
    """Whether a label of this shape belongs to the data: the same but for axes of length one."""
    return squeezed(data) == squeezed(label) and data[:1] == label[:1]


def mismatch(data, label):
    label, data = tuple(label), tuple(data)
    return f"label has shape {label}; data {data} needs {data}, axes of length one aside."


def head_scale(p, shape):
    """The scale of a regression head: per output of one example."""
    return p.grad_scale / max(1, prod(shape[1:]))


@op("LinearRegressionOutput", also=["_sparse_LinearRegressionOutput"], traits={"view"})
class linear_regression_output:
    """The data, with the gradient of half the squared error.

    It is ``(data - label) · grad_scale / outputs``, with the number of outputs of one example.

    Examples
    --------
    >>> x = mx.nd.array([3.0])
    >>> x.attach_grad()
    >>> with mx.autograd.record():
    ...     y = mx.nd.LinearRegressionOutput(x, mx.nd.array([1.0]))
    >>> y.backward()
    >>> x.grad.asscalar().item()
    2.0
    """

    data = In("(N, ...), floating point")
    label = In("the shape of data")
    output = Out("the shape of data")
    grad_scale = GRAD_SCALE
    infer = infer_regression
    check = regression_check("LinearRegressionOutput")

    def forward(F, p, data, label):
        return F.identity(data)

    def d_data(F, p, label, output):
        return F.difference_grad(output, label, scale=head_scale(p, output.shape))


@op("LogisticRegressionOutput", also=["_sparse_LogisticRegressionOutput"])
class logistic_regression_output:
    """The sigmoid of the data, with the gradient of the cross entropy.

    It is ``(sigmoid - label) · grad_scale / outputs``, with the number of outputs of one example.

    Examples
    --------
    >>> mx.nd.LogisticRegressionOutput(mx.nd.array([0.0]), mx.nd.array([1.0])).asscalar().item()
    0.5
    """

    data = In("(N, ...), floating point")
    label = In("the shape of data, numbers from 0 to 1")
    output = Out("the shape of data")
    grad_scale = GRAD_SCALE
    infer = infer_regression
    check = regression_check("LogisticRegressionOutput")

    def forward(F, p, data, label):
        return F.sigmoid(data)

    def d_data(F, p, label, output):
        return F.difference_grad(output, label, scale=head_scale(p, output.shape))


@op("MAERegressionOutput", also=["_sparse_MAERegressionOutput"], traits={"view"})
class mae_regression_output:
    """The data, with the gradient of the absolute error: ``±grad_scale / outputs``.

    Examples
    --------
    >>> mx.nd.MAERegressionOutput(mx.nd.array([3.0]), mx.nd.array([1.0])).asscalar().item()
    3.0
    """

    data = In("(N, ...), floating point")
    label = In("the shape of data")
    output = Out("the shape of data")
    grad_scale = GRAD_SCALE
    infer = infer_regression
    check = regression_check("MAERegressionOutput")

    def forward(F, p, data, label):
        return F.identity(data)

    def d_data(F, p, label, output):
        return F.sign_grad(output, label, scale=head_scale(p, output.shape))


@op("SVMOutput", traits={"view"})
class svm_output:
    """The data, with the gradient of the hinge loss of one class against each other.

    Examples
    --------
    >>> mx.nd.SVMOutput(mx.nd.array([[1.0, 2.0]]), mx.nd.array([0.0])).asnumpy().tolist()
    [[1.0, 2.0]]
    """

    data = In("(N, ..., classes), floating point")
    label = In("(N, ...): the classes as numbers")
    output = Out("the shape of data")
    margin = Attr(float, 1.0, doc="How far the right class must be ahead.")
    regularization_coefficient = Attr(float, 1.0, doc="What the gradient is multiplied by.")
    use_linear = Attr(bool, False, doc="The hinge itself; otherwise its square.")

    def infer(p, s):
        data = s.data.known()
        s.unify(output=data, label=data[:-1])

    def check(p, data, label):
        refuse_integers("SVMOutput", data=data)
        if data.dim() < 2 or label.shape != data.shape[:-1]:
            raise operator_error(
                "SVMOutput",
                f"label has shape {tuple(label.shape)}; data {tuple(data.shape)} "
                f"needs {tuple(data.shape[:-1])}, and two dimensions or more.",
            )

    def forward(F, p, data, label):
        return F.identity(data)

    def d_data(F, p, label, output):
        rows = F.reshape(output, shape=(-1, output.shape[-1]))
        grad = F.svm_output_grad(
            rows,
            F.reshape(label, shape=(-1,)),
            margin=p.margin,
            scale=p.regularization_coefficient,
            linear=p.use_linear,
        )
        return F.reshape(grad, shape=tuple(output.shape))


@op("MakeLoss", traits={"view"})
class make_loss:
    """Make any expression a loss: the data passes, and its gradient is ``grad_scale``.

    Examples
    --------
    >>> mx.nd.MakeLoss(mx.nd.array([2.0]), grad_scale=3).asscalar().item()
    2.0
    """

    data = In("any shape, floating point")
    output = Out("the shape of data")
    grad_scale = GRAD_SCALE
    valid_thresh = Attr(float, 0.0, doc="Elements above it are counted as valid.")
    normalization = Attr(
        ("batch", "null", "valid"),
        "null",
        doc="Divide the gradient by the rows (all axes but the last), by nothing, or by the valid "
        "elements.",
    )

    def infer(p, s):
        s.unify(output=s.data.known())

    def check(p, data):
        refuse_integers("MakeLoss", data=data)

    def forward(F, p, data):
        return F.identity(data)

    def d_data(F, p, output):
        return F.make_loss_grad(
            output,
            grad_scale=p.grad_scale,
            normalization=p.normalization,
            valid_thresh=p.valid_thresh,
        )


@op("softmax_cross_entropy")
class softmax_cross_entropy:
    """The cross entropy of softmax with class labels, summed over the examples.

    A probability counts as at least 1e-8, that of a label which is no class too.

    Examples
    --------
    >>> loss = mx.nd.softmax_cross_entropy(mx.nd.zeros((2, 4)), mx.nd.array([0, 3]))
    >>> round(loss.asscalar().item(), 3)
    2.773
    """

    data = In("(N, classes), floating point")
    label = In("(N,): the classes as numbers")
    output = Out("(1,)")

    def infer(p, s):
        s.unify(label=s.data.known()[:1], output=(1,))

    def check(p, data, label):
        refuse_integers("softmax_cross_entropy", data=data)
        if data.dim() != 2 or label.shape != data.shape[:1]:
            raise operator_error(
                "softmax_cross_entropy",
                f"data {tuple(data.shape)} and label "
                f"{tuple(label.shape)} need to be (N, classes) and (N,).",
            )

    def forward(F, p, data, label):
        hot = F.class_mask(label, count=data.shape[1], axis=1, dtype=data.dtype)
        chosen = F.sum(F.mul(F.softmax(data, axis=1), hot), axis=1)
        total = F.sum(F.log(F.clamp(chosen, low=1e-8)), axis=None)
        return F.reshape(F.neg(total), shape=(1,))

    def d_data(F, p, data, label, g):
        hot = F.class_mask(label, count=data.shape[1], axis=1, dtype=data.dtype)
        return F.mul(F.sub(F.softmax(data, axis=1), hot), g)
