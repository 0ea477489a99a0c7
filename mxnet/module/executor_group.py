"""One executor for each device, and batches cut into their shares.

What does not live here: optimizers, and when what is called (`module.py`).
"""

import logging
from collections import OrderedDict

from .. import ndarray
from ..context import Context
from ..io import DataDesc
from .devices import Shares, groups_by_device, merged

__all__ = ["DataParallelExecutorGroup"]

# How many shapes of batches keep their executors.
_SHAPES_KEPT = 8


class DataParallelExecutorGroup:
    """The executors of one network on several devices.

    Parameters
    ----------
    symbol : Symbol
    contexts : list of Context
    workload : list of number
        How large each device's share of a batch is, in proportion.
    data_shapes, label_shapes : list of DataDesc or of (str, tuple)
    param_names : list of str
        Which arguments are parameters.
    for_training, inputs_need_grad : bool
    shared_group : DataParallelExecutorGroup, optional
        Whose parameters, and memory for data, are used.
    logger : logging.Logger
    fixed_param_names : list of str, optional
        Parameters without a gradient.
    grad_req : str, list or dict of str
    state_names : list of str, optional
        Arguments that are neither data nor parameters, and stay from batch to batch.
    group2ctxs : list of dict of str to Context, optional
        For each device, where groups of the network run.

    Examples
    --------
    >>> x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=3, name="fc")
    >>> net = mx.mod.Module(x, label_names=None, context=[mx.cpu(0), mx.cpu(1)])
    >>> net.bind([("data", (4, 5))])
    >>> net._exec_group.slices
    [slice(0, 2, None), slice(2, 4, None)]
    """

    def __init__(self, symbol, contexts, workload, data_shapes, label_shapes, param_names,
                 for_training, inputs_need_grad, shared_group=None, logger=logging,
                 fixed_param_names=None, grad_req="write", state_names=None,
                 group2ctxs=None):  # fmt: skip
        data_shapes, label_shapes = map(_descriptions, (data_shapes, label_shapes))
        self.param_names = param_names
        self.arg_names = symbol.list_arguments()
        self.aux_names = symbol.list_auxiliary_states()
        self.symbol, self.contexts, self.workload = symbol, contexts, workload
        self.group2ctxs = groups_by_device(group2ctxs, len(contexts))
        self.for_training = for_training
        self.inputs_need_grad = inputs_need_grad
        self.logger = logger
        self.fixed_param_names = fixed_param_names or []
        self.state_names = state_names or []
        self.output_names = symbol.list_outputs()
        self.num_outputs = len(self.output_names)
        self.output_layouts = [
            DataDesc.get_batch_axis(symbol[name].attr("__layout__")) for name in self.output_names
        ]
        self.grad_req = self._requests(grad_req, [desc.name for desc in data_shapes])
        if shared_group is not None:
            self.shared_data_arrays = shared_group.shared_data_arrays
        else:
            self.shared_data_arrays = [{} for _ in contexts]
        self._monitor = None
        self.execs = []
        self.bind_exec(data_shapes, label_shapes, shared_group)

    def _requests(self, grad_req, data_names):
        """What becomes of each argument's gradient."""
        found = {}
        for name in self.arg_names:
            wanted = name in self.param_names and name not in self.fixed_param_names
            wanted = wanted or (name in data_names and self.inputs_need_grad)
            found[name] = "write" if wanted and self.for_training else "null"
        if not self.for_training:
            return found
        if isinstance(grad_req, str):
            return {name: grad_req if req != "null" else req for name, req in found.items()}
        if isinstance(grad_req, list | tuple):
            assert len(grad_req) == len(self.arg_names), "grad_req: one for each argument"
            return dict(zip(self.arg_names, grad_req))
        if isinstance(grad_req, dict):
            return {**found, **grad_req}
        raise ValueError("grad_req must be one of str, list, tuple, or dict.")

    # --------------------------------------------------------------------- arrays

    def decide_slices(self, data_shapes):
        """Cut the batch into the devices' shares.

        Parameters
        ----------
        data_shapes : list of DataDesc

        Returns
        -------
        list of int
            For each array, the axis of the batch.

        Raises
        ------
        ValueError
            The arrays differ in their number of rows, or there are too few.
        """
        axes = [DataDesc.get_batch_axis(getattr(desc, "layout", "NCHW")) for desc in data_shapes]
        sizes = {desc[1][axis] for desc, axis in zip(data_shapes, axes) if axis >= 0}
        if len(sizes | ({self.batch_size} if self.batch_size is not None else set())) > 1:
            raise ValueError(
                f"all data must have the same batch size: batch_size = {self.batch_size}, but "
                + ", ".join(f"{desc[0]} has shape {desc[1]}" for desc in data_shapes)
            )
        if sizes and self.batch_size is None:
            self.batch_size = sizes.pop()
            self._shares = Shares(self.batch_size, self.workload)
            self.slices = self._shares.slices
        return axes

    def bind_exec(self, data_shapes, label_shapes, shared_group=None, reshape=False):
        """Make executors, or reshape those there are, for given shapes."""
        self.batch_size = None
        self.data_layouts = self.decide_slices(data_shapes)
        self.label_layouts = None if label_shapes is None else self.decide_slices(label_shapes)
        self.data_shapes, self.label_shapes = data_shapes, label_shapes
        self.data_names = [desc.name for desc in data_shapes]
        self.label_names = [desc.name for desc in label_shapes or []]
        if reshape:
            self.execs = self._reshaped()
        else:
            self._kept = OrderedDict()
            self.execs = [
                self._bind_one(i, context, shared_group) for i, context in enumerate(self.contexts)
            ]
        self._kept[self._key()] = self.execs
        self._collect()

    def _key(self):
        return tuple((d.name, tuple(d.shape)) for d in [*self.data_shapes, *self._labels()])

    def _labels(self):
        return self.label_shapes or []

    def _bind_one(self, i, context, shared_group):
        shapes = self._share_of_shapes(i)
        types = {desc.name: desc.dtype for desc in [*self.data_shapes, *self._labels()]}
        return self.symbol.simple_bind(
            ctx=context, grad_req=self.grad_req, type_dict=types,
            shared_arg_names=self.param_names,
            shared_exec=None if shared_group is None else shared_group.execs[i],
            shared_buffer=self.shared_data_arrays[i], group2ctx=self.group2ctxs[i], **shapes,
        )  # fmt: skip

    def _share_of_shapes(self, i):
        """The shapes of one device's data and labels."""
        shapes = {}
        described = zip([*self.data_shapes, *self._labels()],
                        [*self.data_layouts, *(self.label_layouts or [])])  # fmt: skip
        for desc, axis in described:
            shape = list(desc.shape)
            if axis >= 0:
                share = self.slices[i]
                shape[axis] = share.stop - share.start
            shapes[desc.name] = tuple(shape)
        return shapes

    def _reshaped(self):
        """Executors for the current shapes; those of shapes seen lately are kept."""
        key = self._key()
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        execs = []
        for i, old in enumerate(self.execs):
            shapes = self._share_of_shapes(i)
            missing = [n for n in self._label_like() if n not in shapes]
            if missing:
                shapes.update(self._inferred(shapes, missing))
            new = old.reshape(allow_up_sizing=True, **shapes)
            if self._monitor is not None:  # the callback is there; the arrays are to be known, too
                self._monitor.install(new)
            execs.append(new)
        while len(self._kept) >= _SHAPES_KEPT:
            self._kept.popitem(last=False)
        return execs

    def _label_like(self):
        """Arguments that are neither parameters nor data nor states: labels, given or not."""
        others = {*self.param_names, *self.data_names, *self.state_names}
        return [name for name in self.arg_names if name not in others]

    def _inferred(self, shapes, names):
        """The shapes of labels that nobody gave, where they follow from the data's."""
        found, _, _ = self.symbol.infer_shape_partial(**shapes)
        known = dict(zip(self.arg_names, found or []))
        return {n: known[n] for n in names if known.get(n) and 0 not in known[n]}

    def reshape(self, data_shapes, label_shapes):
        """Make ready for other shapes; parameters stay."""
        if data_shapes == self.data_shapes and label_shapes == self.label_shapes:
            return
        self.bind_exec(data_shapes, label_shapes, reshape=True)

    def _collect(self):
        """The arrays of all executors by what they are for: lists over names, then devices."""
        args = [each.arg_dict for each in self.execs]
        grads = [each.grad_dict for each in self.execs]
        aux = [each.aux_dict for each in self.execs]
        self.data_arrays = [[a[name] for a in args] for name in self.data_names]
        for name in self.label_names:
            if name not in args[0]:
                raise KeyError(f"the label {name!r} is no argument of the network, which has "
                               f"{', '.join(self.arg_names)}")  # fmt: skip
        self.label_arrays = [[a[name] for a in args] for name in self.label_names]
        self.state_arrays = [[a[name] for a in args] for name in self.state_names]
        names = [name for name in self.arg_names if name in self.param_names]
        self.param_arrays = [[a[name] for a in args] for name in names]
        self.grad_arrays = [[g[name] for g in grads] for name in names]
        if not self.for_training:
            self.grad_arrays = None
        self.input_grad_arrays = None
        if self.inputs_need_grad:
            self.input_grad_arrays = [[g[name] for g in grads] for name in self.data_names]
        self.aux_arrays = [[a[name] for a in aux] for name in self.aux_names]

    # ----------------------------------------------------------------- parameters

    def set_params(self, arg_params, aux_params, allow_extra=False):
        """Copy parameters to all devices."""
        for each in self.execs:
            each.copy_params_from(arg_params, aux_params, allow_extra_params=allow_extra)

    def get_params(self, arg_params, aux_params):
        """Copy parameters from the devices, averaged over them, into given arrays."""
        names = [name for name in self.arg_names if name in self.param_names]
        _average(names, self.param_arrays, arg_params)
        _average(self.aux_names, self.aux_arrays, aux_params)

    # ---------------------------------------------------------------- computation

    def forward(self, data_batch, is_train=None):
        """Load a batch, each device its share, and run.

        Parameters
        ----------
        data_batch : DataBatch or list of DataBatch
            A list holds each device's share.
        is_train : bool, optional
        """
        self._load(data_batch, "data", self.data_arrays, self.data_layouts)
        if is_train is None:
            is_train = self.for_training
        if self.label_names and not _lacks_label(data_batch):
            self._load(data_batch, "label", self.label_arrays, self.label_layouts)
        for each in self.execs:
            each.forward(is_train=is_train)

    def _load(self, batch, field, targets, axes):
        if isinstance(batch, list):
            sources = zip(*[getattr(one, field) for one in batch])
            for devices, arrays in zip(targets, sources):
                for target, source in zip(devices, arrays):
                    target[:] = source
            return
        for devices, source, axis in zip(targets, getattr(batch, field), axes):
            if len(devices) == 1:
                devices[0][:] = source
                continue
            for target, share in zip(devices, self.slices):
                target[:] = self._shares.cut(source, axis, share)

    def backward(self, out_grads=None):
        """Run backward on all devices.

        Parameters
        ----------
        out_grads : NDArray or list of NDArray, optional
        """
        assert self.for_training, "re-bind with for_training=True to run backward"
        if out_grads is not None and not isinstance(out_grads, list | tuple):
            out_grads = [out_grads]
        for each, context, share in zip(self.execs, self.contexts, self.slices):
            grads = [
                self._shares.cut(grad, axis, share).as_in_context(context)
                for grad, axis in zip(out_grads or [], self.output_layouts)
            ]
            each.backward(out_grads=grads or None)

    def get_output_shapes(self):
        """Names and shapes of the outputs, of the whole batch."""
        found = []
        for name, axis, first in zip(self.output_names, self.output_layouts, self.execs[0].outputs):
            shape = list(first.shape)
            if axis >= 0:
                shape[axis] = self.batch_size
            found.append((name, tuple(shape)))
        return found

    def get_outputs(self, merge_multi_context=True, begin=0, end=None):
        """The outputs from `begin` to `end`: joined, or a list over devices for each."""
        end = self.num_outputs if end is None else end
        found = [[each.outputs[i] for each in self.execs] for i in range(begin, end)]
        return merged(found, self.output_layouts[begin:end]) if merge_multi_context else found

    def get_input_grads(self, merge_multi_context=True):
        """The gradients of the data: joined, or a list over devices for each."""
        assert self.inputs_need_grad, "bind with inputs_need_grad=True"
        if merge_multi_context:
            return merged(self.input_grad_arrays, self.data_layouts)
        return self.input_grad_arrays

    def get_states(self, merge_multi_context=True):
        """The states, a list over devices for each."""
        assert not merge_multi_context, (
            "merge_multi_context=True is not supported for get_states yet."
        )
        return self.state_arrays

    def set_states(self, states=None, value=None):
        """Set the states to arrays, a list over devices for each, or all to one number."""
        if states is not None:
            assert value is None, "Only one of states & value can be specified."
            for targets, sources in zip(self.state_arrays, states):
                for target, source in zip(targets, sources):
                    target[:] = source
            return
        assert value is not None, "At least one of states & value must be specified."
        for targets in self.state_arrays:
            for target in targets:
                target[:] = value

    def update_metric(self, eval_metric, labels, pre_sliced):
        """Update a metric by the labels and the outputs of every device."""
        for i, (each, share) in enumerate(zip(self.execs, self.slices)):
            if pre_sliced:
                mine = labels[i]
            elif len(self.execs) == 1:
                mine = labels
            else:
                axes = self.label_layouts or [0] * len(labels or [])
                mine = [self._shares.cut(x, axis, share) for x, axis in zip(labels or [], axes)]
            eval_metric.update_dict(
                OrderedDict(zip(self.label_names, mine or [])),
                OrderedDict(zip(self.output_names, each.outputs)),
            )

    def install_monitor(self, mon):
        """Have a monitor look at every executor."""
        self._monitor = mon
        for each in self.execs:
            mon.install(each)


def _lacks_label(batch):
    first = batch[0] if isinstance(batch, list) else batch
    return not getattr(first, "label", None)


def _average(names, blocks, into):
    for name, block in zip(names, blocks):
        if len(block) == 1:
            block[0].copyto(into[name])
            continue
        home = Context("cpu", 0)
        total = ndarray.add_n(*[array.as_in_context(home) for array in block])
        (total / len(block)).astype(into[name].dtype).copyto(into[name])


def _descriptions(shapes):
    """Descriptions of arrays that come as pairs of a name and a shape."""
    if shapes is None:
        return None
    return [each if isinstance(each, DataDesc) else DataDesc(*each) for each in shapes]
