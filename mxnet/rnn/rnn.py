"""Checkpoints of networks with recurrent cells, whose files hold the weights of every gate apart.

What does not live here: the files (`mxnet/model.py`).
"""

import warnings

from .. import symbol as sym
from ..model import load_checkpoint, save_checkpoint
from .base_cell import BaseRNNCell

__all__ = ["rnn_unroll", "save_rnn_checkpoint", "load_rnn_checkpoint", "do_rnn_checkpoint"]


def rnn_unroll(cell, length, inputs=None, begin_state=None, input_prefix="", layout="NTC"):
    """`cell.unroll`, with variables `t0_data`, `t1_data`, ... for inputs that are left out.

    Deprecated: call `cell.unroll` itself.
    """
    warnings.warn("rnn_unroll is deprecated. Please call cell.unroll directly.", stacklevel=2)
    if inputs is None:
        inputs = [sym.Variable(f"{input_prefix}t{i}_data") for i in range(length)]
    return cell.unroll(length, inputs=inputs, begin_state=begin_state, layout=layout)


def save_rnn_checkpoint(cells, prefix, epoch, symbol, arg_params, aux_params):
    """Save a network, so that fused and unfused cells can load it.

    Parameters
    ----------
    cells : BaseRNNCell or list of BaseRNNCell
        The cells of the network.
    prefix, epoch : str, int
        The files are `prefix-symbol.json` and `prefix-0001.params`.
    symbol : Symbol
    arg_params, aux_params : dict of str to NDArray
    """
    for cell in _listed(cells):
        arg_params = cell.unpack_weights(arg_params)
    save_checkpoint(prefix, epoch, symbol, arg_params, aux_params)


def load_rnn_checkpoint(cells, prefix, epoch):
    """Load what `save_rnn_checkpoint` saved.

    Returns
    -------
    symbol : Symbol
    arg_params, aux_params : dict of str to NDArray
        With the weights packed for `cells`.
    """
    symbol, arg_params, aux_params = load_checkpoint(prefix, epoch)
    for cell in _listed(cells):
        arg_params = cell.pack_weights(arg_params)
    return symbol, arg_params, aux_params


def do_rnn_checkpoint(cells, prefix, period=1):
    """A callback for the end of an epoch that saves a checkpoint every `period` epochs.

    Returns
    -------
    callable
        Takes the epoch's number from 0, the symbol, and the parameters.
    """
    period = int(max(1, period))

    def callback(epoch, symbol=None, arg_params=None, aux_params=None):
        if (epoch + 1) % period == 0:
            save_rnn_checkpoint(cells, prefix, epoch + 1, symbol, arg_params, aux_params)

    return callback


def _listed(cells):
    return [cells] if isinstance(cells, BaseRNNCell) else cells
