"""All operators of mx.nd itself, where a function of the same name stands in their way too.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from typing import Literal as _Literal
from collections.abc import Sequence as _Sequence
from mxnet.ndarray.array import NDArray

_Out = NDArray | _Sequence[NDArray] | None  # where to write the result
_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype
_Result = _Any  # one array, or a list of several, as the attributes say

def Activation(data: NDArray | None=None, act_type: _Literal['relu', 'sigmoid', 'softrelu', 'softsign', 'tanh']=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Apply an activation function to every element."""
def BatchNorm(data: NDArray | None=None, gamma: NDArray | None=None, beta: NDArray | None=None, moving_mean: NDArray | None=None, moving_var: NDArray | None=None, eps: float=0.001, momentum: float=0.9, fix_gamma: bool=True, use_global_stats: bool=False, output_mean_var: bool=False, axis: int=1, cudnn_off: bool=False, min_calib_range: float | None=None, max_calib_range: float | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Normalize every channel to mean 0 and variance 1 over all other axes, then scale and shift."""
def BatchNorm_v1(data: NDArray | None=None, gamma: NDArray | None=None, beta: NDArray | None=None, eps: float=0.001, momentum: float=0.9, fix_gamma: bool=True, use_global_stats: bool=False, output_mean_var: bool=False, moving_mean: NDArray | None=None, moving_var: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`BatchNorm` of old networks: channels behind the batch; its `var` is the variance."""
def BilinearSampler(data: NDArray | None=None, grid: NDArray | None=None, cudnn_off: bool | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Read an image at the places of a grid, interpolating between pixels."""
def BlockGrad(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy through which no gradient passes."""
def CTCLoss(data: NDArray | None=None, label: NDArray | None=None, data_lengths: NDArray | None=None, label_lengths: NDArray | None=None, use_data_lengths: bool=False, use_label_lengths: bool=False, blank_label: _Literal['first', 'last']='first', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def Cast(data: NDArray | None=None, dtype: _DType=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The same numbers in another dtype."""
def Concat(*data: NDArray | _Sequence[NDArray], dim: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Arrays one after the other along an axis; their other axes must agree."""
def Convolution(data: NDArray | None=None, weight: NDArray | None=None, bias: NDArray | None=None, kernel: _Shape=..., stride: _Shape=(), dilate: _Shape=(), pad: _Shape=(), num_filter: int=..., num_group: int=1, workspace: int=1024, no_bias: bool=False, cudnn_tune: _Literal['fastest', 'limited_workspace', 'off'] | None=None, cudnn_off: bool=False, layout: _Literal['NCDHW', 'NCHW', 'NCW', 'NDHWC', 'NHWC'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Slide `num_filter` filters over the data: a cross-correlation in one to three dimensions."""
def Convolution_v1(data: NDArray | None=None, weight: NDArray | None=None, bias: NDArray | None=None, kernel: _Shape=..., stride: _Shape=(), dilate: _Shape=(), pad: _Shape=(), num_filter: int=..., num_group: int=1, workspace: int=1024, no_bias: bool=False, cudnn_tune: _Literal['fastest', 'limited_workspace', 'off'] | None=None, cudnn_off: bool=False, layout: _Literal['NCDHW', 'NCHW', 'NDHWC', 'NHWC'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`Convolution` of old networks: two or three dimensions, channels behind the batch axis."""
def Correlation(data1: NDArray | None=None, data2: NDArray | None=None, kernel_size: int=1, max_displacement: int=1, stride1: int=1, stride2: int=1, pad_size: int=0, is_multiply: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Compare the patches of one image with patches of another that are shifted against them."""
def Crop(*data: NDArray | _Sequence[NDArray], offset: _Shape=(0, 0), h_w: _Shape=(0, 0), center_crop: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A window of NCHW images: of height and width `h_w`, or of a second array's."""
def Custom(*data: NDArray | _Sequence[NDArray], op_type: str=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Run the operator that the program registered as ``op_type`` with ``mx.operator.register``."""
def Deconvolution(data: NDArray | None=None, weight: NDArray | None=None, bias: NDArray | None=None, kernel: _Shape=..., stride: _Shape=(), dilate: _Shape=(), pad: _Shape=(), adj: _Shape=(), target_shape: _Shape=(), num_filter: int=..., num_group: int=1, workspace: int=512, no_bias: bool=True, cudnn_tune: _Literal['fastest', 'limited_workspace', 'off'] | None=None, cudnn_off: bool=False, layout: _Literal['NCDHW', 'NCHW', 'NCW', 'NDHWC', 'NHWC'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The transpose of a convolution: what `Convolution` gives back to its data."""
def Dropout(data: NDArray | None=None, p: float=0.5, mode: _Literal['training', 'always']='training', axes: _Shape=(), cudnn_off: bool | None=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Set a random share of the elements to zero and scale the others so that the mean stays."""
def ElementWiseSum(*args: NDArray | _Sequence[NDArray], out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum of any number of arrays of one shape."""
def Embedding(data: NDArray | None=None, weight: NDArray | None=None, input_dim: int=..., output_dim: int=..., dtype: _DType='float32', sparse_grad: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`output[i, ...] = weight[data[i, ...]]`; a number out of bounds means the nearest row."""
def Flatten(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """All axes after the first as one."""
def FullyConnected(data: NDArray | None=None, weight: NDArray | None=None, bias: NDArray | None=None, num_hidden: int=..., no_bias: bool=False, flatten: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Affine map of the feature axes: ``out = data · weightᵀ + bias``."""
def GridGenerator(data: NDArray | None=None, transform_type: _Literal['affine', 'warp']=..., target_shape: _Shape=(0, 0), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The grid of an affine map, or of an optical flow, for `BilinearSampler`."""
def GroupNorm(data: NDArray | None=None, gamma: NDArray | None=None, beta: NDArray | None=None, num_groups: int=1, eps: float=1e-05, output_mean_var: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Normalize groups of channels of each sample to mean 0 and variance 1, then scale and shift."""
def IdentityAttachKLSparseReg(data: NDArray | None=None, sparseness_target: float=0.1, penalty: float=0.001, momentum: float=0.9, moving_avg: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The data itself; its gradient is pushed towards activations that are rarely on."""
def InstanceNorm(data: NDArray | None=None, gamma: NDArray | None=None, beta: NDArray | None=None, eps: float=0.001, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Normalize every channel of every sample over space, then scale and shift by channel."""
def L2Normalization(data: NDArray | None=None, eps: float=1e-10, mode: _Literal['instance', 'channel', 'spatial']='instance', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Divide by the Euclidean length: ``out = data / sqrt(sum(data²) + eps)``."""
def LRN(data: NDArray | None=None, alpha: float=0.0001, beta: float=0.75, knorm: float=2.0, nsize: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Local response normalization across channels."""
def LayerNorm(data: NDArray | None=None, gamma: NDArray | None=None, beta: NDArray | None=None, axis: int=-1, eps: float=1e-05, output_mean_var: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Normalize along one axis to mean 0 and variance 1, then scale and shift along it."""
def LeakyReLU(data: NDArray | None=None, gamma: NDArray | None=None, act_type: _Literal['elu', 'gelu', 'leaky', 'prelu', 'rrelu', 'selu']='leaky', slope: float=0.25, lower_bound: float=0.125, upper_bound: float=0.333999991, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Rectifiers that let something through below zero."""
def LinearRegressionOutput(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The data, with the gradient of half the squared error."""
def LogisticRegressionOutput(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sigmoid of the data, with the gradient of the cross entropy."""
def MAERegressionOutput(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The data, with the gradient of the absolute error: ``±grad_scale / outputs``."""
def MakeLoss(data: NDArray | None=None, grad_scale: float=1.0, valid_thresh: float=0.0, normalization: _Literal['batch', 'null', 'valid']='null', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Make any expression a loss: the data passes, and its gradient is ``grad_scale``."""
def Pad(data: NDArray | None=None, mode: _Literal['constant', 'edge', 'reflect']=..., pad_width: _Shape=..., constant_value: float=0.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Images with a border: of one number, of the edge repeated, or of the image mirrored."""
def Pooling(data: NDArray | None=None, kernel: _Shape=(), pool_type: _Literal['max', 'avg', 'sum', 'lp']='max', global_pool: bool=False, cudnn_off: bool=False, pooling_convention: _Literal['valid', 'full', 'same']='valid', stride: _Shape=(), pad: _Shape=(), p_value: int | None=None, count_include_pad: bool | None=None, layout: _Literal['NCDHW', 'NCHW', 'NCW', 'NDHWC', 'NHWC', 'NWC'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The largest, mean, sum or p-norm over a window that slides over one to three spatial axes."""
def Pooling_v1(data: NDArray | None=None, kernel: _Shape=(), pool_type: _Literal['max', 'avg', 'sum']='max', global_pool: bool=False, pooling_convention: _Literal['valid', 'full']='valid', stride: _Shape=(), pad: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`Pooling` of old networks: two or three spatial axes; padding is zeros and always counts."""
def RNN(data: NDArray | None=None, parameters: NDArray | None=None, state: NDArray | None=None, state_cell: NDArray | None=None, sequence_length: NDArray | None=None, state_size: int=..., num_layers: int=..., bidirectional: bool=False, mode: _Literal['gru', 'lstm', 'rnn_relu', 'rnn_tanh']=..., p: float=0.0, state_outputs: bool=False, projection_size: int | None=None, lstm_state_clip_min: float | None=None, lstm_state_clip_max: float | None=None, lstm_state_clip_nan: bool=False, use_sequence_length: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Recurrent layers over a whole sequence: plain (``rnn_relu``, ``rnn_tanh``), LSTM or GRU."""
def ROIPooling(data: NDArray | None=None, rois: NDArray | None=None, pooled_size: _Shape=..., spatial_scale: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The largest entry of each bin of regions of interest, which are split into equal bins."""
def Reshape(data: NDArray | None=None, shape: _Shape=(), reverse: bool=False, target_shape: _Shape=(), keep_highest: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The same elements, in row-major order, in another shape."""
def SVMOutput(data: NDArray | None=None, label: NDArray | None=None, margin: float=1.0, regularization_coefficient: float=1.0, use_linear: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The data, with the gradient of the hinge loss of one class against each other."""
def SequenceLast(data: NDArray | None=None, sequence_length: NDArray | None=None, use_sequence_length: bool=False, axis: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The last step of every sequence."""
def SequenceMask(data: NDArray | None=None, sequence_length: NDArray | None=None, use_sequence_length: bool=False, value: float=0.0, axis: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every step at or beyond its sequence's length replaced by `value`."""
def SequenceReverse(data: NDArray | None=None, sequence_length: NDArray | None=None, use_sequence_length: bool=False, axis: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The steps of every sequence in reverse order; what lies beyond its length stays."""
def SliceChannel(data: NDArray | None=None, num_outputs: int=..., axis: int=1, squeeze_axis: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """An axis in `num_outputs` equal parts."""
def Softmax(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, ignore_label: float=-1.0, multi_output: bool=False, use_ignore: bool=False, preserve_shape: bool=False, normalization: _Literal['batch', 'null', 'valid']='null', out_grad: bool=False, smooth_alpha: float=0.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Softmax whose gradient is that of the cross entropy with ``label``."""
def SoftmaxActivation(data: NDArray | None=None, mode: _Literal['channel', 'instance']='instance', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Softmax over the last axis (``instance``) or over axis 1 (``channel``)."""
def SoftmaxOutput(data: NDArray | None=None, label: NDArray | None=None, grad_scale: float=1.0, ignore_label: float=-1.0, multi_output: bool=False, use_ignore: bool=False, preserve_shape: bool=False, normalization: _Literal['batch', 'null', 'valid']='null', out_grad: bool=False, smooth_alpha: float=0.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Softmax whose gradient is that of the cross entropy with ``label``."""
def SpatialTransformer(data: NDArray | None=None, loc: NDArray | None=None, target_shape: _Shape=(0, 0), transform_type: _Literal['affine']=..., sampler_type: _Literal['bilinear']=..., cudnn_off: bool | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Warp images by an affine map each: `GridGenerator` and `BilinearSampler` in one."""
def SwapAxis(data: NDArray | None=None, dim1: int=0, dim2: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Two axes exchanged."""
def UpSampling(*data: NDArray | _Sequence[NDArray], scale: int=..., num_filter: int=0, sample_type: _Literal['bilinear', 'nearest']=..., multi_input_mode: _Literal['concat', 'sum']='concat', workspace: int=512, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Enlarge images by a whole factor, by repeating pixels or by a transposed convolution."""
def abs(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The absolute value."""
def adam_update(weight: NDArray | None=None, grad: NDArray | None=None, mean: NDArray | None=None, var: NDArray | None=None, lr: float=..., beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-08, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Adam, without bias correction (the learning rate carries it)."""
def add_n(*args: NDArray | _Sequence[NDArray], out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum of any number of arrays of one shape."""
def all_finite(data: NDArray | None=None, init_output: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`[1.]` if every number of the array is finite, else `[0.]`; float32."""
def amp_cast(data: NDArray | None=None, dtype: _DType=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`Cast` for floating-point arrays; integers pass unchanged."""
def amp_multicast(*data: NDArray | _Sequence[NDArray], cast_narrow: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Arrays of float16, bfloat16 and float32 in one dtype of these; others pass unchanged."""
def arccos(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse cosine, in radians."""
def arccosh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse hyperbolic cosine; NaN below 1."""
def arcsin(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse sine, in radians."""
def arcsinh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse hyperbolic sine."""
def arctan(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse tangent, in radians."""
def arctanh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse hyperbolic tangent; NaN outside of [-1, 1]."""
def argmax(data: NDArray | None=None, axis: int | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Index of the largest element along an axis, in the dtype of the data."""
def argmax_channel(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Index of the largest element along the second axis, in the dtype of the data."""
def argmin(data: NDArray | None=None, axis: int | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Index of the smallest element along an axis, in the dtype of the data."""
def argsort(data: NDArray | None=None, axis: int | None=-1, is_ascend: bool=True, dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The indices that put an axis in order."""
def batch_dot(lhs: NDArray | None=None, rhs: NDArray | None=None, transpose_a: bool=False, transpose_b: bool=False, forward_stype: _Literal['csr', 'default', 'row_sparse'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The products of two stacks of matrices: all axes but the last two count, and must agree."""
def batch_take(a: NDArray | None=None, indices: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`output[i] = a[i, indices[i]]`; indices out of bounds mean the nearest one."""
def broadcast_add(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def broadcast_axes(data: NDArray | None=None, axis: _Shape=(), size: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The axes named in `axis`, each of length one, repeated to the lengths in `size`."""
def broadcast_axis(data: NDArray | None=None, axis: _Shape=(), size: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The axes named in `axis`, each of length one, repeated to the lengths in `size`."""
def broadcast_div(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def broadcast_equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where both are equal, else 0, in the dtype of the operands."""
def broadcast_greater(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs > rhs`, else 0, in the dtype of the operands."""
def broadcast_greater_equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs >= rhs`, else 0, in the dtype of the operands."""
def broadcast_hypot(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The length of the hypotenuse over two legs."""
def broadcast_lesser(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs < rhs`, else 0, in the dtype of the operands."""
def broadcast_lesser_equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where `lhs <= rhs`, else 0, in the dtype of the operands."""
def broadcast_like(lhs: NDArray | None=None, rhs: NDArray | None=None, lhs_axes: _Shape | None=None, rhs_axes: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`lhs` repeated to the shape of `rhs`, or its axes `lhs_axes` to those of `rhs_axes`."""
def broadcast_logical_and(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where neither is zero, else 0, in the dtype of the operands."""
def broadcast_logical_or(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where one or both are not zero, else 0, in the operands' dtype."""
def broadcast_logical_xor(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where exactly one is not zero, else 0, in the operands' dtype."""
def broadcast_maximum(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The larger; NaN where either is."""
def broadcast_minimum(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The smaller; NaN where either is."""
def broadcast_minus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def broadcast_mod(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The remainder, with the sign of the divisor; 0 where the divisor is 0."""
def broadcast_mul(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product."""
def broadcast_not_equal(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where they differ, else 0, in the dtype of the operands."""
def broadcast_plus(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def broadcast_power(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`lhs` to the power `rhs`."""
def broadcast_sub(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def broadcast_to(data: NDArray | None=None, shape: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Axes of length one repeated to `shape`; a 0 there keeps the data's length."""
def cast(data: NDArray | None=None, dtype: _DType=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The same numbers in another dtype."""
def cast_storage(data: NDArray | None=None, stype: _Literal['csr', 'default', 'row_sparse']=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy with another way of storage."""
def cbrt(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The real cube root, of negative numbers too."""
def ceil(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The least whole number not below every element."""
def choose_element_0index(data: NDArray | None=None, index: NDArray | None=None, axis: int | None=-1, keepdims: bool=False, mode: _Literal['clip', 'wrap']='clip', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """For every position of the other axes, the entry of `axis` that `index` names."""
def clip(data: NDArray | None=None, a_min: float=..., a_max: float=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element held between two numbers, which themselves pass gradients."""
def col2im(data: NDArray | None=None, output_size: _Shape=..., kernel: _Shape=..., stride: _Shape=(), dilate: _Shape=(), pad: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Columns added back to where `im2col` read them: its transpose, not its inverse."""
def concat(*data: NDArray | _Sequence[NDArray], dim: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Arrays one after the other along an axis; their other axes must agree."""
def cos(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The cosine of angles in radians."""
def cosh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The hyperbolic cosine."""
def crop(data: NDArray | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
def ctc_loss(data: NDArray | None=None, label: NDArray | None=None, data_lengths: NDArray | None=None, label_lengths: NDArray | None=None, use_data_lengths: bool=False, use_label_lengths: bool=False, blank_label: _Literal['first', 'last']='first', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def cumsum(a: NDArray | None=None, axis: int | None=None, dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Running sums along an axis, or over all elements in row-major order."""
def degrees(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Angles in radians to degrees."""
def depth_to_space(data: NDArray | None=None, block_size: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Channels laid out as blocks of pixels: `(N, C, H, W)` to `(N, C / b², H b, W b)`."""
def diag(data: NDArray | None=None, k: int=0, axis1: int=0, axis2: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The diagonals of the planes of two axes, as a last axis; of a vector, its diagonal matrix."""
def dot(lhs: NDArray | None=None, rhs: NDArray | None=None, transpose_a: bool=False, transpose_b: bool=False, forward_stype: _Literal['csr', 'default', 'row_sparse'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product over the last axis of `lhs` and the first of `rhs`, of any number of axes."""
def elemwise_add(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sum."""
def elemwise_div(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The quotient; of integers cut toward zero, and 0 where the divisor is 0."""
def elemwise_mul(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The product."""
def elemwise_sub(lhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The difference."""
def erf(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The error function."""
def erfinv(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse of the error function, on (-1, 1)."""
def exp(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The exponential."""
def expand_dims(data: NDArray | None=None, axis: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One more axis, of length one, at place `axis`."""
def expm1(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`exp(data) - 1`, exact near 0."""
def fill_element_0index(lhs: NDArray | None=None, mhs: NDArray | None=None, rhs: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `lhs` with `lhs[i, rhs[i]] = mhs[i]`; indices out of bounds write nothing."""
def fix(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element cut toward zero to a whole number."""
def flatten(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """All axes after the first as one."""
def flip(data: NDArray | None=None, axis: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The entries of one axis or several in reverse order; an axis named twice is left alone."""
def floor(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The greatest whole number not above every element."""
def ftml_update(weight: NDArray | None=None, grad: NDArray | None=None, d: NDArray | None=None, v: NDArray | None=None, z: NDArray | None=None, lr: float=..., beta1: float=0.6, beta2: float=0.999, epsilon: float=1e-08, t: int=..., wd: float=0.0, rescale_grad: float=1.0, clip_grad: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Follow the moving leader."""
def ftrl_update(weight: NDArray | None=None, grad: NDArray | None=None, z: NDArray | None=None, n: NDArray | None=None, lr: float=..., lamda1: float=0.01, beta: float=1.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Follow the regularized leader."""
def gamma(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The gamma function."""
def gammaln(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The logarithm of the absolute value of the gamma function."""
def gather_nd(data: NDArray | None=None, indices: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`output[i, j, ...] = data[indices[0, i, j, ...], indices[1, i, j, ...], ...]`."""
def hard_sigmoid(data: NDArray | None=None, alpha: float=0.2, beta: float=0.5, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha * data + beta` held between 0 and 1."""
def identity(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy."""
def im2col(data: NDArray | None=None, kernel: _Shape=..., stride: _Shape=(), dilate: _Shape=(), pad: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every place of a sliding window as a column: this makes a convolution a product."""
def khatri_rao(*args: NDArray | _Sequence[NDArray], out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Column by column the Kronecker product of matrices with one number of columns."""
def lamb_update_phase1(weight: NDArray | None=None, grad: NDArray | None=None, mean: NDArray | None=None, var: NDArray | None=None, beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-06, t: int=..., bias_correction: bool=True, wd: float=..., rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """LAMB's direction."""
def lamb_update_phase2(weight: NDArray | None=None, g: NDArray | None=None, r1: NDArray | None=None, r2: NDArray | None=None, lr: float=..., lower_bound: float=-1.0, upper_bound: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """LAMB's step along a direction, r1 and r2 being the lengths of weight and direction."""
def linalg_det(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Determinant of every matrix."""
def linalg_extractdiag(A: NDArray | None=None, offset: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One diagonal of every matrix."""
def linalg_extracttrian(A: NDArray | None=None, offset: int=0, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One triangle of every matrix as a vector: a lower one by rows, an upper one by columns."""
def linalg_gelqf(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """`Q` with orthonormal rows and lower `L` with `A = L · Q`."""
def linalg_gemm(A: NDArray | None=None, B: NDArray | None=None, C: NDArray | None=None, transpose_a: bool=False, transpose_b: bool=False, alpha: float=1.0, beta: float=1.0, axis: int=-2, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · op(A) · op(B) + beta · C`, where `op` transposes where asked."""
def linalg_gemm2(A: NDArray | None=None, B: NDArray | None=None, transpose_a: bool=False, transpose_b: bool=False, alpha: float=1.0, axis: int=-2, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · op(A) · op(B)`, where `op` transposes where asked."""
def linalg_inverse(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The inverse of every matrix; a singular one is refused."""
def linalg_makediag(A: NDArray | None=None, offset: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Matrices of zeros but for one diagonal."""
def linalg_maketrian(A: NDArray | None=None, offset: int=0, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Matrices of zeros but for one triangle, from a vector: the reverse of `extracttrian`."""
def linalg_potrf(A: NDArray | None=None, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Cholesky factor: lower `L` with `L · Lᵀ = A`; reads the lower triangle of `A`."""
def linalg_potri(A: NDArray | None=None, lower: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`(L · Lᵀ)⁻¹`: the inverse of a matrix, from its Cholesky factor; reads the factor's triangle."""
def linalg_slogdet(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """Sign of every determinant, and the logarithm of its absolute value."""
def linalg_sumlogdiag(A: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum of the logarithms of the diagonal: half the log-determinant, of a Cholesky factor."""
def linalg_syrk(A: NDArray | None=None, transpose: bool=False, alpha: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · A · Aᵀ`, or `alpha · Aᵀ · A` with `transpose`."""
def linalg_trmm(A: NDArray | None=None, B: NDArray | None=None, transpose: bool=False, rightside: bool=False, lower: bool=True, alpha: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`alpha · op(A) · B` (or `alpha · B · op(A)`), reading one triangle of `A`."""
def linalg_trsm(A: NDArray | None=None, B: NDArray | None=None, transpose: bool=False, rightside: bool=False, lower: bool=True, alpha: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`X` of `op(A) · X = alpha · B` (or `X · op(A) = alpha · B`), reading one triangle of `A`."""
def log(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The natural logarithm; NaN below 0."""
def log10(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The logarithm to base 10."""
def log1p(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`log(1 + data)`, exact near 0."""
def log2(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The logarithm to base 2."""
def log_softmax(data: NDArray | None=None, axis: int=-1, temperature: float | None=None, dtype: _DType | None=None, use_length: bool | None=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The logarithm of softmax, computed without leaving the range of floats."""
def logical_not(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """1 where an element is zero, else 0."""
def make_loss(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy whose gradient is 1 everywhere, whatever comes from above."""
def max(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Largest element over axes; NaN where there is one."""
def max_axis(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Largest element over axes; NaN where there is one."""
def mean(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Mean over axes, in the dtype of the data; for integers the fraction is cut off."""
def min(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Smallest element over axes; NaN where there is one."""
def min_axis(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Smallest element over axes; NaN where there is one."""
def moments(data: NDArray | None=None, axes: _Shape | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """Mean and variance (of the whole, not of a sample) over axes."""
def mp_lamb_update_phase1(weight: NDArray | None=None, grad: NDArray | None=None, mean: NDArray | None=None, var: NDArray | None=None, weight32: NDArray | None=None, beta1: float=0.9, beta2: float=0.999, epsilon: float=1e-06, t: int=..., bias_correction: bool=True, wd: float=..., rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`lamb_update_phase1` on a float32 master copy."""
def mp_lamb_update_phase2(weight: NDArray | None=None, g: NDArray | None=None, r1: NDArray | None=None, r2: NDArray | None=None, weight32: NDArray | None=None, lr: float=..., lower_bound: float=-1.0, upper_bound: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`lamb_update_phase2` on a float32 master copy."""
def mp_nag_mom_update(weight: NDArray | None=None, grad: NDArray | None=None, mom: NDArray | None=None, weight32: NDArray | None=None, lr: float=..., momentum: float=0.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`nag_mom_update` on a float32 master copy."""
def mp_sgd_mom_update(weight: NDArray | None=None, grad: NDArray | None=None, mom: NDArray | None=None, weight32: NDArray | None=None, lr: float=..., momentum: float=0.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`sgd_mom_update` on a float32 master copy."""
def mp_sgd_update(weight: NDArray | None=None, grad: NDArray | None=None, weight32: NDArray | None=None, lr: float=..., wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`sgd_update` on a float32 master copy."""
def multi_all_finite(*data: NDArray | _Sequence[NDArray], init_output: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`[1.]` if every number of every array is finite, else `[0.]`; float32."""
def multi_lars(lrs: NDArray | None=None, weights_sum_sq: NDArray | None=None, grads_sum_sq: NDArray | None=None, wds: NDArray | None=None, eta: float=..., eps: float=..., rescale_grad: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """LARS learning rates by layer."""
def multi_mp_sgd_mom_update(*data: NDArray | _Sequence[NDArray], lrs: float | _Sequence[float]=..., wds: float | _Sequence[float]=..., momentum: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`mp_sgd_mom_update` of many."""
def multi_mp_sgd_update(*data: NDArray | _Sequence[NDArray], lrs: float | _Sequence[float]=..., wds: float | _Sequence[float]=..., rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`mp_sgd_update` of many."""
def multi_sgd_mom_update(*data: NDArray | _Sequence[NDArray], lrs: float | _Sequence[float]=..., wds: float | _Sequence[float]=..., momentum: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`sgd_mom_update` of many."""
def multi_sgd_update(*data: NDArray | _Sequence[NDArray], lrs: float | _Sequence[float]=..., wds: float | _Sequence[float]=..., rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`sgd_update` of many."""
def multi_sum_sq(*data: NDArray | _Sequence[NDArray], num_arrays: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum of squares of each of several arrays, in float32: one number per array."""
def nag_mom_update(weight: NDArray | None=None, grad: NDArray | None=None, mom: NDArray | None=None, lr: float=..., momentum: float=0.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Nesterov's accelerated gradient."""
def nanprod(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Product over axes with NaN counted as 1."""
def nansum(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum over axes with NaN counted as 0."""
def negative(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element with its sign turned."""
def norm(data: NDArray | None=None, ord: int=2, axis: _Shape | None=None, out_dtype: _DType | None=None, keepdims: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The length of vectors: sum of absolute values (`ord` 1) or Euclidean (`ord` 2), over axes."""
def normal(loc: float=0.0, scale: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Normal numbers of a mean and a standard deviation."""
def one_hot(indices: NDArray | None=None, depth: int=..., on_value: float=1.0, off_value: float=0.0, dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A new last axis of length `depth`: `on_value` at the index, `off_value` elsewhere."""
def ones_like(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Ones of the same shape, dtype and device."""
def pad(data: NDArray | None=None, mode: _Literal['constant', 'edge', 'reflect']=..., pad_width: _Shape=..., constant_value: float=0.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Images with a border: of one number, of the edge repeated, or of the image mirrored."""
def pick(data: NDArray | None=None, index: NDArray | None=None, axis: int | None=-1, keepdims: bool=False, mode: _Literal['clip', 'wrap']='clip', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """For every position of the other axes, the entry of `axis` that `index` names."""
def preloaded_multi_mp_sgd_mom_update(*data: NDArray | _Sequence[NDArray], momentum: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`mp_sgd_mom_update` of many (rates as arrays)."""
def preloaded_multi_mp_sgd_update(*data: NDArray | _Sequence[NDArray], rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`mp_sgd_update` of many (rates as arrays)."""
def preloaded_multi_sgd_mom_update(*data: NDArray | _Sequence[NDArray], momentum: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`sgd_mom_update` of many (rates as arrays)."""
def preloaded_multi_sgd_update(*data: NDArray | _Sequence[NDArray], rescale_grad: float=1.0, clip_gradient: float=-1.0, num_weights: int=1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`sgd_update` of many (rates as arrays)."""
def prod(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Product over axes."""
def radians(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Angles in degrees to radians."""
def random_exponential(lam: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Exponential numbers of rate lam."""
def random_gamma(alpha: float=1.0, beta: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Gamma numbers of shape alpha and scale beta."""
def random_generalized_negative_binomial(mu: float=1.0, alpha: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Negative binomial counts of mean mu and dispersion alpha."""
def random_negative_binomial(k: int=1, p: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Failures before the k-th success of probability p."""
def random_normal(loc: float=0.0, scale: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Normal numbers of a mean and a standard deviation."""
def random_pdf_dirichlet(sample: NDArray | None=None, alpha: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The dirichlet density of samples."""
def random_pdf_exponential(sample: NDArray | None=None, lam: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The exponential density of samples."""
def random_pdf_gamma(sample: NDArray | None=None, alpha: NDArray | None=None, beta: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The gamma density of samples."""
def random_pdf_generalized_negative_binomial(sample: NDArray | None=None, mu: NDArray | None=None, alpha: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The generalized negative binomial density of samples."""
def random_pdf_negative_binomial(sample: NDArray | None=None, k: NDArray | None=None, p: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The negative binomial density of samples."""
def random_pdf_normal(sample: NDArray | None=None, mu: NDArray | None=None, sigma: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The normal density of samples."""
def random_pdf_poisson(sample: NDArray | None=None, lam: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The poisson density of samples."""
def random_pdf_uniform(sample: NDArray | None=None, low: NDArray | None=None, high: NDArray | None=None, is_log: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The uniform density of samples."""
def random_poisson(lam: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Poisson counts of rate lam."""
def random_randint(low: int=..., high: int=..., shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Whole numbers from ``[low, high)``, each as likely."""
def random_uniform(low: float=0.0, high: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Uniform numbers from [low, high)."""
def ravel_multi_index(data: NDArray | None=None, shape: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Columns of indices into an array of `shape` as indices into its elements in row-major order."""
def rcbrt(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One over the real cube root."""
def reciprocal(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One over every element."""
def relu(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element, but 0 for those below 0."""
def repeat(data: NDArray | None=None, repeats: int=..., axis: int | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every entry of an axis `repeats` times in a row; without an axis, every element."""
def reset_arrays(*data: NDArray | _Sequence[NDArray], num_arrays: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Set arrays to zero, in place."""
def reshape(data: NDArray | None=None, shape: _Shape=(), reverse: bool=False, target_shape: _Shape=(), keep_highest: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The same elements, in row-major order, in another shape."""
def reshape_like(lhs: NDArray | None=None, rhs: NDArray | None=None, lhs_begin: int | None=None, lhs_end: int | None=None, rhs_begin: int | None=None, rhs_end: int | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`lhs` in the shape of `rhs`; with bounds, only those axes of lhs become those of rhs."""
def reverse(data: NDArray | None=None, axis: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The entries of one axis or several in reverse order; an axis named twice is left alone."""
def rint(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The nearest whole number; halves go down."""
def rmsprop_update(weight: NDArray | None=None, grad: NDArray | None=None, n: NDArray | None=None, lr: float=..., gamma1: float=0.95, epsilon: float=1e-08, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, clip_weights: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """RMSProp."""
def rmspropalex_update(weight: NDArray | None=None, grad: NDArray | None=None, n: NDArray | None=None, g: NDArray | None=None, delta: NDArray | None=None, lr: float=..., gamma1: float=0.95, gamma2: float=0.9, epsilon: float=1e-08, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, clip_weights: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Centred RMSProp."""
def round(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The nearest whole number; halves go away from zero."""
def rsqrt(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """One over the square root."""
def sample_exponential(lam: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Exponential numbers of rate lam."""
def sample_gamma(alpha: NDArray | None=None, beta: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Gamma numbers of shape alpha and scale beta."""
def sample_generalized_negative_binomial(mu: NDArray | None=None, alpha: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Negative binomial counts of mean mu and dispersion alpha."""
def sample_multinomial(data: NDArray | None=None, shape: _Shape | None=(), get_prob: bool=False, dtype: _DType='int32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """Indices drawn by the probabilities in the last axis; with ``get_prob`` also their log-probabilities."""
def sample_negative_binomial(k: NDArray | None=None, p: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Failures before the k-th success of probability p."""
def sample_normal(mu: NDArray | None=None, sigma: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Normal numbers of a mean and a standard deviation."""
def sample_poisson(lam: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Poisson counts of rate lam."""
def sample_uniform(low: NDArray | None=None, high: NDArray | None=None, shape: _Shape | None=(), dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Uniform numbers from [low, high)."""
def scatter_nd(data: NDArray | None=None, indices: NDArray | None=None, shape: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Zeros of `shape` with `data` written where `indices` point, as `gather_nd` reads them."""
def sgd_mom_update(weight: NDArray | None=None, grad: NDArray | None=None, mom: NDArray | None=None, lr: float=..., momentum: float=0.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Stochastic gradient descent with momentum."""
def sgd_update(weight: NDArray | None=None, grad: NDArray | None=None, lr: float=..., wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, lazy_update: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Stochastic gradient descent."""
def shape_array(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The lengths of the axes as an int64 vector."""
def shuffle(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The rows (entries of the first axis) in a random order."""
def sigmoid(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`1 / (1 + exp(-data))`."""
def sign(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """-1, 0 or 1 by the sign of every element."""
def signsgd_update(weight: NDArray | None=None, grad: NDArray | None=None, lr: float=..., wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sign of the gradient."""
def signum_update(weight: NDArray | None=None, grad: NDArray | None=None, mom: NDArray | None=None, lr: float=..., momentum: float=0.0, wd: float=0.0, rescale_grad: float=1.0, clip_gradient: float=-1.0, wd_lh: float=0.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sign of the momentum."""
def sin(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The sine of angles in radians."""
def sinh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The hyperbolic sine."""
def size_array(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The number of elements as an int64 vector of one."""
def slice(data: NDArray | None=None, begin: _Shape | _Sequence[int | None]=..., end: _Shape | _Sequence[int | None]=..., step: _Shape | _Sequence[int | None]=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data[begin[0]:end[0]:step[0], begin[1]:end[1]:step[1], ...]`."""
def slice_axis(data: NDArray | None=None, axis: int=..., begin: int=..., end: int | None=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The entries `begin` to `end` of one axis."""
def slice_like(data: NDArray | None=None, shape_like: NDArray | None=None, axes: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The leading entries of `data`, as many as `shape_like` has along all axes or `axes`."""
def smooth_l1(data: NDArray | None=None, scalar: float=1.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A loss that is quadratic near 0 and linear beyond."""
def softmax(data: NDArray | None=None, length: NDArray | None=None, axis: int=-1, temperature: float | None=None, dtype: _DType | None=None, use_length: bool | None=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Exponentials over their sum along an axis: ``exp(x / temperature) / Σ exp(x / temperature)``."""
def softmax_cross_entropy(data: NDArray | None=None, label: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The cross entropy of softmax with class labels, summed over the examples."""
def softmin(data: NDArray | None=None, axis: int=-1, temperature: float | None=None, dtype: _DType | None=None, use_length: bool | None=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Softmax of the negative data: small values get large shares."""
def softsign(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data / (1 + abs(data))`."""
def sort(data: NDArray | None=None, axis: int | None=-1, is_ascend: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The elements of an axis in order."""
def space_to_depth(data: NDArray | None=None, block_size: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Blocks of pixels laid out as channels: the inverse of `depth_to_space`."""
def split(data: NDArray | None=None, num_outputs: int=..., axis: int=1, squeeze_axis: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """An axis in `num_outputs` equal parts."""
def sqrt(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The square root; NaN below 0."""
def square(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The square."""
def squeeze(data: NDArray | None=None, axis: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Without the axes of length one, or without those in `axis`, which must have length one."""
def stack(*data: NDArray | _Sequence[NDArray], axis: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Arrays of one shape as the entries of a new axis."""
def stop_gradient(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy through which no gradient passes."""
def sum(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum over axes, in the dtype of the data: small integers wrap around."""
def sum_axis(data: NDArray | None=None, axis: _Shape | None=None, keepdims: bool=False, exclude: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Sum over axes, in the dtype of the data: small integers wrap around."""
def swapaxes(data: NDArray | None=None, dim1: int=0, dim2: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Two axes exchanged."""
def take(a: NDArray | None=None, indices: NDArray | None=None, axis: int=0, mode: _Literal['clip', 'raise', 'wrap']='clip', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The entries of an axis of `a` at `indices`, whose axes stand in the place of that axis."""
def tan(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The tangent of angles in radians."""
def tanh(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The hyperbolic tangent."""
def tile(data: NDArray | None=None, reps: _Shape=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The whole array `reps` times along every axis; the shorter of both is filled up with ones."""
def topk(data: NDArray | None=None, axis: int | None=-1, k: int=1, ret_typ: _Literal['both', 'indices', 'mask', 'value']='indices', is_ascend: bool=False, dtype: _DType='float32', out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """The first `k` elements of an axis in order: where, what, or both, or a mask of them."""
def transpose(data: NDArray | None=None, axes: _Shape=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The axes in another order; reversed if `axes` is left out."""
def trunc(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Every element cut toward zero to a whole number."""
def uniform(low: float=0.0, high: float=1.0, shape: _Shape | None=None, ctx: str='', dtype: _DType | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Uniform numbers from [low, high)."""
def unravel_index(data: NDArray | None=None, shape: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Indices into the elements of an array of `shape` as columns of indices, one row per axis."""
def where(condition: NDArray | None=None, x: NDArray | None=None, y: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`x` where the condition is not zero, else `y`."""
def zeros_like(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Zeros of the same shape, dtype and device."""
