"""Checkpoints: a network and its parameters in two files, each replaced in one step.

What does not live here: the formats (`ndarray.save`, `Symbol.save`).
"""

import logging

from .. import ndarray, symbol

__all__ = ["load_checkpoint", "load_params", "named_params", "read_params", "save_checkpoint"]


def save_checkpoint(prefix, epoch, symbol, arg_params, aux_params, remove_amp_cast=True):
    """Write `prefix-symbol.json` and `prefix-0001.params`.

    A program that dies meanwhile, or a full disk, leaves each file as it was or as it is to be.

    Parameters
    ----------
    prefix : str
    epoch : int
    symbol : Symbol or None
        The network; without it only the parameters are written.
    arg_params, aux_params : dict of str to NDArray
    remove_amp_cast : bool
        Leave out the casts of automatic mixed precision.

    Examples
    --------
    >>> import os, tempfile
    >>> prefix = os.path.join(tempfile.mkdtemp(), "net")
    >>> mx.model.save_checkpoint(prefix, 3, mx.sym.var("a"), {"a": mx.nd.ones(2)}, {})
    >>> sorted(os.listdir(os.path.dirname(prefix)))
    ['net-0003.params', 'net-symbol.json']
    >>> mx.model.load_checkpoint(prefix, 3)[1]["a"].asnumpy().tolist()
    [1.0, 1.0]
    """
    if symbol is not None:
        symbol.save(f"{prefix}-symbol.json", remove_amp_cast=remove_amp_cast)
    path = _path(prefix, epoch)
    ndarray.save(path, named_params(arg_params, aux_params))
    logging.info('Saved checkpoint to "%s"', path)


def load_params(prefix, epoch):
    """Read the parameters of a checkpoint.

    Parameters
    ----------
    prefix : str
    epoch : int

    Returns
    -------
    (dict of str to NDArray, dict of str to NDArray)
        Arguments and auxiliary states.
    """
    return read_params(_path(prefix, epoch))


def load_checkpoint(prefix, epoch):
    """Read a checkpoint.

    Parameters
    ----------
    prefix : str
    epoch : int

    Returns
    -------
    (Symbol, dict of str to NDArray, dict of str to NDArray)
        The network, its arguments and its auxiliary states.
    """
    return symbol.load(f"{prefix}-symbol.json"), *load_params(prefix, epoch)


def named_params(arg_params, aux_params):
    """Arguments and auxiliary states in one dict, as files hold them."""
    return {
        **{f"arg:{name}": array for name, array in arg_params.items()},
        **{f"aux:{name}": array for name, array in aux_params.items()},
    }


def read_params(path, strict=False):
    """The arguments and the auxiliary states of a file.

    Parameters
    ----------
    path : str
    strict : bool
        Refuse anything else that the file holds; else it is passed over.
    """
    found = ndarray.load(path)
    if not found:
        logging.warning("Params file '%s' is empty", path)
        return {}, {}
    if not isinstance(found, dict):
        raise ValueError(f"Invalid param file {path}: its arrays have no names")
    params = {"arg": {}, "aux": {}}
    for key, array in found.items():
        kind, colon, name = key.partition(":")
        if kind in params and colon:
            params[kind][name] = array
        elif strict or not colon:
            raise ValueError(f"Invalid param file {path}: {key!r} is neither arg:... nor aux:...")
    return params["arg"], params["aux"]


def _path(prefix, epoch):
    return f"{prefix}-{epoch:04d}.params"
