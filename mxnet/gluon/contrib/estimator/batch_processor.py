"""What an estimator does with one batch.

What does not live here: the loop over batches (`estimator.py`).
"""

from ....autograd import record
from ...utils import split_and_load

__all__ = ["BatchProcessor"]


class BatchProcessor:
    """Runs a network on a batch; subclasses do it differently, for data of another form."""

    def _get_data_and_label(self, batch, ctx, batch_axis=0):
        """The parts of data and labels for each context."""
        data, label = batch[0], batch[1]
        return (
            split_and_load(data, ctx_list=ctx, batch_axis=batch_axis),
            split_and_load(label, ctx_list=ctx, batch_axis=batch_axis),
        )

    def evaluate_batch(self, estimator, val_batch, batch_axis=0):
        """Run the network for validation.

        Parameters
        ----------
        estimator : Estimator
        val_batch : list of NDArray
            Data and labels.
        batch_axis : int

        Returns
        -------
        data, label, pred, loss : list of NDArray
            One for each context.
        """
        data, label = self._get_data_and_label(val_batch, estimator.context, batch_axis)
        pred = [estimator.val_net(x) for x in data]
        loss = [estimator.val_loss(y_hat, y) for y_hat, y in zip(pred, label, strict=True)]
        return data, label, pred, loss

    def fit_batch(self, estimator, train_batch, batch_axis=0):
        """Run the network and compute the gradients.

        Parameters
        ----------
        estimator : Estimator
        train_batch : list of NDArray
            Data and labels.
        batch_axis : int

        Returns
        -------
        data, label, pred, loss : list of NDArray
            One for each context.
        """
        data, label = self._get_data_and_label(train_batch, estimator.context, batch_axis)
        with record():
            pred = [estimator.net(x) for x in data]
            loss = [estimator.loss(y_hat, y) for y_hat, y in zip(pred, label, strict=True)]
        for each in loss:
            each.backward()
        return data, label, pred, loss
