"""`mx.sym.contrib`: the operators of that namespace and a few functions of several operators.

Written by tools/make_stubs.py; edit what it reads instead.
"""

from typing import Any as _Any
from typing import Literal as _Literal
from collections.abc import Sequence as _Sequence
from mxnet.symbol.symbol import Symbol

_Shape = int | _Sequence[int]
_DType = _Any  # a name, a NumPy type or dtype

__all__ = ["adamw_update", "cond", "foreach", "isfinite", "isinf", "isnan", "mp_adamw_update", "rand_zipfian", "while_loop"]

def adamw_update(weight, grad, mean, var, rescale_grad, lr, eta, beta1=0.9, beta2=0.999, epsilon=1e-08, wd=0, clip_gradient=-1, out=None, name=None, **kwargs) -> _Any:
    """One step of AdamW; see `mx.nd.contrib.adamw_update`."""
def mp_adamw_update(weight, grad, mean, var, weight32, rescale_grad, lr, eta, beta1=0.9, beta2=0.999, epsilon=1e-08, wd=0, clip_gradient=-1, out=None, name=None, **kwargs) -> _Any:
    """`adamw_update` of a half precision weight with its single precision twin `weight32`."""
def cond(pred, then_func, else_func, name='cond') -> _Any:
    """What one of two functions gives, as a condition says when the graph runs."""
def foreach(body, data, init_states, name='foreach') -> _Any:
    """Call `body` on every slice of the data along its first axis, passing states on."""
def while_loop(cond, func, loop_vars, max_iterations=None, name='while_loop') -> _Any:
    """Call `func` on variables for as long as `cond` of them holds."""
def isinf(data) -> _Any:
    """1 where an element is infinite, else 0."""
def isfinite(data) -> _Any:
    """1 where an element is neither infinite nor NaN, else 0."""
def isnan(data) -> _Any:
    """1 where an element is NaN, else 0."""
def rand_zipfian(true_classes, num_sampled, range_max) -> list[Symbol]:
    """Draw classes, the frequent ones of low number far more often; see `mx.nd.contrib`."""
