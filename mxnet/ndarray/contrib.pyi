"""`mx.nd.contrib`: the operators of that namespace and a few functions of several operators.

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

__all__ = ["adamw_update", "cond", "foreach", "isfinite", "isinf", "isnan", "mp_adamw_update", "multi_adamw_update", "multi_lamb_update", "multi_mp_adamw_update", "multi_mp_lamb_update", "rand_zipfian", "while_loop"]

def adamw_update(weight, grad, mean, var, rescale_grad, lr, eta, beta1=0.9, beta2=0.999, epsilon=1e-08, wd=0, clip_gradient=-1, out=None, name=None, **kwargs) -> NDArray:
    """One step of AdamW: Adam with the weight decay apart from the gradient."""
def mp_adamw_update(weight, grad, mean, var, weight32, rescale_grad, lr, eta, beta1=0.9, beta2=0.999, epsilon=1e-08, wd=0, clip_gradient=-1, out=None, name=None, **kwargs) -> _Any:
    """`adamw_update` of a half precision weight with its single precision twin `weight32`."""
def multi_adamw_update(weights, grads, mean, var, rescale_grad, lrs, wds, etas, out=None, name=None, size=0, **kwargs) -> _Any:
    """`adamw_update` of several weights at once; lists of arrays and of numbers."""
def multi_lamb_update(weights, grads, mean, var, step_count, lrs, wds, out=None, num_tensors=0, **kwargs) -> list[NDArray]:
    """One step of LAMB for several weights: Adam's direction, scaled by the norms of each weight."""
def multi_mp_adamw_update(weights, grads, mean, var, weights32, rescale_grad, lrs, wds, etas, out=None, name=None, size=0, **kwargs) -> _Any:
    """`mp_adamw_update` of several weights at once."""
def multi_mp_lamb_update(weights, grads, mean, var, weights32, step_count, lrs, wds, out=None, num_tensors=0, **kwargs) -> _Any:
    """`multi_lamb_update` of half precision weights with their single precision twins."""
def cond(pred, then_func, else_func) -> _Any:
    """Call one of two functions."""
def foreach(body, data, init_states) -> _Any:
    """Call `body` on every slice of the data along its first axis, passing states on."""
def while_loop(cond, func, loop_vars, max_iterations=None) -> _Any:
    """Call `func` on variables for as long as `cond` of them holds."""
def isinf(data) -> _Any:
    """1 where an element is infinite, else 0, in the dtype of `data`."""
def isfinite(data) -> _Any:
    """1 where an element is neither infinite nor NaN, else 0, in the dtype of `data`."""
def isnan(data) -> _Any:
    """1 where an element is NaN, else 0, in the dtype of `data`."""
def rand_zipfian(true_classes, num_sampled, range_max, ctx=None) -> list[NDArray]:
    """Draw classes, the frequent ones of low number far more often, as sampled losses want them."""
