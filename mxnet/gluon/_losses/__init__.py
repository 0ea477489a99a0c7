"""The losses of `gluon.loss`, by what they judge."""