def AdaptiveAvgPooling2D(data: Symbol | None=None, output_size: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The mean over windows that share the image out evenly into `output_size` of them."""
def BatchNormWithReLU(data: Symbol | None=None, gamma: Symbol | None=None, beta: Symbol | None=None, moving_mean: Symbol | None=None, moving_var: Symbol | None=None, eps: float=..., momentum: float=..., fix_gamma: bool=..., use_global_stats: bool=..., output_mean_var: bool=..., axis: int=..., cudnn_off: bool=..., min_calib_range: float | None=..., max_calib_range: float | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`BatchNorm` followed by a rectifier, ``max(out, 0)``."""
def BilinearResize2D(data: Symbol | None=None, like: Symbol | None=None, height: int=..., width: int=..., scale_height: float | None=..., scale_width: float | None=..., mode: _Literal['size', 'odd_scale', 'like', 'to_even_down', 'to_even_up', 'to_odd_down', 'to_odd_up']=..., align_corners: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Resize images by bilinear interpolation."""
def CTCLoss(data: Symbol | None=None, label: Symbol | None=None, data_lengths: Symbol | None=None, label_lengths: Symbol | None=None, use_data_lengths: bool=..., use_label_lengths: bool=..., blank_label: _Literal['first', 'last']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def DeformableConvolution(data: Symbol | None=None, offset: Symbol | None=None, weight: Symbol | None=None, bias: Symbol | None=None, kernel: _Shape=..., stride: _Shape=..., dilate: _Shape=..., pad: _Shape=..., num_filter: int=..., num_group: int=..., num_deformable_group: int=..., workspace: int=..., no_bias: bool=..., layout: _Literal['NCDHW', 'NCHW', 'NCW'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A convolution each of whose entries looks beside its place, by offsets of rows and columns."""
def ModulatedDeformableConvolution(data: Symbol | None=None, offset: Symbol | None=None, mask: Symbol | None=None, weight: Symbol | None=None, bias: Symbol | None=None, kernel: _Shape=..., stride: _Shape=..., dilate: _Shape=..., pad: _Shape=..., num_filter: int=..., num_group: int=..., num_deformable_group: int=..., workspace: int=..., no_bias: bool=..., im2col_step: int=..., layout: _Literal['NCDHW', 'NCHW', 'NCW'] | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A deformable convolution that also weighs what each entry sees, by a mask."""
def MultiBoxDetection(cls_prob: Symbol | None=None, loc_pred: Symbol | None=None, anchor: Symbol | None=None, clip: bool=..., threshold: float=..., background_id: int=..., nms_threshold: float=..., force_suppress: bool=..., variances: float | _Sequence[float]=..., nms_topk: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """What was found: rows of class, score and corners, the best first; class -1 is nothing."""
def MultiBoxPrior(data: Symbol | None=None, sizes: float | _Sequence[float]=..., ratios: float | _Sequence[float]=..., clip: bool=..., steps: float | _Sequence[float]=..., offsets: float | _Sequence[float]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Boxes of several sizes and ratios around every pixel: corners, in parts of the image."""
def MultiBoxTarget(anchor: Symbol | None=None, label: Symbol | None=None, cls_pred: Symbol | None=None, overlap_threshold: float=..., ignore_label: float=..., negative_mining_ratio: float=..., negative_mining_thresh: float=..., minimum_negative_samples: int=..., variances: float | _Sequence[float]=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """What anchors are to predict: distances to a labelled box, where these count, and a class."""
def MultiProposal(cls_prob: Symbol | None=None, bbox_pred: Symbol | None=None, im_info: Symbol | None=None, rpn_pre_nms_top_n: int=..., rpn_post_nms_top_n: int=..., threshold: float=..., rpn_min_size: int=..., scales: float | _Sequence[float]=..., ratios: float | _Sequence[float]=..., feature_stride: int=..., output_score: bool=..., iou_loss: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The best regions of every image, out of boxes around every pixel of a map of features."""
def Proposal(cls_prob: Symbol | None=None, bbox_pred: Symbol | None=None, im_info: Symbol | None=None, rpn_pre_nms_top_n: int=..., rpn_post_nms_top_n: int=..., threshold: float=..., rpn_min_size: int=..., scales: float | _Sequence[float]=..., ratios: float | _Sequence[float]=..., feature_stride: int=..., output_score: bool=..., iou_loss: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`MultiProposal` of a single image."""
def ROIAlign(data: Symbol | None=None, rois: Symbol | None=None, pooled_size: _Shape=..., spatial_scale: float=..., sample_ratio: int=..., position_sensitive: bool=..., aligned: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The mean of interpolated samples in each bin of regions of interest, without rounding."""
def SparseEmbedding(data: Symbol | None=None, weight: Symbol | None=None, input_dim: int=..., output_dim: int=..., dtype: _DType=..., sparse_grad: bool=..., deterministic: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`output[i, ...] = weight[data[i, ...]]`, with a gradient that holds only rows that were read."""
def SyncBatchNorm(data: Symbol | None=None, gamma: Symbol | None=None, beta: Symbol | None=None, moving_mean: Symbol | None=None, moving_var: Symbol | None=None, eps: float=..., momentum: float=..., fix_gamma: bool=..., use_global_stats: bool=..., output_mean_var: bool=..., ndev: int=..., key: str=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`BatchNorm` over the batches of several devices; here one device holds the whole batch."""
def allclose(a: Symbol | None=None, b: Symbol | None=None, rtol: float=..., atol: float=..., equal_nan: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Whether ``|a - b| <= atol + rtol * |b|`` everywhere: 1 or 0, a uint8 without axes."""
def arange_like(data: Symbol | None=None, start: float=..., step: float=..., repeat: int=..., ctx: str=..., axis: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A range in the shape of the data, or as long as one of its axes, in the data's dtype."""
def bipartite_matching(data: Symbol | None=None, is_ascend: bool=..., threshold: float=..., topk: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Pairs of rows and columns, the best score first, every row and column at most once."""
def boolean_mask(data: Symbol | None=None, index: Symbol | None=None, axis: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The entries of an axis at which `index` is not zero."""
def box_decode(data: Symbol | None=None, anchors: Symbol | None=None, std0: float=..., std1: float=..., std2: float=..., std3: float=..., clip: float=..., format: _Literal['center', 'corner']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Corners of boxes from their distances to anchors, as `box_encode` gives them."""
def box_encode(samples: Symbol | None=None, matches: Symbol | None=None, anchors: Symbol | None=None, refs: Symbol | None=None, means: Symbol | None=None, stds: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Distances of anchors to the boxes they are matched with, and a mask of where they count."""
def box_iou(lhs: Symbol | None=None, rhs: Symbol | None=None, format: _Literal['center', 'corner']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The intersection over union of every box on the left with every box on the right."""
def box_nms(data: Symbol | None=None, overlap_thresh: float=..., valid_thresh: float=..., topk: int=..., coord_start: int=..., score_index: int=..., id_index: int=..., background_id: int=..., force_suppress: bool=..., in_format: _Literal['center', 'corner']=..., out_format: _Literal['center', 'corner']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Rows of the best boxes: those that overlap a better one of their class are dropped."""
def box_non_maximum_suppression(data: Symbol | None=None, overlap_thresh: float=..., valid_thresh: float=..., topk: int=..., coord_start: int=..., score_index: int=..., id_index: int=..., background_id: int=..., force_suppress: bool=..., in_format: _Literal['center', 'corner']=..., out_format: _Literal['center', 'corner']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Rows of the best boxes: those that overlap a better one of their class are dropped."""
def ctc_loss(data: Symbol | None=None, label: Symbol | None=None, data_lengths: Symbol | None=None, label_lengths: Symbol | None=None, use_data_lengths: bool=..., use_label_lengths: bool=..., blank_label: _Literal['first', 'last']=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The loss of connectionist temporal classification: labels without a known place in time."""
def div_sqrt_dim(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`data` over the square root of the length of its last axis: how attention is scaled."""
def edge_id(data: Symbol | None=None, u: Symbol | None=None, v: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """The stored values `data[u[i], v[i]]` of a matrix, -1 where none is stored."""
def getnnz(data: Symbol | None=None, axis: int | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """How many values a matrix stores, zeros that a csr matrix stores included."""
def gradientmultiplier(data: Symbol | None=None, scalar: float=..., is_int: bool=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy that multiplies its gradient by `scalar`; negative, it reverses the gradient."""
def group_adagrad_update(weight: Symbol | None=None, grad: Symbol | None=None, history: Symbol | None=None, lr: float=..., rescale_grad: float=..., clip_gradient: float=..., epsilon: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """AdaGrad with one accumulated number per row."""
def index_array(data: Symbol | None=None, axes: _Shape | None=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """For every element of the data the indices that name it, as int64 along a new last axis."""
def index_copy(old_tensor: Symbol | None=None, index_vector: Symbol | None=None, new_tensor: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """A copy of `old_tensor` with the rows at `index_vector` taken from `new_tensor`."""
def interleaved_matmul_encdec_qk(queries: Symbol | None=None, keys_values: Symbol | None=None, heads: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Scaled products of a decoder's queries and an encoder's keys."""
def interleaved_matmul_encdec_valatt(keys_values: Symbol | None=None, attention: Symbol | None=None, heads: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """An encoder's values weighted by a decoder's attention."""
def interleaved_matmul_selfatt_qk(queries_keys_values: Symbol | None=None, heads: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Scaled products of queries and keys in self attention."""
def interleaved_matmul_selfatt_valatt(queries_keys_values: Symbol | None=None, attention: Symbol | None=None, heads: int=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """Values weighted by the attention, in self attention."""
def quadratic(data: Symbol | None=None, a: float=..., b: float=..., c: float=..., name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`a * data² + b * data + c`."""
def round_ste(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`round`, through which gradients pass unchanged."""
def sign_ste(data: Symbol | None=None, name: str | None=None, attr: dict[str, str] | None=None, out: _Any=None, **kwargs: _Any) -> Symbol:
    """`sign`, through which gradients pass unchanged."""