def AdaptiveAvgPooling2D(data: NDArray | None=None, output_size: _Shape | None=(), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The mean over windows that share the image out evenly into `output_size` of them."""
def BatchNormWithReLU(data: NDArray | None=None, gamma: NDArray | None=None, beta: NDArray | None=None, moving_mean: NDArray | None=None, moving_var: NDArray | None=None, eps: float=0.001, momentum: float=0.9, fix_gamma: bool=True, use_global_stats: bool=False, output_mean_var: bool=False, axis: int=1, cudnn_off: bool=False, min_calib_range: float | None=None, max_calib_range: float | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`BatchNorm` followed by a rectifier, ``max(out, 0)``."""
def BilinearResize2D(data: NDArray | None=None, like: NDArray | None=None, height: int=1, width: int=1, scale_height: float | None=None, scale_width: float | None=None, mode: _Literal['size', 'odd_scale', 'like', 'to_even_down', 'to_even_up', 'to_odd_down', 'to_odd_up']='size', align_corners: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Resize images by bilinear interpolation."""
def CTCLoss(data: NDArray | None=None, label: NDArray | None=None, data_lengths: NDArray | None=None, label_lengths: NDArray | None=None, use_data_lengths: bool=False, use_label_lengths: bool=False, blank_label: _Literal['first', 'last']='first', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def DeformableConvolution(data: NDArray | None=None, offset: NDArray | None=None, weight: NDArray | None=None, bias: NDArray | None=None, kernel: _Shape=..., stride: _Shape=(), dilate: _Shape=(), pad: _Shape=(), num_filter: int=..., num_group: int=1, num_deformable_group: int=1, workspace: int=1024, no_bias: bool=False, layout: _Literal['NCDHW', 'NCHW', 'NCW'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A convolution each of whose entries looks beside its place, by offsets of rows and columns."""
def ModulatedDeformableConvolution(data: NDArray | None=None, offset: NDArray | None=None, mask: NDArray | None=None, weight: NDArray | None=None, bias: NDArray | None=None, kernel: _Shape=..., stride: _Shape=(), dilate: _Shape=(), pad: _Shape=(), num_filter: int=..., num_group: int=1, num_deformable_group: int=1, workspace: int=1024, no_bias: bool=False, im2col_step: int=64, layout: _Literal['NCDHW', 'NCHW', 'NCW'] | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A deformable convolution that also weighs what each entry sees, by a mask."""
def MultiBoxDetection(cls_prob: NDArray | None=None, loc_pred: NDArray | None=None, anchor: NDArray | None=None, clip: bool=True, threshold: float=0.01, background_id: int=0, nms_threshold: float=0.5, force_suppress: bool=False, variances: float | _Sequence[float]=(0.1, 0.1, 0.2, 0.2), nms_topk: int=-1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """What was found: rows of class, score and corners, the best first; class -1 is nothing."""
def MultiBoxPrior(data: NDArray | None=None, sizes: float | _Sequence[float]=(1.0,), ratios: float | _Sequence[float]=(1.0,), clip: bool=False, steps: float | _Sequence[float]=(-1.0, -1.0), offsets: float | _Sequence[float]=(0.5, 0.5), out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Boxes of several sizes and ratios around every pixel: corners, in parts of the image."""
def MultiBoxTarget(anchor: NDArray | None=None, label: NDArray | None=None, cls_pred: NDArray | None=None, overlap_threshold: float=0.5, ignore_label: float=-1.0, negative_mining_ratio: float=-1.0, negative_mining_thresh: float=0.5, minimum_negative_samples: int=0, variances: float | _Sequence[float]=(0.1, 0.1, 0.2, 0.2), out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """What anchors are to predict: distances to a labelled box, where these count, and a class."""
def MultiProposal(cls_prob: NDArray | None=None, bbox_pred: NDArray | None=None, im_info: NDArray | None=None, rpn_pre_nms_top_n: int=6000, rpn_post_nms_top_n: int=300, threshold: float=0.7, rpn_min_size: int=16, scales: float | _Sequence[float]=(4.0, 8.0, 16.0, 32.0), ratios: float | _Sequence[float]=(0.5, 1.0, 2.0), feature_stride: int=16, output_score: bool=False, iou_loss: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """The best regions of every image, out of boxes around every pixel of a map of features."""
def Proposal(cls_prob: NDArray | None=None, bbox_pred: NDArray | None=None, im_info: NDArray | None=None, rpn_pre_nms_top_n: int=6000, rpn_post_nms_top_n: int=300, threshold: float=0.7, rpn_min_size: int=16, scales: float | _Sequence[float]=(4.0, 8.0, 16.0, 32.0), ratios: float | _Sequence[float]=(0.5, 1.0, 2.0), feature_stride: int=16, output_score: bool=False, iou_loss: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`MultiProposal` of a single image."""
def ROIAlign(data: NDArray | None=None, rois: NDArray | None=None, pooled_size: _Shape=..., spatial_scale: float=..., sample_ratio: int=-1, position_sensitive: bool=False, aligned: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The mean of interpolated samples in each bin of regions of interest, without rounding."""
def SparseEmbedding(data: NDArray | None=None, weight: NDArray | None=None, input_dim: int=..., output_dim: int=..., dtype: _DType='float32', sparse_grad: bool=False, deterministic: bool=False, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`output[i, ...] = weight[data[i, ...]]`, with a gradient that holds only rows that were read."""
def SyncBatchNorm(data: NDArray | None=None, gamma: NDArray | None=None, beta: NDArray | None=None, moving_mean: NDArray | None=None, moving_var: NDArray | None=None, eps: float=0.001, momentum: float=0.9, fix_gamma: bool=True, use_global_stats: bool=False, output_mean_var: bool=False, ndev: int=1, key: str=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> _Result:
    """`BatchNorm` over the batches of several devices; here one device holds the whole batch."""
def allclose(a: NDArray | None=None, b: NDArray | None=None, rtol: float=1e-05, atol: float=1e-08, equal_nan: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Whether ``|a - b| <= atol + rtol * |b|`` everywhere: 1 or 0, a uint8 without axes."""
def arange_like(data: NDArray | None=None, start: float=0.0, step: float=1.0, repeat: int=1, ctx: str='', axis: int | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A range in the shape of the data, or as long as one of its axes, in the data's dtype."""
def bipartite_matching(data: NDArray | None=None, is_ascend: bool=False, threshold: float=..., topk: int=-1, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """Pairs of rows and columns, the best score first, every row and column at most once."""
def boolean_mask(data: NDArray | None=None, index: NDArray | None=None, axis: int=0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The entries of an axis at which `index` is not zero."""
def box_decode(data: NDArray | None=None, anchors: NDArray | None=None, std0: float=1.0, std1: float=1.0, std2: float=1.0, std3: float=1.0, clip: float=-1.0, format: _Literal['center', 'corner']='center', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Corners of boxes from their distances to anchors, as `box_encode` gives them."""
def box_encode(samples: NDArray | None=None, matches: NDArray | None=None, anchors: NDArray | None=None, refs: NDArray | None=None, means: NDArray | None=None, stds: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> list[NDArray]:
    """Distances of anchors to the boxes they are matched with, and a mask of where they count."""
def box_iou(lhs: NDArray | None=None, rhs: NDArray | None=None, format: _Literal['center', 'corner']='corner', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The intersection over union of every box on the left with every box on the right."""
def box_nms(data: NDArray | None=None, overlap_thresh: float=0.5, valid_thresh: float=0.0, topk: int=-1, coord_start: int=2, score_index: int=1, id_index: int=-1, background_id: int=-1, force_suppress: bool=False, in_format: _Literal['center', 'corner']='corner', out_format: _Literal['center', 'corner']='corner', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Rows of the best boxes: those that overlap a better one of their class are dropped."""
def box_non_maximum_suppression(data: NDArray | None=None, overlap_thresh: float=0.5, valid_thresh: float=0.0, topk: int=-1, coord_start: int=2, score_index: int=1, id_index: int=-1, background_id: int=-1, force_suppress: bool=False, in_format: _Literal['center', 'corner']='corner', out_format: _Literal['center', 'corner']='corner', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Rows of the best boxes: those that overlap a better one of their class are dropped."""
def ctc_loss(data: NDArray | None=None, label: NDArray | None=None, data_lengths: NDArray | None=None, label_lengths: NDArray | None=None, use_data_lengths: bool=False, use_label_lengths: bool=False, blank_label: _Literal['first', 'last']='first', out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def div_sqrt_dim(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`data` over the square root of the length of its last axis: how attention is scaled."""
def edge_id(data: NDArray | None=None, u: NDArray | None=None, v: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """The stored values `data[u[i], v[i]]` of a matrix, -1 where none is stored."""
def getnnz(data: NDArray | None=None, axis: int | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """How many values a matrix stores, zeros that a csr matrix stores included."""
def gradientmultiplier(data: NDArray | None=None, scalar: float=1, is_int: bool=True, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy that multiplies its gradient by `scalar`; negative, it reverses the gradient."""
def group_adagrad_update(weight: NDArray | None=None, grad: NDArray | None=None, history: NDArray | None=None, lr: float=..., rescale_grad: float=1.0, clip_gradient: float=-1.0, epsilon: float=1e-05, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """AdaGrad with one accumulated number per row."""
def index_array(data: NDArray | None=None, axes: _Shape | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """For every element of the data the indices that name it, as int64 along a new last axis."""
def index_copy(old_tensor: NDArray | None=None, index_vector: NDArray | None=None, new_tensor: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """A copy of `old_tensor` with the rows at `index_vector` taken from `new_tensor`."""
def interleaved_matmul_encdec_qk(queries: NDArray | None=None, keys_values: NDArray | None=None, heads: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Scaled products of a decoder's queries and an encoder's keys."""
def interleaved_matmul_encdec_valatt(keys_values: NDArray | None=None, attention: NDArray | None=None, heads: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """An encoder's values weighted by a decoder's attention."""
def interleaved_matmul_selfatt_qk(queries_keys_values: NDArray | None=None, heads: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Scaled products of queries and keys in self attention."""
def interleaved_matmul_selfatt_valatt(queries_keys_values: NDArray | None=None, attention: NDArray | None=None, heads: int=..., out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """Values weighted by the attention, in self attention."""
def quadratic(data: NDArray | None=None, a: float=0.0, b: float=0.0, c: float=0.0, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`a * data² + b * data + c`."""
def round_ste(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`round`, through which gradients pass unchanged."""
def sign_ste(data: NDArray | None=None, out: _Out=None, name: str | None=None, **kwargs: _Any) -> NDArray:
    """`sign`, through which gradients pass unchanged."""
