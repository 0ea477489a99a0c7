"""The part of `Trainer` that is about row_sparse parameters and gradients.

A row_sparse parameter lives in the store, which updates it; the loop asks for the rows it needs.
What does not live here: all else of a step (`trainer.py`).
"""

from .. import autograd
from .. import kvstore as kv
from ..kvstore.base import KVStoreBase
from ..ndarray import NDArray

__all__ = ["SparseTraining", "rows_of", "whole_of"]


class SparseTraining:
    """What a trainer does otherwise where parameters or gradients are row_sparse."""

    @property
    def _has_sparse_weights(self):
        return any(param._stype != "default" for param in self._params)

    @property
    def _has_sparse_grads(self):
        return any(param._grad_stype != "default" for param in self._params)

    def _sparse_store(self):
        """The store of row_sparse parameters, which updates them.

        Raises
        ------
        ValueError
            The program wants updates outside of the store.
        TypeError
            The program wants no store.
        """
        wanted = self._kvstore_params["kvstore"]
        if self._kvstore_params["update_on_kvstore"] is False:
            raise ValueError(
                "Cannot set update_on_kvstore=False when sparse weights are present."
            )
        if isinstance(wanted, KVStoreBase):
            return wanted
        if not isinstance(wanted, str):
            raise TypeError(
                f"Cannot create '{wanted}' KVStore with row_sparse parameters. The type must be "
                "KVStore or str."
            )
        return kv.create(wanted)

    def _enter(self, index, param, arrays):
        """Give the store a parameter; row_sparse arrays are filled when rows are asked for."""
        if param._stype != "default":
            self._kvstore.init(index, arrays[0])
        elif autograd.is_recording() and type(self._kvstore) is kv.KVStore and _alike(arrays):
            self._kvstore.init(index, arrays[0])  # they are recorded: nobody may write to them
        else:
            self._kvstore.broadcast(index, arrays[0], arrays)

    def _reduce_sparse(self, index, values, targets):
        """Push row_sparse gradients; pull what the devices go on with, where that is dense."""
        param = self._params[index]
        self._kvstore.push(index, values, priority=-index)
        if param._stype == "default":
            out = targets if self._update_on_kvstore else values
            self._kvstore.pull(index, out, priority=-index, ignore_sparse=self._distributed)

    def _row_sparse_pull(self, param, out, row_id, full_idx=False):
        """Fill arrays with rows of a parameter, as the store has them now."""
        self._prepare()
        index = self._param2idx[param.name]
        if full_idx and not self._distributed:
            self._kvstore.pull(index, out=out, priority=-index, ignore_sparse=False)
        else:
            self._kvstore.row_sparse_pull(index, out=out, row_ids=row_id, priority=-index)


def _alike(arrays):
    first = arrays[0].asnumpy()
    return all((x.asnumpy() == first).all() for x in arrays[1:])


def rows_of(param, arrays, row_id):
    """Some arrays of a row_sparse parameter, filled with the rows that `row_id` names.

    Raises
    ------
    TypeError
        `row_id` is no array.
    RuntimeError
        No trainer keeps the parameter.
    """
    if not isinstance(row_id, NDArray):
        raise TypeError(f"row_id must have NDArray type, but {type(row_id)} is given")
    if not param._trainer:
        raise RuntimeError(
            f"Cannot get row_sparse data for Parameter '{param.name}' when no Trainer is created "
            "with it."
        )
    param._trainer._row_sparse_pull(param, arrays, row_id)
    return arrays


def whole_of(param):
    """All rows of a row_sparse parameter; of one without a trainer its first array."""
    first = param._all(param._arrays)[0].detach()
    if param._trainer:
        everything = first.copy()
        param._trainer._row_sparse_pull(param, everything, None, full_idx=True)
        return everything
    return first
