"""All operators of mx.sym itself, where a function of the same name stands in their way too.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from typing import Literal as _Literal
from collections.abc import Sequence as _Sequence
from mxnet.symbol.symbol import Symbol

_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype

def Activation(data: Symbol | None=None, act_type: _Literal['relu', 'sigmoid', 'softrelu', 'softsign', 'tanh']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Apply an activation function to every element."""
def BatchNorm(data: Symbol | None=None, gamma: Symbol | None=None, beta: Symbol | None=None, moving_mean: Symbol | None=None, moving_var: Symbol | None=None, eps: float=..., momentum: float=..., fix_gamma: bool=..., use_global_stats: bool=..., output_mean_var: bool=..., axis: int=..., cudnn_off: bool=..., min_calib_range: float | None=..., max_calib_range: float | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normalize every channel to mean 0 and variance 1 over all other axes, then scale and shift."""
def BatchNorm_v1(data: Symbol | None=None, gamma: Symbol | None=None, beta: Symbol | None=None, eps: float=..., momentum: float=..., fix_gamma: bool=..., use_global_stats: bool=..., output_mean_var: bool=..., moving_mean: Symbol | None=None, moving_var: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`BatchNorm` of old networks: channels behind the batch; its `var` is the variance."""
def BilinearSampler(data: Symbol | None=None, grid: Symbol | None=None, cudnn_off: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Read an image at the places of a grid, interpolating between pixels."""
def BlockGrad(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy through which no gradient passes."""
def CTCLoss(data: Symbol | None=None, label: Symbol | None=None, data_lengths: Symbol | None=None, label_lengths: Symbol | None=None, use_data_lengths: bool=..., use_label_lengths: bool=..., blank_label: _Literal['first', 'last']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def Cast(data: Symbol | None=None, dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The same numbers in another dtype."""
def Concat(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Arrays one after the other along an axis; their other axes must agree."""
def Convolution(data: Symbol | None=None, weight: Symbol | None=None, bias: Symbol | None=None, kernel: _Shape=..., stride: _Shape=..., dilate: _Shape=..., pad: _Shape=..., num_filter: int=..., num_group: int=..., workspace: int=..., no_bias: bool=..., cudnn_tune: _Literal['fastest', 'limited_workspace', 'off'] | None=..., cudnn_off: bool=..., layout: _Literal['NCDHW', 'NCHW', 'NCW', 'NDHWC', 'NHWC'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Slide `num_filter` filters over the data: a cross-correlation in one to three dimensions."""
def Convolution_v1(data: Symbol | None=None, weight: Symbol | None=None, bias: Symbol | None=None, kernel: _Shape=..., stride: _Shape=..., dilate: _Shape=..., pad: _Shape=..., num_filter: int=..., num_group: int=..., workspace: int=..., no_bias: bool=..., cudnn_tune: _Literal['fastest', 'limited_workspace', 'off'] | None=..., cudnn_off: bool=..., layout: _Literal['NCDHW', 'NCHW', 'NDHWC', 'NHWC'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`Convolution` of old networks: two or three dimensions, channels behind the batch axis."""
def Correlation(data1: Symbol | None=None, data2: Symbol | None=None, kernel_size: int=..., max_displacement: int=..., stride1: int=..., stride2: int=..., pad_size: int=..., is_multiply: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Compare the patches of one image with patches of another that are shifted against them."""
def Crop(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """A window of NCHW images: of height and width `h_w`, or of a second array's."""
def Custom(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Run the operator that the program registered as ``op_type`` with ``mx.operator.register``."""
def Deconvolution(data: Symbol | None=None, weight: Symbol | None=None, bias: Symbol | None=None, kernel: _Shape=..., stride: _Shape=..., dilate: _Shape=..., pad: _Shape=..., adj: _Shape=..., target_shape: _Shape=..., num_filter: int=..., num_group: int=..., workspace: int=..., no_bias: bool=..., cudnn_tune: _Literal['fastest', 'limited_workspace', 'off'] | None=..., cudnn_off: bool=..., layout: _Literal['NCDHW', 'NCHW', 'NCW', 'NDHWC', 'NHWC'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The transpose of a convolution: what `Convolution` gives back to its data."""
def Dropout(data: Symbol | None=None, p: float=..., mode: _Literal['training', 'always']=..., axes: _Shape=..., cudnn_off: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Set a random share of the elements to zero and scale the others so that the mean stays."""
def ElementWiseSum(*args: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """The sum of any number of arrays of one shape."""
def Embedding(data: Symbol | None=None, weight: Symbol | None=None, input_dim: int=..., output_dim: int=..., dtype: _DType=..., sparse_grad: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`output[i, ...] = weight[data[i, ...]]`; a number out of bounds means the nearest row."""
def Flatten(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """All axes after the first as one."""
def FullyConnected(data: Symbol | None=None, weight: Symbol | None=None, bias: Symbol | None=None, num_hidden: int=..., no_bias: bool=..., flatten: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Affine map of the feature axes: ``out = data · weightᵀ + bias``."""
def GridGenerator(data: Symbol | None=None, transform_type: _Literal['affine', 'warp']=..., target_shape: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The grid of an affine map, or of an optical flow, for `BilinearSampler`."""
def GroupNorm(data: Symbol | None=None, gamma: Symbol | None=None, beta: Symbol | None=None, num_groups: int=..., eps: float=..., output_mean_var: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normalize groups of channels of each sample to mean 0 and variance 1, then scale and shift."""
def IdentityAttachKLSparseReg(data: Symbol | None=None, sparseness_target: float=..., penalty: float=..., momentum: float=..., moving_avg: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The data itself; its gradient is pushed towards activations that are rarely on."""
def InstanceNorm(data: Symbol | None=None, gamma: Symbol | None=None, beta: Symbol | None=None, eps: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normalize every channel of every sample over space, then scale and shift by channel."""
def L2Normalization(data: Symbol | None=None, eps: float=..., mode: _Literal['instance', 'channel', 'spatial']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Divide by the Euclidean length: ``out = data / sqrt(sum(data²) + eps)``."""
def LRN(data: Symbol | None=None, alpha: float=..., beta: float=..., knorm: float=..., nsize: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Local response normalization across channels."""
def LayerNorm(data: Symbol | None=None, gamma: Symbol | None=None, beta: Symbol | None=None, axis: int=..., eps: float=..., output_mean_var: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normalize along one axis to mean 0 and variance 1, then scale and shift along it."""
def LeakyReLU(data: Symbol | None=None, gamma: Symbol | None=None, act_type: _Literal['elu', 'gelu', 'leaky', 'prelu', 'rrelu', 'selu']=..., slope: float=..., lower_bound: float=..., upper_bound: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Rectifiers that let something through below zero."""
def LinearRegressionOutput(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The data, with the gradient of half the squared error."""
def LogisticRegressionOutput(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sigmoid of the data, with the gradient of the cross entropy."""
def MAERegressionOutput(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The data, with the gradient of the absolute error: ``±grad_scale / outputs``."""
def MakeLoss(data: Symbol | None=None, grad_scale: float=..., valid_thresh: float=..., normalization: _Literal['batch', 'null', 'valid']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Make any expression a loss: the data passes, and its gradient is ``grad_scale``."""
def Pad(data: Symbol | None=None, mode: _Literal['constant', 'edge', 'reflect']=..., pad_width: _Shape=..., constant_value: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Images with a border: of one number, of the edge repeated, or of the image mirrored."""
def Pooling(data: Symbol | None=None, kernel: _Shape=..., pool_type: _Literal['max', 'avg', 'sum', 'lp']=..., global_pool: bool=..., cudnn_off: bool=..., pooling_convention: _Literal['valid', 'full', 'same']=..., stride: _Shape=..., pad: _Shape=..., p_value: int | None=..., count_include_pad: bool | None=..., layout: _Literal['NCDHW', 'NCHW', 'NCW', 'NDHWC', 'NHWC', 'NWC'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The largest, mean, sum or p-norm over a window that slides over one to three spatial axes."""
def Pooling_v1(data: Symbol | None=None, kernel: _Shape=..., pool_type: _Literal['max', 'avg', 'sum']=..., global_pool: bool=..., pooling_convention: _Literal['valid', 'full']=..., stride: _Shape=..., pad: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`Pooling` of old networks: two or three spatial axes; padding is zeros and always counts."""
def RNN(data: Symbol | None=None, parameters: Symbol | None=None, state: Symbol | None=None, state_cell: Symbol | None=None, sequence_length: Symbol | None=None, state_size: int=..., num_layers: int=..., bidirectional: bool=..., mode: _Literal['gru', 'lstm', 'rnn_relu', 'rnn_tanh']=..., p: float=..., state_outputs: bool=..., projection_size: int | None=..., lstm_state_clip_min: float | None=..., lstm_state_clip_max: float | None=..., lstm_state_clip_nan: bool=..., use_sequence_length: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Recurrent layers over a whole sequence: plain (``rnn_relu``, ``rnn_tanh``), LSTM or GRU."""
def ROIPooling(data: Symbol | None=None, rois: Symbol | None=None, pooled_size: _Shape=..., spatial_scale: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The largest entry of each bin of regions of interest, which are split into equal bins."""
def Reshape(data: Symbol | None=None, shape: _Shape=..., reverse: bool=..., target_shape: _Shape=..., keep_highest: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The same elements, in row-major order, in another shape."""
def SVMOutput(data: Symbol | None=None, label: Symbol | None=None, margin: float=..., regularization_coefficient: float=..., use_linear: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The data, with the gradient of the hinge loss of one class against each other."""
def SequenceLast(data: Symbol | None=None, sequence_length: Symbol | None=None, use_sequence_length: bool=..., axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The last step of every sequence."""
def SequenceMask(data: Symbol | None=None, sequence_length: Symbol | None=None, use_sequence_length: bool=..., value: float=..., axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every step at or beyond its sequence's length replaced by `value`."""
def SequenceReverse(data: Symbol | None=None, sequence_length: Symbol | None=None, use_sequence_length: bool=..., axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The steps of every sequence in reverse order; what lies beyond its length stays."""
def SliceChannel(data: Symbol | None=None, num_outputs: int=..., axis: int=..., squeeze_axis: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """An axis in `num_outputs` equal parts."""
def Softmax(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., ignore_label: float=..., multi_output: bool=..., use_ignore: bool=..., preserve_shape: bool=..., normalization: _Literal['batch', 'null', 'valid']=..., out_grad: bool=..., smooth_alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Softmax whose gradient is that of the cross entropy with ``label``."""
def SoftmaxActivation(data: Symbol | None=None, mode: _Literal['channel', 'instance']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Softmax over the last axis (``instance``) or over axis 1 (``channel``)."""
def SoftmaxOutput(data: Symbol | None=None, label: Symbol | None=None, grad_scale: float=..., ignore_label: float=..., multi_output: bool=..., use_ignore: bool=..., preserve_shape: bool=..., normalization: _Literal['batch', 'null', 'valid']=..., out_grad: bool=..., smooth_alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Softmax whose gradient is that of the cross entropy with ``label``."""
def SpatialTransformer(data: Symbol | None=None, loc: Symbol | None=None, target_shape: _Shape=..., transform_type: _Literal['affine']=..., sampler_type: _Literal['bilinear']=..., cudnn_off: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Warp images by an affine map each: `GridGenerator` and `BilinearSampler` in one."""
def SwapAxis(data: Symbol | None=None, dim1: int=..., dim2: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Two axes exchanged."""
def UpSampling(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Enlarge images by a whole factor, by repeating pixels or by a transposed convolution."""
def abs(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The absolute value."""
def adam_update(weight: Symbol | None=None, grad: Symbol | None=None, mean: Symbol | None=None, var: Symbol | None=None, lr: float=..., beta1: float=..., beta2: float=..., epsilon: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Adam, without bias correction (the learning rate carries it)."""
def add_n(*args: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """The sum of any number of arrays of one shape."""
def all_finite(data: Symbol | None=None, init_output: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`[1.]` if every number of the array is finite, else `[0.]`; float32."""
def amp_cast(data: Symbol | None=None, dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`Cast` for floating-point arrays; integers pass unchanged."""
def amp_multicast(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Arrays of float16, bfloat16 and float32 in one dtype of these; others pass unchanged."""
def arccos(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse cosine, in radians."""
def arccosh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse hyperbolic cosine; NaN below 1."""
def arcsin(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse sine, in radians."""
def arcsinh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse hyperbolic sine."""
def arctan(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse tangent, in radians."""
def arctanh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse hyperbolic tangent; NaN outside of [-1, 1]."""
def argmax(data: Symbol | None=None, axis: int | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Index of the largest element along an axis, in the dtype of the data."""
def argmax_channel(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Index of the largest element along the second axis, in the dtype of the data."""
def argmin(data: Symbol | None=None, axis: int | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Index of the smallest element along an axis, in the dtype of the data."""
def argsort(data: Symbol | None=None, axis: int | None=..., is_ascend: bool=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The indices that put an axis in order."""
def batch_dot(lhs: Symbol | None=None, rhs: Symbol | None=None, transpose_a: bool=..., transpose_b: bool=..., forward_stype: _Literal['csr', 'default', 'row_sparse'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The products of two stacks of matrices: all axes but the last two count, and must agree."""
def batch_take(a: Symbol | None=None, indices: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`output[i] = a[i, indices[i]]`; indices out of bounds mean the nearest one."""
def broadcast_add(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def broadcast_axes(data: Symbol | None=None, axis: _Shape=..., size: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The axes named in `axis`, each of length one, repeated to the lengths in `size`."""
def broadcast_axis(data: Symbol | None=None, axis: _Shape=..., size: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The axes named in `axis`, each of length one, repeated to the lengths in `size`."""
def broadcast_div(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def broadcast_equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where both are equal, else 0, in the dtype of the operands."""
def broadcast_greater(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs > rhs`, else 0, in the dtype of the operands."""
def broadcast_greater_equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs >= rhs`, else 0, in the dtype of the operands."""
def broadcast_hypot(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The length of the hypotenuse over two legs."""
def broadcast_lesser(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs < rhs`, else 0, in the dtype of the operands."""
def broadcast_lesser_equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where `lhs <= rhs`, else 0, in the dtype of the operands."""
def broadcast_like(lhs: Symbol | None=None, rhs: Symbol | None=None, lhs_axes: _Shape | None=..., rhs_axes: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`lhs` repeated to the shape of `rhs`, or its axes `lhs_axes` to those of `rhs_axes`."""
def broadcast_logical_and(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where neither is zero, else 0, in the dtype of the operands."""
def broadcast_logical_or(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where one or both are not zero, else 0, in the operands' dtype."""
def broadcast_logical_xor(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where exactly one is not zero, else 0, in the operands' dtype."""
def broadcast_maximum(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The larger; NaN where either is."""
def broadcast_minimum(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The smaller; NaN where either is."""
def broadcast_minus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def broadcast_mod(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The remainder, with the sign of the divisor; 0 where the divisor is 0."""
def broadcast_mul(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product."""
def broadcast_not_equal(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where they differ, else 0, in the dtype of the operands."""
def broadcast_plus(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def broadcast_power(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`lhs` to the power `rhs`."""
def broadcast_sub(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def broadcast_to(data: Symbol | None=None, shape: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Axes of length one repeated to `shape`; a 0 there keeps the data's length."""
def cast(data: Symbol | None=None, dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The same numbers in another dtype."""
def cast_storage(data: Symbol | None=None, stype: _Literal['csr', 'default', 'row_sparse']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy with another way of storage."""
def cbrt(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The real cube root, of negative numbers too."""
def ceil(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The least whole number not below every element."""
def choose_element_0index(data: Symbol | None=None, index: Symbol | None=None, axis: int | None=..., keepdims: bool=..., mode: _Literal['clip', 'wrap']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """For every position of the other axes, the entry of `axis` that `index` names."""
def clip(data: Symbol | None=None, a_min: float=..., a_max: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element held between two numbers, which themselves pass gradients."""
def col2im(data: Symbol | None=None, output_size: _Shape=..., kernel: _Shape=..., stride: _Shape=..., dilate: _Shape=..., pad: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Columns added back to where `im2col` read them: its transpose, not its inverse."""
def concat(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Arrays one after the other along an axis; their other axes must agree."""
def cos(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The cosine of angles in radians."""
def cosh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The hyperbolic cosine."""
def crop(data: Symbol | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
def ctc_loss(data: Symbol | None=None, label: Symbol | None=None, data_lengths: Symbol | None=None, label_lengths: Symbol | None=None, use_data_lengths: bool=..., use_label_lengths: bool=..., blank_label: _Literal['first', 'last']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def cumsum(a: Symbol | None=None, axis: int | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Running sums along an axis, or over all elements in row-major order."""
def degrees(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Angles in radians to degrees."""
def depth_to_space(data: Symbol | None=None, block_size: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Channels laid out as blocks of pixels: `(N, C, H, W)` to `(N, C / b², H b, W b)`."""
def diag(data: Symbol | None=None, k: int=..., axis1: int=..., axis2: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The diagonals of the planes of two axes, as a last axis; of a vector, its diagonal matrix."""
def dot(lhs: Symbol | None=None, rhs: Symbol | None=None, transpose_a: bool=..., transpose_b: bool=..., forward_stype: _Literal['csr', 'default', 'row_sparse'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product over the last axis of `lhs` and the first of `rhs`, of any number of axes."""
def elemwise_add(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sum."""
def elemwise_div(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def elemwise_mul(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The product."""
def elemwise_sub(lhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The difference."""
def erf(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The error function."""
def erfinv(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse of the error function, on (-1, 1)."""
def exp(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The exponential."""
def expand_dims(data: Symbol | None=None, axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One more axis, of length one, at place `axis`."""
def expm1(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`exp(data) - 1`, exact near 0."""
def fill_element_0index(lhs: Symbol | None=None, mhs: Symbol | None=None, rhs: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `lhs` with `lhs[i, rhs[i]] = mhs[i]`; indices out of bounds write nothing."""
def fix(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element cut toward zero to a whole number."""
def flatten(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """All axes after the first as one."""
def flip(data: Symbol | None=None, axis: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The entries of one axis or several in reverse order; an axis named twice is left alone."""
def floor(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The greatest whole number not above every element."""
def ftml_update(weight: Symbol | None=None, grad: Symbol | None=None, d: Symbol | None=None, v: Symbol | None=None, z: Symbol | None=None, lr: float=..., beta1: float=..., beta2: float=..., epsilon: float=..., t: int=..., wd: float=..., rescale_grad: float=..., clip_grad: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Follow the moving leader."""
def ftrl_update(weight: Symbol | None=None, grad: Symbol | None=None, z: Symbol | None=None, n: Symbol | None=None, lr: float=..., lamda1: float=..., beta: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Follow the regularized leader."""
def gamma(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The gamma function."""
def gammaln(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The logarithm of the absolute value of the gamma function."""
def gather_nd(data: Symbol | None=None, indices: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`output[i, j, ...] = data[indices[0, i, j, ...], indices[1, i, j, ...], ...]`."""
def hard_sigmoid(data: Symbol | None=None, alpha: float=..., beta: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha * data + beta` held between 0 and 1."""
def identity(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy."""
def im2col(data: Symbol | None=None, kernel: _Shape=..., stride: _Shape=..., dilate: _Shape=..., pad: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every place of a sliding window as a column: this makes a convolution a product."""
def khatri_rao(*args: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Column by column the Kronecker product of matrices with one number of columns."""
def lamb_update_phase1(weight: Symbol | None=None, grad: Symbol | None=None, mean: Symbol | None=None, var: Symbol | None=None, beta1: float=..., beta2: float=..., epsilon: float=..., t: int=..., bias_correction: bool=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """LAMB's direction."""
def lamb_update_phase2(weight: Symbol | None=None, g: Symbol | None=None, r1: Symbol | None=None, r2: Symbol | None=None, lr: float=..., lower_bound: float=..., upper_bound: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """LAMB's step along a direction, r1 and r2 being the lengths of weight and direction."""
def linalg_det(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Determinant of every matrix."""
def linalg_extractdiag(A: Symbol | None=None, offset: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One diagonal of every matrix."""
def linalg_extracttrian(A: Symbol | None=None, offset: int=..., lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One triangle of every matrix as a vector: a lower one by rows, an upper one by columns."""
def linalg_gelqf(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`Q` with orthonormal rows and lower `L` with `A = L · Q`."""
def linalg_gemm(A: Symbol | None=None, B: Symbol | None=None, C: Symbol | None=None, transpose_a: bool=..., transpose_b: bool=..., alpha: float=..., beta: float=..., axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · op(A) · op(B) + beta · C`, where `op` transposes where asked."""
def linalg_gemm2(A: Symbol | None=None, B: Symbol | None=None, transpose_a: bool=..., transpose_b: bool=..., alpha: float=..., axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · op(A) · op(B)`, where `op` transposes where asked."""
def linalg_inverse(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The inverse of every matrix; a singular one is refused."""
def linalg_makediag(A: Symbol | None=None, offset: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Matrices of zeros but for one diagonal."""
def linalg_maketrian(A: Symbol | None=None, offset: int=..., lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Matrices of zeros but for one triangle, from a vector: the reverse of `extracttrian`."""
def linalg_potrf(A: Symbol | None=None, lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Cholesky factor: lower `L` with `L · Lᵀ = A`; reads the lower triangle of `A`."""
def linalg_potri(A: Symbol | None=None, lower: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`(L · Lᵀ)⁻¹`: the inverse of a matrix, from its Cholesky factor; reads the factor's triangle."""
def linalg_slogdet(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sign of every determinant, and the logarithm of its absolute value."""
def linalg_sumlogdiag(A: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sum of the logarithms of the diagonal: half the log-determinant, of a Cholesky factor."""
def linalg_syrk(A: Symbol | None=None, transpose: bool=..., alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · A · Aᵀ`, or `alpha · Aᵀ · A` with `transpose`."""
def linalg_trmm(A: Symbol | None=None, B: Symbol | None=None, transpose: bool=..., rightside: bool=..., lower: bool=..., alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`alpha · op(A) · B` (or `alpha · B · op(A)`), reading one triangle of `A`."""
def linalg_trsm(A: Symbol | None=None, B: Symbol | None=None, transpose: bool=..., rightside: bool=..., lower: bool=..., alpha: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`X` of `op(A) · X = alpha · B` (or `X · op(A) = alpha · B`), reading one triangle of `A`."""
def log(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The natural logarithm; NaN below 0."""
def log10(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The logarithm to base 10."""
def log1p(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`log(1 + data)`, exact near 0."""
def log2(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The logarithm to base 2."""
def log_softmax(data: Symbol | None=None, axis: int=..., temperature: float | None=..., dtype: _DType | None=..., use_length: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The logarithm of softmax, computed without leaving the range of floats."""
def logical_not(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """1 where an element is zero, else 0."""
def make_loss(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy whose gradient is 1 everywhere, whatever comes from above."""
def max(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Largest element over axes; NaN where there is one."""
def max_axis(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Largest element over axes; NaN where there is one."""
def mean(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Mean over axes, in the dtype of the data; for integers the fraction is cut off."""
def min(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Smallest element over axes; NaN where there is one."""
def min_axis(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Smallest element over axes; NaN where there is one."""
def moments(data: Symbol | None=None, axes: _Shape | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Mean and variance (of the whole, not of a sample) over axes."""
def mp_lamb_update_phase1(weight: Symbol | None=None, grad: Symbol | None=None, mean: Symbol | None=None, var: Symbol | None=None, weight32: Symbol | None=None, beta1: float=..., beta2: float=..., epsilon: float=..., t: int=..., bias_correction: bool=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`lamb_update_phase1` on a float32 master copy."""
def mp_lamb_update_phase2(weight: Symbol | None=None, g: Symbol | None=None, r1: Symbol | None=None, r2: Symbol | None=None, weight32: Symbol | None=None, lr: float=..., lower_bound: float=..., upper_bound: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`lamb_update_phase2` on a float32 master copy."""
def mp_nag_mom_update(weight: Symbol | None=None, grad: Symbol | None=None, mom: Symbol | None=None, weight32: Symbol | None=None, lr: float=..., momentum: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`nag_mom_update` on a float32 master copy."""
def mp_sgd_mom_update(weight: Symbol | None=None, grad: Symbol | None=None, mom: Symbol | None=None, weight32: Symbol | None=None, lr: float=..., momentum: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`sgd_mom_update` on a float32 master copy."""
def mp_sgd_update(weight: Symbol | None=None, grad: Symbol | None=None, weight32: Symbol | None=None, lr: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`sgd_update` on a float32 master copy."""
def multi_all_finite(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`[1.]` if every number of every array is finite, else `[0.]`; float32."""
def multi_lars(lrs: Symbol | None=None, weights_sum_sq: Symbol | None=None, grads_sum_sq: Symbol | None=None, wds: Symbol | None=None, eta: float=..., eps: float=..., rescale_grad: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """LARS learning rates by layer."""
def multi_mp_sgd_mom_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`mp_sgd_mom_update` of many."""
def multi_mp_sgd_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`mp_sgd_update` of many."""
def multi_sgd_mom_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`sgd_mom_update` of many."""
def multi_sgd_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`sgd_update` of many."""
def multi_sum_sq(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Sum of squares of each of several arrays, in float32: one number per array."""
def nag_mom_update(weight: Symbol | None=None, grad: Symbol | None=None, mom: Symbol | None=None, lr: float=..., momentum: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Nesterov's accelerated gradient."""
def nanprod(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Product over axes with NaN counted as 1."""
def nansum(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sum over axes with NaN counted as 0."""
def negative(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element with its sign turned."""
def norm(data: Symbol | None=None, ord: int=..., axis: _Shape | None=..., out_dtype: _DType | None=..., keepdims: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The length of vectors: sum of absolute values (`ord` 1) or Euclidean (`ord` 2), over axes."""
def normal(loc: float=..., scale: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normal numbers of a mean and a standard deviation."""
def one_hot(indices: Symbol | None=None, depth: int=..., on_value: float=..., off_value: float=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A new last axis of length `depth`: `on_value` at the index, `off_value` elsewhere."""
def ones_like(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Ones of the same shape, dtype and device."""
def pad(data: Symbol | None=None, mode: _Literal['constant', 'edge', 'reflect']=..., pad_width: _Shape=..., constant_value: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Images with a border: of one number, of the edge repeated, or of the image mirrored."""
def pick(data: Symbol | None=None, index: Symbol | None=None, axis: int | None=..., keepdims: bool=..., mode: _Literal['clip', 'wrap']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """For every position of the other axes, the entry of `axis` that `index` names."""
def preloaded_multi_mp_sgd_mom_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`mp_sgd_mom_update` of many (rates as arrays)."""
def preloaded_multi_mp_sgd_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`mp_sgd_update` of many (rates as arrays)."""
def preloaded_multi_sgd_mom_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`sgd_mom_update` of many (rates as arrays)."""
def preloaded_multi_sgd_update(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """`sgd_update` of many (rates as arrays)."""
def prod(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Product over axes."""
def radians(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Angles in degrees to radians."""
def random_exponential(lam: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Exponential numbers of rate lam."""
def random_gamma(alpha: float=..., beta: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Gamma numbers of shape alpha and scale beta."""
def random_generalized_negative_binomial(mu: float=..., alpha: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Negative binomial counts of mean mu and dispersion alpha."""
def random_negative_binomial(k: int=..., p: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Failures before the k-th success of probability p."""
def random_normal(loc: float=..., scale: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normal numbers of a mean and a standard deviation."""
def random_pdf_dirichlet(sample: Symbol | None=None, alpha: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The dirichlet density of samples."""
def random_pdf_exponential(sample: Symbol | None=None, lam: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The exponential density of samples."""
def random_pdf_gamma(sample: Symbol | None=None, alpha: Symbol | None=None, beta: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The gamma density of samples."""
def random_pdf_generalized_negative_binomial(sample: Symbol | None=None, mu: Symbol | None=None, alpha: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The generalized negative binomial density of samples."""
def random_pdf_negative_binomial(sample: Symbol | None=None, k: Symbol | None=None, p: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The negative binomial density of samples."""
def random_pdf_normal(sample: Symbol | None=None, mu: Symbol | None=None, sigma: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The normal density of samples."""
def random_pdf_poisson(sample: Symbol | None=None, lam: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The poisson density of samples."""
def random_pdf_uniform(sample: Symbol | None=None, low: Symbol | None=None, high: Symbol | None=None, is_log: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The uniform density of samples."""
def random_poisson(lam: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Poisson counts of rate lam."""
def random_randint(low: int=..., high: int=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Whole numbers from ``[low, high)``, each as likely."""
def random_uniform(low: float=..., high: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Uniform numbers from [low, high)."""
def ravel_multi_index(data: Symbol | None=None, shape: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Columns of indices into an array of `shape` as indices into its elements in row-major order."""
def rcbrt(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One over the real cube root."""
def reciprocal(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One over every element."""
def relu(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element, but 0 for those below 0."""
def repeat(data: Symbol | None=None, repeats: int=..., axis: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every entry of an axis `repeats` times in a row; without an axis, every element."""
def reset_arrays(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Set arrays to zero, in place."""
def reshape(data: Symbol | None=None, shape: _Shape=..., reverse: bool=..., target_shape: _Shape=..., keep_highest: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The same elements, in row-major order, in another shape."""
def reshape_like(lhs: Symbol | None=None, rhs: Symbol | None=None, lhs_begin: int | None=..., lhs_end: int | None=..., rhs_begin: int | None=..., rhs_end: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`lhs` in the shape of `rhs`; with bounds, only those axes of lhs become those of rhs."""
def reverse(data: Symbol | None=None, axis: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The entries of one axis or several in reverse order; an axis named twice is left alone."""
def rint(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The nearest whole number; halves go down."""
def rmsprop_update(weight: Symbol | None=None, grad: Symbol | None=None, n: Symbol | None=None, lr: float=..., gamma1: float=..., epsilon: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., clip_weights: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """RMSProp."""
def rmspropalex_update(weight: Symbol | None=None, grad: Symbol | None=None, n: Symbol | None=None, g: Symbol | None=None, delta: Symbol | None=None, lr: float=..., gamma1: float=..., gamma2: float=..., epsilon: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., clip_weights: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Centred RMSProp."""
def round(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The nearest whole number; halves go away from zero."""
def rsqrt(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """One over the square root."""
def sample_exponential(lam: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Exponential numbers of rate lam."""
def sample_gamma(alpha: Symbol | None=None, beta: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Gamma numbers of shape alpha and scale beta."""
def sample_generalized_negative_binomial(mu: Symbol | None=None, alpha: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Negative binomial counts of mean mu and dispersion alpha."""
def sample_multinomial(data: Symbol | None=None, shape: _Shape | None=..., get_prob: bool=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Indices drawn by the probabilities in the last axis; with ``get_prob`` also their log-probabilities."""
def sample_negative_binomial(k: Symbol | None=None, p: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Failures before the k-th success of probability p."""
def sample_normal(mu: Symbol | None=None, sigma: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Normal numbers of a mean and a standard deviation."""
def sample_poisson(lam: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Poisson counts of rate lam."""
def sample_uniform(low: Symbol | None=None, high: Symbol | None=None, shape: _Shape | None=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Uniform numbers from [low, high)."""
def scatter_nd(data: Symbol | None=None, indices: Symbol | None=None, shape: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Zeros of `shape` with `data` written where `indices` point, as `gather_nd` reads them."""
def sgd_mom_update(weight: Symbol | None=None, grad: Symbol | None=None, mom: Symbol | None=None, lr: float=..., momentum: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Stochastic gradient descent with momentum."""
def sgd_update(weight: Symbol | None=None, grad: Symbol | None=None, lr: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., lazy_update: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Stochastic gradient descent."""
def shape_array(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The lengths of the axes as an int64 vector."""
def shuffle(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The rows (entries of the first axis) in a random order."""
def sigmoid(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`1 / (1 + exp(-data))`."""
def sign(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """-1, 0 or 1 by the sign of every element."""
def signsgd_update(weight: Symbol | None=None, grad: Symbol | None=None, lr: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sign of the gradient."""
def signum_update(weight: Symbol | None=None, grad: Symbol | None=None, mom: Symbol | None=None, lr: float=..., momentum: float=..., wd: float=..., rescale_grad: float=..., clip_gradient: float=..., wd_lh: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sign of the momentum."""
def sin(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The sine of angles in radians."""
def sinh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The hyperbolic sine."""
def size_array(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The number of elements as an int64 vector of one."""
def slice(data: Symbol | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
def slice_axis(data: Symbol | None=None, axis: int=..., begin: int=..., end: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The entries `begin` to `end` of one axis."""
def slice_like(data: Symbol | None=None, shape_like: Symbol | None=None, axes: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The leading entries of `data`, as many as `shape_like` has along all axes or `axes`."""
def smooth_l1(data: Symbol | None=None, scalar: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A loss that is quadratic near 0 and linear beyond."""
def softmax(data: Symbol | None=None, length: Symbol | None=None, axis: int=..., temperature: float | None=..., dtype: _DType | None=..., use_length: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Exponentials over their sum along an axis: ``exp(x / temperature) / Σ exp(x / temperature)``."""
def softmax_cross_entropy(data: Symbol | None=None, label: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The cross entropy of softmax with class labels, summed over the examples."""
def softmin(data: Symbol | None=None, axis: int=..., temperature: float | None=..., dtype: _DType | None=..., use_length: bool | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Softmax of the negative data: small values get large shares."""
def softsign(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data / (1 + abs(data))`."""
def sort(data: Symbol | None=None, axis: int | None=..., is_ascend: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The elements of an axis in order."""
def space_to_depth(data: Symbol | None=None, block_size: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Blocks of pixels laid out as channels: the inverse of `depth_to_space`."""
def split(data: Symbol | None=None, num_outputs: int=..., axis: int=..., squeeze_axis: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """An axis in `num_outputs` equal parts."""
def sqrt(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The square root; NaN below 0."""
def square(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The square."""
def squeeze(data: Symbol | None=None, axis: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Without the axes of length one, or without those in `axis`, which must have length one."""
def stack(*data: Symbol | _Sequence[Symbol], **kwargs: _Any) -> Symbol:
    """Arrays of one shape as the entries of a new axis."""
def stop_gradient(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy through which no gradient passes."""
def sum(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sum over axes, in the dtype of the data: small integers wrap around."""
def sum_axis(data: Symbol | None=None, axis: _Shape | None=..., keepdims: bool=..., exclude: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Sum over axes, in the dtype of the data: small integers wrap around."""
def swapaxes(data: Symbol | None=None, dim1: int=..., dim2: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Two axes exchanged."""
def take(a: Symbol | None=None, indices: Symbol | None=None, axis: int=..., mode: _Literal['clip', 'raise', 'wrap']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The entries of an axis of `a` at `indices`, whose axes stand in the place of that axis."""
def tan(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The tangent of angles in radians."""
def tanh(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The hyperbolic tangent."""
def tile(data: Symbol | None=None, reps: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The whole array `reps` times along every axis; the shorter of both is filled up with ones."""
def topk(data: Symbol | None=None, axis: int | None=..., k: int=..., ret_typ: _Literal['both', 'indices', 'mask', 'value']=..., is_ascend: bool=..., dtype: _DType=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The first `k` elements of an axis in order: where, what, or both, or a mask of them."""
def transpose(data: Symbol | None=None, axes: _Shape=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The axes in another order; reversed if `axes` is left out."""
def trunc(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Every element cut toward zero to a whole number."""
def uniform(low: float=..., high: float=..., shape: _Shape | None=..., ctx: str=..., dtype: _DType | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Uniform numbers from [low, high)."""
def unravel_index(data: Symbol | None=None, shape: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Indices into the elements of an array of `shape` as columns of indices, one row per axis."""
def where(condition: Symbol | None=None, x: Symbol | None=None, y: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`x` where the condition is not zero, else `y`."""
def zeros_like(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Zeros of the same shape, dtype and device."""
