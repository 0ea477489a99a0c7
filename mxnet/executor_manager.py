"""`mx.executor_manager`: executors of one network on several devices, as `FeedForward` had them.

What does not live here: what modules use (`module/executor_group.py`).
"""

import logging

from .module.devices import Shares
from .module.executor_group import DataParallelExecutorGroup as _ModulesGroup
from .module.names import described

__all__ = ["DataParallelExecutorGroup", "DataParallelExecutorManager"]


def _split_input_slice(batch_size, work_load_list):
    """The rows of a batch for each device, in proportion to its load."""
    return Shares(batch_size, work_load_list).slices


class DataParallelExecutorGroup:
    """The executors of one network, one for each device, bound to the shapes of an iterator.

    Parameters
    ----------
    sym : Symbol
    arg_names, param_names : list of str
        All arguments, and those that are trained.
    ctx : list of Context
    slices : list of slice
        Each device's rows of a batch.
    train_data : DataIter
        Tells the shapes.
    shared_group : DataParallelExecutorGroup, optional
        Whose parameters and memory are shared.

    Examples
    --------
    >>> x = mx.sym.FullyConnected(mx.sym.var("data"), num_hidden=2, name="fc")
    >>> net = mx.sym.SoftmaxOutput(x, name="softmax")
    >>> rows = mx.io.NDArrayIter(mx.nd.ones((4, 3)), mx.nd.zeros(4), batch_size=4)
    >>> group = DataParallelExecutorGroup(net, net.list_arguments(), ["fc_weight", "fc_bias"],
    ...                                   [mx.cpu(0), mx.cpu(1)], [slice(0, 2), slice(2, 4)], rows)
    >>> group.load_data_batch(next(rows))
    >>> group.forward()
    >>> [each.outputs[0].shape for each in group.train_execs]
    [(2, 2), (2, 2)]
    """

    def __init__(self, sym, arg_names, param_names, ctx, slices, train_data, shared_group=None):
        self.slices = slices
        loads = [share.stop - share.start for share in slices]
        self._group = _ModulesGroup(
            sym, ctx, loads, described(train_data.provide_data),
            described(train_data.provide_label), list(param_names), True, False,
            shared_group=None if shared_group is None else shared_group._group,
        )  # fmt: skip
        group = self._group
        self.train_execs = group.execs
        self.shared_data_arrays = group.shared_data_arrays
        self.data_names, self.label_names = group.data_names, group.label_names
        self.aux_names = group.aux_names
        self.param_idx = [i for i, name in enumerate(arg_names) if name in param_names]
        self.param_names = [arg_names[i] for i in self.param_idx]
        self.param_arrays, self.grad_arrays = group.param_arrays, group.grad_arrays
        self.aux_arrays = group.aux_arrays
        self.data_arrays = [list(zip(slices, arrays)) for arrays in group.data_arrays]
        self.label_arrays = [list(zip(slices, arrays)) for arrays in group.label_arrays]

    def load_data_batch(self, data_batch):
        """Copy a batch to the devices, each its share."""
        for targets, sources in ((self.data_arrays, data_batch.data),
                                 (self.label_arrays, data_batch.label)):  # fmt: skip
            for devices, source in zip(targets, sources):
                for share, array in devices:
                    array[:] = source[share]

    def forward(self, is_train=False):
        """Run all executors."""
        for each in self.train_execs:
            each.forward(is_train=is_train)

    def backward(self):
        """Compute the gradients of all executors."""
        for each in self.train_execs:
            each.backward()

    def update_metric(self, metric, labels, pre_sliced=False):
        """Hold the outputs of every device against its labels."""
        for i, (each, share) in enumerate(zip(self.train_execs, self.slices)):
            mine = labels[i] if pre_sliced else [label[share] for label in labels]
            metric.update(mine, each.outputs)


class DataParallelExecutorManager:
    """Executors of one network, or of one for each bucket, with their parameters.

    Parameters
    ----------
    symbol : Symbol
    ctx : list of Context
    train_data : DataIter
    arg_names, param_names, aux_names : list of str
    work_load_list : list of number, optional
        How large each device's share is.
    logger : logging.Logger, optional
    sym_gen : callable, optional
        Makes the network of a bucket.
    """

    def __init__(self, symbol, ctx, train_data, arg_names, param_names, aux_names,
                 work_load_list=None, logger=None, sym_gen=None):  # fmt: skip
        loads = [1] * len(ctx) if work_load_list is None else work_load_list
        assert isinstance(loads, list) and len(loads) == len(ctx), "Invalid settings for work load."
        (logger or logging).info("Start training with %s", str(ctx))
        self.slices = _split_input_slice(train_data.batch_size, loads)
        self.arg_names, self.param_names, self.aux_names = arg_names, param_names, aux_names
        self.ctx = ctx
        self.symbol, self.sym_gen = symbol, sym_gen
        self.execgrp = DataParallelExecutorGroup(symbol, arg_names, param_names, ctx, self.slices,
                                                 train_data)  # fmt: skip
        self.curr_execgrp = None
        if sym_gen is not None:
            self.execgrp_bucket = {train_data.default_bucket_key: self.execgrp}

    def install_monitor(self, monitor):
        """Have a monitor look at all executors; not with buckets."""
        if self.sym_gen is not None:
            raise NotImplementedError("Monitoring is not implemented for bucketing")
        for each in self.execgrp.train_execs:
            monitor.install(each)

    def set_params(self, arg_params, aux_params):
        """Copy parameters to all devices."""
        for each in self.execgrp.train_execs:
            each.copy_params_from(arg_params, aux_params)

    def copy_to(self, arg_params, aux_params):
        """Copy the devices' parameters, averaged, into given arrays."""
        self.execgrp._group.get_params(arg_params, aux_params)

    @property
    def param_arrays(self):
        """The parameters: for each, a list over devices."""
        return self.execgrp.param_arrays

    @property
    def grad_arrays(self):
        """Their gradients."""
        return self.execgrp.grad_arrays

    @property
    def aux_arrays(self):
        """The auxiliary states: for each, a list over devices."""
        return self.execgrp.aux_arrays

    def load_data_batch(self, data_batch):
        """Copy a batch to the devices; its bucket's network is the current one from then on."""
        if self.sym_gen is None:
            self.curr_execgrp = self.execgrp
        else:
            key = data_batch.bucket_key
            if key not in self.execgrp_bucket:
                symbol = self.sym_gen(key)
                self.execgrp_bucket[key] = DataParallelExecutorGroup(
                    symbol, symbol.list_arguments(), self.param_names, self.ctx, self.slices,
                    data_batch, shared_group=self.execgrp,
                )  # fmt: skip
            self.curr_execgrp = self.execgrp_bucket[key]
        self.curr_execgrp.load_data_batch(data_batch)

    def forward(self, is_train=False):
        """Run the current network."""
        self.curr_execgrp.forward(is_train=is_train)

    def backward(self):
        """Compute its gradients."""
        self.curr_execgrp.backward()

    def update_metric(self, metric, labels, pre_sliced=False):
        """Hold its outputs against labels."""
        self.curr_execgrp.update_metric(metric, labels, pre_sliced)
